import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy before a server whose connections a test can break at chosen moments. */
export type LossyProxy = {
  readonly port: number
  /** Lets the next request through and loses its answer, with the connection. Resolves when the server has answered. */
  loseNextAnswer(): Promise<void>
  /** Breaks all connections, and refuses new ones until `heal`. */
  cut(): void
  heal(): void
  /**
   * Holds back what clients send on the connections that are open now. Returns what lets it through, and resolves when the
   * server has answered to all of it.
   */
  hold(): () => Promise<void>
  close(): Promise<void>
}

type Pair = { readonly client: Socket; readonly server: Socket; held: Buffer[] | undefined }

export async function startLossyProxy(target: number): Promise<LossyProxy> {
  const pairs = new Set<Pair>()
  let isCut = false
  let lose: (() => void) | undefined
  const server = createServer((client) => {
    if (isCut) {
      client.destroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    const pair: Pair = { client, server: upstream, held: undefined }
    /** Whether the answer to the request on this connection is to be lost. */
    let isLosing: (() => void) | undefined
    pairs.add(pair)
    client.on('data', (bytes: Buffer) => {
      // A query begins with `P` (Parse). What precedes it belongs to the start of the connection.
      if (lose !== undefined && bytes.includes('journal_write')) {
        isLosing = lose
        lose = undefined
      }
      if (pair.held !== undefined) pair.held.push(bytes)
      else upstream.write(bytes)
    })
    upstream.on('data', (bytes) => {
      if (isLosing === undefined) {
        client.write(bytes)
        return
      }
      client.destroy()
      isLosing()
    })
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      if (pair.held === undefined) upstream.destroy()
    }
    for (const socket of [client, upstream]) socket.on('close', end).on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    loseNextAnswer() {
      const { promise, resolve } = Promise.withResolvers<void>()
      lose = resolve
      return promise
    },
    cut() {
      isCut = true
      for (const { client } of pairs) client.destroy()
    },
    heal() {
      isCut = false
    },
    hold() {
      const holding = [...pairs]
      for (const pair of holding) pair.held = []
      return async () => {
        const sent = holding.filter(({ held }) => held !== undefined && held.length > 0)
        const answered = sent.map(({ server: upstream }) => once(upstream, 'data'))
        for (const { held, server: upstream } of sent) upstream.write(Buffer.concat(held ?? []))
        await Promise.all(answered)
        for (const { server: upstream } of holding) upstream.destroy()
      }
    },
    async close() {
      for (const { client, server: upstream } of pairs) {
        client.destroy()
        upstream.destroy()
      }
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
