/** Long enough that accidental collisions are unlikely; no characters that a log or a database must escape. */
export const keyForm = { minLength: 16, maxLength: 255, pattern: '^[A-Za-z0-9_:.-]+$' } as const

const keyPattern = new RegExp(keyForm.pattern)

/**
 * Reads an Idempotency-Key header: bare, or as a quoted string.
 *
 * @returns the key, or undefined if it is malformed
 * @see draft-ietf-httpapi-idempotency-key-header
 */
export function parseIdempotencyKey(header: string): string | undefined {
  const quoted = /^"([^"]*)"$/.exec(header)
  const key = quoted?.[1] ?? header
  const isLongEnough = key.length >= keyForm.minLength && key.length <= keyForm.maxLength
  return isLongEnough && keyPattern.test(key) ? key : undefined
}

/** Formats equal JSON values as the same text, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

export const equalBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
