import { noViolations, type Violation } from './violation.ts'

/**
 * Finds every string, however deep, that no encoding can carry.
 *
 * A lone surrogate becomes U+FFFD in UTF-8, so another text would be sent than was asked for, and two different requests
 * would look the same; a NUL ends the string for software written in C. The reader of the body refuses both already:
 * this is for the day when a request comes another way.
 */
export function findUnsendableStrings(value: unknown): readonly Violation[] {
  if (isSendable(value)) return noViolations
  const found: Violation[] = []
  collect(value, '', found)
  return found
}

/** The same question without the pointers, which nearly no request needs. */
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
