import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { type Answer, type Gateway, type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'
import {
  answerAccepted,
  answerWith,
  type Behaviour,
  createRawUpstream,
  type RawExchange,
  type RawUpstream,
} from '../../support/raw-upstream.ts'

const key = 'order-42:attempt.1_A'
const [a, b, c, d] = ['+213550000001', '+213550000002', '+213550000003', '+213550000004'] as const

/** The gateway before an upstream that counts. Without retries of its own: those here are the callers'. */
async function start(t: Test, options: GatewayOptions = {}) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const submission = { maxRetries: 0, ...options.submission }
  const gateway = await startGateway(t, { origin: upstream.origin, ...options, submission })
  const send = (body: unknown, sent = key, route = '/messages') =>
    gateway.post(route, body, { 'idempotency-key': sent })
  return { ...gateway, upstream, send }
}

/** The destinations of every GET so far. */
const destinations = ({ requests }: RawUpstream) => requests.map(({ query }) => query.get('destination'))

const outcomes = ({ json }: Answer): string[] => json.recipients.map(({ outcome }: { outcome: string }) => outcome)

/** The same message told again, and marked as what it is. Only the id of the request is its own, as in its header. */
function checkReplay(t: Test, replay: Answer, first: Answer, name: string): void {
  t.equal(first.headers['idempotent-replayed'], undefined, `${name}: the first answer is no replay`)
  t.equal(replay.headers['idempotent-replayed'], 'true', name)
  t.equal(replay.status, first.status, name)
  const [own, other] = [replay, first].map(({ headers }) => headers['x-request-id'] as string)
  t.equal(replay.text.replace(own ?? '', other ?? ''), first.text, `${name}: byte for byte`)
  for (const header of ['content-type', 'location', 'retry-after'])
    t.equal(replay.headers[header], first.headers[header], `${name}: ${header}`)
}

t.test('a key is 16 to 255 signs, bare or quoted, and the two spellings are one key', async (t) => {
  const { send, upstream } = await start(t)
  const first = await send(validBody)
  t.equal(first.status, 201)
  checkReplay(t, await send(validBody, `"${key}"`), first, 'quoted')
  for (const good of [
    '0123456789abcdef',
    'A'.repeat(255),
    '_:.-_:.-_:.-_:.-',
    '7d3f4a52-9d0b-4f0e-8b57-0d2b6a7c1f10',
  ]) {
    const before = upstream.requestCount
    t.equal((await send({ ...validBody, text: good.slice(0, 16) }, good)).status, 201, good.slice(0, 40))
    t.equal((await send({ ...validBody, text: good.slice(0, 16) }, `"${good}"`)).headers['idempotent-replayed'], 'true')
    t.equal(upstream.requestCount, before + 1)
  }
})

t.test('a malformed key is 400, and nothing is submitted', async (t) => {
  const { send, listen, upstream } = await start(t)
  const rows: readonly (readonly [name: string, key: string])[] = [
    ['empty', ''],
    ['empty quotes', '""'],
    ['15 signs', 'a'.repeat(15)],
    ['15 signs in quotes', `"${'a'.repeat(15)}"`],
    ['256 signs', 'a'.repeat(256)],
    ['a space', 'order 42 attempt 1'],
    ['a slash', 'order/42/attempt/1'],
    ['a plus', 'order+42+attempt+1'],
    ['an umlaut', 'ördér-42-attempt-1'],
    ['half a pair of quotes', `"${key}`],
    ['the other half', `${key}"`],
    ['quotes inside quotes', `""${key}""`],
    ['an escape', `"${key}\\""`],
    ['single quotes', `'${key}'`],
    ['a parameter', `"${key}";a=1`],
    ['two in one header', `${key}, ${key}`],
    ['two quoted in one header', `"${key}", "${key}"`],
  ]
  for (const [name, malformed] of rows) {
    const answer = await send(validBody, malformed)
    t.match(answer, { status: 400, json: { code: 'idempotency-key-malformed' } }, name)
    t.notOk(answer.json.recipients, name)
  }
  const origin = await listen()
  const body = JSON.stringify(validBody)
  for (const other of [key, 'another-key-of-16', '']) {
    const headers = `Content-Type: application/json\r\nIdempotency-Key: ${key}\r\nIdempotency-Key: ${other}\r\n`
    const [answer] = await exchangeRaw(origin, formatRequest({ headers, body }))
    t.match(answer, { status: 400, json: { code: 'idempotency-key-malformed' } }, `two headers, ${other}`)
  }
  t.equal(upstream.requestCount, 0)
})

