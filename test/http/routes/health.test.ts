import { readFileSync } from 'node:fs'
import t from 'tap'
import { startGateway } from '../../support/gateway.ts'

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
