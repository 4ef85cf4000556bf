import type { Message } from '../sms/message.ts'
import { type Journal, JournalError } from './journal.ts'
import { failAll, failed, outcomeOf, type RecipientResult } from './outcome.ts'
import { problemOf, type RecipientProblemCode } from './problems.ts'
import type { Batch, Deadline, Turn, TurnResult, Upstream } from './upstream.ts'

/** Time and randomness, passed in so that tests control them. */
export type Clock = {
  /** Milliseconds on the clock of `performance.now()`. */
  now(): number
  /** The signal ends the wait early, with a rejection. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 to 1. */
  random(): number
}

export type SubmissionSettings = {
  /** The total time for a message, from its submission to its answer. */
  readonly timeoutMs: number
  /** How long the first GET of a message may wait for its turn. */
  readonly maxWaitMs: number
  /** The maximum number of retries of a batch. */
  readonly maxRetries: number
  /** The maximum number of concurrent GETs of one message. */
  readonly parallelBatches: number
}

/** The shared state of one run of a recorded message. */
export type Run = {
  readonly id: string
  readonly message: Message
  readonly deadline: Deadline
  /** Whether the first batch's attempt was recorded together with the message. */
  firstIsRecorded: boolean
  /** Batches that have not started must not be submitted. */
  stopped: boolean
  /** The batches with a durable attempt. */
  readonly onRecord: Batch[]
  /** The error of recording a result, which is not awaited separately. */
  journalFailure: unknown
}

export const createRun = (id: string, message: Message, deadline: Deadline, firstIsRecorded: boolean): Run => ({
  id,
  message,
  deadline,
  firstIsRecorded,
  stopped: false,
  onRecord: [],
  journalFailure: undefined,
})

/** Splits a message into GETs and records each attempt before it is sent. */
export type Submitter = {
  /** The deadline of a message submitted now. */
  startDeadline(): Deadline
  /** Waits for the turn of a message's first batch. Without a turn, nothing has to be recorded. */
  takeFirstTurn(message: Message, batches: readonly Batch[], deadline: Deadline): TurnResult | Promise<TurnResult>
  /**
   * Submits batches. The results contain each of their recipients once. Only throws for a bug.
   *
   * @param turn for the first batch, which fits into it; absent: the first batch takes a turn like the others
   */
  submit(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]>
  /** Ends the run in the journal. Resolves to the results that may be reported. */
  finish(run: Run, results: readonly RecipientResult[]): Promise<readonly RecipientResult[]>
}

type Dependencies = {
  readonly upstream: Pick<Upstream, 'takeTurn'>
  readonly journal: Pick<Journal, 'startAttempts' | 'endAttempts' | 'finish'>
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
}

const firstBackoffMs = 200
const maxBackoffMs = 2_000

/** Half of the time is for getting onto the wire, so that a started GET always has the other half for its answer. */
const startMsOf = (timeoutMs: number): number => timeoutMs / 2

/**
 * The time within which the last GET of a list is planned to start. A tenth is reserved for delays that the rate does not
 * include, such as journal writes and answers: a list planned to the millisecond would be refused at every try.
 */
export const listMsOf = (timeoutMs: number): number => startMsOf(timeoutMs) * 0.9

/**
 * The first batch runs alone, so that a faulty account costs only one batch; a failure of the account or the connection
 * stops all batches that have not started.
 */
