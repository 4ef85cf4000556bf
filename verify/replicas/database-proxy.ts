import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The way of one gateway to its database, which can be slow, stall, or deliver what was sent by a connection that is gone. */
export type DatabaseProxy = {
  readonly port: number
  /** Delays all bytes from now on, in both directions: half of what a round trip becomes longer. */
  delay(ms: number): void
  /** Holds everything back, in both directions, on the connections that are open. Returns what lets it through. */
  stall(): () => void
  /**
   * Holds back what the gateway sends, on the connections that are open. The first function that it returns breaks the
   * gateway's ends, if they are not gone by then; the second one delivers what was held, and resolves with its bytes.
   */
  detach(): { readonly breakClients: () => void; readonly deliver: () => number }
  close(): Promise<void>
}

type Pair = {
  readonly client: Socket
  readonly server: Socket
  /** What waits, by direction; undefined: nothing is held back. */
  toServer: Buffer[] | undefined
  toClient: Buffer[] | undefined
  /** Whether the server's end outlives the client's. */
  isDetached: boolean
}

/** How long the server has for what a connection that is gone has sent. */
const afterlifeMs = 1_000

/** @param target the port of the server on this machine */
export async function startDatabaseProxy(target: number): Promise<DatabaseProxy> {
  const pairs = new Set<Pair>()
  let delayMs = 0

  const later = (act: () => void) => (delayMs === 0 ? act() : void setTimeout(act, delayMs))
  const write = (socket: Socket, bytes: Buffer) => {
    if (socket.writable) socket.write(bytes)
  }

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: '127.0.0.1', port: target, noDelay: true })
    const pair: Pair = { client, server, toServer: undefined, toClient: undefined, isDetached: false }
    pairs.add(pair)
    client.on('data', (bytes: Buffer) =>
      later(() => (pair.toServer === undefined ? write(server, bytes) : pair.toServer.push(bytes))),
    )
    server.on('data', (bytes: Buffer) =>
      later(() => (pair.toClient === undefined ? write(client, bytes) : pair.toClient.push(bytes))),
    )
    client
      .on('error', () => {})
      .on('close', () => {
        if (!pair.isDetached) server.destroy()
      })
    server
      .on('error', () => {})
      .on('close', () => {
        pairs.delete(pair)
        client.destroy()
      })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')

  return {
    port: (listener.address() as { port: number }).port,
    delay(ms) {
      delayMs = ms
    },
    stall() {
      const stalled = [...pairs].filter(({ toServer }) => toServer === undefined)
      for (const pair of stalled) {
        pair.toServer = []
        pair.toClient = []
      }
      return () => {
        for (const pair of stalled) {
          for (const bytes of pair.toServer ?? []) write(pair.server, bytes)
          for (const bytes of pair.toClient ?? []) write(pair.client, bytes)
          pair.toServer = undefined
          pair.toClient = undefined
        }
      }
    },
    detach() {
      const detached = [...pairs].filter(({ toServer }) => toServer === undefined)
      for (const pair of detached) {
        pair.isDetached = true
        pair.toServer = []
        pair.toClient = []
      }
      return {
        breakClients() {
          for (const { client } of detached) client.resetAndDestroy()
        },
        deliver() {
          let count = 0
          for (const { client, server, toServer = [] } of detached) {
            client.destroy()
            for (const bytes of toServer) {
              count += bytes.length
              write(server, bytes)
            }
            setTimeout(() => server.destroy(), afterlifeMs).unref()
          }
          return count
        },
      }
    },
    async close() {
      for (const { client, server } of pairs) {
        client.destroy()
        server.destroy()
      }
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
