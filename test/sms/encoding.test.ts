import t from 'tap'
import {
  chooseEncoding,
  type EncodingChoice,
  findCharactersForcingUcs2,
  maxListedMisfits,
} from '../../src/sms/encoding.ts'

t.test('the encoding follows from the text and from what was asked for', async (t) => {
  const rows: readonly [string, EncodingChoice | undefined, string][] = [
    ['Your code is 1234', undefined, 'gsm7'],
    ['Your code is 1234', 'auto', 'gsm7'],
    ['Your code is 1234', 'ucs2', 'ucs2'],
    ['Your code is 1234', 'latin1', 'latin1'],
    ['{€}\f\r\n', 'auto', 'gsm7'],
    ['ça va', 'auto', 'ucs2'],
    ['ça va', 'latin1', 'latin1'],
    ['tab\tulator', 'auto', 'ucs2'],
    ['سلام', 'auto', 'ucs2'],
    ['😀', 'auto', 'ucs2'],
    ['😀', 'ucs2', 'ucs2'],
    ['', 'auto', 'gsm7'],
  ]
  for (const [text, choice, encoding] of rows) {
    t.same(chooseEncoding(text, choice), { ok: true, encoding }, JSON.stringify([text, choice]))
  }
})

t.test(
  'a text that does not fit the encoding asked for is refused with the characters and where they are',
  async (t) => {
    t.same(chooseEncoding('😀 ça', 'gsm7'), {
      ok: false,
      encoding: 'gsm7',
      misfits: {
        total: 2,
        first: [
          { character: '😀', codePoint: 'U+1F600', position: 0 },
          { character: 'ç', codePoint: 'U+00E7', position: 3 },
        ],
      },
    })
    t.same(chooseEncoding('10 €', 'latin1'), {
      ok: false,
      encoding: 'latin1',
      misfits: { total: 1, first: [{ character: '€', codePoint: 'U+20AC', position: 3 }] },
    })
  },
)

t.test('Latin-1 has its printable characters, CR and LF, and no other controls', async (t) => {
  const fits = (codePoint: number) => chooseEncoding(String.fromCodePoint(codePoint), 'latin1').ok
  const all = Array.from({ length: 0x300 }, (_, codePoint) => codePoint).filter(fits)
  t.equal(all.length, 2 + 95 + 96)
  for (const codePoint of [0x0a, 0x0d, 0x20, 0x7e, 0xa0, 0xff]) t.ok(fits(codePoint), `U+${codePoint.toString(16)}`)
  for (const codePoint of [0x00, 0x09, 0x0c, 0x1b, 0x1f, 0x7f, 0x80, 0x9f, 0x100, 0x2028, 0x1f600]) {
    t.notOk(fits(codePoint), `U+${codePoint.toString(16)}`)
  }
})

t.test('the characters that force UCS-2 are listed up to a bound and counted beyond it', async (t) => {
  t.same(findCharactersForcingUcs2('plain {€}'), { total: 0, first: [] })
  const { total, first } = findCharactersForcingUcs2(`a${'😀'.repeat(1000)}`)
  t.equal(total, 1000)
  t.equal(first.length, maxListedMisfits)
  t.same(first.at(-1), { character: '😀', codePoint: 'U+1F600', position: 1 + 2 * (maxListedMisfits - 1) })
})
