/**
 * A cache of the messages that this process is sending, so that writes need not look them up. If an entry is missing, the
 * database is queried.
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
