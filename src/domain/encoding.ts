import { septetsOf } from './gsm7.ts'
import { type Encoding, encodings } from './message.ts'

/** What a caller may ask for. `auto` is GSM-7 where every character fits and UCS-2 otherwise; never Latin-1. */
export const encodingChoices = ['auto', ...encodings] as const
export type EncodingChoice = (typeof encodingChoices)[number]

/** A character of a text. `position` counts UTF-16 code units from 0, as every language with UTF-16 strings does. */
export type PositionedCharacter = {
  readonly character: string
  /** As `U+20AC`. */
  readonly codePoint: string
  readonly position: number
}

/** The characters of a text that an encoding does not have: how many there are, and the first of them in order. */
export type Misfits = { readonly total: number; readonly first: readonly PositionedCharacter[] }

export type EncodingResult =
  | { readonly ok: true; readonly encoding: Encoding }
  | { readonly ok: false; readonly encoding: Encoding; readonly misfits: Misfits }

/** Enough to find the pattern of a mistake; a long text in the wrong alphabet must not make a long answer. */
export const maxListedMisfits = 20

/**
 * ISO-8859-1's printable characters, CR and LF. The other controls mean nothing on a handset (TAB included), and
 * U+0080–U+009F are nearly always Windows-1252 letters that went through a wrong decoder: better refused than garbled.
 */
const latin1Character = /^[\n\r\u0020-\u007e\u00a0-\u00ff]$/

/** The units that one character (a whole code point) takes on air, or undefined where the encoding does not have it. */
export const unitsIn = {
  /** Septets. */
  gsm7: septetsOf,
  /** UTF-16 code units: outside the basic plane handsets take a surrogate pair, although UCS-2 proper has none. */
  ucs2: (character) => character.length,
  /** Octets. */
  latin1: (character) => (latin1Character.test(character) ? 1 : undefined),
} as const satisfies Record<Encoding, (character: string) => number | undefined>

/** The encoding that a text is sent in, or what in the text does not fit the encoding that was asked for. */
export function chooseEncoding(text: string, choice: EncodingChoice = 'auto'): EncodingResult {
  const encoding = choice === 'auto' ? 'gsm7' : choice
  const misfits = findMisfits(text, encoding)
  if (misfits.total === 0) return { ok: true, encoding }
  return choice === 'auto' ? { ok: true, encoding: 'ucs2' } : { ok: false, encoding, misfits }
}

/** The characters because of which `auto` would choose UCS-2. None: it would choose GSM-7. */
export const findCharactersForcingUcs2 = (text: string): Misfits => findMisfits(text, 'gsm7')

function findMisfits(text: string, encoding: Encoding): Misfits {
  const first: PositionedCharacter[] = []
  let total = 0
  let position = 0
  for (const character of text) {
    if (unitsIn[encoding](character) === undefined) {
      if (total < maxListedMisfits) first.push({ character, codePoint: formatCodePoint(character), position })
      total++
    }
    position += character.length
  }
  return { total, first }
}

const formatCodePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
