import type { DatabaseSync } from 'node:sqlite'
import { foldId, type RecordedReport } from '../messages/delivery.ts'
import type { IncomingReport } from '../messages/incoming-report.ts'
import type { JournalObserver } from '../messages/observer.ts'
import type { ReportResult, SettleMode, UnmatchedPage, UnmatchedReport } from '../messages/reports.ts'
import { isUpstreamId } from '../messages/upstream-id.ts'
import { dayMs } from '../sms/instant.ts'
import type { Deliveries, Place, RecipientRow, ReportRow } from './deliveries.ts'
import { createKnownAttempts, type KnownAttempts, type ProvenAttempt } from './known-attempts.ts'
import { findProven } from './report-proof.ts'
import { prepareReportStatements } from './report-statements.ts'

export type Reports = ReturnType<typeof createReports>

export type UnmatchedRow = Omit<ReportRow, 'position' | 'upstream_id'> & {
  readonly number: number
  readonly recipient: string | null
  readonly upstream_id: string | null
  readonly sender: string | null
  readonly submitted_at: number | null
}

/** `identified`: applied to a long message, whose part has this id. */
type Match = Exclude<ReportResult, 'unmatched'> | 'identified'
const isProof = (match: Match): boolean => match === 'settled' || match === 'identified'

type IdentifiedAttempt = RecipientRow & {
  readonly upstream_id: string
  readonly started_at: number | null
  readonly scheduled_at: number | null
}

/** How long a report waits for the answer that names its id: answers come within a minute, and operators look into the rest. */
export const unmatchedRetentionMs = 7 * dayMs
/** Beyond this the oldest go: somebody else's reports must not fill the disk. */
export const maxUnmatched = 100_000

type Context = {
  readonly deliveries: Deliveries
  readonly settle: SettleMode
  /** The wall clock, or undefined while it is in doubt: then no report proves anything. */
  readonly trustedWallAt: () => number | undefined
  readonly seenAt: () => number
  /** Records that a report settles an attempt, before the attempt is changed. */
  readonly keepResolution: (place: Place, at: number) => void
  readonly compared?: JournalObserver['compared']
  /** Whether the provider's dates are known to agree with our clock. */
  readonly datesAgree: () => boolean
  /** Inserts the attempts that the transaction has put off. */
  readonly flush: () => void
}