t.test('IDEMPOTENCY=required refuses what has no key, on both routes, and takes what has one', async (t) => {
  const { post, send, upstream } = await start(t, { settings: { IDEMPOTENCY: 'required' } })
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  for (const [route, body] of [
    ['/messages', validBody],
    ['/scheduled-messages', { ...validBody, sendAt }],
  ] as const) {
    t.match(await post(route, body), { status: 400, json: { code: 'idempotency-key-required' } })
    t.match(await send(body, 'short', route), { status: 400, json: { code: 'idempotency-key-malformed' } })
  }
  t.equal(upstream.requestCount, 0)
  t.equal((await post('/messages/preview', validBody)).status, 200, 'a preview needs none')
  t.equal((await send(validBody)).status, 201)
  t.equal((await send({ ...validBody, sendAt }, key, '/scheduled-messages')).status, 201)
  t.equal(upstream.requestCount, 2)
})

t.test('without a key the same request is another message', async (t) => {
  const { post, upstream } = await start(t)
  const answers = [await post('/messages', validBody), await post('/messages', validBody)]
  t.not(answers[0]?.json.id, answers[1]?.json.id)
  for (const answer of answers) t.equal(answer.headers['idempotent-replayed'], undefined)
  t.equal(upstream.requestCount, 2)
})

/** What the upstream may come to, and the answer's status. None of these may lead to a second GET under the key. */
const finals: readonly (readonly [name: string, behaviour: Behaviour, to: readonly string[], status: number])[] = [
  ['accepted', answerAccepted, [a], 201],
  ['some accepted', answerWith(`1701|${a}|x,1706|${b}`), [a, b], 207],
  ['refused', answerWith(`1706|${a}`), [a], 422],
  ['refused for different causes', answerWith(`1706|${a},1705|${b}`), [a, b], 422],
  ['out of credit', answerWith('1725'), [a], 402],
  ['credentials refused', answerWith('1703'), [a], 502],
  ['1709, safe to send again', answerWith(`1709|${a}`), [a], 503],
  ['accepted on a new connection', answerAccepted, [a], 201],
  ['a bare 1709 on a used connection, which may be meant for another GET', answerWith('1709'), [a], 502],
  ['an internal error', answerWith(`1710|${a}`), [a], 502],
  ['a timeout of the upstream', answerWith(`1715|${a}`), [a], 504],
  ['an answer that says nothing', answerWith('hello'), [a], 502],
  ['a missing destination', answerWith(`1701|${a}|x`), [a, b], 207],
  ['a reset', 'reset-after-request', [a], 504],
  ['a close', 'close-after-request', [a], 504],
]

t.test('every answer replays: status, body, headers, errors and unknowns alike', async (t) => {
  const { send, upstream } = await start(t)
  for (const [index, [name, behaviour, to, status]] of finals.entries()) {
    upstream.behave(behaviour, answerAccepted)
    const body = { ...validBody, to, text: name }
    const sent = `${key}-${index}`
    const first = await send(body, sent)
    t.equal(first.status, status, name)
    t.equal(upstream.requestCount, index + 1)
    for (const turn of [1, 2]) checkReplay(t, await send(body, sent), first, `${name}, replay ${turn}`)
    t.equal(upstream.requestCount, index + 1, `${name}: one GET`)
  }
})

t.test('a repeated key tells what has been settled since', async (t) => {
  const { send, post, upstream } = await start(t)
  const rows = [
    ['accepted', 201, { status: 'accepted', recipients: [{ to: a, outcome: 'accepted' }] }, undefined],
    ['rejected', 422, { code: 'settled-as-rejected', resend: 'safe', summary: { rejected: 1, unknown: 0 } }, '5'],
  ] as const
  for (const [index, [outcome, status, json, retryAfter]] of rows.entries()) {
    upstream.behave('reset-after-request', answerAccepted)
    const body = { ...validBody, text: outcome }
    const sent = `${key}-${outcome}`
    const first = await send(body, sent)
    t.match(first, { status: 504, json: { summary: { unknown: 1 } } })
    const word = { outcome, reason: 'The provider says so.', by: 'operator@example.com' }
    t.equal((await post(`/messages/${first.json.id}/resolution`, word)).status, 200)
    for (const turn of [1, 2]) {
      const again = await send(body, sent)
      t.match(again, { status, json: { id: first.json.id, ...json } }, `${outcome}, replay ${turn}`)
      t.equal(again.headers['idempotent-replayed'], 'true')
      t.equal(again.headers['location'], first.headers['location'])
      t.equal(again.headers['retry-after'], retryAfter)
      if (status === 422) t.equal(again.json.requestId, again.headers['x-request-id'], 'of this request, not the first')
    }
    t.equal(upstream.requestCount, index + 1, `${outcome}: nothing is sent`)
  }
})

