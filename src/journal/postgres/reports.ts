import { type Delivery, deliveryOf, foldId } from '../../messages/delivery.ts'
import type { IncomingReport } from '../../messages/incoming-report.ts'
import type { Outcome } from '../../messages/outcome-kinds.ts'
import { problemOf, type RecipientProblemCode } from '../../messages/problems.ts'
import type { ReportResult, SettleMode } from '../../messages/reports.ts'
import { eventOf, type ReportRow, reportFromRow } from '../deliveries.ts'
import { type AttemptToNumber, findProven } from '../report-proof.ts'
import { maxUnmatched, reportFromUnmatched, type UnmatchedRow } from '../reports.ts'
import type { Database } from './connections.ts'
import { formatJson } from './json.ts'

type Place = { readonly message: string; readonly position: number }

/** A recipient as `journal_recipient_1` returns it. */
type Recipient = {
  readonly id: string
  readonly caller: string
  readonly reference: string | null
  readonly segments: number | null
  readonly wants_report: boolean
  readonly recipient: string
  readonly state: Outcome
  readonly upstream_id: string | null
  readonly delivery: string | null
  readonly problem: RecipientProblemCode | null
  readonly reports: readonly ReportRow[]
}

type Context = {
  readonly settle: SettleMode
  readonly trustedWallAt: () => number | undefined
  readonly seenAt: () => number
  /** Told of the caller of each event that is durable. */
  readonly onEvent: (caller: string) => void
}

/** In the place of a person, and of a person's reason. */
const settledByReport = 'delivery-report'
/** Another gateway may change the recipient in between; it does so a few times at most. */
const maxTries = 20
/** A busy test number may have any number of messages; a report is about a recent one. */
const newestOfNumber = `SELECT message, position, state, upstream_id, started_at FROM attempts
  WHERE recipient = $1 ORDER BY message DESC LIMIT 1000`

/**
 * Delivery reports. What a report changes is read and decided here, with the rules that SQLite's journal has; one call then
 * applies it, if the recipient is still as it was read.
 */
