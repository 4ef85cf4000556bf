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

/** What a caller may ask to have replaced in a text. */
export const replacementChoices = ['lookalikes'] as const
export type ReplacementChoice = (typeof replacementChoices)[number]

/**
 * Typographic characters by their plain twin. Every twin is ASCII and takes one septet per character in GSM-7. Letters,
 * marks and digits are never replaced: another letter makes another word, and `½` after a digit another number.
 */
const lookalikesByTwin: readonly (readonly [twin: string, lookalikes: string])[] = [
  // TAB, no-break space, the spaces of U+2000 to U+200A, narrow no-break, mathematical and ideographic space.
  [' ', '\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'],
  ['\n', '\u2028\u2029'],
  // Soft hyphen, zero-width characters, marks of direction, word joiner, byte order mark: nothing of them is seen.
  ['', '\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff'],
  ["'", '‘’‚‛‹›′´`'],
  ['"', '“”„‟«»″'],
  // Hyphens, dashes, the minus sign and the hyphen that is a bullet.
  ['-', '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043'],
  ['...', '…'],
  ['..', '‥'],
  ['.', '·․'],
  ['*', '•‣◦●▪∗'],
  ['/', '⁄∕'],
  ['x', '×'],
]

/** The plain twin of each typographic character, by its code point. */
export const twins: ReadonlyMap<number, string> = new Map(
  lookalikesByTwin.flatMap(([twin, lookalikes]) => [...lookalikes].map((one) => [one.codePointAt(0) as number, twin])),
)

/** A character that was replaced. Its position is that in the text as the caller wrote it. */
export type Replacement = PositionedCharacter & { readonly replacement: string }

/** What was replaced in a text: how many characters, and the first of them in order. */
export type Replaced = { readonly total: number; readonly first: readonly Replacement[] }

/** A text as it is sent, or what in it does not fit the encoding that was asked for. */
export type TextForm =
  | { readonly ok: true; readonly encoding: Encoding; readonly text: string; readonly replaced?: Replaced }
  | { readonly ok: false; readonly encoding: Encoding; readonly misfits: Misfits }

/** A text and how it may be sent, as a request says it. */
export type TextRequest = {
  readonly text: string
  readonly encoding?: EncodingChoice
  readonly replace?: ReplacementChoice
}

/**
 * Chooses the encoding of a text and, where that was asked for, puts plain characters in the place of those that keep it
 * out of GSM-7 (or out of the encoding that was asked for). All are replaced or none: a text that needs UCS-2 anyway keeps
 * its typography, which costs nothing there.
 *
 * A pure function of the request, so that an answer can tell what was replaced whenever it is made.
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

/** Replaces what the encoding does not have, or says which of it has no twin. */
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
