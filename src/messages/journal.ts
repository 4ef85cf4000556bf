import type { Encoding } from '../sms/message.ts'
import type { WallClockStatus } from './clocks.ts'
import type { RecordedReport } from './delivery.ts'
import type { IncomingReport } from './incoming-report.ts'
import type { ListQuery } from './message-list.ts'
import type { RecipientFailure, RecipientResult, UpstreamIds } from './outcome.ts'
import type { EventPage, EventQuery, EventWait, ReportResult, UnmatchedPage } from './reports.ts'

/**
 * The durable record of what was submitted, independent of the storage.
 *
 * A write resolves once it is durable. It rejects with a `JournalError` if the storage could not record it. It
 * rejects with another error, without effect on other writes, if it would break a rule of the states: that is a bug in
 * the caller. The writes of one message apply in the order of the calls.
 *
 * A query resolves to what is durable, or rejects with a `JournalError`. The counts (`countUnknown`, `usedSegments`) do not
 * wait for durability, so that they are there while the storage is stuck.
 *
 * @see docs/never-twice.md, "The journal"
 */
export interface Journal {
  /**
   * Records a message and claims its key, before anything is sent. The recipients in `sending` get an attempt that may be
   * on the wire from now on; fenced ones get no attempt, and the others wait.
   */
  begin(message: NewMessage, options: BeginOptions): Promise<Begun>
  /**
   * Starts an attempt for recipients that wait or may be retried: they may be on the wire from now on. Only in a run of the
   * message: after it is finished, or lost to another process, nothing starts.
   */
  startAttempts(messageId: string, recipients: readonly string[], startedAt: number): Promise<void>
  /** Records the results of attempts, or later evidence about unknown ones. The fence of an unknown one starts now. */
  endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): Promise<void>
  /** Ends a run of a message. Recipients that still wait are settled as not attempted. */
  finish(messageId: string): Promise<void>
  /** Starts another run of a finished message and reads the message, atomically. */
  reopen(messageId: string, fence: Fence): Promise<Reopened | undefined>
  /** Settles unknown recipients as an operator decided, and returns how many. Never causes anything to be sent. */
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
  /** Resolves to true as soon as no run of the message is in progress in any process, or to false after the timeout. */
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
  /**
   * Resolves to true as soon as there may be an event after one, or to false after so long, or at the signal. Other callers'
   * events wake nobody, once all that there are have been read.
   */
  whenEvent(query: EventWait, timeoutMs: number, signal: AbortSignal): Promise<boolean>
  /** The recipients whose outcome is unknown and not yet settled. Counting 100,000 takes a few milliseconds. */
  countUnknown(): Promise<UnknownCount>
  /** The same, but only those that became unknown by an instant of the journal's clock. */
  countUnknownUntil(seenAt: number): Promise<number>

  /** The last saved segment count of a caller for a day in UTC. */
  usedSegments(caller: string, dayAt: number): Promise<number>
  /**
   * Saves the segment count of a caller for a day. A message that begins later is never durable without this.
   *
   * @param count called as late as possible, so that one save covers the changes of many messages
   */
  saveUsedSegments(caller: string, dayAt: number, count: () => number): Promise<void>

  /**
   * Whether a GET may be written now. False once the journal has failed or closed: the result could not be recorded. Called
   * immediately before the bytes are written, so it is synchronous.
   */
  mayStart(): boolean
  /** Whether writes have waited so long that the storage appears stuck. No message makes progress then. */
  isStalled(): boolean

  /** Removes at most `limit` messages past their retention, and returns how many. 0 means that none remain. */
  purge(limit: number): Promise<number>
  /** Removes unmatched reports and events that are past their time, as `purge` does. */
  purgeReports(limit: number): Promise<number>
  /**
   * The journal's clock, which determines the age of everything in it: the creation date plus the milliseconds for which
   * a gateway has run on this journal. Never goes back and never jumps, even if the wall clock is set.
   */
  seenAt(): number
  /** Saves the clock. A crash loses the time since the last save. */
  saveClock(): Promise<void>
  /** Whether the wall clock can be relied on. */
  wallClock(): WallClockStatus
  /** Trusts the wall clock, because an operator has confirmed it. */
  confirmWallClock(): Promise<void>
  /** The bytes in the write-ahead log that are not yet in the database. Grows while checkpoints fail. */
  logBacklogBytes(): number
  /** Tries a checkpoint, and returns the reason if it fails. */
  explainLogBacklog(): unknown
  close(): Promise<void>
}

