import type { Message } from './message.ts'
import { failed, outcomeOf, type RecipientResult } from './outcome.ts'
import { problemOf } from './problems.ts'
import type { Batch, Deadline, Upstream } from './upstream.ts'

/** Time and chance, passed in so that the rules below are plain functions of them. */
export type Clock = {
  /** Milliseconds on the clock of `performance.now()`. */
  now(): number
  sleep(ms: number): Promise<void>
  /** From 0 to 1. */
  random(): number
}

export type SubmissionSettings = {
  /** How long a message may take in all, from its submission to its answer. */
  readonly timeoutMs: number
  /** How often a batch may be tried again. */
  readonly maxRetries: number
}

/** Submits one message: every recipient once in the results, in the message's order. Never throws. */
export type SubmitMessage = (message: Message, batches: readonly Batch[]) => Promise<readonly RecipientResult[]>

/** GETs of one message that run at the same time; more would let one long list take all connections. */
const parallelBatches = 8
const firstBackoffMs = 200
const maxBackoffMs = 2_000

/**
 * Creates the use case that spreads a message over GETs. The first runs alone, so that an account that is out of
 * order burns one batch and no more; a failure of the account or the connection stops what has not started.
 */
export function createSubmitMessage(
  upstream: Pick<Upstream, 'submit'>,
  settings: SubmissionSettings,
  clock: Clock,
): SubmitMessage {
  return async (message, batches) => {
    const deadline = deadlineFrom(clock.now(), settings.timeoutMs)
    const results = new Map<string, RecipientResult>()
    let stopped = false

    async function submitNext(queue: Iterator<Batch>): Promise<void> {
      for (let next = queue.next(); !next.done && !stopped; next = queue.next()) {
        const batchResults = await submitBatch(message, next.value, deadline, () => stopped)
        for (const result of batchResults) results.set(result.to, result)
        stopped ||= batchResults.some(stopsMessage)
      }
    }

    const [first, ...others] = batches
    if (first !== undefined) await submitNext([first].values())
    const queue = others.values()
    await Promise.all(Array.from({ length: Math.min(parallelBatches, others.length) }, () => submitNext(queue)))
    return message.to.map((to) => results.get(to) ?? failed(to, { code: 'message-stopped' }))
  }

  /** One batch, with the retries that are allowed: each of them only for recipients that certainly got nothing. */
  async function submitBatch(
    message: Message,
    batch: Batch,
    deadline: Deadline,
    isStopped: () => boolean,
  ): Promise<readonly RecipientResult[]> {
    let results = await upstream.submit(message, batch, deadline)
    for (let retry = 1; retry <= settings.maxRetries; retry++) {
      const again = results.filter(mayBeRetried).map((result) => result.to)
      const delayMs = backoffMs(retry, clock.random())
      if (again.length === 0 || clock.now() + delayMs >= deadline.startBy) break
      await clock.sleep(delayMs)
      if (isStopped()) break
      const later = new Map((await upstream.submit(message, again, deadline)).map((result) => [result.to, result]))
      results = results.map((result) => afterRetry(result, later.get(result.to)))
    }
    return results
  }
}

/** A retry that was never written changes nothing: after a 1709 it must not say that nothing was ever submitted. */
const afterRetry = (result: RecipientResult, later: RecipientResult | undefined): RecipientResult =>
  later === undefined || (outcomeOf(later) === 'not-attempted' && outcomeOf(result) !== 'not-attempted')
    ? result
    : later

/** Half of the time is for getting onto the wire, so that what has started always has the other half for its answer. */
function deadlineFrom(now: number, timeoutMs: number): Deadline {
  return { startBy: now + timeoutMs / 2, answerBy: now + timeoutMs }
}

const stopsMessage = (result: RecipientResult): boolean =>
  !result.accepted && problemOf(result.failure.code).stopsMessage === true

/**
 * 1709 is the one code that the provider allows to repeat, and a GET that was never written is no repetition.
 *
 * @see docs/never-twice.md, "Retries"
 */
const mayBeRetried = (result: RecipientResult): boolean =>
  !result.accepted &&
  (result.failure.code === 'upstream-user-validation-failed' || result.failure.code === 'upstream-unreachable')

/** Doubles from retry to retry; half of it is chance, so that many messages do not come back at the same moment. */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(maxBackoffMs, firstBackoffMs * 2 ** (retry - 1))
  return full / 2 + (full / 2) * random
}
