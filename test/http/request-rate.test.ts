import t from 'tap'
import { createApiKey, formatApiKey } from '../../src/callers/api-key.ts'
import { authenticateAs, createKeyedCaller, startGateway, validBody } from '../support/gateway.ts'

const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send', 'messages:read'] })
const few = createKeyedCaller({ name: 'few', scopes: ['messages:send', 'operations'], requestsPerMinute: 2 })

t.test('a caller that has made its requests is told when to come back, and nothing is submitted', async (t) => {
  const { post, inbox } = await startGateway(t, { authenticate: authenticateAs(orders.entry), requestsPerMinute: 3 })
  for (const left of [2, 1, 0]) {
    const answer = await post('/messages', validBody, orders.headers)
    t.equal(answer.status, 201)
    t.equal(answer.headers['ratelimit-policy'], '"minute";q=3;w=60')
    t.match(answer.headers['ratelimit'], new RegExp(`^"minute";r=${left};t=[1-9]\\d?$`))
  }
  const refused = await post('/messages', validBody, orders.headers)
  t.match(refused, { status: 429, json: { code: 'too-many-requests', resend: 'safe' } })
  t.equal(refused.headers['ratelimit-policy'], '"minute";q=3;w=60')
  const [, seconds] = /^"minute";r=0;t=(\d+)$/.exec(String(refused.headers['ratelimit'])) ?? []
  t.equal(String(refused.headers['retry-after']), seconds)
  t.ok(Number(seconds) >= 1 && Number(seconds) <= 60)
  t.equal(inbox.receivedCount(), 3)
})

t.test('each caller has its own minute, and perhaps its own number', async (t) => {
  const { post, get } = await startGateway(t, {
    authenticate: authenticateAs(orders.entry, few.entry),
    requestsPerMinute: 4,
  })
  const statuses: number[] = []
  for (let index = 0; index < 4; index++)
    statuses.push((await post('/messages/preview', validBody, few.headers)).status)
  t.strictSame(statuses, [200, 200, 429, 429])
  const answer = await get('/messages', orders.headers)
  t.equal(answer.status, 200)
  t.equal(answer.headers['ratelimit-policy'], '"minute";q=4;w=60')
})

t.test('requests without a valid key use up nothing', async (t) => {
  const { post, get } = await startGateway(t, { authenticate: authenticateAs(orders.entry), requestsPerMinute: 1 })
  const [, id = ''] = /^bsg_([^_]+)_/.exec(orders.key) ?? []
  const wrong = { authorization: `Bearer ${formatApiKey({ id, secret: createApiKey().secret })}` }
  for (let index = 0; index < 5; index++) {
    const answer = await post('/messages', validBody, wrong)
    t.equal(answer.status, 401)
    t.notOk('ratelimit' in answer.headers)
  }
  t.equal((await get('/messages', orders.headers)).status, 200)
})

t.test('what is public is not counted', async (t) => {
  const { get } = await startGateway(t, { requestsPerMinute: 1 })
  for (const url of ['/healthz', '/readyz', '/problems', '/openapi.json', '/healthz', '/docs/']) {
    const answer = await get(url)
    t.equal(answer.status, 200)
    t.notOk('ratelimit' in answer.headers, url)
  }
  t.equal((await get('/messages')).status, 200)
  t.equal((await get('/messages')).status, 429, 'without keys all requests together have one minute')
})
