import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * What happens to one request on its way. `lose`: the answer is not passed on. `cut`: half of its body is. `mask`: a proxy
 * answers in its place. `refuse`: the request does not reach the gateway.
 */
export type Passage = 'pass' | 'lose' | 'cut' | 'mask' | 'refuse'

export type LossyRelay = {
  readonly origin: string
  /** The headers of each request, in order. */
  readonly requests: readonly IncomingHttpHeaders[]
  close(): Promise<void>
}

/**
 * A network between a client and a gateway that loses answers after the gateway has given them.
 *
 * @param passages for the first request, the second, and so on; `pass` for all others
 */
export async function createLossyRelay(target: string, passages: readonly Passage[] = []): Promise<LossyRelay> {
  const requests: IncomingHttpHeaders[] = []
  const server = createServer(async (incoming, response) => {
    const passage = passages[requests.length] ?? 'pass'
    requests.push(incoming.headers)
    const { socket } = incoming
    if (passage === 'refuse') return void socket.destroy()
    const { method, headers, url = '' } = incoming
    const outgoing = request(new URL(url, target), { method, headers, agent: false }).end(await buffer(incoming))
    const [answer] = await once(outgoing, 'response')
    const body = await buffer(answer)
    if (passage === 'lose') return void socket.destroy()
    if (passage === 'mask') {
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
    }
    response.writeHead(answer.statusCode, { ...answer.headers, 'content-length': body.length })
    if (passage === 'pass') return void response.end(body)
    response.write(body.subarray(0, body.length / 2), () => socket.destroy())
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
