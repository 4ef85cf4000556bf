import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { ForwardProxy } from '../../src/upstream/proxy.ts'

/** What the proxy does with one CONNECT. */
export type ProxyBehaviour = (tunnel: {
  /** The request as received, up to the blank line. */
  readonly head: string
  readonly client: Socket
  /**
   * Answers 200 and passes bytes on to the upstream, and back unless told otherwise.
   *
   * @returns the socket to the upstream
   */
  open(options?: { readonly passBack: boolean }): Socket
}) => void

export type FaultyProxy = {
  readonly settings: ForwardProxy
  /** Every CONNECT that was read. */
  readonly heads: readonly string[]
  readonly connectionCount: number
  behave(behaviour: ProxyBehaviour): void
}

type Teardown = { teardown(act: () => Promise<void>): void }

export const passOn: ProxyBehaviour = ({ open }) => void open()

export const answerConnect =
  (bytes: string): ProxyBehaviour =>
  ({ client }) =>
    void client.end(bytes)

/** A forward proxy without any HTTP library that supports CONNECT, counts, and behaves as configured. */
export async function startFaultyProxy(t: Teardown): Promise<FaultyProxy> {
  const heads: string[] = []
  const sockets = new Set<Socket>()
  let connectionCount = 0
  let behaviour = passOn

  function keep(socket: Socket): Socket {
    sockets.add(socket)
    socket.on('error', () => {})
    return socket.once('close', () => sockets.delete(socket))
  }

  const server = createServer((client) => {
    connectionCount++
    keep(client)
    let unread = ''
    client.on('data', function read(chunk: Buffer) {
      unread += chunk.toString('latin1')
      const end = unread.indexOf('\r\n\r\n')
      if (end < 0) return
      client.off('data', read)
      const head = unread.slice(0, end)
      heads.push(head)
      const [host = '', port = ''] = (head.split(' ')[1] ?? '').split(':')
      behaviour({
        head,
        client,
        open({ passBack } = { passBack: true }) {
          const upstream = keep(connect(Number(port), host))
          upstream.once('connect', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'))
          client.pipe(upstream)
          if (passBack) upstream.pipe(client)
          upstream.once('close', () => client.destroy())
          client.once('close', () => upstream.destroy())
          return upstream
        },
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy listens on no TCP port')
  t.teardown(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return {
    settings: { origin: `http://127.0.0.1:${address.port}`, username: '', password: '' },
    heads,
    get connectionCount() {
      return connectionCount
    },
    behave(next) {
      behaviour = next
    },
  }
}