/** A failure of the storage. The write in progress is not recorded. */
export class JournalError extends Error {
  override name = 'JournalError'
  readonly kind: JournalErrorKind

  constructor(message: string, { kind = 'failed', cause }: { kind?: JournalErrorKind; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}

/**
 * `failed`: the storage cannot be used, and the process must exit. `unavailable`: it is unusable at present, and
 * a later call may succeed. `over`: this process can no longer write, because its journal was closed.
 */
export type JournalErrorKind = 'failed' | 'unavailable' | 'over'

export type NewMessage = {
  /** UUIDv7 on the journal's clock: determines the order of lists and when messages are purged. */
  readonly id: string
  readonly caller: string
  readonly requestId: string
  /** Milliseconds since 1970 on the wall clock, like all instants shown to callers. */
  readonly createdAt: number
  readonly to: readonly string[]
  readonly from: string
  readonly encoding?: Encoding
  readonly segments?: number
  readonly reference?: string
  readonly scheduledAt?: number
  /** Whether the provider was asked for delivery reports. */
  readonly deliveryReport: boolean
  /** HMAC over what a person would call the same message: caller, sender, text, type. The text itself is not stored. */
  readonly contentHash: Uint8Array
}

/** A message in the journal without its recipients. */
export type MessageFacts = Omit<NewMessage, 'to' | 'contentHash'>

/** An Idempotency-Key in its scope. */
export type KeyClaim = {
  readonly caller: string
  readonly route: string
  readonly key: string
  /** HMAC over the body of the key's first request. */
  readonly fingerprint: Uint8Array
}

export type BeginOptions = Fence & {
  readonly claim?: KeyClaim
  readonly sending: readonly string[]
}

export type Fence = {
  /** Fence recipients for whom the same content became unknown after this instant of the journal's clock. */
  readonly fencedSince?: number
  /** A message that the caller has acknowledged. While it is the newest open one, it and earlier ones fence nothing. */
  readonly acknowledged?: string
}

/** By recipient: the newest open message of the same content, which blocks sending to it. */
export type FencedRecipients = ReadonlyMap<string, string>

export type Begun =
  /** If all recipients are fenced, nothing was recorded. */
  | { readonly kind: 'begun'; readonly fenced: FencedRecipients }
  | { readonly kind: 'claimed'; readonly claimed: ClaimedKey }

/** A message whose run was started again, as it was at that moment, and its fenced recipients. */
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
  /** In order; the last one is current. */
  readonly attempts: readonly Attempt[]
  /** In the order in which they came. Empty if none has. */
  readonly reports: readonly RecordedReport[]
}

export type JournaledMessage = MessageFacts & {
  /** False while a run is in progress. */
  readonly finished: boolean
  readonly recipients: readonly JournaledRecipient[]
  readonly resolutions: readonly RecordedResolution[]
}

/** `since`: when the first of them became unknown, on the journal's clock. */
export type UnknownCount = { readonly count: number; readonly since?: number }

export type Resolution = {
  readonly outcome: 'accepted' | 'rejected'
  readonly reason: string
  /** The operator's name, in free text. */
  readonly by: string
  /** The caller whose key was used. */
  readonly caller: string
  readonly at: number
  /** The recipients to settle; absent: all unknown ones. */
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

/** `next` is absent only if there are no more messages; a page may be short, or even empty, and have it. */
export type MessagePage = { readonly messages: readonly JournaledMessage[]; readonly next?: string }