t.test('what is settled in part completes the answer to the list', async (t) => {
  const { send, post, upstream } = await start(t)
  upstream.behave(answerWith(`1701|${a}|x,1715|${b}`), answerAccepted)
  const body = { ...validBody, to: [a, b] }
  const first = await send(body)
  t.match(first, { status: 207, json: { status: 'partial' } })
  const word = { outcome: 'accepted', reason: 'The provider says so.', by: 'operator@example.com' }
  t.equal((await post(`/messages/${first.json.id}/resolution`, word)).status, 200)
  const again = await send(body)
  t.match(again, { status: 201, headers: { 'idempotent-replayed': 'true' }, json: { status: 'accepted' } })
  t.strictSame(again.json.recipients, [
    { to: a, outcome: 'accepted', upstreamMessageId: 'x' },
    { to: b, outcome: 'accepted' },
  ])
  t.equal(upstream.requestCount, 1)
})

t.test('the replay of what is scheduled outlives its time', async (t) => {
  let now = Temporal.Now.instant()
  const { send, upstream } = await start(t, { now: () => now })
  const body = { ...validBody, sendAt: now.add({ hours: 1 }).toString() }
  const first = await send(body, key, '/scheduled-messages')
  t.equal(first.status, 201)
  now = now.add({ hours: 2 })
  checkReplay(t, await send(body, key, '/scheduled-messages'), first, 'an hour late')
  t.match(await send(body, `${key}-new`, '/scheduled-messages'), { status: 400, json: { code: 'invalid-request' } })
  t.equal(upstream.requestCount, 1)
})

t.test('a retry is not sent when its time has passed, even what was never written', async (t) => {
  let now = Temporal.Now.instant()
  const { send, upstream } = await start(t, { now: () => now })
  upstream.refuse()
  const body = { ...validBody, sendAt: now.add({ hours: 1 }).toString() }
  const first = await send(body, key, '/scheduled-messages')
  t.equal(first.status, 503)
  await upstream.open()
  now = now.add({ hours: 2 })
  checkReplay(t, await send(body, key, '/scheduled-messages'), first, 'an hour late')
  t.equal(upstream.requestCount, 0)
})

t.test('a request that fails validation does not bind its key', async (t) => {
  const { send, upstream } = await start(t)
  for (const wrong of [
    { ...validBody, to: [] },
    { ...validBody, text: 'я', encoding: 'gsm7' },
    { ...validBody, x: 1 },
  ])
    t.equal((await send(wrong)).status, 400)
  const first = await send(validBody)
  t.equal(first.status, 201)
  checkReplay(t, await send(validBody), first, 'the corrected request')
  t.equal(upstream.requestCount, 1)
})

t.test('another body under the key is 422: every field counts, and so does the order of the recipients', async (t) => {
  const { send, upstream } = await start(t)
  const body = { ...validBody, to: [a, b] }
  t.equal((await send(body)).status, 201)
  for (const changes of [
    { text: 'Your code is 1235' },
    { to: [a] },
    { to: [b, a] },
    { from: 'SHOP' },
    { flash: true },
    { reference: 'order-42' },
    { deliveryReport: false },
    { acknowledgePossibleDuplicate: '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70' },
    // A default that is spelled out is another body: refusing it sends nothing, and guessing might.
    { flash: false },
    { deliveryReport: true },
    { encoding: 'auto' },
  ]) {
    const answer = await send({ ...body, ...changes })
    t.match(answer, { status: 422, json: { code: 'idempotency-key-reused' } }, JSON.stringify(changes))
    t.notOk(answer.json.recipients)
  }
  t.equal(upstream.requestCount, 1)
})

t.test('how the JSON is written is no part of the body', async (t) => {
  const { send, postBytes, upstream } = await start(t)
  const first = await send({ ...validBody, template: { entityId: '1', templateId: '2' } })
  t.equal(first.status, 201)
  const spelled = [
    '{"template":{"templateId":"2","entityId":"1"},"text":"Your code is 1234","from":"ACME","to":["+213550000001"]}',
    '{ "to" : [ "\\u002b213550000001" ],\r\n\t"from":"\\u0041CME","\\u0074ext":"Your code is 1234","template":{"entityId":"1","templateId":"2"} }',
  ]
  for (const bytes of spelled)
    checkReplay(t, await postBytes('/messages', bytes, { 'idempotency-key': key }), first, bytes)
  t.equal(upstream.requestCount, 1)
})

