import type { Message } from '../sms/message.ts'
import { type Journal, JournalError } from './journal.ts'
import { failAll, failed, outcomeOf, type RecipientResult } from './outcome.ts'
import { problemOf, type RecipientProblemCode } from './problems.ts'
import type { Batch, Deadline, Turn, TurnResult, Upstream } from './upstream.ts'

/** Time and chance, passed in so that the rules below are plain functions of them. */
export type Clock = {
  /** Milliseconds on the clock of `performance.now()`. */
  now(): number
  /** The signal ends the wait before its time, by a rejection. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** From 0 to 1. */
  random(): number
}

export type SubmissionSettings = {
  /** How long a message may take in all, from its submission to its answer. */
  readonly timeoutMs: number
  /** How long the first GET of a message may wait for its turn. */
  readonly maxWaitMs: number
  /** How often a batch may be tried again. */
  readonly maxRetries: number
  /** How many GETs of one message may run at the same time. */
  readonly parallelBatches: number
}

/** One try to send a message that is on record: what its batches share. */
export type Run = {
  readonly id: string
  readonly message: Message
  readonly deadline: Deadline
  /** Whether the attempt of the first batch was recorded together with the message. */
  firstIsRecorded: boolean
  /** What has not started is not to be submitted any more. */
  stopped: boolean
  /** The batches with an attempt that is durable. */
  readonly onRecord: Batch[]
  /** Why a result, of which nobody waits for the record alone, could not be recorded. */
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

/** Spreads a message over GETs, and keeps the journal in step: nothing goes out that is not on record. */
export type Submitter = {
  /** The deadline of a message that is submitted from now on. */
  startDeadline(): Deadline
  /** Waits for the turn of a message's first batch. Where there is none, nothing needs to be recorded. */
  takeFirstTurn(message: Message, batches: readonly Batch[], deadline: Deadline): TurnResult | Promise<TurnResult>
  /**
   * Submits batches. Every recipient of them is in the results once. Throws nothing that is not a bug.
   *
   * @param turn that of the first batch, which is no larger than it; without one it takes a turn like the others
   */
  submit(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]>
  /** Ends the try in the journal. Resolves to the results as they may be told. */
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

/** Half of the time is for getting onto the wire, so that what has started always has the other half for its answer. */
const startMsOf = (timeoutMs: number): number => timeoutMs / 2

/**
 * In what time the last GET of a list is planned to start. A tenth is left for what no rate knows of, records and answers
 * among them: a list that was cut to fit to the millisecond would be refused at each try.
 */
export const listMsOf = (timeoutMs: number): number => startMsOf(timeoutMs) * 0.9

/**
 * The first batch runs alone, so that an account that is out of order burns one batch and no more; a failure of the account or
 * the connection stops what has not started.
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

  /** Most messages are one batch, which is all that there is to do for them. */
  function submit(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]> {
    const [first] = batches
    const isOnly = first !== undefined && turn !== undefined && batches.length === 1
    return isOnly ? submitBatch(run, first, turn) : submitList(run, batches, turn)
  }

  async function submitList(run: Run, batches: readonly Batch[], turn?: Turn): Promise<readonly RecipientResult[]> {
    /** Those of each batch, where they are known. */
    const results: (readonly RecipientResult[])[] = []

    async function submitNext(queue: Iterator<readonly [number, Batch]>, turn?: Turn): Promise<void> {
      for (let next = queue.next(); !next.done && !run.stopped; next = queue.next()) {
        const [index, batch] = next.value
        // The list is longer than what can be submitted in the time.
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

  /** One batch, with the retries that are allowed: each of them only for recipients that certainly got nothing. */
  async function submitBatch(run: Run, batch: Batch, turn?: Turn): Promise<readonly RecipientResult[]> {
    const firstTurn = turn ?? (await takeTurn(run, batch))
    if ('code' in firstTurn) return failAll(batch, firstTurn)
    if (!fits(batch, firstTurn)) return submitParts(run, splitFor(batch, firstTurn), firstTurn)
    const results = await attempt(run, batch, firstTurn)
    return results.some(mayBeRetried) ? tryAgain(run, results) : results
  }

  /** A batch that is too large for its turn: the rest of it follows on a turn of its own, unless the first part fails. */
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
      // Nothing has happened that would change what is known.
      if ('code' in nextTurn) break
      const [part] = splitFor(again, nextTurn)
      const later = new Map((await attempt(run, part, nextTurn)).map((result) => [result.to, result]))
      results = results.map((result) => afterRetry(result, later.get(result.to)))
    }
    return results
  }

  /** Waits for the turn of what is not the first batch, as long as it could still be answered. */
  async function takeTurn(run: Run, batch: Batch): Promise<TurnResult> {
    const { message, deadline } = run
    const turn = await upstream.takeTurn(message, batch, { until: deadline.startBy })
    if ('code' in turn || !run.stopped) return turn
    turn.giveBack()
    return { code: 'message-stopped' }
  }

  /** One attempt: its turn has come, then it is durable that it may happen, then it happens. */
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
    // Not waited for: the last write takes it along.
    journal.endAttempts(run.id, results, nowMs()).catch((error: unknown) => {
      run.journalFailure ??= error
    })
    return results
  }

  async function finish(run: Run, results: readonly RecipientResult[]): Promise<readonly RecipientResult[]> {
    try {
      await journal.finish(run.id)
      // The results were written before it, so they are durable or have failed by now.
      if (run.journalFailure !== undefined) throw run.journalFailure
      return results
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      // What is not recorded must not be acknowledged: a recipient on record as being sent to may be unknown after a restart,
      // even where it is known by now that nothing was written.
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

/** The batches of a message, of which the first is no larger than its turn. */
export function fitFirst(batches: readonly Batch[], turn: Turn): readonly Batch[] {
  const [first, ...others] = batches
  return first === undefined || fits(first, turn) ? batches : [...splitFor(first, turn), ...others]
}

/** The results of all recipients, of which those of this try are newer than what was known before it. */
export function mergeResults(
  to: readonly string[],
  submitted: readonly RecipientResult[],
  known: ReadonlyMap<string, RecipientResult>,
): readonly RecipientResult[] {
  const fresh = new Map(submitted.map((result) => [result.to, result]))
  return to.map((to) => fresh.get(to) ?? known.get(to) ?? failed(to, { code: 'message-stopped' }))
}

/** A retry that was never written changes nothing: after a 1709 it must not say that nothing was ever submitted. */
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
 * 1709 is the one code that the provider allows to repeat, and a GET that was never written is no repetition.
 *
 * @see docs/never-twice.md, "Retries"
 */
const mayBeRetried = (result: RecipientResult): boolean => !result.accepted && retriedCodes.has(result.failure.code)

/** Doubles from retry to retry; half of it is chance, so that many messages do not come back at the same moment. */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(maxBackoffMs, firstBackoffMs * 2 ** (retry - 1))
  return full / 2 + (full / 2) * random
}
