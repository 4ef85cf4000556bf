import { JournalError } from './journal.ts'
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
  /** How many GETs of one message may run at the same time. */
  readonly parallelBatches: number
}

/** Records the attempts of one message: before they are made, and what came of them. */
export type AttemptLog = {
  /** Resolves once it is durable that the recipients may have been sent to. @throws JournalError */
  start(batch: Batch): Promise<void>
  end(results: readonly RecipientResult[]): void
}

/** Submits one message: every recipient of the batches once in the results. Never throws. */
export type SubmitMessage = (
  message: Message,
  batches: readonly Batch[],
  log: AttemptLog,
) => Promise<readonly RecipientResult[]>

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
  return async (message, batches, log) => {
    const run: Run = { message, log, deadline: deadlineFrom(clock.now(), settings.timeoutMs), stopped: false }
    const results = new Map<string, RecipientResult>()

    async function submitNext(queue: Iterator<Batch>): Promise<void> {
      for (let next = queue.next(); !next.done && !run.stopped; next = queue.next()) {
        const late = clock.now() >= run.deadline.startBy
        const batchResults = late ? overloaded(next.value) : await submitBatch(run, next.value)
        for (const result of batchResults) results.set(result.to, result)
        run.stopped ||= !late && batchResults.some(stopsMessage)
      }
    }

    const [first, ...others] = batches
    if (first !== undefined) await submitNext([first].values())
    const queue = others.values()
    await Promise.all(
      Array.from({ length: Math.min(settings.parallelBatches, others.length) }, () => submitNext(queue)),
    )
    return batches.flat().map((to) => results.get(to) ?? failed(to, { code: 'message-stopped' }))
  }

  /** One batch, with the retries that are allowed: each of them only for recipients that certainly got nothing. */
  async function submitBatch(run: Run, batch: Batch): Promise<readonly RecipientResult[]> {
    let results = await attempt(run, batch)
    for (let retry = 1; retry <= settings.maxRetries; retry++) {
      const again = results.filter(mayBeRetried).map((result) => result.to)
      const delayMs = backoffMs(retry, clock.random())
      if (again.length === 0 || clock.now() + delayMs >= run.deadline.startBy) break
      await clock.sleep(delayMs)
      if (run.stopped) break
      const later = new Map((await attempt(run, again)).map((result) => [result.to, result]))
      results = results.map((result) => afterRetry(result, later.get(result.to)))
    }
    return results
  }

  /** One attempt: first it is durable that it may happen, then it happens. */
  async function attempt({ message, deadline, log }: Run, batch: Batch): Promise<readonly RecipientResult[]> {
    try {
      await log.start(batch)
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      return batch.map((to) => failed(to, { code: 'journal-unavailable' }))
    }
    const results = await upstream.submit(message, batch, deadline)
    log.end(results)
    return results
  }
}

/** The submission of one message. */
type Run = { readonly message: Message; readonly deadline: Deadline; readonly log: AttemptLog; stopped: boolean }

/** A retry that was never written changes nothing: after a 1709 it must not say that nothing was ever submitted. */
const afterRetry = (result: RecipientResult, later: RecipientResult | undefined): RecipientResult =>
  later === undefined || (outcomeOf(later) === 'not-attempted' && outcomeOf(result) !== 'not-attempted')
    ? result
    : later

/** For a batch whose time has come before its turn: the list is longer than what can be submitted in the time. */
const overloaded = (batch: Batch): readonly RecipientResult[] => batch.map((to) => failed(to, { code: 'overloaded' }))

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
