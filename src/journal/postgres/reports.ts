import { foldId } from '../../messages/delivery.ts'
import type { IncomingReport } from '../../messages/incoming-report.ts'
import { isIndexedDelivery } from '../../messages/message-list.ts'
import type { JournalObserver } from '../../messages/observer.ts'
import type { ReportResult, SettleMode } from '../../messages/reports.ts'
import { eventOf } from '../deliveries.ts'
import { instantOfId } from '../message-number.ts'
import { type AttemptToNumber, findProven } from '../report-proof.ts'
import {
  asEvidence,
  compareClocks,
  isProof,
  type Match,
  maxUnmatched,
  mayProve,
  reportFromUnmatched,
  settledByReport,
  type UnmatchedRow,
} from '../report-rules.ts'
import { maxAttempts } from '../report-statements.ts'
import type { Database } from './connections.ts'
import { formatJson } from './json.ts'
import { datesOf, deliveryNow, describeEvent, type ReportedRecipient } from './reported-recipient.ts'

type Place = { readonly message: string; readonly position: number }

type IdentifiedAttempt = Place & { readonly started_at: number | null; readonly scheduled_at: number | null }

type Context = {
  readonly settle: SettleMode
  readonly trustedWallAt: () => number | undefined
  readonly seenAt: () => number
  readonly compared: JournalObserver['compared']
  /** Whether the provider's dates are known to agree with our clock. */
  readonly datesAgree: () => boolean
  /** Told of the caller of each event that is durable. */
  readonly onEvent: (caller: string) => void
}

/** Another gateway may change the recipient in between; it does so a few times at most. */
const maxTries = 20
const newestOfNumber = `SELECT message, position, state, upstream_id, started_at, ended_at FROM attempts
  WHERE recipient = $1 ORDER BY message DESC LIMIT ${maxAttempts}`

/**
 * Delivery reports. What a report changes is read and decided here, with the rules that SQLite's journal has; one call then
 * applies it, if the recipient is still as it was read.
 */
