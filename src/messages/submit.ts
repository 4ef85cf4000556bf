import type { Message } from '../sms/message.ts'
import { fits, mergeResults, splitFor } from './batches.ts'
import { type Journal, JournalError } from './journal.ts'
import { failAll, failed, type RecipientResult } from './outcome.ts'
import { problemOf } from './problems.ts'
import { afterRetry, backoffMs, mayBeRetried } from './retries.ts'
import type { Run } from './run.ts'
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

/** Splits a message into GETs and records each attempt before it is sent. */
export type Submitter = {
  /** The deadline of a message submitted now. */
  startDeadline(): Deadline
  /** Waits for the turn of a message's first batch. Without a turn, nothing has to be recorded. */
  takeFirstTurn(message: Message, batches: readonly Batch[], deadline: Deadline): TurnResult | Promise<TurnResult>
  /**
   * Submits the batches of a run and ends it in the journal. Never rejects: after a bug, what may have been sent is
   * unknown. Resolves to the results that may be reported, one for each recipient, in order.
   */
  submit(run: Run): Promise<readonly RecipientResult[]>
}

type Dependencies = {
  readonly upstream: Pick<Upstream, 'takeTurn'>
  readonly journal: Pick<Journal, 'startAttempts' | 'endAttempts' | 'finish'>
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** Called with an error that no rule expects. The message is answered all the same. */
  readonly onBug: (error: unknown) => void
}

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
  { upstream, journal, clock, nowMs, onBug }: Dependencies,
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

  async function submit(run: Run): Promise<readonly RecipientResult[]> {
    const { batches, turn, to, known } = run
    const [first] = batches
    // Most messages are a single batch.
    const isOnly = first !== undefined && turn !== undefined && batches.length === 1
    const submitted = await (isOnly ? submitBatch(run, first, turn) : submitList(run))
    const isComplete = known.size === 0 && submitted.length === to.length
    return finish(run, isComplete ? submitted : mergeResults(to, submitted, known))
  }

  async function submitList(run: Run): Promise<readonly RecipientResult[]> {
    const { batches } = run
    /** The results of each batch, once known. */
    const results: (readonly RecipientResult[])[] = []

    async function submitNext(queue: Iterator<readonly [number, Batch]>, turn?: Turn): Promise<void> {
      for (let next = queue.next(); !next.done && !run.stopped; next = queue.next()) {
        const [index, batch] = next.value
        // The list is too long to be submitted before the deadline, which every later batch then reports.
        const late = turn === undefined && clock.now() >= run.deadline.startBy
        const batchResults = late ? failAll(batch, { code: 'overloaded' }) : await submitBatch(run, batch, turn)
        results[index] = batchResults
        run.stopped ||= !late && batchResults.some(stopsMessage)
      }
    }

    const [head, ...others] = batches.entries()
    if (head === undefined) return []
    await submitNext([head].values(), run.turn)
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
    try {
      const firstTurn = turn ?? (await takeTurn(run, batch))
      if ('code' in firstTurn) return failAll(batch, firstTurn)
      if (!fits(batch, firstTurn)) return await submitParts(run, splitFor(batch, firstTurn), firstTurn)
      const results = await attempt(run, batch, firstTurn)
      return results.some(mayBeRetried) ? await tryAgain(run, results) : results
    } catch (error) {
      return giveUp(run, batch, error)
    }
  }

  /** After a bug: recipients with a recorded attempt may have been sent to. */
  function giveUp(run: Run, batch: Batch, error: unknown): readonly RecipientResult[] {
    onBug(error)
    run.stopped = true
    const onRecord = new Set(run.onRecord.flat())
    return batch.map((to) => failed(to, { code: onRecord.has(to) ? 'outcome-unknown' : 'message-stopped' }))
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

  /** One attempt with a turn: makes its record durable, submits, and records the results. */
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
    const results = await turn.submit(batch, run.deadline).catch((error: unknown) => giveUp(run, batch, error))
    record(run, batch, results)
    return results
  }

  /** Not awaited: the last write of the run makes it durable too. */
  function record(run: Run, batch: Batch, results: readonly RecipientResult[]): void {
    journal.endAttempts(run.id, results, nowMs()).catch((error: unknown) => {
      run.recordFailure ??= error
      if (error instanceof JournalError) return
      onBug(error)
      // Otherwise neither the fence nor a repeated key would know that the attempt may have been sent.
      journal.endAttempts(run.id, failAll(batch, { code: 'outcome-unknown' }), nowMs()).catch(() => {})
    })
  }

  async function finish(run: Run, results: readonly RecipientResult[]): Promise<readonly RecipientResult[]> {
    try {
      await journal.finish(run.id)
      // The results were written before this, so by now they are durable or have failed.
      if (run.recordFailure === undefined) return results
    } catch (error) {
      if (!(error instanceof JournalError)) onBug(error)
    }
    // An unrecorded result must not be acknowledged: a recipient recorded as `sending` may be unknown after a restart,
    // even if it is known now that nothing was written.
    const onRecord = new Set(run.onRecord.flat())
    return results.map((one) => (onRecord.has(one.to) ? failed(one.to, { code: 'outcome-unknown' }) : one))
  }

  return { startDeadline, takeFirstTurn, submit }
}

const stopsMessage = (result: RecipientResult): boolean =>
  !result.accepted && problemOf(result.failure.code).stopsMessage === true
