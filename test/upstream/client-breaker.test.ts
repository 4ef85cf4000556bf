import t from 'tap'
import { statusCodes } from '../../src/upstream/status-codes.ts'
import { answerAccepted, answerWith, type Behaviour, createRefusingOrigin } from '../support/raw-upstream.ts'
import { messageOf, numbers, textContent, to } from './fixtures.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

/** Longer than a test: what is open stays so. */
const breaker = { failures: 3, unreadable: 10, openMs: 60_000 }

t.test('the refusals that open the breaker are those of the account, and no other code', async (t) => {
  const opening: number[] = []
  for (const code of [...statusCodes.keys(), 9_999]) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { breaker })
    server.behave(answerWith(`${code}|${to}`))
    for (let turn = 0; turn < 4; turn++) await client.submit('hello')
    const open = client.upstream.status().accounts[0]?.breaker === 'open'
    if (open) opening.push(code)
    t.equal(server.requestCount, open ? 3 : 4, String(code))
  }
  t.strictSame(
    opening.sort((one, other) => one - other),
    [16, 18, 1025, 1026, 1703, 1725, 1726],
  )
})

t.test('a connection that does not come about counts; our own deadline does not', async (t) => {
  const client = startClient(t, await createRefusingOrigin(), { breaker })
  for (let turn = 0; turn < 3; turn++)
    t.equal(verdictOf(await client.submit('refused')), 'not-attempted: upstream-unreachable')
  t.equal(verdictOf(await client.submit('refused')), 'not-attempted: upstream-suspended')
  t.match(client.upstream.status().accounts, [{ account: 'default', breaker: 'open', cause: 'ECONNREFUSED' }])
  t.match(client.breakerEvents, [{ account: 'default', state: 'open', cause: 'ECONNREFUSED' }])

  const server = await startUpstream(t)
  const late = startClient(t, server.origin, { connections: 16, breaker })
  await late.submit('opens the connection')
  for (let turn = 0; turn < 10; turn++)
    t.equal(verdictOf(await late.submit('late', { startMs: -1 })), 'not-attempted: upstream-unreachable')
  t.equal(verdictOf(await late.submit('in time')), 'accepted')
  t.equal(server.requestCount, 2)
})

t.test('an unknown outcome neither counts nor ends a count, and is never made of what was not sent', async (t) => {
  const unclear: readonly Behaviour[] = ['reset-after-request', 'garbage', 'status-500-html', answerWith('1715')]
  for (const behaviour of unclear) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { breaker })
    server.behave(behaviour)
    for (let turn = 0; turn < 5; turn++) t.match(verdictOf(await client.submit('unclear')), /^unknown: /)
    t.equal(server.requestCount, 5)

    server.behave(answerWith('1703'), answerWith('1703'), behaviour, answerWith('1703'), answerAccepted)
    for (let turn = 0; turn < 4; turn++) await client.submit('in a row')
    t.equal(verdictOf(await client.submit('suspended')), 'not-attempted: upstream-suspended')
    t.equal(countOf(server, 'suspended'), 0)
    t.equal(server.requestCount, 9)
  }
})

t.test('of many who come when its time is over one goes out, and the others when that one was accepted', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { connections: 8, breaker: { failures: 1, unreadable: 0, openMs: 1 } })
  server.behave(answerWith('1703'))
  await client.submit('opens it')
  // Its time is over with the next millisecond.
  const over = performance.now() + 1
  while (performance.now() < over) await new Promise(setImmediate)
  let release = () => {}
  server.behave(({ answer, body }) => {
    release = () => answer(body)
  }, answerAccepted)
  const looks = Array.from({ length: 50 }, (_, index) => client.submit(`look ${index}`))
  const others = await Promise.all(looks.slice(1))
  t.strictSame([...new Set(others.map(verdictOf))], ['not-attempted: upstream-suspended'])
  await server.received(2)
  t.equal(server.requestCount, 2)
  release()
  t.equal(verdictOf((await looks[0]) as Awaited<(typeof looks)[0]>), 'accepted')
  t.equal(verdictOf(await client.submit('after it')), 'accepted')
  t.strictSame(
    client.breakerEvents.map(({ state }) => state),
    ['open', 'half-open', 'closed'],
  )
})

