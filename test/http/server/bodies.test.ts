import { gzipSync } from 'node:zlib'
import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const valid = JSON.stringify(validBody)
const json = 'Content-Type: application/json\r\n'
const unreadable = [400, 'malformed-request'] as const

/** Bodies that are not strict JSON. The parser has its own table; this one tests the answers. */
const bodies: readonly [name: string, body: string | Buffer][] = [
  ['a second text', `${valid.slice(0, -1)},"text":"other"}`],
  ['a second text in another spelling', `${valid.slice(0, -1)},"te\\u0078t":"other"}`],
  ['a second recipient list', `${valid.slice(0, -1)},"to":["+213550000002"]}`],
  ['a second key inside', `${valid.slice(0, -1)},"wapPush":{"url":"https://a.example","url":"https://b.example"}}`],
  ['a NUL in the text', valid.replace('Your', 'Your\\u0000')],
  ['half a surrogate pair', valid.replace('Your', '\\ud83d')],
  ['invalid UTF-8', Buffer.from(valid.replace('Your', '\xff'), 'latin1')],
  ['a byte order mark', `\ufeff${valid}`],
  ['UTF-16', Buffer.from(valid, 'utf16le')],
  ['nesting', '['.repeat(40_000) + ']'.repeat(40_000)],
  ['an open string', '"'],
  ['nothing', ''],
  ['half of it', valid.slice(0, -10)],
  ['two of it', valid + valid],
  ['a form', 'to=%2B213550000001&from=ACME&text=x'],
]

t.test('a body that is not strict JSON gets a 400 and nothing is submitted, by inject and by a socket', async (t) => {
  const { postBytes, listen, inbox } = await startGateway(t)
  const origin = await listen()
  for (const [name, body] of bodies) {
    const answer = await postBytes('/messages', body)
    t.strictSame([answer.status, answer.json.code], unreadable, name)
    const [raw, ...more] = await exchangeRaw(origin, formatRequest({ headers: json, body }))
    t.strictSame([raw?.status, raw?.json.code], unreadable, `${name}, by a socket`)
    t.match(raw?.headers, { 'content-type': /^application\/problem\+json/, 'x-request-id': raw?.json.requestId })
    t.equal(more.length, 0)
  }
  t.equal(inbox.receivedCount(), 0)
})

t.test('fields of the language are unknown fields like others, and change nothing', async (t) => {
  const { postBytes, inbox } = await startGateway(t)
  for (const field of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
    const { status, json } = await postBytes('/messages', `${valid.slice(0, -1)},"${field}":{"text":"x","flash":true}}`)
    t.equal(status, 400)
    t.strictSame(json.violations, [{ pointer: `/${field}`, message: 'is not a known field' }])
  }
  const inherited = await postBytes('/messages', '{"__proto__":{"to":["+213550000001"],"from":"ACME","text":"x"}}')
  t.strictSame(
    new Set(inherited.json.violations.map(({ pointer }: { pointer: string }) => pointer)),
    new Set(['/__proto__', '/to', '/from', '/text']),
  )
  t.equal(inbox.receivedCount(), 0)
})

const unsupported = [
  '',
  'Content-Type:\r\n',
  'Content-Type: text/json\r\n',
  'Content-Type: text/plain\r\n',
  'Content-Type: application/x-www-form-urlencoded\r\n',
  'Content-Type: multipart/form-data; boundary=x\r\n',
  'Content-Type: application/jsonx\r\n',
  'Content-Type: application/json5\r\n',
  'Content-Type: application/problem+json\r\n',
  'Content-Type: application/json+x\r\n',
  'Content-Type: application\r\n',
  'Content-Type: application/\r\n',
  'Content-Type: application/ json\r\n',
  'Content-Type: application /json\r\n',
  'Content-Type: application/json;charset=latin1\r\n',
  'Content-Type: application/json; charset=utf-16\r\n',
  'Content-Type: application/json; charset=utf-8; charset=utf-16\r\n',
  "Content-Type: application/json; charset='utf-8'\r\n",
  'Content-Type: application/json; a\r\n',
  'Content-Type: application/json;\r\n',
  'Content-Type: application/json; charset\r\n',
  'Content-Type: application/json; q=1\r\n',
  'Content-Type: application/json, text/plain\r\n',
  'Content-Type: text/plain, application/json\r\n',
  'Content-Type: text/plain; application/json\r\n',
  'Content-Type: "application/json"\r\n',
  'Content-Type: application/json\xa0\r\n',
  'Content-Type: application/json\xff\r\n',
  'Content-Type: *\r\n',
  'Content-Type: */*\r\n',
  'Content-Type: application/*\r\n',
  `${json}Content-Type: text/plain\r\n`,
  `Content-Type: text/plain\r\n${json}`,
  `${json}${json}`,
  `${json}CONTENT-TYPE: application/json;charset=utf-16\r\n`,
  `${json}Content-Encoding: gzip\r\n`,
  `${json}Content-Encoding: identity\r\n`,
  `${json}Content-Encoding:\r\n`,
  `${json}Content-Encoding: br, gzip\r\n`,
]