t.test('the same key on the other route is another key', async (t) => {
  const { send, upstream } = await start(t)
  const now = await send(validBody)
  const later = await send(
    { ...validBody, sendAt: new Date(Date.now() + 86_400_000).toISOString() },
    key,
    '/scheduled-messages',
  )
  t.same([now.status, later.status], [201, 201])
  t.not(now.json.id, later.json.id)
  t.equal(upstream.requestCount, 2)
})

/** A behaviour that answers when it is told to. */
function createHeld() {
  const held: RawExchange[] = []
  const behaviour: Behaviour = (exchange) => void held.push(exchange)
  const release = () => {
    for (const exchange of held.splice(0)) exchange.answer(exchange.body)
  }
  return { behaviour, release }
}

t.test('twins wait for the first up to their deadline: then 409, and never a second GET', async (t) => {
  const { send, upstream } = await start(t, { send: { timeoutMs: 50 }, submission: { timeoutMs: 60_000 } })
  const { behaviour, release } = createHeld()
  upstream.behave(behaviour)
  const first = send(validBody)
  await upstream.received(1)
  const early = await Promise.all([send(validBody), send(validBody), send(validBody)])
  for (const answer of early) {
    t.match(answer, { status: 409, json: { code: 'request-in-progress', resend: 'safe' } })
    t.equal(answer.headers['retry-after'], '5')
    t.equal(answer.headers['location'], undefined)
  }
  t.match(await send({ ...validBody, text: 'other' }), { status: 422, json: { code: 'idempotency-key-reused' } })
  release()
  t.equal((await first).status, 201)
  checkReplay(t, await send(validBody), await first, 'after the end of the first')
  t.equal(upstream.requestCount, 1)
})

t.test('50 twins at once come to one GET and one answer', async (t) => {
  const { send, upstream } = await start(t)
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(validBody)))
  t.equal(upstream.requestCount, 1)
  t.equal(new Set(answers.map(({ text }) => text)).size, 1)
  for (const { status } of answers) t.equal(status, 201)
  t.equal(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined).length, 1)
})

t.test('100 keys with 20 twins each, and others with another body among them: one GET for each key', async (t) => {
  const { send, upstream } = await start(t)
  const keys = Array.from({ length: 100 }, (_, index) => `key-of-message-${index}`)
  const turns = Array.from({ length: 20 }, (_, turn) => turn)
  const answers = await Promise.all(
    turns.flatMap((turn) =>
      keys.map(async (sent) => ({
        sent,
        other: turn % 4 === 3,
        answer: await send({ ...validBody, text: turn % 4 === 3 ? `not ${sent}` : sent }, sent),
      })),
    ),
  )
  t.strictSame(upstream.requests.map(({ query }) => query.get('message')).toSorted(), keys.toSorted())
  const ids = new Map(answers.filter(({ other }) => !other).map(({ sent, answer }) => [sent, answer.json.id]))
  t.equal(new Set(ids.values()).size, keys.length)
  for (const { sent, other, answer } of answers) {
    if (other) t.match(answer, { status: 422, json: { code: 'idempotency-key-reused' } })
    else t.match(answer, { status: 201, json: { id: ids.get(sent) } })
  }
})

t.test('while nothing can be reached every retry with the key tries again, and the message is one', async (t) => {
  const { send, get, upstream } = await start(t)
  upstream.refuse()
  const first = await send(validBody)
  t.match(first, { status: 503, json: { code: 'upstream-unreachable', resend: 'safe' } })
  t.equal(first.headers['retry-after'], '5')
  const second = await send(validBody)
  t.match(second, { status: 503, json: { code: 'upstream-unreachable', id: first.json.id } })
  t.equal(second.headers['idempotent-replayed'], undefined, 'it was tried')
  await upstream.open()
  const third = await send(validBody)
  t.match(third, {
    status: 201,
    json: { id: first.json.id, createdAt: /Z$/ },
    headers: { location: first.headers['location'] },
  })
  checkReplay(t, await send(validBody), third, 'from then on')
  t.equal(upstream.requestCount, 1)
  const { json } = await get(`/messages/${first.json.id}`)
  t.strictSame(
    json.recipients[0].attempts.map(({ number, state }: { number: number; state: string }) => [number, state]),
    [
      [1, 'not-attempted'],
      [2, 'not-attempted'],
      [3, 'accepted'],
    ],
  )
})

