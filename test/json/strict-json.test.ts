import fc from 'fast-check'
import t from 'tap'
import { parseStrictJson } from '../../src/json/strict-json.ts'

const parse = (text: string) => parseStrictJson(Buffer.from(text))
const twice = 'an object has the same key twice'
const nul = 'a string contains NUL (U+0000)'
const half = 'a string contains half of a surrogate pair'
const deep = 'it is nested deeper than 16'
const notJson = (column: number, line = 1) => `it is not valid JSON at line ${line}, column ${column}`
const endsAt = (column: number, line = 1) =>
  `it is not valid JSON: it ends too early, at line ${line}, column ${column}`
const notUtf8 = 'it is not valid UTF-8'

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const refused: readonly [name: string, body: string | Buffer, fault: string][] = [
  ['nothing', '', 'it is empty'],
  ['white space', ' \n', endsAt(1, 2)],
  ['half an object', '{"a":1', endsAt(7)],
  ['two values', '{} {}', notJson(4)],
  ['a trailing comma', '{"a":1,}', notJson(8)],
  ['a comment', '{"a":1/**/}', notJson(7)],
  ['single quotes', "{'a':1}", notJson(2)],
  ['NaN', '{"a":NaN}', notJson(6)],
  ['a raw control character in a string', '"\u0001"', notJson(2)],
  ['a raw NUL in a string', '"\0"', notJson(2)],
  ['a raw NUL behind the value', '{}\0', notJson(3)],
  ['a byte order mark', '\ufeff{}', 'it begins with a byte order mark (U+FEFF), and must not'],
  ['the byte order mark of UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'it is UTF-16, and must be UTF-8'],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), notJson(2)],
  ['Latin-1', Buffer.from('"\xe9"', 'latin1'), notUtf8],
  ['an overlong slash', Buffer.from('22c0af22', 'hex'), notUtf8],
  ['a raw half of a surrogate pair (CESU-8)', Buffer.from('22eda0bd22', 'hex'), notUtf8],
  ['a whole pair in CESU-8', Buffer.from('22eda0bdedb88022', 'hex'), notUtf8],
  ['a code point beyond Unicode', Buffer.from('22f490808022', 'hex'), notUtf8],
  ['a cut character', Buffer.from('22e282', 'hex'), notUtf8],
  ['gzip', Buffer.from('1f8b0800', 'hex'), notUtf8],

  ['the same key twice', '{"text":"a","text":"b"}', twice],
  ['the same key and value twice', '{"a":1,"a":1}', twice],
  ['an escaped spelling of a key', '{"text":"a","te\\u0078t":"b"}', twice],
  ['an escaped spelling in capitals', '{"te\\u006Bt":1,"te\\u006bt":1}', twice],
  ['an escaped slash in a key', '{"a/b":1,"a\\/b":1}', twice],
  ['the empty key twice', '{"":1,"":2}', twice],
  ['__proto__ twice', '{"__proto__":1,"__proto__":2}', twice],
  ['a key twice, deep inside', '{"a":[{"b":{"c":1,"d":[],"c":2}}]}', twice],
  ['a key again behind an object', '{"a":{"x":1},"b":2,"a":3}', twice],
  ['a key again behind a list', '{"a":[1,{"a":2}],"a":3}', twice],
  ['a pair as a character and as escapes', '{"😀":1,"\\ud83d\\ude00":2}', twice],

  ['an escaped NUL', '{"a":"x\\u0000y"}', nul],
  ['an escaped NUL in a key', '{"\\u0000":1}', nul],
  ['half a pair', '"\\ud83d"', half],
  ['the other half', '"\\ude00"', half],
  ['halves in the wrong order', '"\\ude00\\ud83d"', half],
  ['half a pair in capitals, in a key', '{"\\uD83D":1}', half],

  ['17 lists', nested(17), deep],
  ['17 objects', `${'{"a":'.repeat(17)}1${'}'.repeat(17)}`, deep],
  ['60,000 lists', nested(60_000), deep],
  ['60,000 open brackets', '['.repeat(60_000), deep],
]

const taken: readonly [name: string, body: string, value: unknown][] = [
  ['the same key in two objects', '[{"a":1},{"a":2},{"b":{"a":3},"a":4}]', [{ a: 1 }, { a: 2 }, { b: { a: 3 }, a: 4 }]],
  ['a key that is also a value', '{"a":"b","b":"a","c":["a","a"]}', { a: 'b', b: 'a', c: ['a', 'a'] }],
  ['brackets, quotes and commas in strings', '{"a":"}{][,\\"","b":"\\\\"}', { a: '}{][,"', b: '\\' }],
  ['keys of different case', '{"a":1,"A":2}', { a: 1, A: 2 }],
  ['keys that look alike, composed and decomposed', '{"\u00e9":1,"e\u0301":2}', { '\u00e9': 1, 'e\u0301': 2 }],
  ['an escaped backslash before u', '{"a":"\\\\u0000"}', { a: '\\u0000' }],
  ['a whole pair', '"\\ud83d\\ude00"', '😀'],
  ['16 lists', nested(16), JSON.parse(nested(16))],
  ['200,000 characters in one string', JSON.stringify('é"\\'.repeat(66_667)), 'é"\\'.repeat(66_667)],
  ['a number', '5', 5],
  ['white space around', ' \r\n\t{ "a" : 1 , "b" : [ ] } ', { a: 1, b: [] }],
]

t.test('what two readers could read differently is refused', async (t) => {
  for (const [name, body, fault] of refused) {
    t.strictSame(parseStrictJson(Buffer.from(body as string)), { ok: false, fault }, name)
  }
})

t.test('everything else is read as JSON.parse reads it', async (t) => {
  for (const [name, body, value] of taken) t.strictSame(parse(body), { ok: true, value }, name)
})

t.test('fields, objects and lists are counted, and nothing else', async (t) => {
  const many = { ok: false, fault: 'it holds more than 4 fields, objects and lists' }
  const read = (text: string) => parseStrictJson(Buffer.from(text), 4)
  for (const text of ['{"a":1,"b":[]}', '[[],[],[]]', `[1,"a","b:c",["{[:,\\":"],${'2,'.repeat(99)}null]`]) {
    t.strictSame(read(text), { ok: true, value: JSON.parse(text) }, text)
  }
  for (const text of ['{"a":1,"b":[],"c":2}', '[[],[],[],{}]', '[[],[],[],{}', '{"a":1,"a":2,"a":3,"a":4}']) {
    t.strictSame(read(text), many, text)
  }
})

t.test('__proto__ becomes a field like any other', async (t) => {
  const parsed = parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}')
  t.ok(parsed.ok && Object.hasOwn(parsed.value as object, '__proto__'))
  t.notOk('polluted' in {})
})

