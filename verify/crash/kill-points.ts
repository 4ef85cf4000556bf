/** The points in the life of a message at which the gateway is killed, in chronological order. */
export const killPointNames = [
  'before-first-commit',
  'after-first-commit',
  'permit-consumed',
  'bytes-written',
  'half-an-answer',
  'answer-read',
  'before-next-commit',
  'after-next-commit',
  'before-result-commit',
  'after-result-commit',
  'before-reply',
] as const
export type KillPointName = (typeof killPointNames)[number]

/** The state of one recipient after a kill. */
export type Remains = {
  /** Absent if nothing of the message was recorded. */
  readonly state?: 'accepted' | 'unknown' | 'not-attempted'
  /** GETs that had arrived at the upstream when the process died. */
  readonly arrived: 0 | 1
}

const nothing = { arrived: 0 } as const satisfies Remains
/** Never written, as the journal proves: the same key sends it. */
const notAttempted = { state: 'not-attempted', arrived: 0 } as const satisfies Remains
/** Recorded as sending but not yet written. The gateway cannot know, so it never sends it again. */
const unknownUnsent = { state: 'unknown', arrived: 0 } as const satisfies Remains
const unknownSent = { state: 'unknown', arrived: 1 } as const satisfies Remains
const accepted = { state: 'accepted', arrived: 1 } as const satisfies Remains

/**
 * The expected state of the recipients of a message of two GETs, and of one of a single GET, which has no next commit. The
 * first GET runs alone; the commit that lets the second one start makes the first result durable.
 *
 * @see docs/never-twice.md, "The journal"
 */
export const killPoints: Readonly<Record<KillPointName, readonly [pair: readonly Remains[], single?: Remains]>> = {
  'before-first-commit': [[nothing, nothing], nothing],
  'after-first-commit': [[unknownUnsent, notAttempted], unknownUnsent],
  'permit-consumed': [[unknownUnsent, notAttempted], unknownUnsent],
  'bytes-written': [[unknownSent, notAttempted], unknownSent],
  'half-an-answer': [[unknownSent, notAttempted], unknownSent],
  'answer-read': [[unknownSent, notAttempted], unknownSent],
  'before-next-commit': [[unknownSent, notAttempted]],
  'after-next-commit': [[accepted, unknownUnsent]],
  'before-result-commit': [[accepted, unknownSent], unknownSent],
  'after-result-commit': [[accepted, accepted], accepted],
  'before-reply': [[accepted, accepted], accepted],
}

/** The prefix of a doomed message's reference. The message before it warms up the connection and the code. */
export const doomedReference = 'doomed'
/** The environment variable that tells the program at which point to kill itself. */
export const killPointVariable = 'KILL_POINT'
