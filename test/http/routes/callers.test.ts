import t, { type Test } from 'tap'
import { createKeyedCaller, type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { createRawUpstream } from '../../support/raw-upstream.ts'

const scopes = ['messages:send', 'messages:read'] as ('messages:send' | 'messages:read')[]
const orders = createKeyedCaller({ name: 'orders', scopes })
const alerts = createKeyedCaller({ name: 'alerts', scopes })
const watch = createKeyedCaller({ name: 'watch', scopes: ['operations'] })
const unknownNumber = '+99910000101'

const start = (t: Test, options: GatewayOptions = {}, ...more: readonly (typeof orders)[]) =>
  startGateway(t, {
    callers: [orders, alerts, watch, ...more],
    ...options,
  })

t.test('a caller finds its own messages, and nothing tells it of another', async (t) => {
  const { post, get } = await start(t)
  const { json: own } = await post('/messages', { ...validBody, to: [unknownNumber] }, orders.headers)
  const [, id] = /messages\/(.+)$/.exec(own.instance) ?? []
  t.equal((await get(`/messages/${id}`, orders.headers)).status, 200)
  const foreign = await get(`/messages/${id}`, alerts.headers)
  const nobodys = await get('/messages/019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70', alerts.headers)
  const without = ({ json: { requestId, instance, ...others } }: typeof foreign) => others
  t.strictSame(without(foreign), without(nobodys), 'a foreign id is like an unknown one')
  t.equal(foreign.status, 404)
  const settle = { outcome: 'rejected', reason: 'x', by: 'me' }
  t.equal((await post(`/messages/${id}/resolution`, settle, alerts.headers)).status, 404)
  t.strictSame((await get('/messages', alerts.headers)).json.messages, [])
  const { messages } = (await get('/messages', orders.headers)).json
  t.strictSame(
    messages.map((message: { id: string }) => message.id),
    [id],
  )
  t.notOk('caller' in messages[0])
  t.equal((await post(`/messages/${id}/resolution`, settle, orders.headers)).status, 200)
})

t.test('keys and the fence are of one caller', async (t) => {
  const { post, inbox } = await start(t)
  const key = { 'idempotency-key': 'key-of-the-message-1' }
  for (const { headers } of [orders, alerts]) {
    const answer = await post('/messages', validBody, { ...headers, ...key })
    t.match(answer, { status: 201, headers: { 'idempotent-replayed': undefined } })
  }
  t.equal((await post('/messages', validBody, { ...orders.headers, ...key })).headers['idempotent-replayed'], 'true')
  t.equal(inbox.receivedCount(), 2)
  const open = { ...validBody, to: [unknownNumber] }
  t.equal((await post('/messages', open, orders.headers)).status, 504)
  t.equal((await post('/messages', open, orders.headers)).status, 409)
  t.equal((await post('/messages', open, alerts.headers)).status, 504, 'another caller has not sent it yet')
  t.equal(inbox.receivedCount(), 4)
})

t.test('who runs the gateway sees and settles the messages of all, and is told whose they are', async (t) => {
  const { post, get } = await start(t)
  const send = async ({ headers }: typeof orders, body: object) =>
    (await post('/messages', { ...validBody, ...body }, headers)).json
  await send(orders, { reference: 'r' })
  const { instance } = await send(alerts, { to: [unknownNumber] })
  const list = async (query: string) => {
    const { status, json } = await get(`/messages${query}`, watch.headers)
    return status === 200 ? json.messages.map(({ caller }: { caller?: string }) => caller) : status
  }
  t.strictSame(await list(''), [], 'its own, of which there are none')
  t.strictSame(await list('?caller=*'), ['alerts', 'orders'])
  t.strictSame(await list('?caller=orders'), ['orders'])
  t.strictSame(await list('?caller=orders&reference=r'), ['orders'])
  t.strictSame(await list('?caller=nobody'), [])
  t.strictSame(await list('?caller=*&outcome=unknown'), ['alerts'])
  t.strictSame(await list('?caller=*&outcome=accepted'), ['orders'])
  t.strictSame(await list('?caller=*&to=%2B213550000001'), ['orders'])
  t.strictSame(await list('?caller=*&to=%2B213550000001&reference=r&from=ACME'), ['orders'])
  t.strictSame(await list('?caller=*&outcome=unknown&from=ACME'), ['alerts'])
  t.strictSame(await list('?caller=*&createdAfter=2026-01-01T00:00:00Z&limit=1'), ['alerts'])
  for (const query of ['?caller=*&reference=r', '?caller=*&from=ACME', '?caller=*&from=ACME&outcome=accepted']) {
    t.equal(await list(query), 400, query)
  }
  const refused = await get('/messages?caller=*&from=ACME', watch.headers)
  t.match(refused.json, {
    code: 'invalid-request',
    violations: [{ in: 'query', name: 'caller', message: /may be \* with from/ }],
  })

  t.match((await get(instance, watch.headers)).json, { caller: 'alerts', status: 'unknown' })
  const settle = { outcome: 'rejected', reason: 'seen by the provider', by: 'A. Operator' }
  t.match((await post(`${instance}/resolution`, settle, watch.headers)).json, { caller: 'alerts', status: 'rejected' })
  t.match((await get(instance, alerts.headers)).json, { caller: undefined, status: 'rejected' })
})

t.test('others may name nobody but themselves', async (t) => {
  const { get } = await start(t)
  for (const name of ['*', 'alerts', 'nobody']) {
    const answer = await get(`/messages?caller=${encodeURIComponent(name)}`, orders.headers)
    t.match(answer, { status: 403, json: { code: 'not-permitted' } }, name)
  }
  t.equal((await get('/messages?caller=orders', orders.headers)).status, 200)
})

t.test('senders, numbers and sizes that a caller does not have are refused, in a preview too', async (t) => {
  const narrow = createKeyedCaller({
    name: 'narrow',
    scopes,
    senders: ['ACME'],
    destinationPrefixes: ['+213'],
    maxSegments: 1,
    dailySegments: 100,
  })
  const { post, inbox } = await start(t, { send: { defaultSender: 'Default' } }, narrow)
  const { from: _from, ...withoutSender } = validBody
  const rows: readonly (readonly [body: object, status: number, pointers: readonly string[]])[] = [
    [validBody, 0, []],
    [{ ...validBody, from: 'Other' }, 403, ['/from']],
    [withoutSender, 403, ['/from']],
    [{ ...validBody, to: ['+213550000001', '+33600000001', '+14155550100'] }, 403, ['/to/1', '/to/2']],
    [{ ...validBody, from: 'Other', to: ['+33600000001'] }, 403, ['/from', '/to/0']],
    [{ ...validBody, text: 'x'.repeat(161) }, 400, ['/text']],
    [{ ...validBody, to: Array.from({ length: 101 }, (_, index) => `+2135500${10_000 + index}`) }, 403, ['/to']],
    [{ ...validBody, from: 'Other', text: '' }, 400, ['/text']],
  ]
  for (const [body, status, pointers] of rows) {
    for (const [route, success] of [
      ['/messages', 201],
      ['/messages/preview', 200],
    ] as const) {
      const answer = await post(route, body, narrow.headers)
      t.equal(answer.status, status || success, `${route} ${JSON.stringify(body).slice(0, 80)}`)
      if (status === 0) continue
      t.equal(answer.json.code, status === 403 ? 'not-permitted' : 'invalid-request')
      const named = answer.json.violations.map(({ pointer }: { pointer: string }) => pointer)
      t.strictSame(named.toSorted(), pointers.toSorted())
    }
  }
  t.equal(inbox.receivedCount(), 1)
  t.equal((await post('/messages', withoutSender, orders.headers)).status, 201, 'others are not concerned')
})

t.test('the day of a caller is over when its segments are, until midnight in UTC', async (t) => {
  const daily = createKeyedCaller({ name: 'daily', scopes, dailySegments: 5 })
  const clock = { now: Temporal.Instant.from('2026-11-22T23:59:00.500Z') }
  const { post, inbox } = await start(t, { now: () => clock.now }, daily)
  const send = (to: readonly string[], text = 'Hi') => post('/messages', { ...validBody, to, text }, daily.headers)
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `+2135500000${10 + index}`)
  t.equal((await send(numbers(2), 'x'.repeat(161))).status, 201)
  const refused = await send(numbers(2))
  t.match(refused, { status: 429, json: { code: 'quota-exceeded', resend: 'safe' }, headers: { 'retry-after': 60 } })
  t.equal(inbox.receivedCount(), 1)
  t.equal((await send(numbers(1))).status, 201)
  t.equal((await send(numbers(1))).status, 429)
  t.equal((await post('/messages/preview', validBody, daily.headers)).status, 200, 'a preview takes nothing')
  t.equal((await post('/messages', validBody, orders.headers)).status, 201, 'others are not concerned')
  clock.now = Temporal.Instant.from('2026-11-23T00:00:00Z')
  t.equal((await send(numbers(5))).status, 201)
  t.equal((await send(numbers(1))).status, 429)
  t.equal(inbox.receivedCount(), 4)
})

