import type { BeginOptions, NewMessage } from '../messages/journal.ts'

/**
 * A message that this process is sending. That is known nowhere else: one process has the journal, so whatever is not
 * running here is finished, above all after a crash.
 */
export type RunningMessage = {
  /** Absent until it is recorded. */
  number: number | undefined
  /** Whether there is anybody who will want the answer again. */
  keyed: boolean
  /** Whether some of its recipients may still wait when it is finished. */
  mayWait: boolean
  /** In the message's order; absent where only the database knows them. */
  readonly to: readonly string[] | undefined
}

export function createRunningMessage({ to }: NewMessage, { claim }: BeginOptions): RunningMessage {
  return {
    number: undefined,
    keyed: claim !== undefined,
    mayWait: true,
    to,
  }
}

/** A message that is taken up again: what it was begun with is in the database. */
export const createReopenedMessage = (): RunningMessage => ({
  number: undefined,
  keyed: true,
  mayWait: true,
  to: undefined,
})
