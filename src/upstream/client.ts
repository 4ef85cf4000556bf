import { Pool } from 'undici'
import type { Message } from '../domain/message.ts'
import { failed, type RecipientFailure, type RecipientResult } from '../domain/outcome.ts'
import type { Batch, Upstream } from '../domain/upstream.ts'
import { isAboutOthers, readAnswer } from './answer.ts'
import { type Exchange, exchange } from './exchange.ts'
import type { ExchangeEvent } from './observer.ts'
import { createQueryBuilder, type QuerySettings } from './query.ts'
import { createSemaphore } from './semaphore.ts'

export type UpstreamSettings = QuerySettings & {
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
/** GETs that may wait for a connection: what does not fit is refused at once, while it is certainly not sent. */
const maxWaitingPerConnection = 16

const headers = { 'user-agent': 'bulksms-gateway', accept: 'text/plain, text/html;q=0.9, */*;q=0.1' }

/** Creates the client of one upstream account. */
export function createUpstream(settings: UpstreamSettings, observe: (event: ExchangeEvent) => void): Upstream {
  const queries = createQueryBuilder(settings)
  let pool = createPool(settings)
  const pastPools = new Set<Promise<void>>()
  // No wider than the pool: a GET never queues inside undici, where no deadline reaches it.
  const slots = createSemaphore(settings.connections, settings.connections * maxWaitingPerConnection)

  /** Leaves the connections of a pool behind: GETs that are on them end there, others go out on new ones. */
  function leave(past: Pool): void {
    if (past !== pool || past.closed) return
    pool = createPool(settings)
    const closed = past.close().finally(() => pastPools.delete(closed))
    pastPools.add(closed)
  }

  let waiting = 0
  let running = 0
  function release(): void {
    running--
    slots.release()
  }

  return {
    plan: queries.plan,
    preview: queries.preview,
    async submit(message, batch, deadline) {
      const startedAt = performance.now()
      // Before a slot is taken: nothing that may throw stands between its taking and the exchange that gives it back.
      const target = queries.target(message, batch)
      waiting++
      const admitted = await slots.acquire(deadline.startBy)
      waiting--
      const admittedAt = performance.now()
      const report = (event: Pick<ExchangeEvent, 'kind' | 'reason' | 'statusCode'>) =>
        observe({
          ...event,
          account: 'default',
          destinationCount: batch.length,
          segmentCount: batch.length * (message.content.kind === 'text' ? message.content.segments : 1),
          waitMs: admittedAt - startedAt,
          durationMs: performance.now() - admittedAt,
        })

      if (!admitted) {
        report({ kind: 'refused', reason: 'overloaded' })
        return failAll(batch, { code: 'overloaded' })
      }
      running++
      const used = pool
      const result = await exchange(used, target, headers, deadline, release)
      const results = readExchange(result, message, batch)
      // One answer too many on a connection, and each GET after it would be told the outcome of the one before.
      if (result.kind === 'answered' && (isAboutOthers(result.text, batch) || results.some(allowsRetry))) leave(used)
      report(
        result.kind === 'answered'
          ? { kind: result.kind, statusCode: result.statusCode }
          : { kind: result.kind, reason: result.reason },
      )
      return results
    },
    status: () => ({ waiting, running, accounts: [{ account: 'default', breaker: 'closed' }] }),
    async close() {
      await Promise.all([pool.close(), ...pastPools])
    },
  }
}

/** Every setting that decides whether a GET could be written twice, or wait for ever, is said here. */
function createPool({ origin, connections, keepAlive, connectTimeoutMs, ca }: UpstreamSettings): Pool {
  return new Pool(origin, {
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

function readExchange(result: Exchange, message: Message, batch: Batch): readonly RecipientResult[] {
  switch (result.kind) {
    case 'not-written':
      return failAll(batch, { code: 'upstream-unreachable' })
    case 'unanswered':
      return failAll(batch, { code: 'outcome-unknown' })
    case 'answered':
      // Application errors come with 200 as well, so any other status is a proxy's or a broken server's.
      if (result.statusCode !== 200) return failAll(batch, { code: 'upstream-answer-not-understood' })
      return readAnswer(result, batch, message.schedule !== undefined)
  }
}

/** 1709, after which the same message goes out again: that must not rest on an answer which was meant for another GET. */
const allowsRetry = (result: RecipientResult): boolean =>
  !result.accepted && result.failure.code === 'upstream-user-validation-failed'

const failAll = (batch: Batch, failure: RecipientFailure): readonly RecipientResult[] =>
  batch.map((to) => failed(to, failure))
