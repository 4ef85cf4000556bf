import { createRequire } from 'node:module'
import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import t from 'tap'
import { chooseEncoding } from '../../src/sms/encoding.ts'
import { segment, segmentSizes, splitIntoSegments } from '../../src/sms/segments.ts'
import { runsOf } from '../upstream/random.ts'

// Two independent published calculators, and their differences from ours:
//
// * split-sms (0.1.7): none. It has the same alphabet, greedy parts with the same padding, and the same remaining units.
// * sms-segments-calculator (Twilio's, 1.3.0): never in GSM-7. In UCS-2 it keeps a grapheme cluster whole (a letter with
//   its combining marks, a family of emoji, a flag), although only surrogate pairs must stay together. This is Twilio's
//   own choice: 3GPP TS 23.040 does not define it, and this provider, which splits the text, does not document it. So its
//   count results from filling parts with clusters, and equals ours if no cluster is longer than one character. A cluster
//   longer than a part makes its parts overflow, so the generator keeps clusters far below that.

const splitSms = createRequire(import.meta.url)('split-sms') as {
  split(
    text: string,
    options?: { characterset: 'GSM' | 'Unicode' },
  ): {
    characterSet: 'GSM' | 'Unicode'
    parts: readonly { content: string }[]
    remainingInPart: number
  }
}

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31)
const parameters = { seed, numRuns: runsOf(3_000) }

const gsm = [...'aZ09 \r\n@£ÇΔß', ...'€{}[]\\^~|\f']
const bmp = [...'яçسক中\t`\u00a0']
const astral = [...'😀𝒳🂡𐍈']
/** Characters that combine with their neighbours into clusters: marks, a variation selector, ZWJ, a skin tone, flags. */
const joining = ['\u0301', '\u0308', '\ufe0f', '\u200d', '🏽', '🇩', '🇿', 'ী']
const clusters = ['e\u0301', '👨\u200d👩\u200d👧', '🇩🇿', '❤\ufe0f', 'a', 'я']

/** Lengths around the limits of one to four segments, where errors show, in units of the alphabet. */
const lengths = fc.oneof(
  ...[0, 67, 70, 134, 153, 160, 201, 306, 459].map((border) =>
    fc.integer({ min: Math.max(0, border - 4), max: border + 4 }),
  ),
  fc.integer({ min: 0, max: 300 }),
)

/** A text of mostly plain letters with a few rarer characters, so that pairs cross segment boundaries. */
const textOf = (rare: readonly string[]) =>
  fc
    .tuple(lengths, fc.array(fc.tuple(fc.nat(500), fc.constantFrom(...rare)), { maxLength: 12 }))
    .map(([length, places]) => {
      const characters: string[] = Array.from({ length }, () => 'a')
      for (const [place, character] of places) characters.splice(place % (characters.length + 1), 0, character)
      return characters.join('')
    })

/** A text of mostly pairs, so that each part has padding. */
const denseTextOf = (all: readonly string[]) =>
  fc.array(fc.constantFrom(...all), { maxLength: 180, size: 'max' }).map((characters) => characters.join(''))

const texts = fc.oneof(
  { weight: 3, arbitrary: textOf(gsm) },
  { weight: 2, arbitrary: textOf([...gsm, ...bmp, ...astral]) },
  { weight: 2, arbitrary: denseTextOf(gsm) },
  { weight: 1, arbitrary: denseTextOf([...astral, ...bmp, 'a']) },
  { weight: 1, arbitrary: denseTextOf(clusters) },
  { weight: 1, arbitrary: textOf([...joining, ...astral, ...bmp]) },
)

/** The number of parts for greedy filling with indivisible pieces. */
function countParts(pieces: readonly string[], single: number, part: number): number {
  if (pieces.join('').length <= single) return 1
  let count = 1
  let filled = 0
  for (const { length } of pieces) {
    if (filled + length > part) {
      count++
      filled = 0
    }
    filled += length
  }
  return count
}

const seen = { gsm7: 0, ucs2: 0, several: 0, clusters: 0, differing: 0 }

t.test(
  `split-sms and sms-segments-calculator agree with us on ${parameters.numRuns} texts (FC_SEED=${seed})`,
  async (t) => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, forceUcs2) => {
        const chosen = chooseEncoding(text, forceUcs2 ? 'ucs2' : 'auto')
        if (!chosen.ok) throw new Error('ucs2 and auto always fit')
        const ours = segment(text, chosen.encoding)
        const parts = splitIntoSegments(text, chosen.encoding)
        seen[chosen.encoding === 'gsm7' ? 'gsm7' : 'ucs2']++
        if (ours.segments > 1) seen.several++

        const split = splitSms.split(text, ...(forceUcs2 ? [{ characterset: 'Unicode' } as const] : []))
        equal(split.characterSet, chosen.encoding === 'gsm7' ? 'GSM' : 'Unicode')
        equal(split.parts.length, ours.segments)
        equal(split.remainingInPart, ours.unitsLeft)
        equal(JSON.stringify(split.parts.map(({ content }) => content)), JSON.stringify(parts))

        const twilio = new SegmentedMessage(text, forceUcs2 ? 'UCS-2' : 'auto')
        equal(twilio.getEncodingName(), chosen.encoding === 'gsm7' ? 'GSM-7' : 'UCS-2')
        const { graphemes } = twilio
        if (graphemes.every((cluster) => [...cluster].length === 1)) {
          equal(twilio.segmentsCount, ours.segments)
        } else {
          seen.clusters++
          equal(chosen.encoding, 'ucs2')
          equal(twilio.segmentsCount, countParts(graphemes, segmentSizes.ucs2.single, segmentSizes.ucs2.part))
          if (twilio.segmentsCount !== ours.segments) seen.differing++
        }
      }),
      parameters,
    )
    t.comment(seen)
    for (const [what, count] of Object.entries(seen)) t.ok(count > 0, `the texts cover: ${what}`)
  },
)

t.test('sms-segments-calculator keeps a cluster at a boundary whole, which takes one more part', async (t) => {
  const text = `${'я'.repeat(66)}e\u0301${'я'.repeat(66)}`
  t.equal(segment(text, 'ucs2').segments, 2)
  t.equal(splitSms.split(text).parts.length, 2)
  t.equal(new SegmentedMessage(text).segmentsCount, 3)
})

function equal(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) throw new Error(`expected ${String(expected)}, and got ${String(actual)}`)
}