const oneByOne = { upstream: { destinationsPerRequest: 1 } }

t.test('after a stop the retry sends to exactly those who got nothing, and the answers become one', async (t) => {
  const { send, upstream } = await start(t, oneByOne)
  const body = { ...validBody, to: [a, b, c, d] }
  // The first GET alone, and out of credit: it is final. The others were stopped.
  upstream.behave(answerWith(`1725|${a}`))
  const first = await send(body)
  t.match(first, { status: 402, json: { code: 'insufficient-credit' } })
  t.strictSame(outcomes(first), ['rejected', 'not-attempted', 'not-attempted', 'not-attempted'])
  t.strictSame(destinations(upstream), [a])

  upstream.behave(answerAccepted)
  const second = await send(body)
  t.match(second, { status: 207, json: { id: first.json.id, summary: { accepted: 3, rejected: 1 } } })
  t.equal(second.headers['idempotent-replayed'], undefined)
  t.strictSame(outcomes(second), ['rejected', 'accepted', 'accepted', 'accepted'])
  t.strictSame(destinations(upstream).toSorted(), [a, b, c, d])
  checkReplay(t, await send(body), second, 'from then on')
  t.equal(upstream.requestCount, 4)
})

t.test('a retry can stop again, and what is unknown stays unsent for ever', async (t) => {
  const { send, upstream } = await start(t, oneByOne)
  const body = { ...validBody, to: [a, b, c] }
  upstream.behave(answerWith(`1703|${a}`))
  t.strictSame(outcomes(await send(body)), ['rejected', 'not-attempted', 'not-attempted'])
  upstream.behave('reset-after-request', answerWith(`1703|${c}`))
  const second = await send(body)
  t.equal(second.status, 504)
  t.strictSame(outcomes(second), ['rejected', 'unknown', 'rejected'])
  upstream.behave(answerAccepted)
  checkReplay(t, await send(body), second, 'nothing is left to try')
  t.strictSame(destinations(upstream), [a, b, c])
})

t.test('50 twins of a retry send once as well', async (t) => {
  const { send, upstream } = await start(t, oneByOne)
  const body = { ...validBody, to: [a, b, c, d] }
  upstream.behave(answerWith(`1725|${a}`))
  const first = await send(body)
  upstream.behave(answerAccepted)
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(body)))
  for (const answer of answers) t.match(answer, { status: 207, json: { id: first.json.id } })
  t.strictSame(destinations(upstream).toSorted(), [a, b, c, d])
})

t.test('a client that goes away cancels nothing, and finds its answer under the key', async (t) => {
  const gateway = await start(t)
  const { upstream, send, listen } = gateway
  const { behaviour, release } = createHeld()
  upstream.behave(behaviour)
  const client = connect({ host: '127.0.0.1', port: Number(new URL(await listen()).port) })
  const headers = `Content-Type: application/json\r\nIdempotency-Key: ${key}\r\n`
  client.on('error', () => {}).write(formatRequest({ headers, body: JSON.stringify(validBody) }))
  await upstream.received(1)
  client.resetAndDestroy()
  await once(client, 'close')
  release()
  await gateway.idle()
  const answer = await send(validBody)
  t.match(answer, { status: 201, headers: { 'idempotent-replayed': 'true' } })
  t.equal(upstream.requestCount, 1)
})

t.test('keys and answers outlive the process, and so does what a text is recognised by', async (t) => {
  const journalFile = `${t.testdir()}/journal.db`
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave('reset-after-request', answerAccepted)
  let first: Answer | undefined
  await t.test('the process before', async (t) => {
    const gateway = await startGateway(t, { origin: upstream.origin, journalFile })
    first = await sendTo(gateway)
    t.equal(first.status, 504)
  })
  await t.test('the process after', async (t) => {
    const gateway = await startGateway(t, { origin: upstream.origin, journalFile })
    if (first !== undefined) checkReplay(t, await sendTo(gateway), first, 'in another process')
    t.match(await gateway.post('/messages', validBody), { status: 409, json: { code: 'possible-duplicate' } })
  })
  t.equal(upstream.requestCount, 1)
})

const sendTo = ({ post }: Gateway) => post('/messages', validBody, { 'idempotency-key': key })