t.test('a turn that is given back leaves the look to the next', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { breaker: { failures: 1, unreadable: 0, openMs: 1 } })
  server.behave(answerWith('1703'), answerAccepted)
  await client.submit('opens it')
  const message = messageOf({ content: textContent('given back') })
  const patience = { until: performance.now() + 60_000 }
  const { upstream } = client
  let turn = await upstream.takeTurn(message, [to], patience)
  while ('code' in turn) {
    await new Promise(setImmediate)
    turn = await upstream.takeTurn(message, [to], patience)
  }
  t.match(await upstream.takeTurn(message, [to], patience), { code: 'upstream-suspended' })
  turn.giveBack()
  t.strictSame(upstream.status().running, 0)
  t.equal(verdictOf(await client.submit('look')), 'accepted')
  t.strictSame([countOf(server, 'given back'), server.requestCount], [0, 2])
})

t.test('an account of its own has a breaker of its own, and another credential starts it anew', async (t) => {
  const server = await startUpstream(t)
  const accounts = new Map([['orders', { username: 'orders', password: 'old' }]])
  const client = startClient(t, server.origin, { breaker: { failures: 1, unreadable: 0, openMs: 60_000 } }, accounts)
  server.behave(answerWith('1703'), answerAccepted)
  t.equal(verdictOf(await client.submit('1', { account: 'orders' })), 'rejected: upstream-credentials-invalid')
  t.equal(verdictOf(await client.submit('2', { account: 'orders' })), 'not-attempted: upstream-suspended')
  t.equal(verdictOf(await client.submit('3')), 'accepted')
  client.upstream.setAccounts(new Map(accounts))
  t.equal(verdictOf(await client.submit('4', { account: 'orders' })), 'not-attempted: upstream-suspended', 'the same')
  client.upstream.setAccounts(new Map([['orders', { username: 'orders', password: 'new' }]]))
  t.equal(verdictOf(await client.submit('5', { account: 'orders' })), 'accepted')
  t.strictSame(
    server.requests.map(({ query }) => [query.get('message'), query.get('username'), query.get('password')]),
    [
      ['1', 'orders', 'old'],
      ['3', 'user', 'canary-&-password'],
      ['5', 'orders', 'new'],
    ],
  )
  t.strictSame(
    client.events.map(({ account, kind, reason }) => [account, kind, reason]),
    [
      ['orders', 'answered', undefined],
      ['orders', 'refused', 'upstream-suspended'],
      ['default', 'answered', undefined],
      ['orders', 'refused', 'upstream-suspended'],
      ['orders', 'answered', undefined],
    ],
  )
})

t.test('an account that is gone is refused, also where it goes while somebody waits', async (t) => {
  const server = await startUpstream(t)
  const accounts = new Map([['orders', { username: 'orders', password: 'secret' }]])
  const client = startClient(t, server.origin, {}, accounts)
  let release = () => {}
  server.behave(({ answer, body }) => {
    release = () => answer(body)
  }, answerAccepted)
  const running = client.submit('running', { account: 'orders' })
  await server.received(1)
  const waiting = client.submit('waiting', { account: 'orders' })
  client.upstream.setAccounts(new Map())
  t.equal(verdictOf(await client.submit('gone', { account: 'orders' })), 'not-attempted: upstream-suspended')
  release()
  t.equal(verdictOf(await running), 'accepted')
  t.equal(verdictOf(await waiting), 'not-attempted: upstream-suspended')
  t.equal(verdictOf(await client.submit('own')), 'accepted')
  t.equal(server.requestCount, 2)
  t.strictSame(client.upstream.status(), {
    waiting: 0,
    running: 0,
    accounts: [{ account: 'default', breaker: 'closed' }],
  })
})

