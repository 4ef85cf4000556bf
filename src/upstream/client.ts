import type { Pool } from 'undici'
import type { Mutable } from '../messages/mutable.ts'
import type { RecipientFailure, RecipientResult } from '../messages/outcome.ts'
import {
  type Batch,
  type Credential,
  defaultAccount,
  type Plan,
  type Turn,
  type TurnResult,
  type Upstream,
} from '../messages/upstream.ts'
import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import { type Account, type AccountSettings, createAccounts } from './account.ts'
import { isAboutOthers } from './answer.ts'
import { type AnswerSamples, createAnswerSamples } from './answer-samples.ts'
import { shapeOf } from './answer-shape.ts'
import { timers } from './clock.ts'
import { type AnsweredExchange, type Exchange, exchange } from './exchange.ts'
import { readExchange } from './exchange-results.ts'
import { causeOfAnswer } from './fault-causes.ts'
import { findLocalShortage } from './local-resources.ts'
import type { AnswerShape, ExchangeEvent, UpstreamObserver } from './observer.ts'
import { type ClientCertificate, createPool, type PoolSettings, requestHeaders } from './pool.ts'
import { ownRateOf, recipientsWithin } from './rate.ts'
import { formatLocation } from './redirect.ts'
import { withoutSecretIds } from './secret-ids.ts'
import { retryableCode } from './status-codes.ts'
import { createTurns, type Demand, type Lane, type LaneRefusal } from './turns.ts'
import { saysNothing, verdictOf } from './verdict.ts'

export type UpstreamSettings = AccountSettings & PoolSettings

/** The upstream, with additional operations for the running gateway. */
export type UpstreamClient = Upstream & {
  /**
   * Replaces the named accounts. A GET in flight keeps its credential; a queued batch is sent with the new one, or refused
   * if its account was removed.
   */
  setAccounts(named: ReadonlyMap<string, Credential>): void
  /** Uses another certificate for new connections. Open ones carry no further GETs. */
  setClientCertificate(certificate: ClientCertificate): void
  /** The gateway's current own credential. */
  ownCredential(): Credential
  /** The answers that were not understood. */
  readonly answerSamples: AnswerSamples
}

/** Batches of one account that can wait for a connection. Any more are refused at once. */
const maxWaitingPerConnection = 16

/**
 * Creates the client for one upstream host and all accounts used there.
 *
 * @param named accounts in addition to the one in the settings, by name
 * @param mayStart called before each GET is written: false if its result could not be recorded
 */
