import type { NewMessage } from '../messages/journal.ts'

/**
 * A message that this process is sending. That is known nowhere else: one process has the journal, so whatever is not
 * running here is finished, above all after a crash.
 */
export type RunningMessage = {
  /** Absent until it is recorded. */
  number: number | undefined
  /** Whether some of its recipients may still wait when it is finished. */
  mayWait: boolean
  /** In the message's order; absent where only the database knows them. */
  readonly to: readonly string[] | undefined
}

export const createRunningMessage = ({ to }: NewMessage): RunningMessage => ({ number: undefined, mayWait: true, to })

/** A message that is taken up again: what it was begun with is in the database. */
export const createReopenedMessage = (): RunningMessage => ({ number: undefined, mayWait: true, to: undefined })