t.test('at a rate, each account sends what it may at once, and refuses what would wait too long', async (t) => {
  const server = await startUpstream(t)
  const accounts = new Map([['orders', { username: 'orders', password: 'secret' }]])
  const client = startClient(t, server.origin, { connections: 8, segmentsPerSecond: 5 }, accounts)
  const { upstream } = client
  const content = textContent('long', { segments: 5 })
  for (const account of ['default', 'orders']) {
    const turn = await upstream.takeTurn(messageOf({ content, account }), [to], { until: performance.now() })
    if ('code' in turn) throw new Error(`${account}: no turn`)
    const deadline = { startBy: performance.now() + 9_000, answerBy: performance.now() + 9_000 }
    t.strictSame((await turn.submit([to], deadline)).map(verdictOf), ['accepted'])
    const refused = await upstream.takeTurn(messageOf({ content, account }), [to], { until: performance.now() })
    if (!('code' in refused)) throw new Error(`${account}: a turn too many`)
    t.equal(refused.code, 'overloaded')
    t.ok((refused.retryAfterMs ?? 0) > 0 && (refused.retryAfterMs ?? 0) <= 1_000)
  }
  t.equal(server.requestCount, 2)
})

t.test(
  'callers with the same account share its rate, also when it has been away or has another password',
  async (t) => {
    const server = await startUpstream(t)
    const shared = { username: 'shared', password: 'secret' }
    const accounts = new Map([
      ['orders', shared],
      ['alerts', shared],
    ])
    const { upstream } = startClient(t, server.origin, { connections: 8, segmentsPerSecond: 1 }, accounts)
    const content = textContent('long', { segments: 60 })
    const takeTurn = (account: string) =>
      upstream.takeTurn(messageOf({ content, account }), [to], { until: performance.now() })
    t.hasProp(await takeTurn('orders'), 'submit')
    t.match(await takeTurn('alerts'), { code: 'overloaded' })
    upstream.setAccounts(new Map())
    upstream.setAccounts(new Map([['orders', { ...shared, password: 'new' }]]))
    t.match(await takeTurn('orders'), { code: 'overloaded' })
    upstream.setAccounts(new Map([['orders', { username: 'another', password: 'secret' }]]))
    t.hasProp(await takeTurn('orders'), 'submit')
    t.equal(server.requestCount, 0)
  },
)

t.test('the part of a turn that the fence took away is there for others', async (t) => {
  const server = await startUpstream(t)
  const { upstream } = startClient(t, server.origin, { connections: 8, segmentsPerSecond: 10 })
  const batch = numbers(10)
  const deadline = { startBy: performance.now() + 60_000, answerBy: performance.now() + 60_000 }
  const turn = await upstream.takeTurn(messageOf({ to: batch }), batch, { until: 0 })
  if ('code' in turn) throw new Error('no turn')
  t.strictSame((await turn.submit(batch.slice(0, 1), deadline)).map(verdictOf), ['accepted'])
  t.hasProp(await upstream.takeTurn(messageOf({ to: batch }), batch.slice(1), { until: 0 }), 'submit')
  t.equal(server.requestCount, 1)
})

t.test('a list that does not fit the time of a message is told how many do', async (t) => {
  const { upstream } = startClient(t, 'http://127.0.0.1:1', { segmentsPerSecond: 10 })
  const content = textContent('long', { segments: 2 })
  t.strictSame(upstream.plan(messageOf({ to: numbers(81), content }), 15_000), {
    ok: false,
    limit: 'time',
    maxRecipients: 80,
  })
  t.match(upstream.plan(messageOf({ to: numbers(80), content }), 15_000), { ok: true })
})

t.test('a refusal with a third field counts like one without', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { breaker })
  server.behave(answerWith(`1703|${to}|0`))
  for (let turn = 0; turn < 3; turn++)
    t.equal(verdictOf(await client.submit('refused')), 'rejected: upstream-credentials-invalid')
  t.equal(verdictOf(await client.submit('suspended')), 'not-attempted: upstream-suspended')
  t.equal(server.requestCount, 3)
})
