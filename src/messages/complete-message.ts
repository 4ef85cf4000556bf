import type { Message } from '../sms/message.ts'
import { type Journal, JournalError, type MessageFacts } from './journal.ts'
import { failed, type RecipientResult } from './outcome.ts'
import type { AttemptLog, Submission } from './submit-message.ts'
import type { Batch } from './upstream.ts'

/** A message and what is known about each of its recipients. */
export type SentMessage = MessageFacts & {
  readonly results: readonly RecipientResult[]
  /** False where nothing came of it that would have to be remembered: then nobody will find it by its id. */
  readonly recorded: boolean
}

/** A checked message and the GETs it takes. */
export type Prepared = { readonly message: Message; readonly batches: readonly Batch[] }

/** A message that is on record and not finished. */
export type Opened = {
  readonly facts: MessageFacts
  readonly to: readonly string[]
  /** What is known before this try. */
  readonly known: ReadonlyMap<string, RecipientResult>
  readonly work: { readonly submission: Submission; readonly batches: readonly Batch[] }
  /** Whether the attempt of the first batch was recorded together with the message. */
  readonly firstIsRecorded: boolean
}

/** Creates what submits an open message and records what came of it, before anybody is told. */
export function createCompletion(journal: Journal, nowMs: () => number) {
  async function complete(opened: Opened): Promise<SentMessage> {
    const { facts, to, known, work } = opened
    const log = createLog(opened)
    const submitted = await work.submission.run(work.batches, log)
    const results = known.size === 0 && submitted.length === to.length ? submitted : merge(to, submitted, known)
    try {
      await journal.finish(facts.id)
      // The results were written before it, so they are durable or have failed by now.
      if (log.failure !== undefined) throw log.failure
      return { ...facts, results, recorded: true }
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      // What is not recorded must not be acknowledged: whoever was on record as being sent to may be unknown after a
      // restart, even where it is known by now that nothing was written.
      const onRecord = new Set(log.onRecord.flat())
      return {
        ...facts,
        results: results.map((result) =>
          onRecord.has(result.to) ? failed(result.to, { code: 'outcome-unknown' }) : result,
        ),
        recorded: true,
      }
    }
  }

  /** The records of one message's attempts. Results are not waited for one by one: the last write takes them along. */
  function createLog({ facts: { id }, firstIsRecorded }: Opened): CompletionLog {
    const onRecord: Batch[] = []
    let isRecorded = firstIsRecorded

    async function record(batch: Batch): Promise<void> {
      await journal.startAttempts(id, batch, nowMs())
      onRecord.push(batch)
    }

    const log: CompletionLog = {
      onRecord,
      failure: undefined,
      start(batch) {
        if (!isRecorded) return record(batch)
        isRecorded = false
        onRecord.push(batch)
        return undefined
      },
      end(results) {
        journal.endAttempts(id, results, nowMs()).catch((error: unknown) => {
          log.failure ??= error
        })
      },
    }
    return log
  }

  return complete
}

type CompletionLog = AttemptLog & {
  /** Why a result, of which nobody waits for the record alone, could not be recorded. */
  failure: unknown
  /** The batches with an attempt that is durable. */
  readonly onRecord: readonly Batch[]
}

/** The results of all recipients, of which those of this try are newer than what was known before it. */
function merge(
  to: readonly string[],
  submitted: readonly RecipientResult[],
  known: ReadonlyMap<string, RecipientResult>,
): readonly RecipientResult[] {
  const fresh = new Map(submitted.map((result) => [result.to, result]))
  return to.map((to) => fresh.get(to) ?? known.get(to) ?? failed(to, { code: 'message-stopped' }))
}
