import type { DatabaseSync } from 'node:sqlite'
import { deliveryOf, foldId, type RecordedReport, type ReportStatus } from '../messages/delivery.ts'
import type { IncomingReport } from '../messages/incoming-report.ts'
import type { EventType, ReportResult, SettleMode, UnmatchedPage, UnmatchedReport } from '../messages/reports.ts'
import type { Events } from './events.ts'
import { type AttemptToNumber, findProven } from './report-proof.ts'
import { prepareReportStatements } from './report-statements.ts'

export type Reports = ReturnType<typeof createReports>

type Place = { readonly message: number; readonly position: number }
type AttemptRow = AttemptToNumber & {
  readonly problem: string | null
  readonly upstream_code: number | null
  readonly smpp_name: string | null
}
type ReportRow = {
  readonly position: number
  readonly upstream_id: string
  readonly status: ReportStatus
  readonly error: string | null
  readonly submitted: string | null
  readonly done: string | null
  readonly done_at: number | null
  readonly received_at: number
}
type UnmatchedRow = Omit<ReportRow, 'position' | 'upstream_id'> & {
  readonly number: number
  readonly recipient: string | null
  readonly upstream_id: string | null
  readonly sender: string | null
  readonly submitted_at: number | null
}
type RecipientRow = {
  readonly id: string
  readonly caller: string
  readonly reference: string | null
  readonly segments: number | null
  readonly wants_report: 0 | 1
  readonly recipient: string
  readonly upstream_id: string | null
  readonly delivery: string | null
}

/** Beyond this the oldest go: somebody else's reports must not fill the disk. */
const maxUnmatched = 100_000

/** A change of delivery that its caller learns. */
const eventOf: Readonly<Partial<Record<string, EventType>>> = {
  delivered: 'recipient.delivered',
  undelivered: 'recipient.undelivered',
  'partially-delivered': 'recipient.partially-delivered',
}

type Settings = {
  readonly settle: SettleMode
  /** The wall clock, or undefined while it is in doubt: then no report proves anything. */
  readonly trustedWallAt: () => number | undefined
  readonly seenAt: () => number
  /** Records who settled an attempt, and what stood there before. */
  readonly keepResolution: (attempt: AttemptRow, at: number) => void
}

