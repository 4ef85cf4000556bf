import type { Random } from '../../test/upstream/random.ts'
import { type Expected, type FuzzCase, formatCase, jsonHeader } from './fuzz-case.ts'

const head = `POST /messages HTTP/1.1\r\nHost: localhost\r\n${jsonHeader}\r\n`
const chunk = (body: string, extension = '') => `${Buffer.byteLength(body).toString(16)}${extension}\r\n${body}\r\n`

/**
 * A request whose end two servers could locate differently. `message` is a complete valid request, hidden after a possible
 * end of the refused one: it must never be served.
 */
type RawRequest = readonly [name: string, make: (message: string, json: string) => string, status?: number]

const rawRequests: readonly RawRequest[] = [
  [
    'length beside chunks',
    (message) => `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${message}`,
    400,
  ],
  [
    'chunks beside a length',
    (message) => `${head}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${message}`,
    400,
  ],
  ['two lengths', (message) => `${head}Content-Length: 0\r\nContent-Length: ${message.length}\r\n\r\n${message}`, 400],
  ['two equal lengths', (message) => `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}${message}`, 400],
  ['a list of lengths', (message) => `${head}Content-Length: 2, 2\r\n\r\n{}${message}`, 400],
  ['a negative length', (message) => `${head}Content-Length: -1\r\n\r\n${message}`, 400],
  ['a length with a plus', (message) => `${head}Content-Length: +2\r\n\r\n{}${message}`, 400],
  ['a length in hexadecimal', (message) => `${head}Content-Length: 0x2\r\n\r\n{}${message}`, 400],
  ['a length with a letter', (message) => `${head}Content-Length: 2a\r\n\r\n{}${message}`, 400],
  ['a length beyond numbers', (message) => `${head}Content-Length: ${'9'.repeat(30)}\r\n\r\n${message}`, 400],
  ['a space before the colon', (message) => `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${message}`, 400],
  ['an unknown coding', (message) => `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${message}`],
  [
    'chunked and something behind',
    (message) => `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${message}`,
  ],
  [
    'chunked twice',
    (message) => `${head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${message}`,
  ],
  [
    'identity beside a length',
    (message) => `${head}Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}${message}`,
  ],
  ['chunked behind a vertical tab', (message) => `${head}Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n${message}`],
  ['a folded header', (message) => `${head}X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}${message}`, 400],
  ['a folded coding', (message) => `${head}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${message}`, 400],
  ['line feeds alone', (message) => `${head.replaceAll('\r\n', '\n')}Content-Length: 2\n\n{}${message}`, 400],
  ['a bare line feed in the head', (message) => `${head}X: a\nContent-Length: 2\r\n\r\n{}${message}`, 400],
  ['a bare carriage return', (message) => `${head}X: a\rContent-Length: 2\r\n\r\n{}${message}`, 400],
  [
    'a line feed behind a chunk size',
    (message) => `${head}Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n${message}`,
    400,
  ],
  ['a chunk size that is none', (message) => `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n${message}`, 400],
  [
    'a negative chunk size',
    (message) => `${head}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n${message}`,
    400,
  ],
  [
    'a chunk size beyond numbers',
    (message) => `${head}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(17)}\r\n${message}`,
    400,
  ],
  [
    'a chunk that is longer',
    (message) => `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n${message}`,
    400,
  ],
  [
    'a line break in a chunk extension',
    (message) => `${head}Transfer-Encoding: chunked\r\n\r\n2;a\nb\r\n{}\r\n0\r\n\r\n${message}`,
    400,
  ],
  [
    'a length in the trailers',
    (message, json) =>
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(json)}0\r\nContent-Length: 3\r\n\r\n${message}`,
    400,
  ],
  ['a NUL in a header', (message) => `${head}X: \0\r\n\r\n${message}`, 400],
  ['a header without a colon', (message) => `${head}X\r\n\r\n${message}`, 400],
  ['a header without a name', (message) => `${head}: x\r\n\r\n${message}`, 400],
  ['a version of HTTP that is none', (message) => `POST /messages HTTP/1.x\r\n\r\n${message}`, 400],
  ['HTTP/2', (message) => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${message}`, 400],
  ['HTTP/0.9', (message) => `POST /messages\r\n\r\n${message}`, 400],
  ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ['a space in the path', (message) => `POST /mess ages HTTP/1.1\r\nHost: localhost\r\n\r\n${message}`, 400],
  ['a NUL in the path', (message) => `POST /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n${message}`, 400],
  ['a method in small letters', (message) => `post /messages HTTP/1.1\r\nHost: localhost\r\n\r\n${message}`, 400],
  ['an authority for a target', (message) => `CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n${message}`, 405],
  ['an upgrade', (message) => `CONNECT / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n${message}`],
  ['a header of 20,000 bytes', (message) => `${head}X: ${'x'.repeat(20_000)}\r\n\r\n${message}`, 431],
  ['5,000 headers', (message) => `${head}${'Abc: d\r\n'.repeat(5_000)}\r\n${message}`, 431],
  [
    'an address of 20,000 bytes',
    (message) => `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n${message}`,
    431,
  ],
  [
    'a message behind a body beyond the limit',
    (message) => `${head}Content-Length: 140000\r\n\r\n${' '.repeat(140_000)}${message}`,
    413,
  ],
  ['a body beyond the limit', () => `${head}Content-Length: 1000000\r\n\r\n{`, 413],
  [
    'a chunked body beyond the limit',
    () => `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(' '.repeat(140_000))}`,
    413,
  ],
  ['a body that is too short', (_message, json) => `${head}Content-Length: ${json.length + 500}\r\n\r\n${json}`, 400],
  ['chunks without the last', (_message, json) => `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(json)}`, 400],
]

