import type { ReportStatus } from './delivery.ts'

/** A delivery report as it was received, before it is matched to a message. Absent fields were absent, blank or `NULL`. */
export type IncomingReport = {
  readonly status: ReportStatus
  /** In E.164. */
  readonly to?: string
  readonly sender?: string
  readonly upstreamMessageId?: string
  readonly error?: string
  /** The provider's dates, in its own words, and their instants in ms since 1970 where its zone is configured. */
  readonly submit?: string
  readonly submittedAt?: number
  readonly done?: string
  readonly doneAt?: number
}

/** A report, or why the parameters of a call are none. */
export type ReportReading =
  | { readonly ok: true; readonly report: IncomingReport }
  | { readonly ok: false; readonly reason: UnreadableReason }

export type UnreadableReason = 'no-status' | 'id-too-long'

/** Reads the parameters of a call: those of the body before those of the query, each as often as it was sent. */
export type ReadReport = (pairs: readonly (readonly [name: string, value: string])[]) => ReportReading
