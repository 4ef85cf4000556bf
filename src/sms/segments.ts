import { unitsIn, widthOf } from './encoding.ts'
import type { Content, Encoding } from './message.ts'

/**
 * How many units one SMS holds, and each part of a long one: an SMS has 140 octets, of which the user data header of a
 * part takes six. Flash messages go by the row of their alphabet; the document's 140 for them is the octets.
 * @see docs/upstream-protocol.md, "Segments"; 3GPP TS 23.040, 9.2.3.24.1
 */
export const segmentSizes = {
  gsm7: { unit: 'septet', single: 160, part: 153 },
  ucs2: { unit: 'UTF-16 code unit', single: 70, part: 67 },
  latin1: { unit: 'octet', single: 140, part: 134 },
} as const satisfies Record<Encoding, { unit: string; single: number; part: number }>

/** What a text takes. `units` is without the padding of parts that end before an escape or surrogate pair. */
export type Segmentation = {
  /** At least 1, for an empty text too. */
  readonly segments: number
  readonly units: number
  /** In the last segment. A single SMS that is full has none left, although a longer text has other sizes. */
  readonly unitsLeft: number
}

/**
 * Counts the segments of a text, exactly and in linear time.
 * @throws RangeError when the text does not fit the encoding: `chooseEncoding` comes first.
 */
export function segment(text: string, encoding: Encoding): Segmentation {
  const { starts, units, size, unitsInLast } = layOut(text, encoding)
  return { segments: starts.length, units, unitsLeft: size - unitsInLast }
}

/** The parts of a text as `segment` counts them; together they are the text. */
export function splitIntoSegments(text: string, encoding: Encoding): readonly string[] {
  const { starts } = layOut(text, encoding)
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

type Layout = {
  /** Where each part begins in the text, in UTF-16 code units. */
  readonly starts: readonly number[]
  readonly units: number
  /** How much each of the parts holds. */
  readonly size: number
  readonly unitsInLast: number
}

/** Fills parts one after the other. A character goes whole into a part, and so no pair is ever split. */
function layOut(text: string, encoding: Encoding): Layout {
  const { single, part } = segmentSizes[encoding]
  const unitsOf = unitsIn[encoding]
  const starts = [0]
  let units = 0
  let unitsInLast = 0
  for (let position = 0; position < text.length; ) {
    const codePoint = text.codePointAt(position) as number
    const needed = unitsOf(codePoint)
    if (needed === 0) throw new RangeError(`A character at position ${position} does not fit ${encoding}`)
    if (unitsInLast + needed > part) {
      starts.push(position)
      unitsInLast = 0
    }
    unitsInLast += needed
    units += needed
    position += widthOf(codePoint)
  }
  // Only now it is known that there is no second SMS, and so no header that takes room from the first.
  if (units <= single) return { starts: [0], units, size: single, unitsInLast: units }
  return { starts, units, size: part, unitsInLast }
}

/** What each recipient of a message costs. A WAP push counts as one: only the provider knows its binary form. */
export const segmentCountOf = (content: Content): number => (content.kind === 'text' ? content.segments : 1)