t.test('no fault repeats the body', async (t) => {
  for (const body of ['{"geheim":1,"geheim":2}', '{geheim', '"geheim\\u0000"', '"geheim\\ud800"']) {
    const parsed = parse(body)
    t.notOk(parsed.ok)
    t.notMatch(JSON.stringify(parsed), /geheim/)
  }
})

const wellFormed = fc
  .string({ unit: 'binary', maxLength: 8 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'))
const json = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  object: fc.dictionary(wellFormed, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    wellFormed,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    tie('object'),
  ),
}))

/** Writes strings now and then as escapes, so that equal keys get different spellings. */
const spell = (text: string, escaped: boolean): string =>
  escaped
    ? `"${[...Array(text.length).keys()].map((i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`
    : JSON.stringify(text)

function write(value: unknown, escaped: boolean, gap: string): string {
  if (typeof value === 'string') return spell(value, escaped)
  if (Array.isArray(value))
    return `[${gap}${value.map((item) => write(item, escaped, gap)).join(`${gap},${gap}`)}${gap}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(
    ([key, item]) => `${spell(key, escaped)}${gap}:${gap}${write(item, escaped, gap)}`,
  )
  return `{${gap}${entries.join(`${gap},${gap}`)}${gap}}`
}

t.test('for any JSON without repeated keys the value is the one of JSON.parse', async (t) => {
  fc.assert(
    fc.property(json.value, fc.boolean(), fc.constantFrom('', ' ', '\r\n\t'), (value, escaped, gap) => {
      const text = write(value, escaped, gap)
      const parsed = parse(text)
      return parsed.ok && JSON.stringify(parsed.value) === JSON.stringify(JSON.parse(text))
    }),
    { numRuns: 3_000 },
  )
  t.pass()
})

t.test('a key repeated anywhere in any JSON is found', async (t) => {
  const wrap = (inner: string, depth: number, kinds: readonly boolean[]): string =>
    Array.from({ length: depth }).reduce<string>(
      (text, _, index) => (kinds[index] ? `[1,"x",${text},{"k":2}]` : `{"k":[],"l":${text},"m":"}"}`),
      inner,
    )
  fc.assert(
    fc.property(
      json.object.filter((object) => Object.keys(object).length > 0),
      fc.nat(),
      json.value,
      fc.boolean(),
      fc.boolean(),
      fc.nat(5),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      (object, choice, second, escaped, atFront, depth, kinds) => {
        const keys = Object.keys(object)
        const key = keys[choice % keys.length] ?? ''
        const entry = `${spell(key, escaped)}:${write(second, false, '')}`
        const inner = write(object, false, '').slice(1, -1)
        const parsed = parse(wrap(atFront ? `{${entry},${inner}}` : `{${inner},${entry}}`, depth, kinds))
        return !parsed.ok && parsed.fault === twice
      },
    ),
    { numRuns: 3_000 },
  )
  t.pass()
})

/** JSON as it is written: objects are lists of entries, in which a key may come again. */
type Written =
  | string
  | number
  | { readonly list: readonly Written[] }
  | { readonly entries: readonly [string, Written][] }

const fewStrings = fc.constantFrom('', 'a', 'b', ':', 'a:', ':a', '::', '{:}', '1:2,3:4', 'é:😀', '__proto__')
const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 4 },
    fewStrings,
    fc.integer(),
    fc.record({ list: fc.array(tie('written'), { maxLength: 4 }) }),
    fc.record({ entries: fc.array(fc.tuple(fewStrings, tie('written')), { maxLength: 4 }) }),
  ),
}))

function writeEntries(value: Written, gap: string): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if ('list' in value) return `[${value.list.map((item) => writeEntries(item, gap)).join(`${gap},`)}]`
  return `{${value.entries.map(([key, item]) => `${JSON.stringify(key)}${gap}:${gap}${writeEntries(item, gap)}`)}}`
}

function repeatsKey(value: Written): boolean {
  if (typeof value !== 'object') return false
  if ('list' in value) return value.list.some(repeatsKey)
  const keys = value.entries.map(([key]) => key)
  return new Set(keys).size < keys.length || value.entries.some(([, item]) => repeatsKey(item))
}

t.test('a body is taken exactly where it repeats no key, with and without a walk through it', async (t) => {
  fc.assert(
    fc.property(written, fc.constantFrom('', ' ', '\n'), (value, gap) => {
      const text = writeEntries(value, gap)
      // An escape anywhere has the body walked through.
      const walked = parse(`[${text},"\\u0041"]`)
      return parse(text).ok !== repeatsKey(value) && walked.ok !== repeatsKey(value)
    }),
    { numRuns: 10_000 },
  )
  t.pass()
})
