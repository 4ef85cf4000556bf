import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An upstream that accepts every message, and knows the id that it gave each recipient. */
export type FeedUpstream = {
  readonly origin: string
  idOf(to: string): string | undefined
  close(): Promise<void>
}

export async function createFeedUpstream(): Promise<FeedUpstream> {
  const ids = new Map<string, string>()
  const server = createServer({ keepAlive: true, keepAliveTimeout: 60_000 }, (request, response) => {
    const query = new URLSearchParams(request.url?.split('?')[1])
    const tuples = (query.get('destination') ?? '').split(',').map((destination) => {
      const to = `+${destination.replace(/^\+/, '')}`
      const id = `id-${ids.size}`
      ids.set(to, id)
      return `1701|${destination}|${id}`
    })
    response.writeHead(200, { 'content-type': 'text/plain' }).end(tuples.join(','))
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    idOf: (to) => ids.get(to),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