export function createPostgresReports({ query }: Pick<Database, 'query'>, context: Context) {
  const { settle, trustedWallAt, seenAt, compared, datesAgree, onEvent } = context

  async function record(report: IncomingReport, receivedAt: number): Promise<ReportResult> {
    const matched = await findMatch(report, receivedAt)
    if (matched !== undefined) {
      // If it fails, the next sweep does it.
      if (isProof(matched) && report.to !== undefined) await rejoinTo(report.to).catch(() => {})
      return matched === 'identified' ? 'applied' : matched
    }
    const { to, upstreamMessageId: id, ...others } = report
    const kept = { ...others, to, id, foldedId: id && foldId(id), receivedAt }
    // Changes nothing if the same report is kept already.
    await query('SELECT journal_keep_report_1($1, $2, $3)', [seenAt(), maxUnmatched, formatJson(kept)])
    return 'unmatched'
  }

  /** @param unmatched the number of the report if it was kept, and is removed once it is applied */
  async function findMatch(report: IncomingReport, receivedAt: number, unmatched?: number): Promise<Match | undefined> {
    const { to, upstreamMessageId: id } = report
    if (to === undefined || id === undefined) return undefined
    for (let tries = 0; tries < maxTries; tries++) {
      const known = await findById(to, id)
      const place = known ?? (mayProve(settle, report, id) ? await findProof(report, to, receivedAt) : undefined)
      if (place === undefined) return undefined
      const result = await apply(place, known === undefined, { report, id, receivedAt, unmatched })
      if (result === 'applied' && known !== undefined) compareClocks(compared, report, known)
      if (result !== undefined) return result
    }
    throw new Error('A recipient has changed too often while a report was applied')
  }

  async function findById(to: string, id: string): Promise<IdentifiedAttempt | undefined> {
    const [row] = await query(
      `SELECT message, position, started_at, (SELECT scheduled_at FROM messages WHERE id = message) AS scheduled_at
       FROM (${newestOfNumber}) AS newest
       WHERE upstream_id IS NOT NULL AND $2 = ANY (string_to_array(lower(upstream_id COLLATE "C"), ',')) LIMIT 1`,
      [to, foldId(id)],
    )
    return row as IdentifiedAttempt | undefined
  }

  async function findProof(report: IncomingReport, to: string, receivedAt: number): Promise<Place | undefined> {
    const wallAt = trustedWallAt()
    if (wallAt === undefined) return undefined
    const rows = await query(
      `WITH newest AS MATERIALIZED (${newestOfNumber})
       SELECT n.*, false AS past, m.sender, m.segments, m.scheduled_at FROM newest AS n JOIN messages AS m ON m.id = n.message
       UNION ALL
       SELECT n.message, n.position, p.state, NULL, p.started_at, n.ended_at, true, m.sender, m.segments, m.scheduled_at FROM newest AS n
       JOIN past_attempts AS p ON p.message = n.message AND p.position = n.position AND p.state = 'rejected'
       JOIN messages AS m ON m.id = n.message`,
      [to],
    )
    const attempts = rows as unknown as (AttemptToNumber & Place & { readonly past: boolean })[]
    // There may be more, and any of them may be meant.
    if (attempts.filter(({ past }) => !past).length === maxAttempts) return undefined
    const aheadMs = wallAt - seenAt()
    const dating = attempts.map((attempt) => ({ ...attempt, recordedAt: instantOfId(attempt.message) + aheadMs }))
    return findProven(asEvidence(report, datesAgree), dating, receivedAt)
  }

  type Given = {
    readonly report: IncomingReport
    readonly id: string
    readonly receivedAt: number
    readonly unmatched: number | undefined
  }

  /**
   * @param isProven whether the report proves that its id belongs to the recipient, which does not have it yet
   * @returns undefined if the recipient has changed since it was read
   */
  async function apply({ message, position }: Place, isProven: boolean, given: Given): Promise<Match | undefined> {
    const { report, id, receivedAt, unmatched } = given
    const [row] = await query('SELECT journal_recipient_1($1, $2) AS recipient', [message, position])
    const before = row?.['recipient'] as ReportedRecipient | null | undefined
    if (!before) return undefined
    const isSettled = isProven && before.state === 'unknown'
    if (isProven && !isSettled && before.state !== 'accepted') return undefined
    const foldedId = foldId(id)
    const isKnown = before.reports.some((one) => foldId(one.upstream_id) === foldedId && one.status === report.status)
    if (isKnown && unmatched === undefined) return 'repeated'
    const ids = isProven ? [...(isSettled ? [] : [before.upstream_id]), id].join(',') : before.upstream_id
    const settled = isSettled ? { state: 'accepted' as const, problem: null } : {}
    const after: ReportedRecipient = { ...before, ...settled, upstream_id: ids }
    const added = { upstream_id: id, status: report.status, ...datesOf(report), position, received_at: receivedAt }
    const delivery = deliveryNow(after, isKnown ? before.reports : [...before.reports, added])
    const type = delivery.status === before.delivery ? undefined : eventOf[delivery.status]
    const events = [
      ...(isSettled ? [describeEvent(after, 'recipient.settled', receivedAt, deliveryNow(after, before.reports))] : []),
      ...(type === undefined ? [] : [describeEvent(after, type, receivedAt, delivery)]),
    ]
    const change = {
      message,
      position,
      state: before.state,
      ids: before.upstream_id,
      idsAfter: ids,
      deliveryBefore: before.delivery,
      reportCount: before.reports.length,
      delivery: delivery.status,
      caller: isIndexedDelivery(delivery.status) ? before.caller : undefined,
      unmatched,
      ...(isSettled && { settledBy: settledByReport }),
      ...(!isKnown && { report: { ...report, id, foldedId, receivedAt } }),
      ...(events.length > 0 && { events }),
    }
    const [done] = await query('SELECT journal_report_1($1, $2) AS done', [seenAt(), formatJson(change)])
    if (done?.['done'] !== true) return undefined
    if (events.length > 0) onEvent(before.caller)
    if (isProven) return isSettled ? 'settled' : 'identified'
    return isKnown ? 'repeated' : 'applied'
  }

  /**
   * Looks at kept reports that may belong to a recipient by now. What one of them proves may leave a single attempt for
   * another, so they are looked at until nothing is proven any more.
   */
  async function rejoinTo(to: string): Promise<void> {
    for (let again = true; again; ) {
      again = false
      // A number of somebody else may have any number of them.
      const rows = await query('SELECT * FROM unmatched_reports WHERE recipient = $1 ORDER BY number DESC LIMIT 100', [
        to,
      ])
      for (const row of (rows as unknown as UnmatchedRow[]).toReversed()) {
        const matched = await findMatch(reportFromUnmatched(row), row.received_at, row.number)
        again ||= matched !== undefined && isProof(matched)
      }
    }
  }

  return {
    record,
    rejoinTo,
    /**
     * Looks at the kept reports that came since an instant and whose recipient is known by now: the answer may have been
     * recorded by another gateway, at the same moment.
     */
    async sweep(since: number): Promise<void> {
      const rows = await query(
        `SELECT DISTINCT u.recipient FROM unmatched_reports AS u WHERE seen_at >= $1 AND EXISTS (
           SELECT 1 FROM attempts AS a WHERE a.recipient = u.recipient AND (
             u.folded_id = ANY (string_to_array(lower(a.upstream_id COLLATE "C"), ','))
             OR ($2 AND a.state = 'unknown')))
         LIMIT 1000`,
        [since, settle === 'exclusive'],
      )
      for (const { recipient } of rows) await rejoinTo(String(recipient))
    },
  }
}
