import type { Socket } from 'node:net'
import { type buildConnector, Client } from 'undici'

/** A forward proxy on the way to the upstream. */
export type ForwardProxy = {
  /** `http://host:port`. */
  readonly origin: string
  /** For a proxy that asks for an account; else empty. */
  readonly username: string
  readonly password: string
}

/** The tunnel did not come about. The code is a reason in log lines and in `/readyz`. */
class ProxyError extends Error {
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(`The proxy made no tunnel (${code})`, { cause })
    this.code = code
  }
}

const maxHeaderBytes = 16 * 1024

/**
 * Connects through a tunnel that the proxy opens on CONNECT, for `http` upstreams as well: a proxy that reads a GET may
 * repeat it, and one that only passes bytes on cannot. undici's `ProxyAgent` is not used: the time to wait for the answer
 * to CONNECT is under no connect timeout there, so a proxy that hangs would keep a connection of the pool for five minutes.
 *
 * @param upstreamOrigin where the tunnel leads to
 * @param secure makes TLS of a tunnel; what it has to be told about certificates is its own
 * @param timeoutMs for everything: the proxy, its answer and the handshake with the upstream
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
      // What arrives before anything was asked cannot be the upstream's answer to it.
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

/** The system's own codes stay, as without a proxy; they are about the proxy now. */
function reasonOf(error: unknown): Error {
  const { code = '' } = error as NodeJS.ErrnoException
  if (error instanceof ProxyError || (error instanceof Error && /^E(?!RR_)[A-Z0-9_]+$/.test(code))) return error
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT') return new ProxyError('PROXY_TIMEOUT')
  // undici takes this code for a connection that it had, and would try to connect for ever.
  if (code === 'UND_ERR_SOCKET') return new ProxyError('PROXY_CLOSED', error)
  return new ProxyError('PROXY_ANSWER_INVALID', error)
}
