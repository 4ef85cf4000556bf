import { unitsIn, widthOf } from './encoding.ts'
import type { Content, Encoding } from './message.ts'

/**
 * How many units fit into a single SMS, and into each part of a long one: an SMS has 140 octets, of which each part
 * needs six for its user data header. Flash messages use the row of their alphabet; the document's 140 for them means
 * octets.
 * @see docs/upstream-protocol.md, "Segments"; 3GPP TS 23.040, 9.2.3.24.1
 */
export const segmentSizes = {
  gsm7: { unit: 'septet', single: 160, part: 153 },
  ucs2: { unit: 'UTF-16 code unit', single: 70, part: 67 },
  latin1: { unit: 'octet', single: 140, part: 134 },
} as const satisfies Record<Encoding, { unit: string; single: number; part: number }>

/** The size of a text. `units` excludes the padding of parts that end before an escape or surrogate pair. */
export type Segmentation = {
  /** At least 1, for an empty text too. */
  readonly segments: number
  readonly units: number
  /** In the last segment. Zero for a full single SMS, although a longer text has other part sizes. */
  readonly unitsLeft: number
}

/**
 * Counts the segments of a text, exactly and in linear time.
 * @throws RangeError if the text does not fit the encoding; call `chooseEncoding` first.
 */
export function segment(text: string, encoding: Encoding): Segmentation {
  const { starts, units, size, unitsInLast } = layOut(text, encoding)
  return { segments: starts.length, units, unitsLeft: size - unitsInLast }
}

/** The parts of a text as counted by `segment`; concatenated they are the text. */
export function splitIntoSegments(text: string, encoding: Encoding): readonly string[] {
  const { starts } = layOut(text, encoding)
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

type Layout = {
  /** The start of each part in the text, in UTF-16 code units. */
  readonly starts: readonly number[]
  readonly units: number
  /** The capacity of each part. */
  readonly size: number
  readonly unitsInLast: number
}

/** Fills the parts in order. A character is never divided between parts, so no pair is split. */
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
  // Only now is it certain that everything fits into one SMS, whose first part needs no header.
  if (units <= single) return { starts: [0], units, size: single, unitsInLast: units }
  return { starts, units, size: part, unitsInLast }
}

/** The cost of a message per recipient. A WAP push counts as one: only the provider knows its binary form. */
export const segmentCountOf = (content: Content): number => (content.kind === 'text' ? content.segments : 1)
