import type { Pool } from 'undici'
import type { Message } from '../domain/message.ts'
import type { Mutable } from '../domain/mutable.ts'
import { failAll, type RecipientFailure, type RecipientResult } from '../domain/outcome.ts'
import { problemOf } from '../domain/problems.ts'
import { segmentCountOf } from '../domain/segments.ts'
import {
  type Batch,
  type Credential,
  defaultAccount,
  type Plan,
  type Reservation,
  type Turn,
  type Upstream,
} from '../domain/upstream.ts'
import { type Account, type AccountSettings, createAccounts } from './account.ts'
import { isAboutOthers, readAnswer } from './answer.ts'
import { type AnswerSamples, createAnswerSamples } from './answer-samples.ts'
import { shapeOf } from './answer-shape.ts'
import type { Pass, Verdict } from './breaker.ts'
import { timers } from './clock.ts'
import { withoutDoubtful } from './doubt.ts'
import { type Answered, type Exchange, exchange } from './exchange.ts'
import type { ExchangeEvent, UpstreamObserver } from './observer.ts'
import { createPool, type PoolSettings, requestHeaders } from './pool.ts'
import { recipientsWithin } from './rate.ts'
import { withoutSecretIds } from './secret-ids.ts'
import { retryableCode } from './status-codes.ts'
import { createTurns, type Demand, type Share, type ShareResult } from './turns.ts'

export type UpstreamSettings = AccountSettings & PoolSettings

/** The upstream, with what its operation needs besides. */
export type UpstreamClient = Upstream & {
  /**
   * Replaces the named accounts. A GET that is under way keeps its credential; what waits for its turn goes out with the
   * new one, or is refused where its account is gone.
   */
  setAccounts(named: ReadonlyMap<string, Credential>): void
  /** The gateway's own credential, as it is now. */
  ownCredential(): Credential
  /** The answers that were not understood. */
  readonly answerSamples: AnswerSamples
}

/** Batches of one account that may wait for a connection: what does not fit is refused at once. */
const maxWaitingPerConnection = 16

/**
 * Creates the client of one upstream host, and of every account that is used there.
 *
 * @param named accounts besides the one of the settings, by their names
 */
