import { X509Certificate } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import type { ClientCertificate } from '../../src/upstream/pool.ts'
import { type CertificateOptions, createTestCertificate } from '../support/test-certificate.ts'
import { startCountingTlsServer } from './counting-tls-server.ts'
import { startFaultyProxy } from './faulty-proxy.ts'
import { startClient, verdictOf } from './start-client.ts'

const authority = createTestCertificate({ name: 'clients' })
const unreachable = 'not-attempted: upstream-unreachable'

function createClientCertificate(name: string, options: CertificateOptions = {}): ClientCertificate {
  const { cert, key } = createTestCertificate({ name, issuer: authority, isAuthority: false, ...options })
  return { cert, key, validToMs: new X509Certificate(cert).validToDate.getTime() }
}

t.test(
  'the gateway shows its certificate to an upstream that asks for one, directly and through a proxy',
  async (t) => {
    const proxy = await startFaultyProxy(t)
    for (const way of [{}, { proxy: proxy.settings }]) {
      const server = await startCountingTlsServer(t, { clientAuthority: authority.cert })
      const ca = server.certificate.cert
      const client = startClient(t, server.origin, {
        ca,
        clientCertificate: createClientCertificate('gateway'),
        ...way,
      })
      t.equal(verdictOf(await client.submit('hello')), 'accepted')
      t.strictSame(server.clients, ['gateway'])
      t.equal(server.requests.length, 1)
    }
    t.equal(proxy.heads.length, 1)
  },
)

t.test('another certificate is shown from the next GET on, and the old connection takes no more of them', async (t) => {
  const server = await startCountingTlsServer(t, { clientAuthority: authority.cert })
  const first = createClientCertificate('first')
  const client = startClient(t, server.origin, { ca: server.certificate.cert, clientCertificate: first })
  for (const text of ['one', 'two']) t.equal(verdictOf(await client.submit(text)), 'accepted')
  t.equal(server.connectionCount, 1)
  client.upstream.setClientCertificate(createClientCertificate('second'))
  for (const text of ['three', 'four']) t.equal(verdictOf(await client.submit(text)), 'accepted')
  t.strictSame(server.clients, ['first', 'first', 'second', 'second'])
  t.equal(server.connectionCount, 2)
})

t.test('a GET in flight while the certificate changes finishes on its connection, once', async (t) => {
  const server = await startCountingTlsServer(t, { clientAuthority: authority.cert })
  const first = createClientCertificate('first')
  const settings = { ca: server.certificate.cert, clientCertificate: first, connections: 2 }
  const client = startClient(t, server.origin, settings)
  server.hold()
  const results = ['one', 'two'].map((text) => client.submit(text))
  while (server.connectionCount < 2) await nextTurn()
  client.upstream.setClientCertificate(createClientCertificate('second'))
  server.letGo()
  t.strictSame((await Promise.all(results)).map(verdictOf), ['accepted', 'accepted'])
  t.equal(server.requests.length, 2)
  t.strictSame(server.clients, ['first', 'first'])
  t.equal(verdictOf(await client.submit('three')), 'accepted')
  t.equal(server.clients.at(-1), 'second')
  t.equal(server.requests.length, 3)
})

t.test('nothing is written under a certificate that has expired', async (t) => {
  const server = await startCountingTlsServer(t, { clientAuthority: authority.cert })
  const expired = createClientCertificate('expired', { validTo: '250101000000Z' })
  const client = startClient(t, server.origin, { ca: server.certificate.cert, clientCertificate: expired })
  for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit('hello')), unreachable)
  t.match(client.events.at(-1), { kind: 'not-written', reason: 'OWN_CERT_EXPIRED' })
  t.equal(server.connectionCount, 0)
  client.upstream.setClientCertificate(createClientCertificate('new'))
  t.equal(verdictOf(await client.submit('hello')), 'accepted')
  t.equal(server.requests.length, 1)
})

t.test(
  'a certificate that the upstream does not take is not attempted under TLS 1.2, and unknown under 1.3',
  async (t) => {
    // Under TLS 1.3 the client may write before the server has looked at its certificate, so nothing is proven.
    const rows = [
      ['TLSv1.2', unreachable],
      ['TLSv1.3', 'unknown: outcome-unknown'],
    ] as const
    for (const [maxVersion, verdict] of rows) {
      const server = await startCountingTlsServer(t, { clientAuthority: authority.cert, maxVersion })
      const ca = server.certificate.cert
      const foreign = createClientCertificate('foreign', { issuer: createTestCertificate({ name: 'others' }) })
      for (const certificate of [{}, { clientCertificate: foreign }]) {
        const client = startClient(t, server.origin, { ca, ...certificate })
        for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit('hello')), verdict, maxVersion)
      }
      t.equal(server.requests.length, 0, 'it read no request of any of them')
    }
  },
)
