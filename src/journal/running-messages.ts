/**
 * What this process remembers of a message that it is sending, so that its writes need not look it up. The database knows
 * the same: where an entry is missing, it is asked.
 */
export type RunningMessage = {
  readonly number: number
  /** In the message's order. */
  readonly to: readonly string[]
  /** Whether recipients may still wait when the run finishes. */
  readonly mayWait: boolean
}

/** By message id. */
export type RunningMessages = Map<string, RunningMessage>
