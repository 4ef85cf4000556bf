import type { KeyClaim } from './journal.ts'

/**
 * Reads an Idempotency-Key header: bare, or as a quoted string.
 *
 * @returns the key, or nothing where it is malformed
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export function parseIdempotencyKey(header: string): string | undefined {
  const quoted = /^"([^"]*)"$/.exec(header)
  const key = quoted?.[1] ?? header
  // Long enough not to be chosen twice by accident; nothing that a log or a database would have to escape.
  return /^[A-Za-z0-9_:.-]{16,255}$/.test(key) ? key : undefined
}

/** The same text for equal JSON values, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

export const equalBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0

/** A request under a key that is being carried out in this process. */
export type Running<Request, T> = {
  readonly fingerprint: Uint8Array
  /** Says the same as those of its twins, which need not keep theirs. */
  readonly request: Request
  /** Its result, or nothing where it failed. */
  readonly done: Promise<T | undefined>
}

/** The keys under way in this process, so that a twin can wait for the first instead of being sent away. */
export type RunningKeys<Request, T> = {
  /** The running request of a key. */
  find(claim: KeyClaim): Running<Request, T> | undefined
  /** Marks a key as running until the work is done. */
  hold(claim: KeyClaim, request: Request, work: () => Promise<T>): Promise<T>
}

export function createRunningKeys<Request, T>(): RunningKeys<Request, T> {
  const running = new Map<string, Running<Request, T>>()
  const nameOf = ({ caller, route, key }: KeyClaim) => JSON.stringify([caller, route, key])
  return {
    find: (claim) => running.get(nameOf(claim)),
    async hold(claim, request, work) {
      const { promise: done, resolve } = Promise.withResolvers<T | undefined>()
      let result: T | undefined
      running.set(nameOf(claim), { fingerprint: claim.fingerprint, request, done })
      try {
        result = await work()
        return result
      } finally {
        running.delete(nameOf(claim))
        resolve(result)
      }
    },
  }
}
