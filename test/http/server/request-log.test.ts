import t from 'tap'
import { createKeyedCaller, startGateway, validBody } from '../../support/gateway.ts'

const sender = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
const limited = createKeyedCaller({ name: 'limited', scopes: ['messages:read'], requestsPerMinute: 1 })
const payload = JSON.stringify(validBody)

t.test('the line of a refused request carries the code of its problem', async (t) => {
  const gateway = await startGateway(t, { callers: [sender, limited] })
  const key = { 'idempotency-key': 'the-key-of-this-test' }
  const json = { ...sender.headers, 'content-type': 'application/json' }
  const post = { method: 'POST', url: '/messages', headers: json, payload } as const
  await gateway.inject({ ...post, headers: { ...json, ...key } })
  await gateway.get('/messages', limited.headers)
  const refused = [
    [{ ...post, payload: '{}' }, 400, 'invalid-request'],
    [{ ...post, payload: '{' }, 400, 'malformed-request'],
    [{ ...post, headers: { ...json, 'idempotency-key': 'short' } }, 400, 'idempotency-key-malformed'],
    [{ url: '/problems/%' }, 400, 'malformed-request'],
    [{ ...post, headers: { 'content-type': 'application/json' } }, 401, 'authentication-required'],
    [{ url: '/messages', headers: sender.headers }, 403, 'not-permitted'],
    [{ url: '/nothing' }, 404, 'not-found'],
    [{ method: 'PUT', url: '/messages' }, 405, 'method-not-allowed'],
    [{ ...post, payload: `"${'a'.repeat(200_000)}"` }, 413, 'content-too-large'],
    [{ url: `/problems/${'a'.repeat(500)}` }, 414, 'uri-too-long'],
    [{ ...post, headers: { ...json, 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    [
      { ...post, headers: { ...json, ...key }, payload: JSON.stringify({ ...validBody, text: 'Other' }) },
      422,
      'idempotency-key-reused',
    ],
    [{ url: '/messages', headers: limited.headers }, 429, 'too-many-requests'],
  ] as const
  for (const [request, statusCode, code] of refused) {
    const answer = await gateway.inject(request)
    t.equal(answer.status, statusCode, code)
    const requestId = answer.headers['x-request-id']
    const lines = gateway.logLines().filter((line) => line['requestId'] === requestId)
    t.match(lines, [{ msg: 'request completed', statusCode, code }], code)
    t.equal(lines.length, 1, code)
  }
})

t.test('the line of a request that was not refused has no code', async (t) => {
  const { get, post, logLines } = await startGateway(t)
  await get('/healthz')
  await post('/messages', validBody)
  const lines = logLines().filter(({ msg, route }) => route === '/healthz' || msg === 'message answered')
  t.equal(lines.length, 2)
  for (const line of lines) t.notOk('code' in line)
})