t.test('of a hundred requests at once exactly those are sent for which there are segments', async (t) => {
  const daily = createKeyedCaller({ name: 'daily', scopes, dailySegments: 10 })
  const { post, inbox } = await start(t, {}, daily)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      post('/messages', { ...validBody, text: `turn ${index}` }, daily.headers),
    ),
  )
  t.equal(answers.filter(({ status }) => status === 201).length, 10)
  t.equal(answers.filter(({ status }) => status === 429).length, 90)
  t.equal(inbox.receivedCount(), 10)
})

t.test('what was not attempted, refused or replayed takes nothing; what is unknown does', async (t) => {
  const daily = createKeyedCaller({ name: 'daily', scopes, dailySegments: 4 })
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { post } = await start(t, { origin: upstream.origin, submission: { maxRetries: 0 } }, daily)
  const send = async (changes: object, key?: string) => {
    const headers = { ...daily.headers, ...(key !== undefined && { 'idempotency-key': key }) }
    return (await post('/messages', { ...validBody, ...changes }, headers)).status
  }
  const key = 'key-of-the-message-1'
  upstream.refuse()
  for (let index = 0; index < 6; index++) t.equal(await send({ text: 'first' }, key), 503)
  await upstream.open()
  t.equal(upstream.requestCount, 0)
  t.equal(await send({ text: 'first' }, key), 201, 'the same key again sends what has not gone out')
  for (let index = 0; index < 6; index++) t.equal(await send({ text: 'first' }, key), 201)
  t.equal(upstream.requestCount, 1)
  t.equal(await send({ text: 'x'.repeat(2_000) }), 400)
  upstream.behave('reset-after-request')
  t.equal(await send({ text: 'second' }), 504)
  for (let index = 0; index < 6; index++) t.equal(await send({ text: 'second' }), 409, 'the fence')
  t.equal(await send({ text: 'third', to: ['+213550000001', '+213550000002', '+213550000003'] }), 429, 'two are left')
  upstream.behave('chunked')
  t.equal(await send({ text: 'fourth' }), 201)
  t.equal(await send({ text: 'fifth' }), 201)
  t.equal(await send({ text: 'sixth' }), 429)
  t.equal(upstream.requestCount, 4)
})