/** Delivery reports in the tables, each call within a transaction of the group commit: any of it may be run twice. */
export function createReports(database: DatabaseSync, events: Events, settings: Settings) {
  const sql = prepareReportStatements(database)
  const { seenAt, trustedWallAt, keepResolution } = settings
  // Without any, the end of an attempt has nothing to look at. Becomes true before a transaction ends, and false only by what
  // is committed.
  let anyUnmatched = true

  /** Applies a report to its recipient, or keeps it until that is known. */
  function record(report: IncomingReport, receivedAt: number): ReportResult {
    const result = match(report, receivedAt)
    if (result !== undefined) return result
    return keepUnmatched(report, receivedAt) ? 'unmatched' : 'repeated'
  }

  function match(report: IncomingReport, receivedAt: number): Exclude<ReportResult, 'unmatched'> | undefined {
    const { to, upstreamMessageId: id } = report
    if (to === undefined || id === undefined) return undefined
    const place = findById(to, id)
    if (place !== undefined) return apply(place, report, id, receivedAt) ? 'applied' : 'repeated'
    const proven = settings.settle === 'exclusive' ? findSettled(report, to) : undefined
    if (proven === undefined) return undefined
    keepResolution(proven, receivedAt)
    sql.settle.run(id, proven.message, proven.position)
    tell(proven, 'recipient.settled', receivedAt)
    apply(proven, report, id, receivedAt)
    return 'settled'
  }

  function findById(to: string, id: string): Place | undefined {
    const wanted = foldId(id)
    const rows = sql.findById.all(to, wanted) as (Place & { readonly upstream_id: string })[]
    return rows.find(({ upstream_id }) => upstream_id.split(',').some((one) => foldId(one) === wanted))
  }

  /** A status that nobody knows proves nothing either. */
  function findSettled(report: IncomingReport, to: string): AttemptRow | undefined {
    const now = trustedWallAt()
    if (now === undefined || report.status === 'other') return undefined
    const attempts = sql.attemptsTo.all(to) as AttemptRow[]
    const refused = attempts.flatMap((attempt) =>
      sql.pastRefusalsOf
        .all(attempt.message, attempt.position)
        .map((row) => ({ ...attempt, state: 'rejected', upstream_id: null, started_at: Number(row['started_at']) })),
    )
    return findProven(report, [...attempts, ...refused], now)
  }

  /** False if the report was known. */
  function apply(place: Place, report: IncomingReport, id: string, receivedAt: number): boolean {
    const { message, position } = place
    const { status, error, submit, done, doneAt } = report
    const texts = [error ?? null, submit ?? null, done ?? null]
    const { changes } = sql.insert.run(message, position, id, status, ...texts, doneAt ?? null, receivedAt)
    if (changes === 0) return false
    const recipient = findRecipient(place)
    const delivery = deliveryNow(recipient, place)
    if (delivery.status === recipient.delivery) return true
    sql.setDelivery.run(delivery.status, message, position)
    const type = eventOf[delivery.status]
    if (type !== undefined) tell(place, type, receivedAt)
    return true
  }

  const findRecipient = ({ message, position }: Place) =>
    sql.recipient.get(message, position) as unknown as RecipientRow

  const deliveryNow = (recipient: RecipientRow, { message, position }: Place) =>
    deliveryOf(submittedOf(recipient), (sql.ofRecipient.all(message, position) as ReportRow[]).map(formatReport))

  function tell(place: Place, type: EventType, at: number): void {
    const row = findRecipient(place)
    const { id, caller, reference, recipient: to } = row
    events.add({
      type,
      at,
      caller,
      messageId: id,
      ...(reference !== null && { reference }),
      to,
      outcome: 'accepted',
      resend: 'forbidden',
      delivery: deliveryNow(row, place),
    })
  }

  /** False if the same report is kept already. */
  function keepUnmatched(report: IncomingReport, receivedAt: number): boolean {
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
    if (changes === 0) return false
    anyUnmatched = true
    // Numbers only grow, so no more rows than that are left.
    sql.dropUnmatchedUpTo.run(Number(lastInsertRowid) - maxUnmatched)
    return true
  }

  /** Looks at the reports that came before the answer, or while another attempt was still on the wire. */
  function rejoin(to: string): void {
    if (!anyUnmatched) return
    for (const row of sql.unmatchedTo.all(to) as unknown as UnmatchedRow[]) {
      if (match(formatUnmatched(row), row.received_at) !== undefined) sql.deleteUnmatched.run(row.number)
    }
  }

  return {
    record,
    rejoin,
    /** Looks at the reports to numbers whose outcome a crash has made unknown. */
    rejoinUnknown(): void {
      for (const row of sql.unmatchedToUnknown.all()) rejoin(String(row['recipient']))
    },
    /** The reports of a message, by position. */
    ofMessage(message: number): ReadonlyMap<number, readonly RecordedReport[]> {
      const rows = sql.ofMessage.all(message) as unknown as ReportRow[]
      return rows.length === 0 ? none : mapValues(Map.groupBy(rows, ({ position }) => position))
    },
    listUnmatched(before: number | undefined, limit: number): UnmatchedPage {
      const rows = sql.listUnmatched.all(before ?? Number.MAX_SAFE_INTEGER, limit) as unknown as UnmatchedRow[]
      const last = rows.at(-1)
      const reports = rows.map(
        (row): UnmatchedReport => ({
          ...formatUnmatched(row),
          number: row.number,
          receivedAt: row.received_at,
          hints: row.recipient === null ? [] : sql.hints.all(row.recipient).map(({ id }) => String(id)),
        }),
      )
      return rows.length < limit || last === undefined ? { reports } : { reports, next: last.number }
    },
    countUnmatched: (): number => Number(sql.countUnmatched.get()?.['count']),
    purge: (seenBefore: number, limit: number): number => Number(sql.purgeUnmatched.run(seenBefore, limit).changes),
    /** Looks whether anything is unmatched. Outside of a transaction: what it finds must be there to stay. */
    lookForUnmatched(): void {
      anyUnmatched = sql.anyUnmatched.get() !== undefined
    },
  }
}

const none: ReadonlyMap<number, readonly RecordedReport[]> = new Map()

const mapValues = (groups: ReadonlyMap<number, readonly ReportRow[]>) =>
  new Map([...groups].map(([position, rows]) => [position, rows.map(formatReport)] as const))

const submittedOf = ({ upstream_id: ids, segments, wants_report: wanted }: RecipientRow) => ({
  ids: ids?.split(',') ?? [],
  segments: segments ?? undefined,
  reportRequested: wanted === 1,
})

function formatReport(row: ReportRow): RecordedReport {
  const { upstream_id: upstreamMessageId, status, error, submitted, done, done_at: doneAt } = row
  return {
    upstreamMessageId,
    status,
    ...(error !== null && { error }),
    ...(submitted !== null && { submit: submitted }),
    ...(done !== null && { done }),
    ...(doneAt !== null && { doneAt }),
    receivedAt: row.received_at,
  }
}

function formatUnmatched(row: UnmatchedRow): IncomingReport {
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
