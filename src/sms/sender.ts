import { septetsOf } from './gsm7.ts'

/** The document: "at most 18 characters if numeric". A leading `+` is one of them. */
const maxNumericLength = 18
/** The document: 11 if alphanumeric, which is what fits the address field of an SMS in GSM 7-bit (3GPP TS 23.040, 9.1.2.5). */
const maxAlphanumericLength = 11

const numericSender = /^\+?[0-9]+$/
const printableAscii = /^[ -~]+$/
const looksNumeric = /^[0-9+ ]*$/

/**
 * Checks a sender ID by the document's rules; returns what is expected, or undefined if it is valid.
 *
 * * Numeric: digits with an optional leading `+`, together at most 18 characters.
 * * Alphanumeric: at most 11 characters of printable ASCII. Those that GSM 03.38 lacks (`` ` ``) or writes as two septets
 *   (`^ { } \ [ ~ ] |`) are refused: with them 11 characters would not fit the field, and networks replace them. So are
 *   letters beyond ASCII: the parameter is sent as UTF-8, and the provider's conversion is undocumented. Spaces are
 *   only allowed inside, because trimming would change the sender. It must be distinguishable from a number: digits,
 *   `+` and spaces alone are a mistyped numeric sender.
 * @see docs/upstream-protocol.md, "Submit", `source`
 */
export function checkSender(from: string): string | undefined {
  if (numericSender.test(from)) {
    if (from.length <= maxNumericLength) return undefined
    return `must be at most ${maxNumericLength} characters long where it is numeric, a leading + included`
  }
  if (looksNumeric.test(from)) {
    return 'must be digits with an optional leading +, or contain something else than digits, + and spaces'
  }
  if (!printableAscii.test(from) || !takesOneSeptetEach(from)) {
    return 'must consist of printable ASCII characters other than ^ { } \\ [ ~ ] | and `'
  }
  if (from !== from.trim()) return 'must not begin or end with a space'
  if (from.length <= maxAlphanumericLength) return undefined
  return `must be at most ${maxAlphanumericLength} characters long where it is not numeric`
}

function takesOneSeptetEach(ascii: string): boolean {
  for (let index = 0; index < ascii.length; index++) if (septetsOf(ascii.charCodeAt(index)) !== 1) return false
  return true
}
