import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Exposition } from '../observability/metrics/exposition.ts'
import type { IsServed } from './server/served-hosts.ts'

/** A listener that serves only `GET /metrics`. It has no authentication: anyone who can reach the port can read. */
export type MetricsListener = {
  /** Resolves with the address; rejects if the port cannot be opened. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string>
  close(): Promise<void>
}

/** A scraper sends a few hundred bytes at once and comes back within a minute. */
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 75_000,
} as const
/** More than any number of scrapers. The limit keeps idle connections from using up the descriptors of messages. */
const maxConnections = 32

/**
 * @param onError called with the reason when the metrics cannot be collected
 * @param isServed the hosts for which requests are accepted; absent: all
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
    // A body is never useful here, so it is not read: the connection ends with the answer.
    if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
      response.setHeader('connection', 'close')
      return end(400, 'A request body is not accepted\n')
    }
    if (!isServed(request.headers.host)) return end(421, 'This host name is not served: see ALLOWED_HOSTS\n')
    if (request.url !== '/metrics') return end(404, 'Only /metrics is served here\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return end(405, 'Only GET is allowed\n')
    }
    exposition.format().then(
      (text) => end(200, text, exposition.contentType),
      (error: unknown) => {
        onError(error)
        end(500, 'The metrics could not be collected\n')
      },
    )
  })
  server.maxConnections = maxConnections
  // Also limits clients that connect and send nothing. Between requests, keepAliveTimeout applies instead.
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