t.test('a restart does not give a caller another day', async (t) => {
  const daily = createKeyedCaller({ name: 'daily', scopes, dailySegments: 3 })
  const journalFile = `${t.testdir()}/journal.db`
  await t.test('before', async (t) => {
    const { post } = await start(t, { journalFile }, daily)
    const to = ['+213550000001', '+99900001706']
    t.equal((await post('/messages', { ...validBody, to }, daily.headers)).status, 207)
  })
  const { post, inbox } = await start(t, { journalFile }, daily)
  t.equal((await post('/messages', validBody, daily.headers)).status, 201)
  t.equal((await post('/messages', validBody, daily.headers)).status, 429)
  t.equal(inbox.receivedCount(), 1)
})

t.test('what goes out today under a key from days ago counts for today, also after a restart', async (t) => {
  const daily = createKeyedCaller({ name: 'daily', scopes, dailySegments: 5 })
  const journalFile = `${t.testdir()}/journal.db`
  const to = ['+213550000001', '+213550000002', '+213550000003']
  const keyed = { ...daily.headers, 'idempotency-key': 'key-of-the-message-1' }
  const clock = { now: Temporal.Now.instant() }
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const options = { journalFile, origin: upstream.origin, now: () => clock.now, submission: { maxRetries: 0 } }
  await t.test('before', async (t) => {
    const { post } = await start(t, options, daily)
    upstream.refuse()
    t.equal((await post('/messages', { ...validBody, to }, keyed)).status, 503)
    await upstream.open()
    clock.now = clock.now.add({ hours: 72 })
    t.equal((await post('/messages', { ...validBody, to }, keyed)).status, 201)
  })
  t.equal(upstream.requestCount, 1)
  const { post } = await start(t, options, daily)
  const send = (to: readonly string[]) => post('/messages', { ...validBody, to, text: 'Another' }, daily.headers)
  t.equal((await send(to)).status, 429)
  t.equal((await send(to.slice(1))).status, 201)
  t.equal((await send(to.slice(2))).status, 429)
  t.equal(upstream.requestCount, 2)
})

t.test('a quota that is given during the day counts what was sent before, also after a restart', async (t) => {
  const journalFile = `${t.testdir()}/journal.db`
  const free = createKeyedCaller({ name: 'daily', scopes })
  const daily = { ...free, entry: { ...free.entry, dailySegments: 5 } }
  await t.test('before', async (t) => {
    const { post } = await start(t, { journalFile }, free)
    for (let index = 0; index < 3; index++)
      t.equal((await post('/messages', { ...validBody, text: `${index}` }, free.headers)).status, 201)
  })
  const { post, inbox } = await start(t, { journalFile }, daily)
  const statuses: number[] = []
  for (let index = 0; index < 4; index++)
    statuses.push((await post('/messages', { ...validBody, text: `${index}` }, daily.headers)).status)
  t.strictSame(statuses, [201, 201, 429, 429])
  t.equal(inbox.receivedCount(), 2)
})
