import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const json = 'Content-Type: application/json\r\n'
const valid = formatRequest({ headers: json, body: JSON.stringify(validBody) })
const statusesOf = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status)

const unreadable: readonly [name: string, bytes: Buffer, status: number][] = [
  ['no JSON', formatRequest({ headers: json, body: '{"to"', keepAlive: true }), 400],
  ['an empty body', formatRequest({ headers: json, body: '', keepAlive: true }), 400],
  ['a coded body', formatRequest({ headers: `${json}Content-Encoding: gzip\r\n`, body: '{}', keepAlive: true }), 415],
  [
    'an unknown media type',
    formatRequest({ headers: 'Content-Type: text/plain\r\n', body: '{}', keepAlive: true }),
    415,
  ],
]

t.test('a message behind a body that cannot be read is sent and answered', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  for (const [at, [name, bytes, status]] of unreadable.entries()) {
    const answers = await exchangeRaw(origin, Buffer.concat([bytes, valid]))
    t.strictSame(statusesOf(answers), [status, 201], name)
    t.equal(inbox.receivedCount(), at + 1, name)
  }
})

t.test('a message behind a body beyond the limit is not sent, since nobody could be told', async (t) => {
  const { listen, inbox, idle } = await startGateway(t)
  const origin = await listen()
  const tooLong = 'x'.repeat(140_000)
  const announced = formatRequest({ headers: json, body: tooLong, keepAlive: true })
  const chunked = formatRequest({
    headers: `${json}Transfer-Encoding: chunked\r\n`,
    keepAlive: true,
  })
  const chunks = Buffer.from(`${tooLong.length.toString(16)}\r\n${tooLong}\r\n0\r\n\r\n`)
  for (const [name, bytes] of [
    ['announced', announced],
    ['in chunks', Buffer.concat([chunked, chunks])],
  ] as const) {
    const answers = await exchangeRaw(origin, Buffer.concat([bytes, valid]))
    t.strictSame(statusesOf(answers), [413], name)
  }
  await idle()
  t.equal(inbox.receivedCount(), 0)
})

t.test('a client that ends its side after its request is answered', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const kept = formatRequest({ headers: json, body: JSON.stringify(validBody), keepAlive: true })
  for (const bytes of [valid, kept]) {
    t.strictSame(statusesOf(await exchangeRaw(origin, bytes, { halfClose: true })), [201])
  }
  t.strictSame(await exchangeRaw(origin, '', { halfClose: true }), [], 'who asks nothing is told nothing')
  t.equal(inbox.receivedCount(), 2)
})

t.test('of very many requests in one packet those are refused that would wait behind 32 others', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const kept = formatRequest({ headers: json, body: JSON.stringify(validBody), keepAlive: true })
  const answers = await exchangeRaw(origin, Buffer.concat(Array(100).fill(kept)), { answerCount: 100 })
  t.strictSame(statusesOf(answers), [...Array(32).fill(201), ...Array(68).fill(503)])
  t.match(answers.at(-1), { headers: { 'retry-after': '5' }, json: { code: 'overloaded', resend: 'safe' } })
  t.equal(inbox.receivedCount(), 32)
})
