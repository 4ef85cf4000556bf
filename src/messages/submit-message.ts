import type { Message } from '../sms/message.ts'
import { JournalError } from './journal.ts'
import { failAll, outcomeOf, type RecipientFailure, type RecipientResult } from './outcome.ts'
import { problemOf, type RecipientProblemCode } from './problems.ts'
import type { Batch, Deadline, Reservation, Turn, Upstream } from './upstream.ts'

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

/** Records the attempts of one message: before they are made, and what came of them. */
export type AttemptLog = {
  /** Resolves once it is durable that the recipients may have been sent to; nothing where it is already. @throws JournalError */
  start(batch: Batch): Promise<void> | undefined
  end(results: readonly RecipientResult[]): void
}

/** A message whose first batch has its turn. Run or given back, exactly once. */
export type Submission = {
  /**
   * Submits batches: those that were reserved for, or what is left of them. Every recipient of them is in the results
   * once. Throws nothing that is not a bug.
   */
  run(batches: readonly Batch[], log: AttemptLog): Promise<readonly RecipientResult[]>
  giveBack(): void
}

/** Waits for the turn of a message. Where it gets none, nothing was submitted, and nothing needs to be recorded. */
export type ReserveMessage = (
  message: Message,
  batches: readonly Batch[],
) => MessageReservation | Promise<MessageReservation>

export type MessageReservation =
  /** `batches`: as they are to be submitted. The first, which the turn is for, may be shorter than it was. */
  | { readonly ok: true; readonly submission: Submission; readonly batches: readonly Batch[] }
  | { readonly ok: false; readonly failure: RecipientFailure }

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
 * Creates the use case that spreads a message over GETs. The first runs alone, so that an account that is out of
 * order burns one batch and no more; a failure of the account or the connection stops what has not started.
 */
export function createReserveMessage(
  upstream: Pick<Upstream, 'reserve'>,
  settings: SubmissionSettings,
  clock: Clock,
): ReserveMessage {
  return (message, batches) => {
    const now = clock.now()
    const deadline = { startBy: now + startMsOf(settings.timeoutMs), answerBy: now + settings.timeoutMs }
    const [first = []] = batches
    const recipientCount = batches.reduce((count, batch) => count + batch.length, 0)
    const reserved = upstream.reserve(message, first, {
      until: Math.min(deadline.startBy, now + settings.maxWaitMs),
      others: { recipientCount: recipientCount - first.length, startBy: deadline.startBy },
    })
    const createReservation = (reserved: Reservation): MessageReservation => {
      if (!reserved.ok) return reserved
      const { turn } = reserved
      const fitting = fitFirst(batches, turn)
      const submission: Submission = {
        run: (batches, log) => submitAll({ message, log, deadline, stopped: false }, batches, fitting[0] ?? [], turn),
        giveBack: turn.giveBack,
      }
      return { ok: true, submission, batches: fitting }
    }
    return reserved instanceof Promise ? reserved.then(createReservation) : createReservation(reserved)
  }

  /** @param first the batch that the turn was reserved for */
  function submitAll(run: Run, batches: readonly Batch[], first: Batch, turn: Turn) {
    const [head] = batches
    // Batches share no recipient. Where the fence has taken the whole first one, the next may be of another size.
    const isFirst = head?.some((to) => first.includes(to)) === true
    if (!isFirst) turn.giveBack()
    // Most messages are one batch, which is all that there is to do for them.
    if (isFirst && batches.length === 1) return submitBatch(run, head, turn)
    return submitList(run, batches, isFirst ? turn : undefined)
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
  async function takeTurn(run: Run, batch: Batch): Promise<Turn | RecipientFailure> {
    const { message, deadline } = run
    const reserved = await upstream.reserve(message, batch, { until: deadline.startBy })
    if (!reserved.ok) return reserved.failure
    if (!run.stopped) return reserved.turn
    reserved.turn.giveBack()
    return { code: 'message-stopped' }
  }

  /** One attempt: its turn has come, then it is durable that it may happen, then it happens. */
  function attempt(run: Run, batch: Batch, turn: Turn): Promise<readonly RecipientResult[]> {
    const recorded = run.log.start(batch)
    if (recorded === undefined) return submit(run, batch, turn)
    return recorded.then(
      () => submit(run, batch, turn),
      (error) => {
        turn.giveBack()
        if (!(error instanceof JournalError)) throw error
        return failAll(batch, { code: 'journal-unavailable' })
      },
    )
  }

  async function submit({ deadline, log }: Run, batch: Batch, turn: Turn): Promise<readonly RecipientResult[]> {
    const results = await turn.submit(batch, deadline)
    log.end(results)
    return results
  }
}

/** The submission of one message. */
type Run = { readonly message: Message; readonly deadline: Deadline; readonly log: AttemptLog; stopped: boolean }

const fits = (batch: Batch, { maxRecipients = batch.length }: Turn): boolean => batch.length <= maxRecipients

const splitFor = (batch: Batch, { maxRecipients = batch.length }: Turn): readonly [Batch, Batch] => [
  batch.slice(0, maxRecipients),
  batch.slice(maxRecipients),
]

/** The batches of a message, of which the first is no larger than its turn. */
function fitFirst(batches: readonly Batch[], turn: Turn): readonly Batch[] {
  const [first, ...others] = batches
  return first === undefined || fits(first, turn) ? batches : [...splitFor(first, turn), ...others]
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
