import fc from 'fast-check'
import t from 'tap'
import { chooseEncoding, maxListedMisfits } from '../../src/sms/encoding.ts'
import { septetsOf } from '../../src/sms/gsm7.ts'
import { chooseTextForm, type TextRequest, twins } from '../../src/sms/lookalikes.ts'

const lookalikes = { replace: 'lookalikes' } as const
const characters = [...twins.keys()].map((codePoint) => String.fromCodePoint(codePoint))

t.test(
  'no lookalike is in GSM-7, and each of its twins is in GSM-7 and in Latin-1, a septet for a character',
  async (t) => {
    t.ok(twins.size > 50, `${twins.size}`)
    for (const [codePoint, twin] of twins) {
      t.equal(septetsOf(codePoint), 0, `U+${codePoint.toString(16)}`)
      t.ok(
        [...twin].every((character) => septetsOf(character.codePointAt(0) ?? 0) === 1),
        JSON.stringify(twin),
      )
      t.ok(chooseEncoding(twin, 'latin1').ok, JSON.stringify(twin))
    }
  },
)

t.test('no letter, no mark and no digit is a lookalike', async (t) => {
  t.strictSame(
    characters.filter((character) => /[\p{L}\p{M}\p{N}]/u.test(character)),
    [],
  )
})

type Row = readonly [request: TextRequest, encoding: string, text: string]

const rows: readonly Row[] = [
  [{ text: 'It’s 5\u00a0€' }, 'ucs2', 'It’s 5\u00a0€'],
  [{ text: 'It’s 5\u00a0€', ...lookalikes }, 'gsm7', "It's 5 €"],
  [{ text: 'It’s 5\u00a0€', ...lookalikes, encoding: 'auto' }, 'gsm7', "It's 5 €"],
  [{ text: 'It’s 5\u00a0€', ...lookalikes, encoding: 'gsm7' }, 'gsm7', "It's 5 €"],
  [{ text: 'It’s 5\u00a0€', ...lookalikes, encoding: 'ucs2' }, 'ucs2', 'It’s 5\u00a0€'],
  [{ text: '“Hello” ‘you’ „there“ «here» ‹now›', ...lookalikes }, 'gsm7', `"Hello" 'you' "there" "here" 'now'`],
  [{ text: 'a–b—c‑d−e…', ...lookalikes }, 'gsm7', 'a-b-c-d-e...'],
  [{ text: '•\tone\u2028•\u2003two', ...lookalikes }, 'gsm7', '* one\n* two'],
  [{ text: '\ufeffcode\u200b 12\u00ad34\u200e', ...lookalikes }, 'gsm7', 'code 1234'],
  [{ text: '3 × 4 · `x`', ...lookalikes }, 'gsm7', "3 x 4 . 'x'"],
  [{ text: 'plain', ...lookalikes }, 'gsm7', 'plain'],
  // What needs UCS-2 anyway keeps its typography.
  [{ text: '“Привет…”', ...lookalikes }, 'ucs2', '“Привет…”'],
  [{ text: 'ça “va”', ...lookalikes }, 'ucs2', 'ça “va”'],
  [{ text: '👩\u200d🚀', ...lookalikes }, 'ucs2', '👩\u200d🚀'],
  // Latin-1 has some of them itself: those stay.
  [{ text: 'ça\u00a0«va» – ‘oui’', ...lookalikes, encoding: 'latin1' }, 'latin1', "ça\u00a0«va» - 'oui'"],
]

t.test('a text is sent as it is, or with every lookalike replaced', async (t) => {
  for (const [index, [request, encoding, text]] of rows.entries()) {
    t.match(chooseTextForm(request), { ok: true, encoding, text }, `row ${index}`)
  }
})

t.test(
  'what was replaced is told by character, in order, with the position in the text as it was written',
  async (t) => {
    t.strictSame(chooseTextForm({ text: '…it’s\u200b 5', ...lookalikes }), {
      ok: true,
      encoding: 'gsm7',
      text: "...it's 5",
      replaced: {
        total: 3,
        first: [
          { character: '…', codePoint: 'U+2026', position: 0, replacement: '...' },
          { character: '’', codePoint: 'U+2019', position: 3, replacement: "'" },
          { character: '\u200b', codePoint: 'U+200B', position: 5, replacement: '' },
        ],
      },
    })
  },
)

t.test('if nothing was replaced, nothing is reported', async (t) => {
  for (const text of ['plain', '“Привет”']) t.notOk('replaced' in chooseTextForm({ text, ...lookalikes }), text)
})

t.test('the replaced characters are listed up to a bound and counted beyond it', async (t) => {
  const form = chooseTextForm({ text: '’'.repeat(1_000), ...lookalikes })
  t.match(form, { ok: true, text: "'".repeat(1_000), replaced: { total: 1_000 } })
  t.equal(form.ok && form.replaced?.first.length, maxListedMisfits)
})

t.test('an encoding that was asked for is refused for what has no twin, and for nothing else', async (t) => {
  t.strictSame(chooseTextForm({ text: '“ça”', ...lookalikes, encoding: 'gsm7' }), {
    ok: false,
    encoding: 'gsm7',
    misfits: { total: 1, first: [{ character: 'ç', codePoint: 'U+00E7', position: 1 }] },
  })
})

t.test('of any text all lookalikes are replaced or none, and what was replaced leads back to the text', async (t) => {
  const piece = fc.oneof(
    fc.constantFrom(...characters),
    fc.constantFrom('a', ' ', '€', '{', 'ç', 'я', '😀'),
    fc.string(),
  )
  const leadsBack = fc.property(
    fc.array(piece, { maxLength: 15 }),
    fc.constantFrom('auto', 'gsm7', 'latin1', 'ucs2'),
    (pieces, encoding) => {
      const text = pieces.join('')
      const form = chooseTextForm({ text, encoding, ...lookalikes })
      const asItIs = chooseTextForm({ text, encoding })
      if (!form.ok) return !asItIs.ok
      if (form.replaced === undefined) return form.text === text && asItIs.ok && asItIs.encoding === form.encoding
      const { total, first } = form.replaced
      if (total > first.length) return true
      let rebuilt = ''
      let at = 0
      for (const { character, position, replacement } of first) {
        if (text.slice(position, position + character.length) !== character) return false
        rebuilt += text.slice(at, position) + replacement
        at = position + character.length
      }
      return rebuilt + text.slice(at) === form.text && chooseEncoding(form.text, form.encoding).ok
    },
  )
  t.doesNotThrow(() => fc.assert(leadsBack))
})
