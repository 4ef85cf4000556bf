import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

t.test('a request id that can be taken comes back in the header, the problem and every log line', async (t) => {
  const { post, get, logLines } = await startGateway(t)
  for (const id of ['a', 'order-42:7_x.y', 'A'.repeat(128), '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70']) {
    t.equal((await get('/healthz', { 'x-request-id': id })).headers['x-request-id'], id)
    const problem = await post('/messages', {}, { 'x-request-id': id })
    t.equal(problem.json.requestId, id)
    t.equal(problem.json.instance, `urn:bulksms-gateway:request:${id}`)
    t.equal((await get('/nothing', { 'x-request-id': id })).json.requestId, id)
    t.equal((await get('/%zz', { 'x-request-id': id })).json.requestId, id)
    t.equal(logLines().filter(({ requestId }) => requestId === id).length, 4)
  }
})

t.test('one that cannot be taken is replaced and appears nowhere', async (t) => {
  const { post, logText } = await startGateway(t)
  for (const id of ['', 'a b', 'a"b', 'a,b', 'A'.repeat(129), 'é', '<script>', 'a/b', '%0a', '{}']) {
    const answer = await post('/messages', validBody, { 'x-request-id': id })
    t.match(answer.headers['x-request-id'], uuid, id)
  }
  t.notMatch(logText(), /script|a b|A{129}/)
})

t.test('two of them are none', async (t) => {
  const { listen } = await startGateway(t)
  const origin = await listen()
  const [answer] = await exchangeRaw(
    origin,
    formatRequest({ line: 'GET /healthz HTTP/1.1', headers: 'X-Request-Id: a\r\nX-Request-Id: b\r\n' }),
  )
  t.match(answer?.headers['x-request-id'], uuid)
})

t.test('every request has an id of its own', async (t) => {
  const { get } = await startGateway(t)
  const ids = await Promise.all(Array.from({ length: 50 }, async () => (await get('/healthz')).headers['x-request-id']))
  t.equal(new Set(ids).size, 50)
})

t.test('what is said of the GETs of a request carries its id, by inject and by a socket', async (t) => {
  const { post, listen, logLines, inbox } = await startGateway(t, { upstream: { destinationsPerRequest: 1 } })
  const to = Array.from({ length: 20 }, (_, index) => `+2135500000${10 + index}`)
  const body = { ...validBody, to: [...to, '+99900001709'] }
  const origin = await listen()
  const bySocket = ['c', 'd'].map((id) =>
    exchangeRaw(
      origin,
      formatRequest({
        headers: `Content-Type: application/json\r\nX-Request-Id: ${id}\r\n`,
        body: JSON.stringify(body),
      }),
    ),
  )
  await Promise.all([...['a', 'b'].map((id) => post('/messages', body, { 'x-request-id': id })), ...bySocket])
  const ids = logLines().flatMap(({ msg, requestId }) => (msg === 'upstream request' ? [requestId] : []))
  t.equal(ids.length, inbox.receivedCount())
  // 20 numbers, and three attempts at the last.
  for (const id of ['a', 'b', 'c', 'd']) t.equal(ids.filter((given) => given === id).length, 23, id)
})
