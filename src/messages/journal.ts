import type { Encoding } from '../sms/message.ts'
import type { WallClockStatus } from './clocks.ts'
import type { RecipientFailure, RecipientResult, UpstreamIds } from './outcome.ts'

/**
 * The durable memory of what was submitted. Every method that writes resolves when the write is durable, and rejects with
 * a `JournalError` when it is not; after one of those nothing more is written. A write that would break a rule of the
 * states is refused alone, with another error and without effect: that is a mistake of the caller. A query that the
 * storage cannot answer throws a `JournalError` too.
 *
 * @see docs/never-twice.md, "The journal"
 */
export interface Journal {
  /**
   * Records a message and claims its key, before anything is sent. The recipients of `sending` get an attempt that may be
   * on the wire from now on, those of `fenced` none at all, the others wait.
   */
  begin(message: NewMessage, options: BeginOptions): Promise<Begun>
  /** Lets waiting recipients, or those whose last attempt allows it, be attempted: from now on they may be on the wire. */
  startAttempts(messageId: string, recipients: readonly string[], startedAt: number): Promise<void>
  /** Records what came of attempts; of one that is unknown, what evidence says later. The fence counts from here. */
  endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): Promise<void>
  /** Ends a try of a message. Recipients that still wait are settled as not attempted. */
  finish(messageId: string): Promise<void>
  /** Opens a finished message for another try. False where somebody else has done so, or it is not finished. */
  reopen(messageId: string): Promise<boolean>
  /** Settles unknown recipients on a person's word. Returns how many; it never makes anything be sent. */
  resolve(messageId: string, resolution: Resolution): Promise<number>

  /** A message of a caller, or, where none is named, of anybody. */
  findMessage(caller: string | undefined, messageId: string): JournaledMessage | undefined
  /** The segments of a caller on a day in UTC, as they were last saved. */
  usedSegments(caller: string, dayAt: number): number
  /**
   * Saves the segments of a caller on a day. Writes become durable in their order: a message that begins later is never on record
   * without this.
   *
   * @param count asked as late as possible, so that one call saves what many messages have changed
   */
  saveUsedSegments(caller: string, dayAt: number, count: () => number): Promise<void>
  /** The recipients with an open message of the same content, and the newest such message. */
  findFenced(message: Pick<NewMessage, 'to' | 'contentHash'>, fence: Fence): ReadonlyMap<string, string>
  findKey(claim: Pick<KeyClaim, 'caller' | 'route' | 'key'>): ClaimedKey | undefined
  listMessages(query: ListQuery): readonly JournaledMessage[]
  /**
   * Where a list gets to that looks at so many entries of its index: what goes into `until` of this window, and into `before` of the
   * next one. Nothing where it gets to its end. A filter may pass over a whole journal, and whoever asks must not hold up the sends.
   */
  findWindow(query: Omit<ListQuery, 'limit'>, size: number): string | undefined
  /** The recipients whose outcome is unknown and that nobody has settled. A hundred thousand take some milliseconds. */
  countUnknown(): UnknownCount
  /**
   * Resolves when everything is durable that a query can have told by now. Whoever tells it to others waits for this first;
   * whoever only writes on the ground of it need not, since a later write is never durable without the earlier ones.
   *
   * @throws JournalError where it will never be
   */
  settled(): Promise<void>
  /** Whether writes have waited for the disk so long that it looks stuck: then no message gets on. */
  isStalled(): boolean
  /** Removes what is older than its time, at most `limit` messages. Returns how many; after 0 nothing is left to do. */
  purge(limit: number): Promise<number>

  /**
   * The journal's clock, by which everything in it ages: milliseconds for which a gateway has run on this journal, counted from
   * the date at which it was made. It never goes back and never jumps, whatever the wall clock does.
   */
  seenAt(): number
  /** Writes the clock down, from time to time: what was not written is not counted after a crash. */
  saveClock(): Promise<void>
  /** Whether the wall clock can be relied on. */
  wallClock(): WallClockStatus
  /** Takes a person's word that the wall clock is right. */
  confirmWallClock(): Promise<void>

  /** What stands in the log and not yet in the database. It is durable there, but grows without end while checkpoints fail. */
  logBacklogBytes(): number
  /** Tries to bring the log into the database, and returns why that fails, if it does. */
  explainLogBacklog(): unknown
  close(): Promise<void>
}

