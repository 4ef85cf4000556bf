import t from 'tap'
import { createKeyedCaller, startGateway } from '../../support/gateway.ts'

const orders = createKeyedCaller({
  name: 'orders',
  scopes: ['messages:send'],
  senders: ['ACME'],
  destinationPrefixes: ['+213'],
  maxSegments: 2,
  dailySegments: 500,
  requestsPerMinute: 60,
})
const operator = createKeyedCaller({ name: 'operator', scopes: ['operations'] })

t.test('a key is described with its scopes and limits, and without a secret', async (t) => {
  const { get } = await startGateway(t, { callers: [orders, operator], settings: { REQUESTS_PER_MINUTE: '700' } })
  const answer = await get('/caller', orders.headers)
  t.strictSame(answer.json, {
    name: 'orders',
    authentication: 'key',
    scopes: ['messages:send'],
    senders: ['ACME'],
    destinationPrefixes: ['+213'],
    maxSegments: 2,
    dailySegments: 500,
    requestsPerMinute: 60,
    ownAccount: false,
  })
  t.notMatch(answer.text, /bsg_|sha256/)
  t.strictSame((await get('/caller', operator.headers)).json, {
    name: 'operator',
    authentication: 'key',
    scopes: ['operations'],
    requestsPerMinute: 700,
    ownAccount: false,
  })
})

t.test('without a key, or with a wrong one, nobody is described', async (t) => {
  const { get } = await startGateway(t, { callers: [orders] })
  t.match(await get('/caller'), { status: 401, json: { code: 'authentication-required' } })
  t.equal((await get('/caller', { authorization: `${orders.headers.authorization}x` })).status, 401)
})

t.test('an open gateway says that no key is needed', async (t) => {
  const { get } = await startGateway(t)
  t.match((await get('/caller')).json, {
    name: 'anonymous',
    authentication: 'off',
    scopes: ['messages:send', 'messages:read', 'operations'],
  })
})
