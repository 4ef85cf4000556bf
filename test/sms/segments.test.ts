import t from 'tap'
import type { Encoding } from '../../src/sms/message.ts'
import { segment, segmentSizes, splitIntoSegments } from '../../src/sms/segments.ts'

type Row = readonly [name: string, encoding: Encoding, text: string, segments: number, units: number, unitsLeft: number]

const a = (count: number) => 'a'.repeat(count)
const я = (count: number) => 'я'.repeat(count)

const rows: readonly Row[] = [
  ['an empty text', 'gsm7', '', 1, 0, 160],
  ['an empty text', 'ucs2', '', 1, 0, 70],
  ['an empty text', 'latin1', '', 1, 0, 140],

  ['1 septet', 'gsm7', 'a', 1, 1, 159],
  ['153 septets', 'gsm7', a(153), 1, 153, 7],
  ['154 septets', 'gsm7', a(154), 1, 154, 6],
  ['159 septets', 'gsm7', a(159), 1, 159, 1],
  ['160 septets', 'gsm7', a(160), 1, 160, 0],
  ['161 septets', 'gsm7', a(161), 2, 161, 145],
  ['2 full parts', 'gsm7', a(306), 2, 306, 0],
  ['2 full parts and one septet', 'gsm7', a(307), 3, 307, 152],
  ['3 full parts', 'gsm7', a(459), 3, 459, 0],
  ['3 full parts and one septet', 'gsm7', a(460), 4, 460, 152],
  ['10 full parts', 'gsm7', a(1530), 10, 1530, 0],
  ['10 full parts and one septet', 'gsm7', a(1531), 11, 1531, 152],
  ['80 escape pairs', 'gsm7', '€'.repeat(80), 1, 160, 0],
  ['81 escape pairs, each part with one septet of padding', 'gsm7', '€'.repeat(81), 2, 162, 143],
  ['an escape pair that ends a single SMS', 'gsm7', `${a(158)}€`, 1, 160, 0],
  ['an escape pair over the end of a single SMS', 'gsm7', `${a(159)}€`, 2, 161, 145],
  ['an escape pair at 152 in a single SMS', 'gsm7', `${a(152)}€${a(6)}`, 1, 160, 0],
  ['an escape pair that ends the first part', 'gsm7', `${a(151)}€${a(8)}`, 2, 161, 145],
  ['an escape pair over the border of two parts', 'gsm7', `${a(152)}€${a(7)}`, 2, 161, 144],
  ['an escape pair that begins the second part', 'gsm7', `${a(153)}€${a(6)}`, 2, 161, 145],
  ['padding that costs a third part', 'gsm7', `${a(152)}€${a(152)}`, 3, 306, 152],
  ['padding that just fits two parts', 'gsm7', `${a(152)}€${a(151)}`, 2, 305, 0],
  ['padding in each of two parts', 'gsm7', `${a(152)}€${a(150)}€`, 3, 306, 151],
  ['CR LF over the border of two parts, which may be split', 'gsm7', `${a(152)}\r\n${a(152)}`, 2, 306, 0],

  ['1 code unit', 'ucs2', 'я', 1, 1, 69],
  ['67 code units', 'ucs2', я(67), 1, 67, 3],
  ['70 code units', 'ucs2', я(70), 1, 70, 0],
  ['71 code units', 'ucs2', я(71), 2, 71, 63],
  ['2 full parts', 'ucs2', я(134), 2, 134, 0],
  ['2 full parts and one code unit', 'ucs2', я(135), 3, 135, 66],
  ['3 full parts', 'ucs2', я(201), 3, 201, 0],
  ['3 full parts and one code unit', 'ucs2', я(202), 4, 202, 66],
  ['35 surrogate pairs', 'ucs2', '😀'.repeat(35), 1, 70, 0],
  ['36 surrogate pairs, the first part with padding', 'ucs2', '😀'.repeat(36), 2, 72, 61],
  ['a surrogate pair that ends a single SMS', 'ucs2', `${я(68)}😀`, 1, 70, 0],
  ['a surrogate pair over the end of a single SMS', 'ucs2', `${я(69)}😀`, 2, 71, 63],
  ['a surrogate pair that ends the first part', 'ucs2', `${я(65)}😀${я(4)}`, 2, 71, 63],
  ['a surrogate pair over the border of two parts', 'ucs2', `${я(66)}😀${я(3)}`, 2, 71, 62],
  ['a surrogate pair that begins the second part', 'ucs2', `${я(67)}😀${я(2)}`, 2, 71, 63],
  ['padding that costs a third part', 'ucs2', `${я(66)}😀${я(66)}`, 3, 134, 66],
  ['padding that just fits two parts', 'ucs2', `${я(66)}😀${я(65)}`, 2, 133, 0],
  ['GSM characters, the euro among them, are one unit each', 'ucs2', '€'.repeat(70), 1, 70, 0],

  ['1 octet', 'latin1', 'ç', 1, 1, 139],
  ['134 octets', 'latin1', 'ç'.repeat(134), 1, 134, 6],
  ['140 octets', 'latin1', 'ç'.repeat(140), 1, 140, 0],
  ['141 octets', 'latin1', 'ç'.repeat(141), 2, 141, 127],
  ['2 full parts', 'latin1', 'ç'.repeat(268), 2, 268, 0],
  ['2 full parts and one octet', 'latin1', 'ç'.repeat(269), 3, 269, 133],
  ['3 full parts', 'latin1', 'ç'.repeat(402), 3, 402, 0],
  ['3 full parts and one octet', 'latin1', 'ç'.repeat(403), 4, 403, 133],
  ['what is a pair in GSM-7 is one octet', 'latin1', '{'.repeat(140), 1, 140, 0],
]

for (const [name, encoding, text, segments, units, unitsLeft] of rows) {
  t.test(`${encoding}: ${name}: ${segments} segments`, async (t) => {
    t.same(segment(text, encoding), { segments, units, unitsLeft })
    const parts = splitIntoSegments(text, encoding)
    t.equal(parts.length, segments)
    t.equal(parts.join(''), text)
    const { single, part } = segmentSizes[encoding]
    for (const piece of parts) {
      t.ok(piece.isWellFormed(), 'no surrogate pair is split')
      t.ok(segment(piece, encoding).units <= (segments === 1 ? single : part), 'no part is too long')
    }
  })
}

t.test('an escape pair is not split: the part before it ends one septet early', async (t) => {
  t.same(splitIntoSegments(`${a(152)}€${a(7)}`, 'gsm7'), [a(152), `€${a(7)}`])
})

t.test('a text that does not fit the encoding is a mistake of the programmer', async (t) => {
  t.throws(() => segment('ab😀', 'gsm7'), new RangeError('A character at position 2 does not fit gsm7'))
  t.throws(() => segment('€', 'latin1'), RangeError)
})

t.test('a text of a million characters is counted', async (t) => {
  t.same(segment(a(1_530_000), 'gsm7'), { segments: 10_000, units: 1_530_000, unitsLeft: 0 })
  t.equal(segment('😀'.repeat(330_000), 'ucs2').segments, 10_000)
})
