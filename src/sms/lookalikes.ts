import {
  chooseEncoding,
  type EncodingChoice,
  type EncodingResult,
  type Misfits,
  maxListedMisfits,
  type PositionedCharacter,
  positioned,
  unitsIn,
  widthOf,
} from './encoding.ts'
import type { Encoding } from './message.ts'

/** The replacements that a caller may request. */
export const replacementChoices = ['lookalikes'] as const
export type ReplacementChoice = (typeof replacementChoices)[number]

/**
 * Typographic characters by plain equivalent. Every equivalent is ASCII and takes one septet per character in GSM-7.
 * Letters, marks and digits are never replaced: that could change a word, and `½` after a digit the number.
 */
const lookalikesByTwin: readonly (readonly [twin: string, lookalikes: string])[] = [
  // TAB, no-break space, the spaces of U+2000 to U+200A, narrow no-break, mathematical and ideographic space.
  [' ', '\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'],
  ['\n', '\u2028\u2029'],
  // Soft hyphen, zero-width characters, direction marks, word joiner, byte order mark: all invisible.
  ['', '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff'],
  ["'", '‘’‚‛‹›′´`'],
  ['"', '“”„‟«»″'],
  // Hyphens, dashes, the minus sign and the hyphen bullet.
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043'],
  ['...', '…'],
  ['..', '‥'],
  ['.', '·․'],
  ['*', '•‣◦●▪∗'],
  ['/', '⁄∕'],
  ['x', '×'],
]

/** The plain equivalent of each typographic character, by code point. */
export const twins: ReadonlyMap<number, string> = new Map(
  lookalikesByTwin.flatMap(([twin, lookalikes]) => [...lookalikes].map((one) => [one.codePointAt(0) as number, twin])),
)

/** A replaced character. Its position is that in the caller's text. */
export type Replacement = PositionedCharacter & { readonly replacement: string }

/** The replacements in a text: how many characters, and the first of them in order. */
export type Replaced = { readonly total: number; readonly first: readonly Replacement[] }

/** The text to send, or which of its characters do not fit the requested encoding. */
export type TextForm =
  | { readonly ok: true; readonly encoding: Encoding; readonly text: string; readonly replaced?: Replaced }
  | { readonly ok: false; readonly encoding: Encoding; readonly misfits: Misfits }

/** A text and its options, as in the request. */
export type TextRequest = {
  readonly text: string
  readonly encoding?: EncodingChoice
  readonly replace?: ReplacementChoice
}

/**
 * Chooses the encoding of a text and, if requested, replaces the typographic characters that keep it out of GSM-7 (or
 * the requested encoding). All are replaced or none: a text that needs UCS-2 anyway keeps its typography, which costs
 * nothing there.
 *
 * A pure function of the request, so that an answer can list the replacements whenever it is built.
 */
export function chooseTextForm({ text, encoding: choice = 'auto', replace }: TextRequest): TextForm {
  const asItIs = chooseEncoding(text, choice)
  const wanted = choice === 'auto' ? 'gsm7' : choice
  if (replace === undefined || (asItIs.ok && asItIs.encoding === wanted)) return unchanged(asItIs, text)
  const plain = replaceLookalikes(text, wanted)
  if (plain.ok) return { ok: true, encoding: wanted, text: plain.text, replaced: plain.replaced }
  return asItIs.ok ? unchanged(asItIs, text) : { ok: false, encoding: wanted, misfits: plain.misfits }
}

const unchanged = (chosen: EncodingResult, text: string): TextForm =>
  chosen.ok ? { ok: true, encoding: chosen.encoding, text } : chosen

type Replacing =
  | { readonly ok: true; readonly text: string; readonly replaced: Replaced }
  | { readonly ok: false; readonly misfits: Misfits }

/** Replaces the characters that the encoding lacks, or reports those without an equivalent. */
function replaceLookalikes(text: string, encoding: Encoding): Replacing {
  const unitsOf = unitsIn[encoding]
  const replacements: Replacement[] = []
  const misfits: PositionedCharacter[] = []
  let replacedCount = 0
  let misfitCount = 0
  let plain = ''
  let copied = 0
  for (let position = 0; position < text.length; ) {
    const codePoint = text.codePointAt(position) as number
    const end = position + widthOf(codePoint)
    if (unitsOf(codePoint) === 0) {
      const replacement = twins.get(codePoint)
      if (replacement === undefined) {
        if (misfitCount < maxListedMisfits) misfits.push(positioned(codePoint, position))
        misfitCount++
      } else {
        if (replacedCount < maxListedMisfits) replacements.push({ ...positioned(codePoint, position), replacement })
        replacedCount++
        plain += text.slice(copied, position) + replacement
        copied = end
      }
    }
    position = end
  }
  if (misfitCount > 0) return { ok: false, misfits: { total: misfitCount, first: misfits } }
  return { ok: true, text: plain + text.slice(copied), replaced: { total: replacedCount, first: replacements } }
}
