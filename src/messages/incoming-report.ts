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
