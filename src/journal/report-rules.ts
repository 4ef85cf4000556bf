import type { IncomingReport } from '../messages/incoming-report.ts'
import type { JournalObserver } from '../messages/observer.ts'
import type { ReportResult, SettleMode, UnmatchedPage, UnmatchedReport } from '../messages/reports.ts'
import { isUpstreamId } from '../messages/upstream-id.ts'
import { dayMs } from '../sms/instant.ts'
import type { ReportRow } from './deliveries.ts'

// What holds for delivery reports in every journal, whatever the database.

export type UnmatchedRow = Omit<ReportRow, 'position' | 'upstream_id'> & {
  readonly number: number
  readonly recipient: string | null
  readonly upstream_id: string | null
  readonly sender: string | null
  readonly submitted_at: number | null
}

/** `identified`: applied to a long message, whose part has this id. */
export type Match = Exclude<ReportResult, 'unmatched'> | 'identified'
export const isProof = (match: Match): boolean => match === 'settled' || match === 'identified'

/** In the place of a person who settles an outcome, and of a person's reason. */
export const settledByReport = 'delivery-report'

/** How long a report waits for the answer that names its id: answers come within a minute, and operators look into the rest. */
export const unmatchedRetentionMs = 7 * dayMs
/** Beyond this the oldest go: somebody else's reports must not fill the disk. */
export const maxUnmatched = 100_000

/**
 * Whether a report with an id that no recipient has can prove whose it is. An id that no answer can have would not be found
 * again, and a status that nobody knows proves nothing.
 */
export const mayProve = (settle: SettleMode, { status }: IncomingReport, id: string): boolean =>
  settle === 'exclusive' && status !== 'other' && isUpstreamId(id)

/**
 * A report as far as it is evidence: dates that are in another zone than the configured one would point at another attempt.
 *
 * @param datesAgree whether the provider's dates are known to agree with our clock
 */
export function asEvidence(report: IncomingReport, datesAgree: () => boolean): IncomingReport {
  const { submittedAt, ...undated } = report
  return submittedAt !== undefined && datesAgree() ? report : undated
}

/** Of a scheduled message the provider may tell another date. A change that is run twice compares twice, which does no harm. */
export function compareClocks(
  compared: JournalObserver['compared'],
  { submittedAt }: IncomingReport,
  { started_at, scheduled_at }: { readonly started_at: number | null; readonly scheduled_at: number | null },
): void {
  if (submittedAt === undefined || started_at === null || scheduled_at !== null) return
  compared?.({ submittedAt, startedAt: started_at })
}

/** @param rows the newest first, with one more than the page shows if there are more */
export function unmatchedPage<T extends UnmatchedRow>(
  rows: readonly T[],
  limit: number,
  hintsOf: (row: T) => readonly string[],
): UnmatchedPage {
  const reports = rows.slice(0, limit).map(
    (row): UnmatchedReport => ({
      ...reportFromUnmatched(row),
      number: row.number,
      receivedAt: row.received_at,
      hints: hintsOf(row),
    }),
  )
  const last = reports.at(-1)
  return rows.length <= limit || last === undefined ? { reports } : { reports, next: last.number }
}

export function reportFromUnmatched(row: UnmatchedRow): IncomingReport {
  const { recipient, upstream_id: id, status, sender, error, submitted, submitted_at: submittedAt, done, done_at } = row
  return {
    status,
    ...(recipient !== null && { to: recipient }),
    ...(id !== null && { upstreamMessageId: id }),
    ...(sender !== null && { sender }),
    ...(error !== null && { error }),
    ...(submitted !== null && { submit: submitted }),
    ...(submittedAt !== null && { submittedAt }),
    ...(done !== null && { done }),
    ...(done_at !== null && { doneAt: done_at }),
  }
}