export function createUpstream(
  settings: UpstreamSettings,
  named: ReadonlyMap<string, Credential>,
  observer: UpstreamObserver,
): UpstreamClient {
  const { connections } = settings
  let pool = createPool(settings)
  const pastPools = new Set<Promise<void>>()
  // No more than the pool has: a GET never queues inside undici, where no deadline reaches it.
  const turns = createTurns({ connections, maxWaiting: connections * maxWaitingPerConnection }, timers)
  const accounts = createAccounts(settings, named, turns, observer, timers)
  const answerSamples = createAnswerSamples(Date.now)

  /** Leaves the connections of a pool behind: GETs that are on them end there, others go out on new ones. */
  function leave(past: Pool): void {
    if (past !== pool || past.closed) return
    pool = createPool(settings)
    const closed = past.close().finally(() => pastPools.delete(closed))
    pastPools.add(closed)
  }

  const nameOf = ({ account = defaultAccount }: Message): string => account
  const find = (message: Message) => accounts.find(nameOf(message))

  function plan(message: Message, startMs: number): Plan {
    const { segmentsPerSecond } = settings
    const maxRecipients = recipientsWithin(startMs, segmentsPerSecond, segmentCountOf(message.content))
    if (message.to.length > maxRecipients) return { fits: false, limit: 'time', maxRecipients }
    // An account that is gone is refused when it comes to sending; until then any other shows the same.
    return (find(message) ?? accounts.own()).queries.plan(message)
  }

  /** One GET that has its turn: all that is held for it is let go of in here, whatever comes of it. */
  function createTurn(message: Message, reserved: Batch, account: Account, share: Share, pass: Pass): Turn {
    const segmentsEach = segmentCountOf(message.content)

    function giveBack(): void {
      pass.giveBack()
      share.giveBack()
    }

    return {
      giveBack,
      async submit(batch, deadline) {
        let target: string
        try {
          target = account.queries.target(message, batch)
        } catch (error) {
          // A message that no query can be made of is a mistake, but not one that a connection must be lost by.
          giveBack()
          throw error
        }
        share.giveBackSegments((reserved.length - batch.length) * segmentsEach)
        const used = pool
        const startedAt = performance.now()
        const result = await exchange(used, target, requestHeaders, deadline, share.release)
        const results = withoutSecretIds(readExchange(result, message, batch), account.credential)
        pass.report(verdictOf(result, results))
        // One answer too many on a connection, and each GET after it would be told the outcome of the one before.
        const aboutOthers = result.kind === 'answered' && isAboutOthers(result.text, batch, results)
        if (aboutOthers || results.some(isRetryable)) leave(used)
        if (result.kind === 'answered') keepSample(result, results, aboutOthers, message, account)
        const event: Mutable<ExchangeEvent> = {
          kind: result.kind,
          account: account.name,
          destinationCount: batch.length,
          segmentCount: batch.length * segmentsEach,
          waitMs: share.waitedMs,
          durationMs: performance.now() - startedAt,
        }
        if (result.kind === 'answered') event.statusCode = result.statusCode
        else event.reason = result.reason
        observer.exchange(event)
        return results
      },
    }
  }

  function refuse(message: Message, batch: Batch, askedAt: number, failure: RecipientFailure): Reservation {
    observer.exchange({
      kind: 'refused',
      reason: failure.code,
      account: nameOf(message),
      destinationCount: batch.length,
      segmentCount: batch.length * segmentCountOf(message.content),
      waitMs: performance.now() - askedAt,
      durationMs: 0,
    })
    return { ok: false, failure }
  }

  /** Makes a turn of a share, unless its account was changed, or has failed, while the batch waited for it. */
  function admit(message: Message, batch: Batch, askedAt: number, taken: ShareResult): Reservation {
    if (!taken.ok) return refuse(message, batch, askedAt, { code: 'overloaded', retryAfterMs: taken.retryAfterMs })
    const account = find(message)
    const admission = account?.breaker.admit() ?? { ok: false }
    if (account === undefined || !admission.ok) {
      taken.share.giveBack()
      return refuse(message, batch, askedAt, { ...admission, code: 'upstream-suspended' })
    }
    return { ok: true, turn: createTurn(message, batch, account, taken.share, admission.pass) }
  }

  function keepSample(
    { statusCode, text, endProven, undecoded }: Answered,
    results: readonly RecipientResult[],
    aboutOthers: boolean,
    message: Message,
    { credential }: Account,
  ): void {
    const shape = shapeOf({ statusCode, text, endProven, undecoded, aboutOthers }, results)
    if (shape === undefined) return
    const shown = undecoded === undefined ? text : `content-encoding: ${undecoded}`
    answerSamples.add({ shape, statusCode, text: shown }, { ...credential, message })
    observer.notUnderstood({ shape })
  }

  return {
    answerSamples,
    setAccounts: accounts.replace,
    ownCredential: () => accounts.own().credential,
    plan,
    preview: (message) => (find(message) ?? accounts.own()).queries.preview(message),
    reserve(message, batch, { until, others }) {
      const askedAt = performance.now()
      const account = find(message)
      if (account === undefined) return refuse(message, batch, askedAt, { code: 'upstream-suspended' })
      const refusalMs = account.breaker.refusalMs()
      if (refusalMs !== undefined)
        return refuse(message, batch, askedAt, { code: 'upstream-suspended', retryAfterMs: refusalMs })
      const segmentsEach = segmentCountOf(message.content)
      const demand: Mutable<Demand> = { segments: batch.length * segmentsEach, until }
      if (others) demand.others = { segments: others.recipientCount * segmentsEach, startBy: others.startBy }
      const taken = account.lane.reserve(demand)
      return taken instanceof Promise
        ? taken.then((taken) => admit(message, batch, askedAt, taken))
        : admit(message, batch, askedAt, taken)
    },
    status: () => ({ ...turns.counts(), accounts: accounts.status() }),
    async close() {
      await Promise.all([pool.close(), ...pastPools])
    },
  }
}

function readExchange(result: Exchange, message: Message, batch: Batch): readonly RecipientResult[] {
  switch (result.kind) {
    case 'not-written':
      return failAll(batch, { code: 'upstream-unreachable' })
    case 'unanswered':
      return failAll(batch, { code: 'outcome-unknown' })
    case 'answered':
      // Application errors come with 200 as well, so any other status is a proxy's or a broken server's.
      if (result.statusCode !== 200 || result.undecoded !== undefined)
        return failAll(batch, { code: 'upstream-answer-not-understood' })
      return withoutDoubtful(readAnswer(result, batch, message.schedule !== undefined), result)
  }
}

/**
 * What a GET says about its account. A refusal that stops a message, and that no waiting mends, is the account's: wrong
 * credentials, no credit, an address that is not welcome. Any other refusal was made by a provider that knows the account.
 */
function verdictOf(result: Exchange, results: readonly RecipientResult[]): Verdict {
  // Our own deadline says how busy we are.
  if (result.kind === 'not-written' && result.reason !== 'start-deadline')
    return { kind: 'fails', cause: result.reason }
  if (results.every(isAccepted)) return works
  const codes = results.flatMap((result) => (result.accepted ? [] : [result.failure.code]))
  const cause = codes.find((code) => {
    const { outcome, resend, stopsMessage } = problemOf(code)
    return stopsMessage === true && outcome === 'rejected' && resend !== 'safe'
  })
  if (cause !== undefined) return { kind: 'fails', cause }
  const settled = codes.length < results.length || codes.some((code) => problemOf(code).outcome === 'rejected')
  return settled ? works : { kind: 'says-nothing' }
}

const works: Verdict = { kind: 'works' }
const isAccepted = ({ accepted }: RecipientResult): boolean => accepted

/** After a 1709 the same message goes out again: that GET must be alone on its connection. */
const isRetryable = (result: RecipientResult): boolean =>
  !result.accepted && result.failure.upstreamCode === retryableCode
