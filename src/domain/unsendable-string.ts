import type { Violation } from './violation.ts'

/**
 * Finds every string, however deep, that no encoding can carry.
 *
 * A lone surrogate becomes U+FFFD in UTF-8, so another text would be sent than was asked for, and two different requests
 * would look the same; a NUL ends the string for software written in C. The reader of the body refuses both already:
 * this is for the day when a request comes another way.
 */
export function findUnsendableStrings(value: unknown, pointer = ''): readonly Violation[] {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return [{ pointer, message: 'must not contain half of a surrogate pair' }]
    return value.includes('\0') ? [{ pointer, message: 'must not contain NUL' }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => findUnsendableStrings(child, `${pointer}/${escapeKey(key)}`))
}

/** @see RFC 6901, 3 */
const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
