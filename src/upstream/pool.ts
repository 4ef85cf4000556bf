import { Pool } from 'undici'
import { createConnectedClient } from './connection.ts'

export type PoolSettings = {
  /** Scheme, host and port. */
  readonly origin: string
  readonly connectTimeoutMs: number
  readonly connections: number
  readonly keepAlive: boolean
  /** PEM text of an own certificate authority, in place of the well-known ones. */
  readonly ca?: string
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
export function createPool({ origin, connections, keepAlive, connectTimeoutMs, ca }: PoolSettings): Pool {
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
    connect: {
      timeout: connectTimeoutMs,
      // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would switch the checks off.
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca }),
    },
  })
}
