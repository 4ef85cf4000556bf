/**
 * The right to write one GET, once. Code that is about to put the bytes on the wire consumes it. A second consumption
 * throws, so no layer in between can repeat the request. Its state proves what happened: never consumed means never
 * written.
 *
 * @see docs/never-twice.md, "The permit"
 */
export type Permit = {
  /** @throws if the permit was already consumed or cancelled: the caller must then write nothing. */
  consume(): void
  /** Prevents later consumption. Returns true if nothing was ever written. */
  cancel(): boolean
}

export function createPermit(): Permit {
  let state: 'unused' | 'consumed' | 'cancelled' = 'unused'
  return {
    consume() {
      if (state !== 'unused') throw new Error(`The permit is already ${state}`)
      state = 'consumed'
    },
    cancel() {
      if (state === 'unused') state = 'cancelled'
      return state === 'cancelled'
    },
  }
}
