import { type Journal, JournalError, type MessageFacts, type StoredAnswer } from './journal.ts'
import type { Message } from './message.ts'
import { failed, type RecipientResult } from './outcome.ts'
import type { AttemptLog, Submission } from './submit-message.ts'
import type { Batch } from './upstream.ts'

/** A message and what is known about each of its recipients. */
export type SentMessage = MessageFacts & {
  readonly results: readonly RecipientResult[]
  /** False where nothing came of it that would have to be remembered: then nobody will find it by its id. */
  readonly recorded: boolean
}

/** Writes an answer down as it will be given, and replayed. */
export type FormatAnswer = (sent: SentMessage) => StoredAnswer

/** A checked message and the GETs it takes. */
export type Prepared = { readonly message: Message; readonly batches: readonly Batch[] }

/** A message that is on record and not finished. */
export type Opened = {
  readonly facts: MessageFacts
  readonly to: readonly string[]
  /** What is known before this try. */
  readonly known: ReadonlyMap<string, RecipientResult>
  /** What is to be submitted, if anything is. */
  readonly work?: { readonly submission: Submission; readonly batches: readonly Batch[] }
  /** Recipients whose attempt was recorded together with the message. */
  readonly started: ReadonlySet<string>
}

/** An answer that was made just now. */
export type Answered = {
  readonly kind: 'answered'
  /** Absent where nothing was recorded. */
  readonly id: string | undefined
  readonly answer: StoredAnswer
  readonly replayed: false
  readonly sent: SentMessage
}

export function formatAnswered(
  facts: MessageFacts,
  results: readonly RecipientResult[],
  format: FormatAnswer,
  recorded = true,
): Answered {
  const sent = { ...facts, results, recorded }
  return { kind: 'answered', id: recorded ? facts.id : undefined, answer: format(sent), replayed: false, sent }
}

/** Creates what submits an open message and records what came of it, before anybody is told. */
export function createCompletion(journal: Journal, nowMs: () => number) {
  async function complete(opened: Opened, format: FormatAnswer): Promise<Answered> {
    const { facts, to, known, work } = opened
    const log = createLog(opened)
    const submitted = work ? await work.submission.run(work.batches, log) : []
    const fresh = new Map(submitted.map((result) => [result.to, result]))
    const results = to.map((to) => fresh.get(to) ?? known.get(to) ?? failed(to, { code: 'message-stopped' }))
    const answered = formatAnswered(facts, results, format)
    try {
      await Promise.all([...log.pending, journal.finish(facts.id, answered.answer)])
      return answered
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      // What is not recorded must not be acknowledged: whoever was on record as being sent to will be unknown after a
      // restart, even where it is known by now that nothing was written.
      return formatAnswered(
        facts,
        results.map((result) =>
          log.onRecord.has(result.to) ? failed(result.to, { code: 'outcome-unknown' }) : result,
        ),
        format,
      )
    }
  }

  /** The records of one message's attempts. Results are not waited for one by one: the last write takes them along. */
  function createLog({ facts: { id }, started }: Opened): CompletionLog {
    const pending: Promise<void>[] = []
    const onRecord = new Set(started)
    const notYetTaken = new Set(started)
    return {
      pending,
      onRecord,
      async start(batch) {
        // The first attempt of these was recorded together with the message.
        const others = batch.filter((to) => !notYetTaken.delete(to))
        if (others.length > 0) await journal.startAttempts(id, others, nowMs())
        for (const to of others) onRecord.add(to)
      },
      end(results) {
        const recorded = journal.endAttempts(id, results, nowMs())
        // It is awaited at the end; until then its rejection must not count as one that nobody handles.
        recorded.catch(() => {})
        pending.push(recorded)
      },
    }
  }

  return complete
}

type CompletionLog = AttemptLog & {
  /** The writes of results that nobody has waited for yet. */
  readonly pending: Promise<void>[]
  /** Recipients with an attempt that is durable. */
  readonly onRecord: ReadonlySet<string>
}
