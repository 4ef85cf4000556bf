import type { TransactionState } from './transaction.ts'

/**
 * A message that this process is sending. Only one process has the file, and at its start nothing is being sent, so runs are
 * kept in memory alone: a row for each would cost a message two statements of five, an eighth of the journal's instructions.
 */
export type RunningMessage = {
  readonly number: number
  /** In the message's order. */
  readonly to: readonly string[]
  /** Whether recipients may still wait when the run finishes. */
  readonly mayWait: boolean
}

/** By message id. */
export type RunningMessages = ReturnType<typeof createRunningMessages>

/** The messages with a run, as of the current transaction. */
export function createRunningMessages() {
  const entries = new Map<string, RunningMessage>()
  /** The messages that the transaction has changed, and what was known of each before. */
  const changedIds: string[] = []
  const entriesBefore: (RunningMessage | undefined)[] = []

  function note(messageId: string): void {
    changedIds.push(messageId)
    entriesBefore.push(entries.get(messageId))
  }

  const forget = () => {
    changedIds.length = 0
    entriesBefore.length = 0
  }

  const transaction: TransactionState = {
    committed: forget,
    rolledBack() {
      for (let index = changedIds.length - 1; index >= 0; index--) {
        const [messageId = '', before] = [changedIds[index], entriesBefore[index]]
        if (before === undefined) entries.delete(messageId)
        else entries.set(messageId, before)
      }
      forget()
    },
  }

  return {
    transaction,
    get: (messageId: string): RunningMessage | undefined => entries.get(messageId),
    has: (messageId: string): boolean => entries.has(messageId),
    start(messageId: string, entry: RunningMessage): void {
      note(messageId)
      entries.set(messageId, entry)
    },
    end(messageId: string): void {
      note(messageId)
      entries.delete(messageId)
    },
    numbers: (): ReadonlySet<number> => new Set(entries.values().map(({ number }) => number)),
  }
}
