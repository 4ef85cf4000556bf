import fc from 'fast-check'
import t from 'tap'
import { formatUtf16beHex } from '../../src/upstream/parameter-readers.ts'
import { percentEncode } from '../../src/upstream/percent-encode.ts'
import { createQueryBuilder } from '../../src/upstream/query.ts'
import { redactAnswer } from '../../src/upstream/redaction.ts'
import { messageOf, querySettings, textContent } from './fixtures.ts'

const sentOf = (
  changes: { text?: string; password?: string; username?: string; from?: string } = {},
): readonly string[] => {
  const { text = 'Your code is 1234', password = 'open&sesame', username = 'alice', from = 'ACME' } = changes
  const queries = createQueryBuilder({ ...querySettings, username, password })
  return queries.sentTexts(messageOf({ from, content: textContent(text) }))
}

t.test("the provider's own words stay, with digits struck and control characters shown", async (t) => {
  const rows: readonly (readonly [answer: string, redacted: string])[] = [
    ['', ''],
    ['Server busy, retry in 30 seconds', 'Server busy, retry in ## seconds'],
    ['1799|213550000001', '####|############'],
    ['ERR\r\n\0\x7f', 'ERR␍␊␀␡'],
    ['<html><body>Maintenance</body></html>', '<html><body>Maintenance</body></html>'],
    ['{"status":"FAILED"}', '{"status":"FAILED"}'],
    ['Votre crédit', 'Votre cr…dit'],
  ]
  for (const [answer, redacted] of rows) t.equal(redactAnswer(answer, sentOf()), redacted)
})

t.test('sent values are removed in every form, and so is any encoded data', async (t) => {
  const rows: readonly (readonly [answer: string, redacted: string])[] = [
    ['Bad password open&sesame for alice', 'Bad password … for …'],
    ['Bad text: Your code is 1234!', 'Bad text: …!'],
    ['YOURCODE yourself', '… …'],
    ['unknown source ACME', 'unknown source …'],
    ['GET /bulksms?username=alice&password=open%26sesame&type=0', 'GET /bulksms?username=…&password=…&type=…'],
    ['failed for Your%20code%20is%201234', 'failed for …'],
    ['open&amp;sesame', '…'],
    ['text \\u0059our', 'text …'],
    ['hex 596f757220636f6465 end', 'hex … end'],
    ['echo WW91ciBjb2RlIGlzIDEyMzQ= end', 'echo … end'],
    ['q=short', 'q=…'],
  ]
  for (const [answer, redacted] of rows) t.equal(redactAnswer(answer, sentOf()), redacted)
})

t.test('a secret that the reading would cut in two does not show its first half', async (t) => {
  const password = 'k7-!zq&9#Qx.w5'
  for (let length = 2_000; length < 2_100; length++) {
    const redacted = redactAnswer(
      `${'- '.repeat(length / 2)}${length % 2 ? '-' : ''}${password} ${password}!${password}`,
      sentOf({ password }),
    )
    t.notMatch(redacted, /k#-!|zq|Qx/, String(length))
  }
})

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex')
/** The forms in which a careless server may echo what it received. */
const echoes: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  percent: percentEncode,
  'percent, in lower case': (text) => percentEncode(text).toLowerCase(),
  'percent, twice': (text) => percentEncode(percentEncode(text)),
  form: (text) => new URLSearchParams({ message: text }).toString(),
  'hex of UTF-16': formatUtf16beHex,
  'hex of UTF-8': hex,
  json: (text) => JSON.stringify({ message: text }),
  html: (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  mojibake: (text) => Buffer.from(text, 'utf8').toString('latin1'),
}

/** Words of three or more letters in any script; shorter ones and digits reveal nothing. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}]{3,}/gu) ?? []

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFXYZéüñßЖщяабвгكلمة日本語한국어हिंदी'.split(''))
const word = fc.array(letters, { minLength: 3, maxLength: 12 }).map((characters) => characters.join(''))
const separator = fc.constantFrom(' ', ', ', '\n', '&', '%', '+', '"', '\\', "'", '<', '=', '7', '!')
const text = fc
  .array(fc.tuple(word, separator), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join('').trim())

t.test('no word of a text or a credential survives in any echoed form', async (t) => {
  const names = Object.keys(echoes)
  fc.assert(
    fc.property(text, text, word, word, fc.constantFrom(...names), (message, password, username, from, name) => {
      const echo = echoes[name] as (text: string) => string
      const sent = sentOf({ text: message, password, username, from })
      const answer = `~~ ${[message, password, username, from].map(echo).join(' | ')} ~~`
      const redacted = redactAnswer(answer, sent).toLowerCase()
      const survivors = [message, password, username, from].flatMap(wordsOf).filter((one) => redacted.includes(one))
      return survivors.length === 0 && !redacted.includes(password.toLowerCase())
    }),
    { numRuns: 3_000 },
  )
  t.pass('3,000 answers')
})

t.test('a long answer made to be slow is read in no time to speak of', async (t) => {
  const hostile = [
    'a'.repeat(300_000),
    '1'.repeat(300_000),
    '%'.repeat(300_000),
    'a1'.repeat(150_000),
    '=a'.repeat(150_000),
  ]
  const long = Array.from({ length: 400 }, (_, index) => `w${String.fromCharCode(97 + (index % 26))}rd`).join(' ')
  for (const answer of hostile) t.ok(redactAnswer(answer, sentOf({ text: long })).length <= 2_048)
})

// An outage answers every message with a page, so each of them pays for this.
t.test('the words of a long page are not each compared with all words of a long message', async (t) => {
  const words = (count: number, first: string) =>
    Array.from(
      { length: count },
      (_, index) => first + index.toString(4).replace(/\d/g, (digit) => 'klmn'[+digit] ?? ''),
    )
  const compared = t.capture(String.prototype, 'includes', String.prototype.includes)
  const redacted = redactAnswer(`xabcd inside ${words(300, 'abc').join(' ')}`, [
    ['abcd', ...words(400, 'xyz')].join(' '),
  ])
  const count = compared().length
  t.match(redacted, /^… inside abck abcl /)
  t.ok(count < 1_000, `${count} comparisons`)
})
