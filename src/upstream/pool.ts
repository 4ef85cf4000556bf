import { buildConnector, Pool } from 'undici'
import { createConnectedClient } from './connection.ts'
import { connectThroughProxy, type ForwardProxy } from './proxy.ts'

/** The client certificate for the TLS handshake, as PEM texts. */
export type ClientCertificate = {
  readonly cert: string
  readonly key: string
  /** The end of the certificate's validity, in milliseconds since 1970. */
  readonly validToMs: number
}

export type PoolSettings = {
  /** Scheme, host and port. */
  readonly origin: string
  readonly connectTimeoutMs: number
  readonly connections: number
  readonly keepAlive: boolean
  /** PEM text of the certificate authorities to trust instead of the well-known ones. */
  readonly ca?: string
  readonly clientCertificate?: ClientCertificate
  readonly proxy?: ForwardProxy
}

/** Well below common server idle limits (5 to 75 s), so that we close an idle connection before the server does. */
const idleConnectionMs = 3_000
/** An upper bound for the server's Keep-Alive hint. */
const maxIdleConnectionMs = 10_000
const maxHeaderBytes = 16 * 1024

/** The headers of every request to the upstream. */
export const requestHeaders = {
  'user-agent': 'bulksms-gateway',
  accept: 'text/plain, text/html;q=0.9, */*;q=0.1',
  'accept-encoding': 'identity',
}

/** Sets every option that decides whether a GET could be written twice or wait forever. */
export function createPool(settings: PoolSettings): Pool {
  const { origin, connections, keepAlive } = settings
  return new Pool(origin, {
    factory: createConnectedClient,
    connections,
    // 1: one request at a time per connection, so a lost connection affects one. 0: a new connection for each request.
    pipelining: keepAlive ? 1 : 0,
    // Over HTTP/2, undici retries a refused stream by itself.
    allowH2: false,
    keepAliveTimeout: idleConnectionMs,
    keepAliveMaxTimeout: maxIdleConnectionMs,
    maxHeaderSize: maxHeaderBytes,
    // The total deadline in `exchange` replaces these, which restart with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: createConnector(settings),
  })
}

/** How connections are made: directly or through a proxy, and with which certificates. */
function createConnector({ origin, connectTimeoutMs, ca, clientCertificate, proxy }: PoolSettings) {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    // Repeated here: a pool with a custom connector does not pass its own option on.
    allowH2: false,
    // Explicit, because NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would disable verification.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.cert, key: clientCertificate.key }),
  })
  const connector = proxy === undefined ? connect : connectThroughProxy(proxy, origin, connect, connectTimeoutMs)
  return clientCertificate === undefined ? connector : refuseExpired(clientCertificate, connector)
}

/**
 * Under TLS 1.3 a server rejects a client certificate only after the handshake, and so after the GET was written. Each
 * message would then be `unknown`. This check writes nothing with an expired certificate.
 */
function refuseExpired(
  { validToMs }: ClientCertificate,
  connector: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    if (Date.now() <= validToMs) connector(options, callback)
    // undici expects the callback to be asynchronous.
    else
      setImmediate(
        callback,
        Object.assign(new Error('The client certificate has expired'), { code: 'OWN_CERT_EXPIRED' }),
        null,
      )
  }
}
