import { noViolations, type Violation } from './violation.ts'

/**
 * Finds every string, at any depth, that cannot be encoded.
 *
 * A lone surrogate becomes U+FFFD in UTF-8, so the text would change, and two different requests would look the same.
 * NUL ends a string for software written in C. The body parser already refuses both; this check covers requests that
 * arrive in another way.
 */
export function findUnsendableStrings(value: unknown): readonly Violation[] {
  if (isSendable(value)) return noViolations
  const found: Violation[] = []
  collect(value, '', found)
  return found
}

/** The same check without the pointers, which hardly any request needs. */
function isSendable(value: unknown): boolean {
  if (typeof value === 'string') return isSendableString(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isSendable)
}

const isSendableString = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

function collect(value: unknown, pointer: string, found: Violation[]): void {
  if (typeof value === 'string') {
    if (isSendableString(value)) return
    const what = value.isWellFormed() ? 'NUL' : 'half of a surrogate pair'
    found.push({ pointer, message: `must not contain ${what}` })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) collect(child, `${pointer}/${escapeKey(key)}`, found)
  }
}

/** @see RFC 6901, 3 */
const escapeKey = (key: string): string => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key)
