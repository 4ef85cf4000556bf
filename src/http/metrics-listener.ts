import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exposition } from '../observability/metrics/exposition.ts'
import type { IsServed } from './server/served-hosts.ts'

/** A listener that serves `GET /metrics` and nothing else. It knows no keys: whoever reaches the port may read. */
export type MetricsListener = {
  /** Resolves with the address; rejects where the port cannot be had. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>
  close(): Promise<void>
}

/** A scraper sends a few hundred bytes at once, and comes back within a minute. */
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 75_000,
} as const
/** More than any number of scrapers; what holds connections open does not take descriptors away from messages. */
const maxConnections = 32

/**
 * @param onError told why the metrics could not be put together
 * @param isServed for which hosts requests are taken; absent: for all
 */
export function createMetricsListener(
  exposition: Exposition,
  onError: (error: unknown) => void,
  isServed: IsServed = () => true,
): MetricsListener {
  const server = createServer(limits, (request, response) => {
    const end = (status: number, text: string, contentType = 'text/plain; charset=utf-8') => {
      response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(text) })
      response.end(request.method === 'HEAD' ? undefined : text)
    }
    // No body is of any use here, so none is read: the connection ends with the answer.
    if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
      response.setHeader('connection', 'close')
      return end(400, 'This takes no body\n')
    }
    if (!isServed(request.headers.host)) return end(421, 'This is not served under this name: see ALLOWED_HOSTS\n')
    if (request.url !== '/metrics') return end(404, 'There is /metrics here, and nothing else\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return end(405, 'This takes GET only\n')
    }
    exposition.format().then(
      (text) => end(200, text, exposition.contentType),
      (error: unknown) => {
        onError(error)
        end(500, 'The metrics could not be put together\n')
      },
    )
  })
  server.maxConnections = maxConnections
  // Also for who connects and says nothing. Between requests keepAliveTimeout stands in for it.
  server.timeout = limits.requestTimeout
  let listening = false

  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          listening = true
          const { address, family, port: taken } = server.address() as AddressInfo
          resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`)
        })
      }),
    async close() {
      if (!listening) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
