import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { type GatewayProcess, startProcess } from './support/gateway-process.ts'
import { exchangeRaw, formatRequest } from './support/raw-answers.ts'
import { createTestCertificate } from './support/test-certificate.ts'
import { startCountingTlsServer } from './upstream/counting-tls-server.ts'
import { startFaultyProxy } from './upstream/faulty-proxy.ts'
import { startUpstream } from './upstream/start-client.ts'

// How the whole program reaches the provider: which proxy it takes, and which certificate it shows.

const live = { UPSTREAM_USERNAME: 'alice', UPSTREAM_PASSWORD: 'open&sesame', AUTH: 'off', DOCS: 'off' }
const headers = 'Content-Type: application/json\r\n'

async function send(address: string, text: string): Promise<number | undefined> {
  const body = JSON.stringify({ to: ['+213550000001'], from: 'ACME', text })
  return (await exchangeRaw(address, formatRequest({ headers, body })))[0]?.status
}

async function logged(gateway: GatewayProcess, message: string, count = 1): Promise<void> {
  while (gateway.logLines().filter(({ msg }) => msg === message).length < count)
    await once(gateway.child.stdout as Readable, 'data')
}

async function stop(t: Test, gateway: GatewayProcess): Promise<void> {
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.notMatch(gateway.stdout() + gateway.stderr(), /sesame|gehe1m/)
}

t.test('a proxy that is named for other programs is not used, and the log says so', async (t) => {
  const server = await startUpstream(t)
  const proxy = await startFaultyProxy(t)
  const { origin } = proxy.settings
  const gateway = startProcess(t, {
    ...live,
    UPSTREAM_URL: server.origin,
    HTTP_PROXY: origin,
    https_proxy: origin,
    NODE_USE_ENV_PROXY: '1',
  })
  t.equal(await send(await gateway.listening(), 'hello'), 201)
  t.equal(server.requestCount, 1)
  t.equal(proxy.connectionCount, 0)
  t.match(
    gateway.logLines().filter(({ msg }) => /^a proxy is named/.test(String(msg))),
    [{ level: 'warn', variables: ['https_proxy', 'HTTP_PROXY'] }],
  )
  await stop(t, gateway)
})

t.test('requests go through UPSTREAM_PROXY, and its password is in no log line', async (t) => {
  const server = await startUpstream(t)
  const proxy = await startFaultyProxy(t)
  const gateway = startProcess(t, {
    ...live,
    UPSTREAM_URL: server.origin,
    UPSTREAM_PROXY: proxy.settings.origin.replace('//', '//user:gehe1m@'),
    HTTP_PROXY: 'http://127.0.0.1:9',
    LOG_LEVEL: 'trace',
  })
  const address = await gateway.listening()
  t.equal(await send(address, 'hello'), 201)
  t.equal(server.requestCount, 1)
  t.equal(proxy.heads.length, 1)
  t.match(proxy.heads[0], `proxy-authorization: Basic ${Buffer.from('user:gehe1m').toString('base64')}`)
  t.notOk(gateway.stdout().includes('a proxy is named'))
  await stop(t, gateway)
})

t.test('a certificate is replaced while the gateway runs, by its files alone and on SIGHUP', async (t) => {
  const authority = createTestCertificate({ name: 'clients' })
  const issue = (name: string) => createTestCertificate({ name, issuer: authority, isAuthority: false })
  const [first, second, third] = [issue('first'), issue('second'), issue('third')]
  const server = await startCountingTlsServer(t, { clientAuthority: authority.cert })
  const directory = t.testdir({ ca: server.certificate.cert, cert: first.cert, key: first.key })
  const path = (name: string) => join(directory, name)
  const replace = ({ cert, key }: typeof first) => {
    writeFileSync(path('cert'), cert)
    writeFileSync(path('key'), key)
  }
  const gateway = startProcess(t, {
    ...live,
    UPSTREAM_URL: server.origin,
    UPSTREAM_CA_FILE: path('ca'),
    UPSTREAM_CERT_FILE: path('cert'),
    UPSTREAM_KEY_FILE: path('key'),
  })
  const address = await gateway.listening()
  t.equal(await send(address, 'one'), 201)
  replace(second)
  await logged(gateway, 'client certificate loaded')
  t.equal(await send(address, 'two'), 201)
  replace(third)
  gateway.child.kill('SIGHUP')
  await logged(gateway, 'client certificate loaded', 2)
  t.equal(await send(address, 'three'), 201)
  t.strictSame(server.clients, ['first', 'second', 'third'])
  t.equal(server.requests.length, 3)
  await stop(t, gateway)
})