/** Delivery reports in the tables, each call within a transaction of the group commit: any of it may be run twice. */
export function createReports(database: DatabaseSync, context: Context) {
  const { deliveries, settle, trustedWallAt, seenAt, keepResolution, compared, datesAgree, flush } = context
  const sql = prepareReportStatements(database)
  // Without any, the end of an attempt has nothing to look at. Becomes true before a transaction ends, and false only by what
  // is committed.
  let anyUnmatched = true

  /** Applies a report to its recipient, or keeps it until that is known. */
  function record(report: IncomingReport, receivedAt: number): ReportResult {
    const match = findMatch(report, receivedAt)
    if (match === undefined) {
      keepUnmatched(report, receivedAt)
      return 'unmatched'
    }
    if (isProof(match) && report.to !== undefined) rejoin(report.to)
    return match === 'identified' ? 'applied' : match
  }

  /** @param known the same for several reports to one number, as long as no attempt changes */
  function findMatch(report: IncomingReport, receivedAt: number, known?: KnownAttempts): Match | undefined {
    const { to, upstreamMessageId: id } = report
    if (to === undefined || id === undefined) return undefined
    const attempt = (known?.hasId(id) ?? true) ? findById(to, id) : undefined
    if (attempt !== undefined) {
      if (!apply(attempt, report, id, receivedAt)) return 'repeated'
      compareClocks(report, attempt)
      return 'applied'
    }
    // An id that no answer can have would not be found again.
    const proven =
      settle === 'exclusive' && isUpstreamId(id)
        ? findProof(report, receivedAt, known ?? createKnownAttempts(sql, to))
        : undefined
    if (proven === undefined) return undefined
    const isSettled = proven.state === 'unknown'
    if (isSettled) keepResolution(proven, receivedAt)
    const setId = isSettled ? sql.settle : sql.addId
    setId.run(id, proven.message, proven.position)
    if (isSettled) deliveries.tell(proven, 'recipient.settled', receivedAt)
    apply(deliveries.find(proven), report, id, receivedAt)
    return isSettled ? 'settled' : 'identified'
  }

  function findById(to: string, id: string): IdentifiedAttempt | undefined {
    const wanted = foldId(id)
    const rows = sql.findById.all(to, wanted) as unknown as IdentifiedAttempt[]
    return rows.find(({ upstream_id }) => upstream_id.split(',').some((one) => foldId(one) === wanted))
  }

  /** Of a scheduled message the provider may tell another date. A change that is run twice compares twice, which does no harm. */
  function compareClocks({ submittedAt }: IncomingReport, { started_at, scheduled_at }: IdentifiedAttempt): void {
    if (submittedAt === undefined || started_at === null || scheduled_at !== null) return
    compared?.({ submittedAt, startedAt: started_at })
  }

  /** A status that nobody knows proves nothing either. */
  function findProof(report: IncomingReport, receivedAt: number, known: KnownAttempts): ProvenAttempt | undefined {
    const wallAt = trustedWallAt()
    if (report.status === 'other' || wallAt === undefined) return undefined
    // Dates that are in another zone than the configured one would point at another attempt.
    const { submittedAt, ...undated } = report
    const dated = submittedAt !== undefined && datesAgree() ? report : undated
    return findProven(dated, known.all(wallAt - seenAt()), receivedAt)
  }

  /** False if the report was known. */
  function apply(row: RecipientRow, report: IncomingReport, id: string, receivedAt: number): boolean {
    const { status, error, submit, done, doneAt } = report
    const { changes } = sql.insert.run(
      row.message,
      row.position,
      id,
      status,
      error ?? null,
      submit ?? null,
      done ?? null,
      doneAt ?? null,
      receivedAt,
    )
    if (changes === 0) return false
    deliveries.update(row, recordedReport(report, id, receivedAt))
    return true
  }

  /** Changes nothing if the same report is kept already. */
  function keepUnmatched(report: IncomingReport, receivedAt: number): void {
    const { to, upstreamMessageId, status, sender, error, submit, submittedAt, done, doneAt } = report
    const { changes, lastInsertRowid } = sql.insertUnmatched.run(
      to ?? null,
      upstreamMessageId ?? null,
      status,
      sender ?? null,
      error ?? null,
      submit ?? null,
      submittedAt ?? null,
      done ?? null,
      doneAt ?? null,
      receivedAt,
      seenAt(),
    )
    if (changes === 0) return
    anyUnmatched = true
    // Numbers only grow, so no more rows than that are left.
    sql.dropUnmatchedUpTo.run(Number(lastInsertRowid) - maxUnmatched)
  }

  /**
   * Looks at the reports that came before the answer, or while another attempt was still on the wire. What one of them proves
   * may leave a single attempt for another, so they are looked at until nothing is proven any more.
   */
  function rejoin(to: string): void {
    if (anyUnmatched) flush()
    for (let again = anyUnmatched; again; ) {
      again = false
      let known = createKnownAttempts(sql, to)
      for (const row of (sql.unmatchedTo.all(to) as unknown as UnmatchedRow[]).reverse()) {
        const match = findMatch(reportFromUnmatched(row), row.received_at, known)
        if (match === undefined) continue
        sql.deleteUnmatched.run(row.number)
        if (!isProof(match)) continue
        again = true
        known = createKnownAttempts(sql, to)
      }
    }
  }

  const hintsOf = (to: string): readonly string[] => sql.hints.all(to).map(({ id }) => String(id))

  return {
    record,
    rejoin,
    /** Whether there are reports to numbers with an unknown outcome. */
    mayRejoinUnknown: (): boolean => sql.unmatchedToUnknown.get() !== undefined,
    /** Looks at the reports to numbers whose outcome a crash has made unknown. */
    rejoinUnknown(): void {
      for (const row of sql.unmatchedToUnknown.all()) rejoin(String(row['recipient']))
    },
    listUnmatched(before: number | undefined, limit: number): UnmatchedPage {
      const rows = sql.listUnmatched.all(before ?? Number.MAX_SAFE_INTEGER, limit + 1) as unknown as UnmatchedRow[]
      const reports = rows.slice(0, limit).map(
        (row): UnmatchedReport => ({
          ...reportFromUnmatched(row),
          number: row.number,
          receivedAt: row.received_at,
          hints: row.recipient === null ? [] : hintsOf(row.recipient),
        }),
      )
      const last = reports.at(-1)
      return rows.length <= limit || last === undefined ? { reports } : { reports, next: last.number }
    },
    countUnmatched: (): number => Number(sql.countUnmatched.get()?.['count']),
    purge: (seenBefore: number, limit: number): number => Number(sql.purgeUnmatched.run(seenBefore, limit).changes),
    /** Looks whether anything is unmatched. Outside of a transaction: what it finds must be there to stay. */
    lookForUnmatched(): void {
      anyUnmatched = sql.anyUnmatched.get() !== undefined
    },
  }
}

/** As it is read back later. */
const recordedReport = (
  { status, error, submit, done, doneAt }: IncomingReport,
  upstreamMessageId: string,
  receivedAt: number,
): RecordedReport => ({
  upstreamMessageId,
  status,
  ...(error !== undefined && { error }),
  ...(submit !== undefined && { submit }),
  ...(done !== undefined && { done }),
  ...(doneAt !== undefined && { doneAt }),
  receivedAt,
})

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
