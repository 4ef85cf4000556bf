import type { Random } from '../../test/upstream/random.ts'

/** Turns a valid body into one that must not be parsed. */
type JsonMutation = readonly [name: string, apply: (json: string, random: Random) => string | Buffer]

const behind = (json: string, more: string): string => `${json.slice(0, -1)},${more}}`
const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth)
/** One character of `mark` becomes one byte in the text. */
const inText = (json: string, mark: string): Buffer => {
  const at = json.indexOf('"text":"') + 8
  const [head, tail] = [json.slice(0, at), json.slice(at)]
  return Buffer.concat([Buffer.from(head), Buffer.from(mark, 'latin1'), Buffer.from(tail)])
}

/** All of these are refused because they are not strict JSON: 400 `malformed-request`. */
export const jsonMutations: readonly JsonMutation[] = [
  ['a second text', (json) => behind(json, '"text":"other"')],
  ['a second text in another spelling', (json) => behind(json, '"te\\u0078t":"other"')],
  ['a second list of recipients', (json) => behind(json, '"to":["+213550000001"]')],
  ['the same key twice, far inside', (json) => behind(json, '"a":{"b":[{"c":1,"c":1}]}')],
  ['__proto__ twice', (json) => behind(json, '"__proto__":{},"__proto__":{}')],
  ['half a surrogate pair, escaped', (json) => inText(json, '\\ud83d')],
  ['the other half', (json) => inText(json, '\\udE00')],
  ['the halves the wrong way round', (json) => inText(json, '\\ude00\\ud83d')],
  ['half a pair in a key', (json) => behind(json, '"\\ud800":1')],
  ['NUL, escaped', (json) => inText(json, '\\u0000')],
  ['a raw control character', (json, random) => inText(json, String.fromCharCode(random.below(32)))],
  ['a byte that is no UTF-8', (json, random) => inText(json, String.fromCharCode(0xf8 + random.below(8)))],
  ['a continuation without its start', (json, random) => inText(json, String.fromCharCode(0x80 + random.below(64)))],
  ['an overlong slash', (json) => inText(json, '\xc0\xaf')],
  ['a surrogate in UTF-8', (json) => inText(json, '\xed\xa0\x80')],
  ['beyond Unicode', (json) => inText(json, '\xf4\x90\x80\x80')],
  ['a sequence that is cut', (json) => inText(json, '\xe2\x82')],
  ['a byte order mark', (json) => `\ufeff${json}`],
  ['UTF-16', (json) => Buffer.from(json, 'utf16le')],
  ['two bodies', (json) => json + json],
  ['a comma at the end', (json) => `${json.slice(0, -1)},}`],
  ['a comment', (json) => `/* */${json}`],
  ['single quotes', (json) => json.replaceAll('"', "'")],
  ['an escape that is none', (json) => inText(json, '\\x41')],
  ['a bare word', (json) => behind(json, '"maxSegments":NaN')],
  ['a number with a plus', (json) => behind(json, '"maxSegments":+1')],
  ['a number in hexadecimal', (json) => behind(json, '"maxSegments":0x1')],
  ['a number with a leading zero', (json) => behind(json, '"maxSegments":01')],
  ['half of it', (json, random) => json.slice(0, random.below(json.length))],
  ['arrays inside each other', (json, random) => behind(json, `"a":${nested(17 + random.below(5_000), '[', ']')}`)],
  [
    'objects inside each other',
    (json, random) => behind(json, `"a":${nested(17 + random.below(500), '{"a":[', ']}')}`),
  ],
  ['brackets that never close', (_json, random) => '['.repeat(1 + random.below(20_000))],
  ['nothing', () => ''],
  ['white space', () => ' \t\r\n'],
  ['a form', () => 'to=%2B213550000001&text=x'],
  ['XML', () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
]

/** Valid JSON that violates the schema: 400 `invalid-request`, which names this field. */
export const readableMutations: readonly (readonly [name: string, pointer: string, apply: (json: string) => string])[] =
  [
    ['__proto__ with a message', '/__proto__', (json) => behind(json, '"__proto__":{"text":"x","flash":true}')],
    ['constructor.prototype', '/constructor', (json) => behind(json, '"constructor":{"prototype":{"flash":true}}')],
    ['a message in __proto__ alone', '/to', (json) => `{"__proto__":${json}}`],
    ['a number beyond numbers', '/deliveryReport', () => '{"to":["+213550000001"],"text":"x","deliveryReport":1e400}'],
    ['very many digits', '/flash', () => `{"to":["+213550000001"],"text":"x","flash":${'9'.repeat(5_000)}}`],
    ['very many unknown fields', '/f0', () => `{${Array.from({ length: 900 }, (_, at) => `"f${at}":1`)}}`],
    ['a list of a thousand faults', '/to', () => `{"to":[${Array.from({ length: 1_000 }, () => '0')}],"text":"x"}`],
    ['the same number twice', '/to/1', () => '{"to":["+213550000001","+213550000001"],"text":"x"}'],
    ['blank text', '/text', () => '{"to":["+213550000001"],"text":" \\u200b\\u00a0\\ufeff\\n"}'],
    ['more segments than allowed', '/text', () => `{"to":["+213550000001"],"text":"${'x'.repeat(2_000)}"}`],
    ['a sender with a line break', '/from', () => '{"to":["+213550000001"],"text":"x","from":"A\\r\\nB"}'],
    ['a sender beyond ASCII', '/from', () => '{"to":["+213550000001"],"text":"x","from":"ÀÉ"}'],
    ['a sender that begins with a space', '/from', () => '{"to":["+213550000001"],"text":"x","from":" A"}'],
    [
      'a script for a link',
      '/wapPush/url',
      () => '{"to":["+213550000001"],"text":"x","wapPush":{"url":"javascript:1"}}',
    ],
  ]