/** Unusual but valid requests, which are served once. */
const unusual: readonly (readonly [name: string, make: (json: string) => string])[] = [
  [
    'chunks',
    (json) => `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(json.slice(0, 9))}${chunk(json.slice(9))}0\r\n\r\n`,
  ],
  ['chunk extensions', (json) => `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(json, ';a=b;c="d;e"')}0\r\n\r\n`],
  ['trailers', (json) => `${head}Transfer-Encoding: chunked\r\n\r\n${chunk(json)}0\r\nX-Injected: 1\r\n\r\n`],
  ['CHUNKED', (json) => `${head}TRANSFER-ENCODING:\tCHUNKED\r\n\r\n${chunk(json)}0\r\n\r\n`],
  ['Expect', (json) => `${head}Expect: 100-continue\r\nContent-Length: ${json.length}\r\n\r\n${json}`],
  ['HTTP/1.0', (json) => `${head.replace('1.1', '1.0')}Content-Length: ${json.length}\r\n\r\n${json}`],
  ['empty lines before it', (json) => `\r\n\r\n${head}Content-Length: ${json.length}\r\n\r\n${json}`],
]

/** @param json a body for `to` with single-byte characters only */
export function createRawCase(json: string, to: readonly string[], random: Random): FuzzCase {
  const whole = formatCase({ body: json }).toString('latin1')
  const own = (name: string, bytes: string | Buffer, expected: Expected): FuzzCase => ({
    name,
    bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes,
    connection: 'own',
    expected,
  })
  const drawn = random.below(100)
  if (drawn < 45) {
    const [name, make, status] = random.pick(rawRequests)
    return own(name, make(whole, json), { kind: 'refused', ...(status !== undefined && { status }) })
  }
  if (drawn < 60) {
    const [name, make] = random.pick(unusual)
    return own(name, make(json), { kind: 'accepted', to })
  }
  if (drawn < 70) {
    const cut = 1 + random.below(whole.length - 1)
    return own('half a request', whole.slice(0, cut), { kind: 'refused', status: 400, code: 'malformed-request' })
  }
  if (drawn < 75) return own('garbage behind a message', `${whole}\0garbage`, { kind: 'open' })
  if (drawn < 95) return own('bytes changed in a message', changeBytes(Buffer.from(whole), random), { kind: 'open' })
  const noise = Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)))
  return own('noise', noise, { kind: 'open' })
}

/** Bytes with a special meaning in HTTP or JSON, and some others. */
const telling = [...'\0\t\n\r "%,/:;<=>?[\\]{}\x7f\x80\xff019aA']

export function changeBytes(bytes: Buffer, random: Random): Buffer {
  let changed = bytes
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(changed.length)
    const byte = Buffer.from(
      random.below(2) === 0 ? random.pick(telling) : String.fromCharCode(random.below(256)),
      'latin1',
    )
    const [replaced, inserted, repeated] = [random.below(3) === 0 ? 0 : 1, random.below(4), random.below(6)]
    const middle = repeated === 0 ? changed.subarray(at, at + random.below(40)) : Buffer.alloc(0)
    const put = inserted === 0 ? Buffer.alloc(0) : byte
    changed = Buffer.concat([changed.subarray(0, at), put, middle, changed.subarray(at + replaced)])
  }
  return changed
}
