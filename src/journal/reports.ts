import type { DatabaseSync } from 'node:sqlite'
import { foldId, type RecordedReport } from '../messages/delivery.ts'
import type { IncomingReport } from '../messages/incoming-report.ts'
import type { JournalObserver } from '../messages/observer.ts'
import type { ReportResult, SettleMode, UnmatchedPage } from '../messages/reports.ts'
import type { Deliveries, Place, RecipientRow } from './deliveries.ts'
import { createKnownAttempts, type KnownAttempts, type ProvenAttempt } from './known-attempts.ts'
import { findProven } from './report-proof.ts'
import {
  asEvidence,
  compareClocks,
  isProof,
  type Match,
  maxUnmatched,
  mayProve,
  reportFromUnmatched,
  type UnmatchedRow,
  unmatchedPage,
} from './report-rules.ts'
import { prepareReportStatements } from './report-statements.ts'

export type Reports = ReturnType<typeof createReports>

type IdentifiedAttempt = RecipientRow & {
  readonly upstream_id: string
  readonly started_at: number | null
  readonly scheduled_at: number | null
}

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
      compareClocks(compared, report, attempt)
      return 'applied'
    }
    const proven = mayProve(settle, report, id)
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

  function findProof(report: IncomingReport, receivedAt: number, known: KnownAttempts): ProvenAttempt | undefined {
    const wallAt = trustedWallAt()
    if (wallAt === undefined) return undefined
    return findProven(asEvidence(report, datesAgree), known.all(wallAt - seenAt()), receivedAt)
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
      return unmatchedPage(rows, limit, ({ recipient }) => (recipient === null ? [] : hintsOf(recipient)))
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
