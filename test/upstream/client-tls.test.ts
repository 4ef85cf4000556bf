import t from 'tap'
import { createRawUpstream } from '../support/raw-upstream.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { startCountingTlsServer } from './counting-tls-server.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

const unreachable = 'not-attempted: upstream-unreachable'

/** Switches certificate checks off for everything in this process that does not say otherwise. */
function withoutChecks(t: { teardown(act: () => void): void }): void {
  const warn = process.emitWarning
  process.emitWarning = () => {}
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  t.teardown(() => {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.emitWarning = warn
  })
}

t.test('with its own authority an upstream is reached over TLS, with and without keep-alive', async (t) => {
  const tls = createTestCertificate()
  for (const keepAlive of [true, false]) {
    const server = await startUpstream(t, { tls })
    for (const origin of [server.origin, `https://localhost:${server.port}`]) {
      const client = startClient(t, origin, { ca: tls.cert, keepAlive })
      for (const text of [`${origin} 1`, `${origin} 2`, `${origin} 3`]) {
        t.equal(verdictOf(await client.submit(text)), 'accepted')
        t.equal(countOf(server, text), 1)
      }
    }
    t.equal(server.requestCount, 6)
    t.equal(server.connectionCount, keepAlive ? 2 : 6)
  }
})

t.test('an untrusted upstream gets nothing, even if the environment disables verification', async (t) => {
  const tls = createTestCertificate()
  const other = createTestCertificate()
  withoutChecks(t)
  const rows: Readonly<Record<string, { readonly ca?: string; readonly host?: string }>> = {
    'another authority': { ca: other.cert },
    'no own authority': {},
    // Linux takes this address for its own machine; the certificate does not name it.
    'another host name': { ca: tls.cert, host: '0.0.0.0' },
  }
  for (const keepAlive of [true, false]) {
    for (const [name, { ca, host = '127.0.0.1' }] of Object.entries(rows)) {
      const server = await createRawUpstream({ tls })
      t.teardown(() => server.close())
      const client = startClient(t, `https://${host}:${server.port}`, {
        keepAlive,
        ...(ca === undefined ? {} : { ca }),
      })
      for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit(name)), unreachable, name)
      t.equal(server.requestCount, 0, name)
      t.equal(server.connectionCount, 2, `${name}: it was this server that was not trusted`)
    }
  }
})

t.test('an upstream that would rather speak HTTP/2 is spoken to in HTTP/1.1', async (t) => {
  const server = await startCountingTlsServer(t, { protocols: ['h2', 'http/1.1'] })
  const client = startClient(t, server.origin, { ca: server.certificate.cert })
  t.equal(verdictOf(await client.submit('hello')), 'accepted')
  t.strictSame(server.protocols, ['http/1.1'])
  t.equal(server.requests.length, 1)
  t.match(server.requests[0], / HTTP\/1\.1$/)
})

t.test('an upstream that speaks nothing but HTTP/2 gets nothing', async (t) => {
  const server = await startCountingTlsServer(t, { protocols: ['h2'] })
  const client = startClient(t, server.origin, { ca: server.certificate.cert })
  for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit('hello')), unreachable)
  t.equal(server.connectionCount, 2)
  t.equal(server.requests.length, 0)
})

t.test('a handshake that fails in any way is not attempted', async (t) => {
  const { cert } = createTestCertificate()
  const plain = await startUpstream(t)
  const rows: Readonly<Record<string, Parameters<typeof plain.greet>[0]>> = {
    'reset in the handshake': ({ socket, reset }) => void socket.once('data', () => reset()),
    'closed in the handshake': ({ socket }) => void socket.once('data', () => socket.end()),
    'closed on accept': ({ socket }) => void socket.end(),
    'plain HTTP': ({ socket }) =>
      void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
    'an alert': ({ socket }) => void socket.once('data', () => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 40]))),
  }
  for (const [name, greeting] of Object.entries(rows)) {
    plain.greet(greeting)
    const client = startClient(t, `https://127.0.0.1:${plain.port}`, { ca: cert })
    for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit(name)), unreachable, name)
  }
  t.equal(plain.requestCount, 0)
})

t.test('over TLS too a fault after the request is unknown, and the message arrived once', async (t) => {
  const tls = createTestCertificate()
  const server = await startUpstream(t, { tls })
  const client = startClient(t, server.origin, { ca: tls.cert })
  const faults = [
    'reset-after-request',
    'close-after-request',
    'half-header',
    'half-body',
    'garbage',
    'huge-body',
  ] as const
  for (const fault of faults) {
    server.behave(fault, ({ answer, body }) => answer(body))
    t.equal(verdictOf(await client.submit(fault)), 'unknown: outcome-unknown', fault)
    t.equal(verdictOf(await client.submit(`after ${fault}`)), 'accepted')
    t.equal(countOf(server, fault), 1, fault)
    t.equal(countOf(server, `after ${fault}`), 1)
  }
  t.equal(server.requestCount, faults.length * 2)
})

t.test('a private CA needs its root, and the intermediate if the upstream does not send it', async (t) => {
  const root = createTestCertificate({ name: 'root' })
  const intermediate = createTestCertificate({ name: 'intermediate', issuer: root })
  const leaf = createTestCertificate({ name: 'upstream', issuer: intermediate, isAuthority: false })
  const whole = { key: leaf.key, cert: leaf.cert + intermediate.cert }
  const alone = { key: leaf.key, cert: leaf.cert }
  const rows: readonly (readonly [sent: typeof alone, ca: string, reason?: string])[] = [
    [whole, root.cert],
    [alone, root.cert + intermediate.cert],
    [whole, root.cert + intermediate.cert],
    // The upstream's chain is incomplete, and so is the file.
    [alone, root.cert, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    // An intermediate is not trusted by itself.
    [whole, intermediate.cert, 'UNABLE_TO_GET_ISSUER_CERT'],
    [alone, intermediate.cert, 'UNABLE_TO_GET_ISSUER_CERT'],
    // Another root altogether.
    [whole, createTestCertificate({ name: 'other' }).cert, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ]
  for (const [index, [sent, ca, reason]] of rows.entries()) {
    const server = await startUpstream(t, { tls: sent })
    const client = startClient(t, server.origin, { ca })
    const verdict = verdictOf(await client.submit('hello'))
    t.equal(verdict, reason === undefined ? 'accepted' : unreachable, `row ${index}`)
    t.equal(server.requestCount, reason === undefined ? 1 : 0, `row ${index}`)
    if (reason !== undefined) t.match(client.events, [{ kind: 'not-written', reason }], `row ${index}`)
  }
})