export function createSubmitter(
  { upstream, journal, clock, nowMs }: Dependencies,
  settings: SubmissionSettings,
): Submitter {
  function startDeadline(): Deadline {
    const now = clock.now()
    return { startBy: now + startMsOf(settings.timeoutMs), answerBy: now + settings.timeoutMs }
  }

  function takeFirstTurn(message: Message, batches: readonly Batch[], { startBy }: Deadline) {
    const [first = []] = batches
    const recipientCount = batches.reduce((count, batch) => count + batch.length, 0) - first.length
    const until = Math.min(startBy, clock.now() + settings.maxWaitMs)
    return upstream.takeTurn(message, first, { until, others: { recipientCount, startBy } })
  }

  /** The fast path: most messages are a single batch. */
  function submit(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]> {
    const [first] = batches
    const isOnly = first !== undefined && turn !== undefined && batches.length === 1
    return isOnly ? submitBatch(run, first, turn) : submitList(run, batches, turn)
  }

  async function submitList(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]> {
    /** The results of each batch, once known. */
    const results: (readonly RecipientResult[])[] = []

    async function submitNext(queue: Iterator<readonly [number, Batch]>, turn?: Turn): Promise<void> {
      for (let next = queue.next(); !next.done && !run.stopped; next = queue.next()) {
        const [index, batch] = next.value
        // The list is too long to be submitted before the deadline.
        const late = turn === undefined && clock.now() >= run.deadline.startBy
        const batchResults = late ? failAll(batch, { code: 'overloaded' }) : await submitBatch(run, batch, turn)
        results[index] = batchResults
        run.stopped ||= !late && batchResults.some(stopsMessage)
      }
    }

    const [head, ...others] = batches.entries()
    if (head === undefined) return []
    await submitNext([head].values(), turn)
    if (others.length > 0) {
      const queue = others.values()
      await Promise.all(
        Array.from({ length: Math.min(settings.parallelBatches, others.length) }, () => submitNext(queue)),
      )
    }
    return batches.flatMap((batch, index) => results[index] ?? failAll(batch, { code: 'message-stopped' }))
  }

  /** Submits one batch, with the allowed retries: each only for recipients that provably got nothing. */
  async function submitBatch(run: Run, batch: Batch, turn?: Turn): Promise<readonly RecipientResult[]> {
    const firstTurn = turn ?? (await takeTurn(run, batch))
    if ('code' in firstTurn) return failAll(batch, firstTurn)
    if (!fits(batch, firstTurn)) return submitParts(run, splitFor(batch, firstTurn), firstTurn)
    const results = await attempt(run, batch, firstTurn)
    return results.some(mayBeRetried) ? tryAgain(run, results) : results
  }

  /** Splits a batch that is too large for its turn: the rest takes another turn, unless the first part fails. */
  async function submitParts(
    run: Run,
    [part, rest]: readonly [Batch, Batch],
    turn: Turn,
  ): Promise<readonly RecipientResult[]> {
    const results = await submitBatch(run, part, turn)
    const stopped = run.stopped || results.some(stopsMessage)
    return [...results, ...(stopped ? failAll(rest, { code: 'message-stopped' }) : await submitBatch(run, rest))]
  }

  async function tryAgain(run: Run, before: readonly RecipientResult[]): Promise<readonly RecipientResult[]> {
    let results = before
    for (let retry = 1; retry <= settings.maxRetries && results.some(mayBeRetried); retry++) {
      const again = results.filter(mayBeRetried).map((result) => result.to)
      const delayMs = backoffMs(retry, clock.random())
      if (clock.now() + delayMs >= run.deadline.startBy) break
      await clock.sleep(delayMs)
      if (run.stopped) break
      const nextTurn = await takeTurn(run, again)
      // Nothing was attempted, so the earlier results still apply.
      if ('code' in nextTurn) break
      const [part] = splitFor(again, nextTurn)
      const later = new Map((await attempt(run, part, nextTurn)).map((result) => [result.to, result]))
      results = results.map((result) => afterRetry(result, later.get(result.to)))
    }
    return results
  }

  /** Waits for the turn of a later batch, as long as it can still be answered in time. */
  async function takeTurn(run: Run, batch: Batch): Promise<TurnResult> {
    const { message, deadline } = run
    const turn = await upstream.takeTurn(message, batch, { until: deadline.startBy })
    if ('code' in turn || !run.stopped) return turn
    turn.giveBack()
    return { code: 'message-stopped' }
  }

  /** One attempt: takes its turn, makes its record durable, then submits. */
  async function attempt(run: Run, batch: Batch, turn: Turn): Promise<readonly RecipientResult[]> {
    if (run.firstIsRecorded) run.firstIsRecorded = false
    else {
      try {
        await journal.startAttempts(run.id, batch, nowMs())
      } catch (error) {
        turn.giveBack()
        if (!(error instanceof JournalError)) throw error
        return failAll(batch, { code: 'journal-unavailable' })
      }
    }
    run.onRecord.push(batch)
    const results = await turn.submit(batch, run.deadline)
    // Not awaited: the last write of the run makes it durable too.
    journal.endAttempts(run.id, results, nowMs()).catch((error: unknown) => {
      run.journalFailure ??= error
    })
    return results
  }

  async function finish(run: Run, results: readonly RecipientResult[]): Promise<readonly RecipientResult[]> {
    try {
      await journal.finish(run.id)
      // The results were written before this, so by now they are durable or have failed.
      if (run.journalFailure !== undefined) throw run.journalFailure
      return results
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      // An unrecorded result must not be acknowledged: a recipient recorded as `sending` may be unknown after a restart,
      // even if it is known now that nothing was written.
      const onRecord = new Set(run.onRecord.flat())
      return results.map((one) => (onRecord.has(one.to) ? failed(one.to, { code: 'outcome-unknown' }) : one))
    }
  }

  return { startDeadline, takeFirstTurn, submit, finish }
}

const fits = (batch: Batch, { maxRecipients = batch.length }: Turn): boolean => batch.length <= maxRecipients

const splitFor = (batch: Batch, { maxRecipients = batch.length }: Turn): readonly [Batch, Batch] => [
  batch.slice(0, maxRecipients),
  batch.slice(maxRecipients),
]

/** Splits the first batch if it is larger than its turn. */
export function fitFirst(batches: readonly Batch[], turn: Turn): readonly Batch[] {
  const [first, ...others] = batches
  return first === undefined || fits(first, turn) ? batches : [...splitFor(first, turn), ...others]
}

/** The results of all recipients: those of this run replace earlier ones. */
export function mergeResults(
  to: readonly string[],
  submitted: readonly RecipientResult[],
  known: ReadonlyMap<string, RecipientResult>,
): readonly RecipientResult[] {
  const fresh = new Map(submitted.map((result) => [result.to, result]))
  return to.map((to) => fresh.get(to) ?? known.get(to) ?? failed(to, { code: 'message-stopped' }))
}

/** A retry that was never written does not replace a result: after a 1709 it must not say that nothing was submitted. */
const afterRetry = (result: RecipientResult, later: RecipientResult | undefined): RecipientResult =>
  later === undefined || (outcomeOf(later) === 'not-attempted' && outcomeOf(result) !== 'not-attempted')
    ? result
    : later

const stopsMessage = (result: RecipientResult): boolean =>
  !result.accepted && problemOf(result.failure.code).stopsMessage === true

const retriedCodes: ReadonlySet<RecipientProblemCode> = new Set([
  'upstream-user-validation-failed',
  'upstream-unreachable',
  'local-resources-exhausted',
])

/**
 * 1709 is the only code after which the provider allows a retry, and a GET that was never written is safe to send.
 *
 * @see docs/never-twice.md, "Retries"
 */
const mayBeRetried = (result: RecipientResult): boolean => !result.accepted && retriedCodes.has(result.failure.code)

/** Exponential backoff; half of it is random, so that many messages do not retry at the same moment. */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(maxBackoffMs, firstBackoffMs * 2 ** (retry - 1))
  return full / 2 + (full / 2) * random
}