t.test('a body that is not said to be plain JSON is a 415 and nothing is submitted', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  for (const headers of unsupported) {
    const [answer] = await exchangeRaw(origin, formatRequest({ headers, body: valid }))
    t.strictSame([answer?.status, answer?.json.code], [415, 'unsupported-media-type'], JSON.stringify(headers))
    t.match(answer?.headers, { 'content-type': /^application\/problem\+json/, 'x-request-id': answer?.json.requestId })
  }
  const zipped = formatRequest({ headers: `${json}Content-Encoding: gzip\r\n`, body: gzipSync(valid) })
  t.equal((await exchangeRaw(origin, zipped))[0]?.status, 415)
  const secretly = formatRequest({ headers: json, body: gzipSync(valid) })
  t.equal((await exchangeRaw(origin, secretly))[0]?.status, 400)
  t.equal(inbox.receivedCount(), 0)
})

t.test('every honest spelling of JSON in UTF-8 is taken', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const spellings = [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ;\tcharset="utf-8"',
    '\tapplication/json\t',
  ]
  for (const type of spellings) {
    const [answer] = await exchangeRaw(origin, formatRequest({ headers: `content-TYPE:${type}\r\n`, body: valid }))
    t.equal(answer?.status, 201, JSON.stringify(type))
  }
  t.equal(inbox.receivedCount(), spellings.length)
})

t.test('a body beyond the limit is a 413, announced or not', async (t) => {
  const { postBytes, listen, inbox } = await startGateway(t)
  const big = JSON.stringify({ ...validBody, text: 'a'.repeat(1_000_000) })
  t.match((await postBytes('/messages', big)).json, { status: 413, code: 'content-too-large' })
  const origin = await listen()
  const head = `POST /messages HTTP/1.1\r\nHost: x\r\n${json}`
  // Nothing of an announced megabyte has to come before it is refused.
  const [announced] = await exchangeRaw(origin, `${head}Content-Length: 1000000\r\n\r\n`, { answerCount: 1 })
  t.match(announced?.json, { status: 413, code: 'content-too-large' })
  const chunk = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`
  const [chunked] = await exchangeRaw(origin, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`, {
    answerCount: 1,
  })
  t.match(chunked?.json, { status: 413, code: 'content-too-large' })
  t.equal(inbox.receivedCount(), 0)
})

t.test('a body at the limit is read, and 1,000 recipients are far below it', async (t) => {
  const { post, postBytes } = await startGateway(t)
  const to = Array.from({ length: 1_000 }, (_, index) => `+21355${1_000_000 + index}`)
  t.match((await post('/messages', { ...validBody, to })).json, { status: 'accepted', summary: { accepted: 1_000 } })
  const limit = 128 * 1024
  const padded = (bytes: number) => valid + ' '.repeat(bytes - valid.length)
  t.equal((await postBytes('/messages', padded(limit))).status, 201)
  t.equal((await postBytes('/messages', padded(limit + 1))).status, 413)
})

const chunkedBody = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`

t.test('a chunked body is read, and one in another coding is not', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const send = async (transfer: string) =>
    (
      await exchangeRaw(
        origin,
        `POST /messages HTTP/1.1\r\nHost: x\r\n${json}Connection: close\r\nTransfer-Encoding: ${transfer}\r\n\r\n${chunkedBody(valid)}`,
      )
    )[0]
  t.equal((await send('chunked'))?.status, 201)
  t.equal((await send('Chunked'))?.status, 201)
  t.equal(inbox.receivedCount(), 2)
  t.equal((await send('gzip, chunked'))?.status, 415)
  for (const transfer of ['gzip', 'identity', 'chunked, gzip', 'chunked, chunked', 'xchunked', '"chunked"']) {
    const answer = await send(transfer)
    t.ok([400, 415].includes(answer?.status ?? 0), `${transfer}: ${answer?.status}`)
    t.match(answer?.headers['content-type'], /^application\/problem\+json/)
  }
  t.equal(inbox.receivedCount(), 2)
})
