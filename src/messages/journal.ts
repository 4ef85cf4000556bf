import type { Encoding } from '../sms/message.ts'
import type { WallClockStatus } from './clocks.ts'
import type { RecordedReport } from './delivery.ts'
import type { IncomingReport } from './incoming-report.ts'
import type { RecipientFailure, RecipientResult, UpstreamIds } from './outcome.ts'
import type { EventPage, EventQuery, ReportResult, UnmatchedPage } from './reports.ts'

/**
 * The durable memory of what was submitted, in whatever storage.
 *
 * A write resolves once it is durable. It rejects with a `JournalError` if the storage could not record it, and with
 * another error, alone and without effect, if it would break a rule of the states: that is a mistake of the caller. The
 * writes of one message apply in the order of the calls.
 *
 * A query resolves to what is durable, or rejects with a `JournalError`.
 *
 * @see docs/never-twice.md, "The journal"
 */
export interface Journal {
  /**
   * Records a message and claims its key, before anything is sent. The recipients in `sending` get an attempt that may be
   * on the wire from now on, fenced ones get none, and the others wait.
   */
  begin(message: NewMessage, options: BeginOptions): Promise<Begun>
  /** Starts an attempt of recipients that wait, or whose last attempt allows another: they may be on the wire from now on. */
  startAttempts(messageId: string, recipients: readonly string[], startedAt: number): Promise<void>
  /** Records the results of attempts, or later evidence about unknown ones. The fence of an unknown one counts from here. */
  endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): Promise<void>
  /** Ends a run of a message. Recipients that still wait are settled as not attempted. */
  finish(messageId: string): Promise<void>
  /** Starts another run of a finished message, in one step with a look at what it is about. */
  reopen(messageId: string, fence: Fence): Promise<Reopened | undefined>
  /** Settles unknown recipients on a person's word, and returns how many. Never causes anything to be sent. */
  resolve(messageId: string, resolution: Resolution): Promise<number>
  /**
   * Applies a delivery report to the recipient that it is about, or keeps it until that is known. Changes no outcome but an
   * unknown one to accepted, and that only by proof.
   *
   * @param receivedAt in ms since 1970, on the wall clock
   */
  recordReport(report: IncomingReport, receivedAt: number): Promise<ReportResult>

  /** A message of a caller, or of any caller if none is given. */
  findMessage(caller: string | undefined, messageId: string): Promise<JournaledMessage | undefined>
  findKey(claim: Pick<KeyClaim, 'caller' | 'route' | 'key'>): Promise<ClaimedKey | undefined>
  /** The recipients with an open message of the same content, and the newest such message of each. */
  findFenced(message: Pick<NewMessage, 'to' | 'contentHash'>, fence: Fence): Promise<FencedRecipients>
  /** Resolves to true as soon as no run of the message is under way anywhere, or to false after so long. */
  whenFinished(messageId: string, timeoutMs: number): Promise<boolean>
  /** A page of a list, newest first. */
  listMessages(query: ListQuery): Promise<MessagePage>
  /** The delivery reports that belong to no recipient, newest first. */
  listUnmatchedReports(query: { readonly before?: number; readonly limit: number }): Promise<UnmatchedPage>
  countUnmatchedReports(): Promise<number>
  /** The events after one, oldest first. */
  listEvents(query: EventQuery): Promise<EventPage>
  /** The number of the newest event so far; 0 if there was none. */
  lastEvent(): Promise<number>
  /** Resolves to true as soon as there is an event after one, or to false after so long, or when the signal says so. */
  whenEvent(after: number, timeoutMs: number, signal: AbortSignal): Promise<boolean>
  /** The recipients whose outcome is unknown and that nobody has settled. A hundred thousand take some milliseconds. */
  countUnknown(): Promise<UnknownCount>

  /** The segments of a caller on a day in UTC, as they were last saved. */
  usedSegments(caller: string, dayAt: number): Promise<number>
  /**
   * Saves the segments of a caller on a day. A message that begins later is never durable without this.
   *
   * @param count called as late as possible, so that one save covers the changes of many messages
   */
  saveUsedSegments(caller: string, dayAt: number, count: () => number): Promise<void>

  /**
   * Whether a GET may be written now. False once the journal has failed or closed: the result could not be recorded. Asked
   * just before the bytes are written, so it must not wait.
   */
  mayStart(): boolean
  /** Whether writes have waited for so long that the storage looks stuck. No message makes progress then. */
  isStalled(): boolean

  /** Removes what is past its retention, at most `limit` messages, and returns how many. After 0 nothing is left to remove. */
  purge(limit: number): Promise<number>
  /** Removes unmatched reports and events that are past their time, as `purge` does. */
  purgeReports(limit: number): Promise<number>
  /**
   * The journal's clock, by which everything in it ages: milliseconds for which a gateway has run on this journal, counted
   * from the date at which it was created. Never goes back and never jumps, whatever the wall clock does.
   */
  seenAt(): number
  /** Saves the clock. After a crash, time since the last save is not counted. */
  saveClock(): Promise<void>
  /** Whether the wall clock can be relied on. */
  wallClock(): WallClockStatus
  /** Takes a person's word that the wall clock is right. */
  confirmWallClock(): Promise<void>
  /** The bytes that wait to be moved from the write-ahead log into the database. Grows while checkpoints fail. */
  logBacklogBytes(): number
  /** Tries a checkpoint, and returns why it fails, if it does. */
  explainLogBacklog(): unknown
  close(): Promise<void>
}

