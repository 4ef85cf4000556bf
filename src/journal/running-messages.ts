import type { BeginOptions, NewMessage } from '../domain/journal.ts'

/**
 * A message that this process is sending. That is known nowhere else: one process has the journal, so whatever is not
 * running here is finished, above all after a crash.
 */
export type RunningMessage = {
  /** Absent until it is recorded. */
  number?: number
  /** Whether there is anybody who will want the answer again. */
  keyed: boolean
  /** Whether some of its recipients may still wait when it is finished. */
  mayWait: boolean
  /** Where a recipient stands in the message; absent where only the database knows. */
  positionOf?(recipient: string): number | undefined
}

export function createRunningMessage({ to }: NewMessage, { claim }: BeginOptions): RunningMessage {
  const [only] = to
  const positions = to.length === 1 ? undefined : new Map(to.map((recipient, position) => [recipient, position]))
  return {
    keyed: claim !== undefined,
    mayWait: true,
    positionOf: (recipient) => (positions ? positions.get(recipient) : recipient === only ? 0 : undefined),
  }
}
