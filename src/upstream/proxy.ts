import type { Socket } from 'node:net'
import { type buildConnector, Client } from 'undici'

/** A forward proxy between the gateway and the upstream. */
export type ForwardProxy = {
  /** `http://host:port`. */
  readonly origin: string
  /** Empty if the proxy needs no credentials. */
  readonly username: string
  readonly password: string
}

/** The tunnel could not be established. The code is the reason in log lines and in `/readyz`. */
class ProxyError extends Error {
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`The proxy did not open a tunnel (${code})`, { cause })
    this.code = code
  }
}

const maxHeaderBytes = 16 * 1024

/**
 * Connects through a tunnel that the proxy opens on CONNECT, for `http` upstreams too: a proxy that parses a GET may
 * retry it, and one that only forwards bytes cannot. undici's `ProxyAgent` is not used because its connect timeout does
 * not cover the answer to CONNECT, so a proxy that hangs would hold a pool connection for five minutes.
 *
 * @param upstreamOrigin the target of the tunnel
 * @param secure upgrades the tunnel to TLS; it brings its own certificate options
 * @param timeoutMs total time for the proxy, its answer and the handshake with the upstream
 */
export function connectThroughProxy(
  { origin, username, password }: ForwardProxy,
  upstreamOrigin: string,
  secure: (options: buildConnector.Options, callback: buildConnector.Callback) => unknown,
  timeoutMs: number,
): buildConnector.connector {
  const { protocol, hostname, port } = new URL(upstreamOrigin)
  const authority = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  const headers = { host: authority, ...(username !== '' && { 'proxy-authorization': `Basic ${basic}` }) }

  return (options, callback) => {
    const client = new Client(origin, {
      allowH2: false,
      connect: { timeout: timeoutMs },
      headersTimeout: timeoutMs,
      maxHeaderSize: maxHeaderBytes,
    })
    let giveUp = (error: Error): unknown => client.destroy(error)
    const timer = setTimeout(() => giveUp(new ProxyError('PROXY_TIMEOUT')), timeoutMs)
    const settle: buildConnector.Callback = (...result) => {
      clearTimeout(timer)
      callback(...result)
    }

    function use(statusCode: number, socket: Socket): void {
      const refused = statusCode < 200 || statusCode > 299
      // Bytes that arrive before any request cannot be the upstream's answer.
      if (refused || socket.readableLength > 0) {
        socket.on('error', () => {}).destroy()
        settle(new ProxyError(refused ? `PROXY_STATUS_${statusCode}` : 'PROXY_ANSWER_INVALID'), null)
      } else if (protocol === 'http:') {
        settle(null, socket)
      } else {
        const secured = secure({ ...options, httpSocket: socket }, settle)
        giveUp = (error) => (secured as Socket).destroy(error)
      }
    }

    client.connect({ path: authority, headers }).then(
      ({ statusCode, socket }) => use(statusCode, socket as Socket),
      (error: unknown) => settle(reasonOf(error), null),
    )
  }
}

/** System codes are kept, as without a proxy, but now refer to the proxy. */
function reasonOf(error: unknown): Error {
  const { code = '' } = error as NodeJS.ErrnoException
  if (error instanceof ProxyError || (error instanceof Error && /^E(?!RR_)[A-Z0-9_]+$/.test(code))) return error
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT') return new ProxyError('PROXY_TIMEOUT')
  // undici takes this code to mean an established connection was lost, and would reconnect forever.
  if (code === 'UND_ERR_SOCKET') return new ProxyError('PROXY_CLOSED', error)
  return new ProxyError('PROXY_ANSWER_INVALID', error)
}