/** What the storage failed to do. Whatever was being written is not recorded. */
export class JournalError extends Error {
  override name = 'JournalError'
  readonly kind: JournalErrorKind

  constructor(message: string, { kind = 'failed', cause }: { kind?: JournalErrorKind; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}

/**
 * `failed`: the storage cannot be used any more, and the process has to end. `unavailable`: it cannot be used at present,
 * and a later call may succeed. `over`: this process may not write any more, because its journal was closed.
 */
export type JournalErrorKind = 'failed' | 'unavailable' | 'over'

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
  /** Whether the provider was asked for delivery reports. */
  readonly deliveryReport: boolean
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

/** By recipient: the newest open message of the same content, because of which it may not be sent to. */
export type FencedRecipients = ReadonlyMap<string, string>

export type Begun =
  /** If all recipients are fenced, nothing was recorded. */
  | { readonly kind: 'begun'; readonly fenced: FencedRecipients }
  | { readonly kind: 'claimed'; readonly claimed: ClaimedKey }

/** A message whose run was started again: as it is at that moment, and which of its recipients the fence keeps from being sent to. */
export type Reopened = { readonly message: JournaledMessage; readonly fenced: FencedRecipients }

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
  /** In the order in which they came. Empty if none has. */
  readonly reports: readonly RecordedReport[]
}

export type JournaledMessage = MessageFacts & {
  /** False while a run of it is under way. */
  readonly finished: boolean
  readonly recipients: readonly JournaledRecipient[]
  readonly resolutions: readonly RecordedResolution[]
}

/** `since`: when the first of them became unknown, on the journal's clock. */
export type UnknownCount = { readonly count: number; readonly since?: number }

export type Resolution = {
  readonly outcome: 'accepted' | 'rejected'
  readonly reason: string
  /** Who says so, in free text. */
  readonly by: string
  /** The caller whose key was used. */
  readonly caller: string
  readonly at: number
  /** The recipients concerned; all unknown ones where absent. */
  readonly recipients?: readonly string[]
}

/** A resolution of one recipient, beside what stood there before. */
export type RecordedResolution = Pick<Resolution, 'outcome' | 'reason' | 'by' | 'at'> & {
  readonly to: string
  /** Absent where a delivery report settled the outcome. */
  readonly caller?: string
  /** Why the outcome was unknown. */
  readonly before: RecipientFailure
}

export type ListQuery = {
  /** Whose messages; absent for those of all callers. */
  readonly caller?: string
  readonly outcome?: Exclude<AttemptState, 'queued' | 'sending'>
  readonly to?: string
  readonly reference?: string
  readonly from?: string
  readonly createdAfter?: number
  readonly createdBefore?: number
  /** Where the page begins: `next` of the page before. */
  readonly before?: string
  /** How many messages a page has at most. It ends early after long lists of recipients, and after a long search. */
  readonly limit: number
}

export type ListFilter = Omit<ListQuery, 'before' | 'limit'>

/** `next` is absent only if there are no more messages; a page may be short, or even empty, and have it. */
export type MessagePage = { readonly messages: readonly JournaledMessage[]; readonly next?: string }

/**
 * Whether a list can be read along an index. Senders and references are indexed by caller: over everybody's messages they
 * only narrow what another filter finds. Held to the statements by `test/journal/sqlite.test.ts`.
 */
export const isIndexed = ({ caller, outcome, to, reference, from }: ListFilter): boolean =>
  caller !== undefined ||
  to !== undefined ||
  (outcome !== undefined && outcome !== 'accepted') ||
  (reference === undefined && from === undefined)
