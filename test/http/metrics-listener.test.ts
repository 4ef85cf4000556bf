import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { createMetricsListener } from '../../src/http/metrics-listener.ts'
import { startProcess } from '../support/gateway-process.ts'
import { exchangeRaw } from '../support/raw-answers.ts'

async function start(t: Test, format: () => Promise<string> = async () => 'metric 1\n') {
  const errors: unknown[] = []
  const listener = createMetricsListener({ contentType: 'text/plain; version=0.0.4', format }, (error) =>
    errors.push(error),
  )
  t.teardown(listener.close)
  return { listener, errors, address: await listener.listen({ host: '127.0.0.1', port: 0 }) }
}

t.test('the port of the metrics serves /metrics and nothing else', async (t) => {
  const { address } = await start(t)
  const got = await fetch(`${address}/metrics`)
  t.equal(got.status, 200)
  t.equal(got.headers.get('content-type'), 'text/plain; version=0.0.4')
  t.equal(await got.text(), 'metric 1\n')
  const head = await fetch(`${address}/metrics`, { method: 'HEAD' })
  t.strictSame([head.status, await head.text()], [200, ''])
  for (const path of ['/', '/metrics/', '/metrics?x=1', '/healthz', '/messages', '/docs'])
    t.equal((await fetch(`${address}${path}`)).status, 404, path)
  const deleted = await fetch(`${address}/metrics`, { method: 'DELETE' })
  t.strictSame([deleted.status, deleted.headers.get('allow')], [405, 'GET, HEAD'])
  t.equal((await fetch(`${address}/metrics`, { method: 'POST', body: 'x' })).status, 400)
})

t.test('malformed and oversized requests are refused, and others are still served', async (t) => {
  const { address } = await start(t)
  const statusOf = async (bytes: string) => (await exchangeRaw(address, bytes))[0]?.status
  t.equal(await statusOf('GARBAGE\r\n\r\n'), 400)
  t.equal(await statusOf(`GET /metrics HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(9_000)}\r\n\r\n`), 431)
  t.equal((await fetch(`${address}/metrics`)).status, 200)
})

t.test('a metric that cannot be read is reported, and answered with 500', async (t) => {
  const error = new Error('no')
  const { address, errors } = await start(t, () => Promise.reject(error))
  t.equal((await fetch(`${address}/metrics`)).status, 500)
  t.strictSame(errors, [error])
})

t.test('closing ends the connections that scrapers keep', async (t) => {
  const { address, listener } = await start(t)
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  await once(socket, 'connect')
  const ended = once(socket, 'close')
  socket.resume()
  await listener.close()
  await ended
  await listener.close()
  t.pass('and to close twice does nothing')
})

t.test('with METRICS_PORT set the metrics are there, and the main port has none', async (t) => {
  const gateway = startProcess(t, { METRICS_PORT: '0' })
  const address = await gateway.listening()
  const metricsAddress = /"address":"([^"]+\/metrics)"/.exec(gateway.stdout())?.[1] ?? ''
  const text = await (await fetch(metricsAddress)).text()
  t.match(text, 'bulksms_gateway_ready 1\n')
  t.match(text, 'process_resident_memory_bytes')
  t.match(text, 'nodejs_eventloop_lag_p99_seconds')
  t.equal((await fetch(`${address}/metrics`)).status, 404)
  t.equal((await fetch(new URL('/messages', metricsAddress))).status, 404)
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
})

t.test('a port of the metrics that is taken is said plainly, and nothing is served', async (t) => {
  const { address } = await start(t)
  const { port } = new URL(address)
  const gateway = startProcess(t, { METRICS_PORT: port })
  t.equal(await gateway.ended, 1)
  t.equal(
    gateway.stderr(),
    `bulksms-gateway cannot listen on 127.0.0.1:${port} (EADDRINUSE): another program uses the port; choose one with METRICS_PORT\n`,
  )
  t.notMatch(gateway.stdout(), '"msg":"listening"')
})
