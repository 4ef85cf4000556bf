import t from 'tap'
import { createIsServed } from '../../../src/http/server/served-hosts.ts'
import { startGateway, validBody } from '../../support/gateway.ts'
import { startProcess } from '../../support/gateway-process.ts'
import { exchangeRaw, formatRequest } from '../../support/raw-answers.ts'

const loopback = ['localhost', 'LOCALHOST', '127.0.0.1', '127.255.0.3', '[::1]']
const foreign = [
  'evil.example',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil-localhost',
  '128.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '[::]',
  '[::2]',
  'localhost@evil.example',
  'evil.example:localhost',
  '',
]

t.test('loopback names are served with any port, and others where they are named', async (t) => {
  const isServed = createIsServed(['Gateway.internal', '[fd00::1]'])
  for (const name of [...loopback, 'gateway.internal', 'GATEWAY.INTERNAL', '[fd00::1]'])
    for (const port of ['', ':80', ':3000', ':']) t.ok(isServed(name + port), name + port)
  for (const name of foreign) for (const port of ['', ':3000']) t.notOk(isServed(name + port), name + port)
  t.ok(isServed(undefined), 'HTTP/1.0 without a Host, which no browser sends')
})

t.test('a request for a foreign name is refused on every route, and nothing is submitted', async (t) => {
  const { app, post, get, inbox } = await startGateway(t, { settings: { HOST: '127.0.0.1' } })
  const headers = { host: 'evil.example:3000' }
  t.match(await post('/messages', validBody, headers), { status: 421, json: { code: 'misdirected-request' } })
  for (const url of [
    '/',
    '/docs/',
    '/docs/static/swagger-ui.css',
    '/openapi.json',
    '/problems',
    '/readyz',
    '/messages',
  ]) {
    t.equal((await app.inject({ url, headers })).statusCode, 421, url)
    t.not((await app.inject({ url, headers: { host: 'localhost:3000' } })).statusCode, 421, url)
  }
  t.match(await get('/readyz', { host: '127.0.0.1:3000' }), { status: 200 })
  t.equal(inbox.receivedCount(), 0)
})

t.test('a gateway that runs open on loopback serves loopback names and those of ALLOWED_HOSTS', async (t) => {
  const gateway = startProcess(t, { ALLOWED_HOSTS: 'gateway.internal', METRICS_PORT: '0' })
  const address = await gateway.listening()
  const metrics = gateway.logLines().find(({ msg }) => msg === 'serving metrics')?.['address']
  const { origin } = new URL(String(metrics))
  for (const [host, status] of [
    ['evil.example', 421],
    ['localhost', 200],
    ['gateway.internal:8443', 200],
  ] as const) {
    const parts = { host: `Host: ${host}\r\n` }
    t.equal((await exchangeRaw(address, formatRequest({ line: 'GET /readyz HTTP/1.1', ...parts })))[0]?.status, status)
    const [scraped] = await exchangeRaw(origin, formatRequest({ line: 'GET /metrics HTTP/1.1', ...parts }))
    t.equal(scraped?.status, status, `metrics for ${host}`)
  }
})