export function createPostgresReports(
  { query }: Pick<Database, 'query'>,
  { settle, trustedWallAt, seenAt, onEvent }: Context,
) {
  async function record(report: IncomingReport, receivedAt: number): Promise<ReportResult> {
    const matched = await match(report, receivedAt)
    if (matched !== undefined) return matched
    const { to, upstreamMessageId: id, ...others } = report
    const kept = { ...others, to, id, foldedId: id && foldId(id), receivedAt }
    const [row] = await query('SELECT journal_keep_report_1($1, $2, $3) AS kept', [
      seenAt(),
      maxUnmatched,
      formatJson(kept),
    ])
    return row?.['kept'] === true ? 'unmatched' : 'repeated'
  }

  /** @param unmatched the number of the report if it was kept, and is removed once it is applied */
  async function match(
    report: IncomingReport,
    receivedAt: number,
    unmatched?: number,
  ): Promise<Exclude<ReportResult, 'unmatched'> | undefined> {
    const { to, upstreamMessageId: id } = report
    if (to === undefined || id === undefined) return undefined
    for (let tries = 0; tries < maxTries; tries++) {
      const place = await findById(to, id)
      const proven = place ?? (settle === 'exclusive' ? await findSettled(report, to, receivedAt) : undefined)
      if (proven === undefined) return undefined
      const result = await apply(proven, place === undefined, { report, id, receivedAt, unmatched })
      if (result !== undefined) return result
    }
    throw new Error('A recipient has changed too often while a report was applied')
  }

  async function findById(to: string, id: string): Promise<Place | undefined> {
    const [row] = await query(
      `SELECT message, position FROM (${newestOfNumber}) AS newest
       WHERE upstream_id IS NOT NULL AND $2 = ANY (string_to_array(lower(upstream_id COLLATE "C"), ',')) LIMIT 1`,
      [to, foldId(id)],
    )
    return row as Place | undefined
  }

  /** A status that nobody knows proves nothing either. */
  async function findSettled(report: IncomingReport, to: string, receivedAt: number): Promise<Place | undefined> {
    if (report.status === 'other' || trustedWallAt() === undefined) return undefined
    const attempts = await query(
      `WITH newest AS MATERIALIZED (${newestOfNumber})
       SELECT n.*, m.sender, m.segments FROM newest AS n JOIN messages AS m ON m.id = n.message
       UNION ALL
       SELECT n.message, n.position, p.state, NULL, p.started_at, m.sender, m.segments FROM newest AS n
       JOIN past_attempts AS p ON p.message = n.message AND p.position = n.position AND p.state = 'rejected'
       JOIN messages AS m ON m.id = n.message`,
      [to],
    )
    return findProven(report, attempts as unknown as (AttemptToNumber & Place)[], receivedAt)
  }

  type Given = {
    readonly report: IncomingReport
    readonly id: string
    readonly receivedAt: number
    readonly unmatched: number | undefined
  }

  /** Undefined if the recipient has changed since it was read. */
  async function apply({ message, position }: Place, settles: boolean, given: Given) {
    const { report, id, receivedAt, unmatched } = given
    const [row] = await query('SELECT journal_recipient_1($1, $2) AS recipient', [message, position])
    const before = row?.['recipient'] as Recipient | null | undefined
    if (!before || (settles && before.state !== 'unknown')) return undefined
    const foldedId = foldId(id)
    const isKnown = before.reports.some((one) => foldId(one.upstream_id) === foldedId && one.status === report.status)
    if (isKnown && unmatched === undefined) return 'repeated'
    const after: Recipient = settles ? { ...before, state: 'accepted', problem: null, upstream_id: id } : before
    const added = { upstream_id: id, status: report.status, ...datesOf(report), position, received_at: receivedAt }
    const delivery = deliveryNow(after, isKnown ? before.reports : [...before.reports, added])
    const type = delivery.status === before.delivery ? undefined : eventOf[delivery.status]
    const events = [
      ...(settles ? [describeEvent(after, 'recipient.settled', receivedAt, deliveryNow(after, before.reports))] : []),
      ...(type === undefined ? [] : [describeEvent(after, type, receivedAt, delivery)]),
    ]
    const change = {
      message,
      position,
      state: before.state,
      ids: before.upstream_id,
      deliveryBefore: before.delivery,
      reportCount: before.reports.length,
      delivery: delivery.status,
      unmatched,
      ...(settles && { settle: { by: settledByReport } }),
      ...(!isKnown && { report: { ...report, id, foldedId, receivedAt } }),
      ...(events.length > 0 && { events }),
    }
    const [done] = await query('SELECT journal_report_1($1, $2) AS done', [seenAt(), formatJson(change)])
    if (done?.['done'] !== true) return undefined
    if (events.length > 0) onEvent(before.caller)
    if (settles) return 'settled'
    return isKnown ? 'repeated' : 'applied'
  }

  /** Looks at kept reports that may belong to a recipient by now. */
  async function rejoin(rows: readonly UnmatchedRow[]): Promise<void> {
    for (const row of rows) await match(reportFromUnmatched(row), row.received_at, row.number)
  }

  return {
    record,
    async rejoinTo(to: string): Promise<void> {
      const rows = await query('SELECT * FROM unmatched_reports WHERE recipient = $1 ORDER BY number', [to])
      await rejoin(rows as unknown as UnmatchedRow[])
    },
    /**
     * Looks at the kept reports that came since an instant and whose recipient is known by now: the answer may have been
     * recorded by another gateway, at the same moment.
     */
    async sweep(since: number): Promise<void> {
      const rows = await query(
        `SELECT u.* FROM unmatched_reports AS u WHERE seen_at >= $1 AND EXISTS (
           SELECT 1 FROM attempts AS a WHERE a.recipient = u.recipient AND (
             u.folded_id = ANY (string_to_array(lower(a.upstream_id COLLATE "C"), ','))
             OR ($2 AND a.state = 'unknown')))
         ORDER BY number LIMIT 1000`,
        [since, settle === 'exclusive'],
      )
      await rejoin(rows as unknown as UnmatchedRow[])
    },
  }
}

const datesOf = ({ error, submit, done, doneAt }: IncomingReport) => ({
  error: error ?? null,
  submitted: submit ?? null,
  done: done ?? null,
  done_at: doneAt ?? null,
})

function deliveryNow(row: Recipient, reports: readonly ReportRow[]): Delivery {
  const ids = row.upstream_id?.split(',') ?? []
  const submitted = { ids, segments: row.segments ?? undefined, reportRequested: row.wants_report }
  return deliveryOf(submitted, reports.map(reportFromRow))
}

function describeEvent(row: Recipient, type: string, at: number, delivery: Delivery) {
  const { caller, id: message, reference, recipient, state: outcome, problem } = row
  const resend = problem === null ? undefined : problemOf(problem).resend
  return {
    caller,
    type,
    message,
    reference,
    recipient,
    outcome,
    resend,
    at,
    ...(outcome === 'accepted' && { delivery }),
  }
}
