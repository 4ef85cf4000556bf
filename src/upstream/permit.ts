/**
 * The right to write one GET, once. Whoever is about to put the bytes on the wire consumes it; a second consumption
 * throws, so no machinery in between can repeat the request. Its state is the proof of what happened: never consumed
 * means never written.
 *
 * @see docs/never-twice.md, "The permit"
 */
export type Permit = {
  /** @throws when the permit was consumed or cancelled before: the caller must write nothing. */
  consume(): void
  /** Forbids a later consumption. Returns whether it was in time, that is, whether nothing was ever written. */
  cancel(): boolean
}

export function createPermit(): Permit {
  let state: 'unused' | 'consumed' | 'cancelled' = 'unused'
  return {
    consume() {
      if (state !== 'unused') throw new Error(`The permit to submit is ${state} already`)
      state = 'consumed'
    },
    cancel() {
      if (state === 'unused') state = 'cancelled'
      return state === 'cancelled'
    },
  }
}
