import { encodedForms } from './encoded-forms.ts'

/** A look that can tell that a text contains none of the secrets. False where the full search has to decide. */
export type QuickLook = {
  add(secret: string): void
  isFree(text: string): boolean
}

const printableAscii = /^[!-[\]-~]+$/
const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** A search for beginnings of one length skips through a text; one for texts of different lengths looks at each character. */
const beginningLength = 5

/**
 * Creates a quick look for secrets. A text in ASCII without `%` and `\` can contain a secret only as it is or in base64 or hex,
 * in any case; and of these it contains none if it does not even contain their beginnings. For the log line of a message this
 * takes 4,600 instructions and not 7,000 (docs/performance.md).
 */
export function createQuickLook(): QuickLook {
  const secrets: string[] = []
  const beginnings = new Set<string>()
  let encoded: RegExp | undefined
  /** Only ASCII, without a space, which a form writes as `+`, and without a backslash: others have more spellings. */
  let areAllPlain = true

  return {
    add(secret) {
      areAllPlain &&= printableAscii.test(secret)
      // By itself, because a name may begin like a password.
      secrets.push(secret.toLowerCase())
      for (const form of encodedForms(secret)) beginnings.add(form.slice(0, beginningLength).toLowerCase())
      encoded = new RegExp([...beginnings].map(escapeRegExp).join('|'))
    },
    isFree(text) {
      if (!areAllPlain || !isPlain(text)) return false
      const lower = text.toLowerCase()
      for (const secret of secrets) if (lower.includes(secret)) return false
      return encoded === undefined || !encoded.test(lower)
    },
  }
}

/** Whether a text has no escapes, and no letters that a search without regard to case takes for ASCII. */
export const isPlain = (text: string): boolean =>
  text.indexOf('%') < 0 && text.indexOf('\\') < 0 && Buffer.byteLength(text) === text.length

/** What precedes a phone number that must be masked: see `phoneNumbers` in `logger.ts`. */
const marks = ['+', '|', '=']
/** A masked number shows fewer digits in a row. */
const leastDigits = 7
const [zero, nine] = [0x30, 0x39]

/** Whether a text may contain a phone number with its mark. */
export function mayHoldNumber(text: string): boolean {
  if (text.indexOf('%') >= 0) return true
  for (const mark of marks) {
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      let digits = 0
      while (isDigit(text.charCodeAt(at + 1 + digits))) if (++digits === leastDigits) return true
    }
  }
  return false
}

/** Of a position after the end, the code is NaN, which is no digit. */
const isDigit = (code: number): boolean => code >= zero && code <= nine
