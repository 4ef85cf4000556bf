/** Where in the life of a message the gateway is killed, in the order of time. */
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

/** What a kill leaves of one recipient. */
export type Remains = {
  /** Absent if nothing of the message was recorded. */
  readonly state?: 'accepted' | 'unknown' | 'not-attempted'
  /** GETs that had arrived at the upstream when the process died. */
  readonly arrived: 0 | 1
}

const nothing = { arrived: 0 } as const satisfies Remains
/** Never written, and the journal can prove it: the same key sends it. */
const notAttempted = { state: 'not-attempted', arrived: 0 } as const satisfies Remains
/** Recorded as sending, and in truth not yet written. Nobody can know, so it is never sent again. */
const unknownUnsent = { state: 'unknown', arrived: 0 } as const satisfies Remains
const unknownSent = { state: 'unknown', arrived: 1 } as const satisfies Remains
const accepted = { state: 'accepted', arrived: 1 } as const satisfies Remains

/**
 * What must be left of the recipients of a message of two GETs, and of one of a single GET, which has no next commit.
 * The first GET runs alone; the commit that lets the second one start makes the result of the first one durable.
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

/** How the reference of a message that is to die begins; one before it warms up the connection and the code. */
export const doomedReference = 'doomed'
/** Names the point in the environment of the program that kills itself. */
export const killPointVariable = 'KILL_POINT'
