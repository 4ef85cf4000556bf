import { buildConnector, Pool } from 'undici'
import { createConnectedClient } from './connection.ts'
import { connectThroughProxy, type ForwardProxy } from './proxy.ts'

/** What the gateway shows of itself in the TLS handshake. PEM texts. */
export type ClientCertificate = {
  readonly cert: string
  readonly key: string
  /** The last instant at which the certificate is valid, in milliseconds since 1970. */
  readonly validToMs: number
}

export type PoolSettings = {
  /** Scheme, host and port. */
  readonly origin: string
  readonly connectTimeoutMs: number
  readonly connections: number
  readonly keepAlive: boolean
  /** PEM text of an own certificate authority, in place of the well-known ones. */
  readonly ca?: string
  readonly clientCertificate?: ClientCertificate
  readonly proxy?: ForwardProxy
}

/** Well under the idle limits of usual servers (5 to 75 s), so that we close an idle connection before they do. */
const idleConnectionMs = 3_000
/** A server's own Keep-Alive hint is obeyed, but an idle connection is not trusted longer than this. */
const maxIdleConnectionMs = 10_000
const maxHeaderBytes = 16 * 1024

/** What every request to the upstream says of itself. */
export const requestHeaders = {
  'user-agent': 'bulksms-gateway',
  accept: 'text/plain, text/html;q=0.9, */*;q=0.1',
  'accept-encoding': 'identity',
}

/** Every setting that decides whether a GET could be written twice, or wait for ever, is said here. */
export function createPool(settings: PoolSettings): Pool {
  const { origin, connections, keepAlive } = settings
  return new Pool(origin, {
    factory: createConnectedClient,
    connections,
    // 1: one request at a time on a connection, so a lost connection concerns one. 0: a connection for each request.
    pipelining: keepAlive ? 1 : 0,
    // Over HTTP/2 undici repeats a refused stream by itself.
    allowH2: false,
    keepAliveTimeout: idleConnectionMs,
    keepAliveMaxTimeout: maxIdleConnectionMs,
    maxHeaderSize: maxHeaderBytes,
    // The total deadline of `exchange` stands in for these: they start anew with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: createConnector(settings),
  })
}

/** How a connection is made: directly or through a proxy, and with which certificates. */
function createConnector({ origin, connectTimeoutMs, ca, clientCertificate, proxy }: PoolSettings) {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    // Set here as well: a pool with a connector of its own does not pass its option on.
    allowH2: false,
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would switch the checks off.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca }),
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.cert, key: clientCertificate.key }),
  })
  const connector = proxy === undefined ? connect : connectThroughProxy(proxy, origin, connect, connectTimeoutMs)
  return clientCertificate === undefined ? connector : refuseExpired(clientCertificate, connector)
}

/**
 * Under TLS 1.3 a server says only after the handshake, and so after a GET was written, that it does not take the client's
 * certificate. Each message would then be `unknown`; with this, nothing is written under a certificate that has expired.
 */
function refuseExpired(
  { validToMs }: ClientCertificate,
  connector: buildConnector.connector,
): buildConnector.connector {
  return (options, callback) => {
    if (Date.now() <= validToMs) connector(options, callback)
    // undici expects the answer in a later turn.
    else
      setImmediate(
        callback,
        Object.assign(new Error('The own certificate has expired'), { code: 'OWN_CERT_EXPIRED' }),
        null,
      )
  }
}
