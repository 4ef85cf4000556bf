import type { Delivery } from './delivery.ts'
import type { IncomingReport } from './incoming-report.ts'
import type { Outcome, Resend } from './outcome-kinds.ts'

/**
 * Whether a report that names no known id may settle an unknown outcome. `hint`: it is only shown to operators. `exclusive`:
 * it may, if it proves what was submitted, because nobody else sends over the account.
 */
export const settleModes = ['off', 'hint', 'exclusive'] as const
export type SettleMode = (typeof settleModes)[number]

/** What became of a report. `repeated`: it had been applied. `unmatched`: kept, once, until an answer names its id. */
export const reportResults = ['applied', 'repeated', 'settled', 'unmatched'] as const
export type ReportResult = (typeof reportResults)[number]

/** Why a callback was refused before it was read. The caller is told none of this: it finds nothing. */
export const reportRefusals = ['wrong-secret', 'wrong-network'] as const
export type ReportRefusal = (typeof reportRefusals)[number]

/** A report that belongs to no recipient as far as is known. */
export type UnmatchedReport = IncomingReport & {
  /** Counts up; the cursor of the list. */
  readonly number: number
  readonly receivedAt: number
  /** The messages with an unknown outcome to the same number, newest first: it may belong to one of them. */
  readonly hints: readonly string[]
}

export type UnmatchedPage = { readonly reports: readonly UnmatchedReport[]; readonly next?: number }

/** A change that a caller learns from the feed, since no answer to a request told it. */
export const eventTypes = [
  'recipient.delivered',
  'recipient.undelivered',
  'recipient.partially-delivered',
  'recipient.settled',
  'recipient.unknown',
] as const
export type EventType = (typeof eventTypes)[number]

export type MessageEvent = {
  /** Counts up, in the order of the changes. */
  readonly seq: number
  readonly type: EventType
  /** Milliseconds since 1970 on the wall clock. */
  readonly at: number
  readonly caller: string
  readonly messageId: string
  readonly reference?: string
  readonly to: string
  readonly outcome: Outcome
  readonly resend?: Resend
  readonly delivery?: Delivery
}

export type EventQuery = {
  /** The caller whose events are meant; absent: the events of all callers. */
  readonly caller?: string
  /** The last event that is known; 0 if there was none. Absent: from the oldest that is kept. */
  readonly after?: number
  readonly limit: number
}

/** Whose next event is waited for, and after which. */
export type EventWait = { readonly caller?: string; readonly after: number }

export type EventPage =
  | { readonly kind: 'page'; readonly events: readonly MessageEvent[]; readonly next: number }
  /** Events after that one were removed, or it is of another journal. The oldest that is kept follows `oldest`. */
  | { readonly kind: 'gone'; readonly oldest: number }
