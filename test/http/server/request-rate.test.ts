import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { createApiKey, formatApiKey } from '../../../src/callers/api-key.ts'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { registerRequestRate } from '../../../src/http/server/request-rate.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'
import { scopes } from '../../../src/messages/caller.ts'
import { createKeyedCaller, startGateway, validBody } from '../../support/gateway.ts'

const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send', 'messages:read'] })
const few = createKeyedCaller({ name: 'few', scopes: ['messages:send', 'operations'], requestsPerMinute: 2 })

t.test('a caller at its limit is answered when to retry, and nothing is submitted', async (t) => {
  const { post, inbox } = await startGateway(t, { callers: [orders], settings: { REQUESTS_PER_MINUTE: '3' } })
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
  const { post, get } = await startGateway(t, { callers: [orders, few], settings: { REQUESTS_PER_MINUTE: '4' } })
  const statuses: number[] = []
  for (let index = 0; index < 4; index++)
    statuses.push((await post('/messages/preview', validBody, few.headers)).status)
  t.strictSame(statuses, [200, 200, 429, 429])
  const answer = await get('/messages', orders.headers)
  t.equal(answer.status, 200)
  t.equal(answer.headers['ratelimit-policy'], '"minute";q=4;w=60')
})

t.test('requests without a valid key use up nothing', async (t) => {
  const { post, get } = await startGateway(t, { callers: [orders], settings: { REQUESTS_PER_MINUTE: '1' } })
  const [, id = ''] = /^bsg_([^_]+)_/.exec(orders.key) ?? []
  const wrong = { authorization: `Bearer ${formatApiKey({ id, secret: createApiKey().secret })}` }
  for (let index = 0; index < 5; index++) {
    const answer = await post('/messages', validBody, wrong)
    t.equal(answer.status, 401)
    t.notOk('ratelimit' in answer.headers)
  }
  t.equal((await get('/messages', orders.headers)).status, 200)
})

t.test('requests to public routes are not counted', async (t) => {
  const { get } = await startGateway(t, { settings: { REQUESTS_PER_MINUTE: '1' } })
  for (const url of ['/healthz', '/readyz', '/problems', '/openapi.json', '/healthz', '/docs/']) {
    const answer = await get(url)
    t.equal(answer.status, 200)
    t.notOk('ratelimit' in answer.headers, url)
  }
  t.equal((await get('/messages')).status, 200)
  t.equal((await get('/messages')).status, 429, 'without keys all requests together have one minute')
})

/** A bare server whose callers are named by a header, with a clock that the test moves. */
async function startCounting(t: Test, requestsPerMinute: number) {
  const app = createFastify(createLogger('silent', createSecrets()))
  const clock = { now: 1_000_000 }
  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = { name: String(request.headers['x-caller']), scopes: new Set(scopes) }
    done()
  })
  registerRequestRate(
    app,
    requestsPerMinute,
    () => 1,
    () => clock.now,
  )
  app.get('/', { config: { scope: 'messages:read' } }, async () => ({}))
  t.teardown(() => app.close())
  const ask = async (caller: string) => {
    const { statusCode, headers } = await app.inject({ url: '/', headers: { 'x-caller': caller } })
    return [statusCode, headers['ratelimit'], headers['retry-after']]
  }
  return { ask, clock }
}

t.test('a caller is not forgotten because of many others', async (t) => {
  const { ask } = await startCounting(t, 1)
  t.strictSame(await ask('first'), [200, '"minute";r=0;t=60', undefined])
  // A cache of 5,000 that drops the least recent would have dropped the first by now.
  for (let index = 0; index < 5_001; index++) await ask(`caller-${index}`)
  t.strictSame(await ask('first'), [429, '"minute";r=0;t=60', '60'])
  t.strictSame((await ask('caller-0'))[0], 429)
})

t.test('a minute is measured with the monotonic clock', async (t) => {
  mock.timers.enable({ apis: ['Date'], now: Date.now() })
  t.teardown(() => mock.timers.reset())
  const { ask, clock } = await startCounting(t, 1)
  await ask('first')
  mock.timers.setTime(Date.now() - 86_400_000)
  t.strictSame(await ask('first'), [429, '"minute";r=0;t=60', '60'])
  mock.timers.setTime(Date.now() + 10 * 86_400_000)
  t.strictSame(await ask('first'), [429, '"minute";r=0;t=60', '60'])
  clock.now += 59_001
  t.strictSame(await ask('first'), [429, '"minute";r=0;t=1', '1'])
  clock.now += 999
  t.strictSame(await ask('first'), [200, '"minute";r=0;t=60', undefined])
})

t.test('a minute begins with the first request, whenever those of others are dropped', async (t) => {
  const { ask, clock } = await startCounting(t, 2)
  await ask('early')
  clock.now += 50_000
  await ask('late')
  // Now the one minute is over, and all that are over are dropped; the other goes on.
  clock.now += 10_000
  t.strictSame(await ask('early'), [200, '"minute";r=1;t=60', undefined])
  t.strictSame(await ask('late'), [200, '"minute";r=0;t=50', undefined])
  t.strictSame(await ask('late'), [429, '"minute";r=0;t=50', '50'])
})
