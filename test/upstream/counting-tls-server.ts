import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type SecureVersion, type TLSSocket } from 'node:tls'
import { createTestCertificate, type TestCertificate } from '../support/test-certificate.ts'

export type CountingTlsServer = {
  readonly origin: string
  readonly port: number
  readonly certificate: TestCertificate
  /** The request lines that were read. Each was answered with accepted. */
  readonly requests: readonly string[]
  /** What ALPN came to, for each handshake that was finished. */
  readonly protocols: readonly (string | false | null)[]
  readonly connectionCount: number
  /** The common name in the client's certificate, for each request that was read. */
  readonly clients: readonly (string | undefined)[]
  /** From now on connections are accepted and nothing more: no handshake begins. */
  hold(): void
  /** Goes on with all connections, the held ones included. */
  letGo(): void
}

type Teardown = { teardown(act: () => Promise<void>): void }

/** A TLS server that can let a handshake hang, and that offers the protocols it is told. */
export async function startCountingTlsServer(
  t: Teardown,
  options: {
    readonly protocols?: readonly string[]
    /** Takes only clients with a certificate of this authority, PEM. */
    readonly clientAuthority?: string
    readonly maxVersion?: SecureVersion
  } = {},
): Promise<CountingTlsServer> {
  const { protocols: offered = ['http/1.1'], clientAuthority, maxVersion } = options
  const certificate = createTestCertificate()
  const clients: (string | undefined)[] = []
  const requests: string[] = []
  const protocols: (string | false | null)[] = []
  const sockets = new Set<Socket>()
  let held: Socket[] | undefined
  let connectionCount = 0

  const { key, cert } = certificate
  const identification = clientAuthority !== undefined && { requestCert: true, ca: clientAuthority }
  const version = maxVersion !== undefined && { maxVersion }
  const secure = createTlsServer(
    { key, cert, ALPNProtocols: [...offered], ...identification, ...version },
    (socket) => {
      protocols.push(socket.alpnProtocol)
      answerRequests(socket)
    },
  )
  secure.on('tlsClientError', () => {})

  function answerRequests(socket: TLSSocket): void {
    let unread = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1')
      for (let end = unread.indexOf('\r\n\r\n'); end >= 0; end = unread.indexOf('\r\n\r\n')) {
        const [line = ''] = unread.split('\r\n')
        unread = unread.slice(end + 4)
        requests.push(line)
        clients.push(commonNameOf(socket))
        const destination = new URL(line.split(' ')[1] ?? '', 'http://x.test').searchParams.get('destination')
        const body = `1701|${destination}|id`
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
      }
    })
  }

  const server = createServer((socket) => {
    connectionCount++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    if (held === undefined) secure.emit('connection', socket)
    else held.push(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port')
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })

  return {
    origin: `https://127.0.0.1:${address.port}`,
    port: address.port,
    certificate,
    requests,
    clients,
    protocols,
    get connectionCount() {
      return connectionCount
    },
    hold() {
      held = []
    },
    letGo() {
      for (const socket of held ?? []) secure.emit('connection', socket)
      held = undefined
    },
  }
}

function commonNameOf(socket: TLSSocket): string | undefined {
  const name = socket.getPeerCertificate().subject?.CN
  return Array.isArray(name) ? name.join() : name
}