export function createUpstream(
  settings: UpstreamSettings,
  named: ReadonlyMap<string, Credential>,
  observer: UpstreamObserver,
  mayStart: () => boolean,
): UpstreamClient {
  const { connections } = settings
  let poolSettings: PoolSettings = settings
  let pool = createPool(poolSettings)
  const pastPools = new Set<Promise<void>>()
  // No more than the pool has, so that no GET queues inside undici, where no deadline applies.
  const turns = createTurns({ connections, maxWaiting: connections * maxWaitingPerConnection }, timers)
  const accounts = createAccounts(settings, named, turns, observer, timers)
  const answerSamples = createAnswerSamples(Date.now)

  /** Replaces a pool: GETs in flight finish on its connections, later ones use new connections. */
  function leave(past: Pool): void {
    if (past !== pool || past.closed) return
    pool = createPool(poolSettings)
    const closed = past.close().finally(() => pastPools.delete(closed))
    pastPools.add(closed)
  }

  const nameOf = ({ account = defaultAccount }: Message): string => account
  const find = (message: Message) => accounts.find(nameOf(message))

  function plan(message: Message, startMs: number): Plan {
    const maxRecipients = recipientsWithin(startMs, ownRateOf(settings), segmentCountOf(message.content))
    if (message.to.length > maxRecipients) return { ok: false, limit: 'time', maxRecipients }
    // A removed account is refused when the message is sent. For the plan, any account gives the same result.
    return (find(message) ?? accounts.own()).queries.plan(message)
  }

  /** Creates the turn for one GET. Everything it holds is always released here. */
  function createTurn(message: Message, taken: Batch, account: Account, lane: Lane, askedAt: number): Turn {
    const { breaker } = account
    const segmentsEach = segmentCountOf(message.content)
    const takenAt = performance.now()
    const probe = breaker.admit()

    function giveBack(): void {
      breaker.giveBack(probe)
      lane.giveBack(taken.length * segmentsEach)
    }

    const turn: Mutable<Turn> = {
      giveBack,
      async submit(batch, deadline) {
        let target: string
        try {
          target = account.queries.target(message, batch)
        } catch (error) {
          // This is a bug, but it must not leak the connection.
          giveBack()
          throw error
        }
        lane.giveBackSegments((taken.length - batch.length) * segmentsEach)
        const used = pool
        const startedAt = performance.now()
        const released = () => lane.release(performance.now() - takenAt)
        const terms = { deadline, mayStart, released }
        const result = nameShortage(await exchange(used, target, requestHeaders, terms))
        let verdict = saysNothing
        let results: readonly RecipientResult[]
        let shape: AnswerShape | undefined
        try {
          results = withoutSecretIds(readExchange(result, batch, message.schedule !== undefined), account.credential)
          // The connection has carried an extra answer, so each later GET on it would receive its predecessor's answer.
          const aboutOthers = result.kind === 'answered' && isAboutOthers(result.text, batch, results)
          if (aboutOthers || results.some(isRetryable)) leave(used)
          shape = result.kind === 'answered' ? shapeOf({ ...result, aboutOthers }, results) : undefined
          verdict = verdictOf(result, results, shape, startedAt)
        } finally {
          // A probe that is never reported would keep the breaker open forever.
          breaker.report(verdict, probe)
        }
        if (result.kind === 'answered' && shape !== undefined) keepSample(result, shape, message, account)
        const event: Mutable<ExchangeEvent> = {
          kind: result.kind,
          account: account.name,
          destinationCount: batch.length,
          segmentCount: batch.length * segmentsEach,
          waitMs: takenAt - askedAt,
          durationMs: performance.now() - startedAt,
        }
        if (result.kind === 'answered') {
          event.statusCode = result.statusCode
          if (shape !== undefined) event.reason = causeOfAnswer(result.statusCode, shape)
          const location = result.location && formatLocation(result.location, account.queries.sentTexts(message))
          if (location) event.location = location
        } else event.reason = result.reason
        observer.exchange(event)
        return results
      },
    }
    if (probe !== undefined) turn.maxRecipients = 1
    return turn
  }

  function refuse(message: Message, batch: Batch, askedAt: number, failure: RecipientFailure): RecipientFailure {
    observer.exchange({
      kind: 'refused',
      reason: failure.code,
      account: nameOf(message),
      destinationCount: batch.length,
      segmentCount: batch.length * segmentCountOf(message.content),
      waitMs: performance.now() - askedAt,
      durationMs: 0,
    })
    return failure
  }

  /** The account of a message, or why it cannot be used now. */
  function findUsable(message: Message): Account | RecipientFailure {
    const account = find(message)
    if (account === undefined) return { code: 'upstream-suspended' }
    const retryAfterMs = account.breaker.refusalMs()
    return retryAfterMs === undefined ? account : { code: 'upstream-suspended', retryAfterMs }
  }

  /** @param asked the account when the wait began; it may have been replaced or suspended since */
  function turnAfterWait(
    message: Message,
    batch: Batch,
    askedAt: number,
    asked: Account,
    refusal: LaneRefusal | undefined,
  ): TurnResult {
    if (refusal) return refuse(message, batch, askedAt, { code: 'overloaded', retryAfterMs: refusal.retryAfterMs })
    const account = findUsable(message)
    if (!('code' in account)) return createTurn(message, batch, account, asked.lane, askedAt)
    asked.lane.giveBack(batch.length * segmentCountOf(message.content))
    return refuse(message, batch, askedAt, account)
  }

  function keepSample(
    { statusCode, text, undecoded }: AnsweredExchange,
    shape: AnswerShape,
    message: Message,
    { queries }: Account,
  ): void {
    const shown = undecoded === undefined ? text : `content-encoding: ${undecoded}`
    answerSamples.add({ shape, statusCode, text: shown }, queries.sentTexts(message))
    observer.notUnderstood({ shape })
  }

  return {
    answerSamples,
    setAccounts: accounts.replace,
    setClientCertificate(clientCertificate) {
      poolSettings = { ...poolSettings, clientCertificate }
      leave(pool)
    },
    ownCredential: () => accounts.own().credential,
    plan,
    preview: (message) => (find(message) ?? accounts.own()).queries.preview(message),
    takeTurn(message, batch, { until, others }) {
      const askedAt = performance.now()
      const asked = findUsable(message)
      if ('code' in asked) return refuse(message, batch, askedAt, asked)
      const segmentsEach = segmentCountOf(message.content)
      const demand: Mutable<Demand> = { segments: batch.length * segmentsEach, until }
      if (others) demand.others = { segments: others.recipientCount * segmentsEach, startBy: others.startBy }
      const taken = asked.lane.take(demand)
      return taken instanceof Promise
        ? taken.then((refusal) => turnAfterWait(message, batch, askedAt, asked, refusal))
        : turnAfterWait(message, batch, askedAt, asked, taken)
    },
    status: () => ({ ...turns.counts(), accounts: accounts.status() }),
    async close() {
      await Promise.all([pool.close(), ...pastPools])
    },
  }
}

/** Names the exhausted local resource if that prevented the GET from being written. */
function nameShortage(result: Exchange): Exchange {
  if (result.kind !== 'not-written') return result
  const shortage = findLocalShortage(result.reason)
  return shortage === undefined ? result : { kind: 'not-written', reason: shortage }
}

/** After a 1709 the same message is sent again, and that GET must not share its connection with an earlier one. */
const isRetryable = (result: RecipientResult): boolean =>
  !result.accepted && result.failure.upstreamCode === retryableCode