/** What a disk, a lock or a full file system does. Whatever it interrupted was not recorded. */
export class JournalError extends Error {
  override name = 'JournalError'
}

export type NewMessage = {
  /** UUIDv7 on the journal's clock: lists are ordered by it, and messages purged. */
  readonly id: string
  readonly caller: string
  readonly requestId: string
  /** Milliseconds since 1970 on the wall clock, as all instants that are shown. */
  readonly createdAt: number
  readonly to: readonly string[]
  readonly from: string
  readonly encoding?: Encoding
  readonly segments?: number
  readonly reference?: string
  readonly scheduledAt?: number
  /** HMAC over what makes a message the same to a person: caller, sender, text, type. The text itself is not kept. */
  readonly contentHash: Uint8Array
}

/** What the journal knows of a message besides its recipients. */
export type MessageFacts = Omit<NewMessage, 'to' | 'contentHash'>

/** An Idempotency-Key in its scope. */
export type KeyClaim = {
  readonly caller: string
  readonly route: string
  readonly key: string
  /** HMAC over the body that the key stands for. */
  readonly fingerprint: Uint8Array
}

export type BeginOptions = Fence & {
  readonly claim?: KeyClaim
  readonly sending: readonly string[]
}

export type Fence = {
  /** Refuse a recipient for whom the outcome of the same content has become unknown since this instant of the journal's clock. */
  readonly fencedSince?: number
  /** The newest open message, which the caller knows of: it and those before it fence nothing. */
  readonly acknowledged?: string
}

export type Begun =
  /** `fenced` names the newest open message of each recipient that may not be sent to. Where all are, nothing was recorded. */
  | { readonly kind: 'begun'; readonly fenced: ReadonlyMap<string, string> }
  | { readonly kind: 'claimed'; readonly claimed: ClaimedKey }

export type ClaimedKey = { readonly fingerprint: Uint8Array; readonly message: JournaledMessage }

export const attemptStates = ['queued', 'sending', 'accepted', 'rejected', 'unknown', 'not-attempted'] as const
export type AttemptState = (typeof attemptStates)[number]

export type Attempt = UpstreamIds & {
  /** From 1. */
  readonly number: number
  readonly state: AttemptState
  readonly failure?: RecipientFailure
  readonly startedAt?: number
  readonly endedAt?: number
}

export type JournaledRecipient = {
  readonly to: string
  /** In order; the last one is what holds. */
  readonly attempts: readonly Attempt[]
}

export type JournaledMessage = MessageFacts & {
  /** False while recipients are being attempted. */
  readonly finished: boolean
  readonly recipients: readonly JournaledRecipient[]
  readonly resolutions: readonly RecordedResolution[]
}

/** `since`: when the first of them became unknown, on the journal's clock. */
export type UnknownCount = { readonly count: number; readonly since?: number }

export type Resolution = {
  readonly outcome: 'accepted' | 'rejected'
  readonly reason: string
  /** Who says so. */
  readonly by: string
  readonly at: number
  /** The recipients concerned; all unknown ones where absent. */
  readonly recipients?: readonly string[]
}
export type RecordedResolution = Omit<Resolution, 'recipients'> & { readonly to: string }

export type ListQuery = {
  /** Whose messages; absent: everybody's. */
  readonly caller?: string
  readonly outcome?: Exclude<AttemptState, 'queued' | 'sending'>
  readonly to?: string
  readonly reference?: string
  readonly from?: string
  readonly createdAfter?: number
  readonly createdBefore?: number
  /** The id of the last message of the page before; newest first. */
  readonly before?: string
  /** Where the list ends, that place included. */
  readonly until?: string
  readonly limit: number
}

/**
 * Whether a list can be read along an index. Senders and references are indexed by caller: over everybody's messages they
 * only narrow what another filter finds. Held to the statements by `test/journal/sqlite.test.ts`.
 */
export const isIndexed = ({ caller, outcome, to, reference, from }: Omit<ListQuery, 'limit'>): boolean =>
  caller !== undefined ||
  to !== undefined ||
  (outcome !== undefined && outcome !== 'accepted') ||
  (reference === undefined && from === undefined)
