import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { answerAccepted, createRawUpstream } from '../../support/raw-upstream.ts'

for (const mode of ['sandbox', 'live'] as const) {
  t.test(`in ${mode} mode the gateway is alive and ready, says so, and asks the upstream nothing`, async (t) => {
    const { get, inject, inbox, logLines } = await startGateway(t, { mode })
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))
    t.strictSame((await get('/healthz')).json, { status: 'ok', version })
    t.strictSame((await get('/readyz')).json, {
      status: 'ready',
      mode,
      wallClock: { state: 'trusted' },
      upstream: { waiting: 0, running: 0, accounts: [{ account: 'default', breaker: 'closed' }] },
    })
    t.equal((await inject({ method: 'HEAD', url: '/readyz' })).status, 200)
    t.equal(inbox.receivedCount(), 0)
    t.notOk(logLines().some(({ msg }) => msg === 'upstream request'))
  })
}

t.test('while it drains the gateway is alive, not ready, and still answers', async (t) => {
  let draining = false
  const { get, post } = await startGateway(t, { journal: (journal) => ({ ...journal, isStalled: () => draining }) })
  t.equal((await get('/readyz')).status, 200)
  draining = true
  t.match(await get('/readyz'), { status: 503, json: { code: 'not-ready', resend: undefined } })
  t.equal((await get('/healthz')).status, 200)
  t.equal((await post('/messages', { to: ['+213550000001'], from: 'ACME', text: 'x' })).status, 201)
})

t.test('the rate and the queue of an account are told while they are there', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  let answerFirst = () => {}
  upstream.behave(({ answer, body }) => {
    answerFirst = () => answer(body)
  }, answerAccepted)
  const { get, post } = await startGateway(t, {
    origin: upstream.origin,
    settings: { UPSTREAM_SEGMENTS_PER_SECOND: '50' },
    upstream: { connections: 1 },
  })
  const account = async () => (await get('/readyz')).json.upstream.accounts[0]
  const idle = { account: 'default', breaker: 'closed', segmentsPerSecond: 50 }
  t.strictSame(await account(), idle)
  const sent = [post('/messages', validBody)]
  await upstream.received(1)
  sent.push(post('/messages', { ...validBody, text: 'Another' }))
  let waiting = await account()
  while (waiting.waiting === undefined) {
    // Requests that are injected give way to nothing else.
    await setImmediate()
    waiting = await account()
  }
  t.strictSame(waiting, { account: 'default', breaker: 'closed', waiting: 1, segmentsPerSecond: 50 })
  answerFirst()
  await Promise.all(sent)
  t.equal(upstream.requestCount, 2)
  t.strictSame(await account(), idle)
})
