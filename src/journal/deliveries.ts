import type { DatabaseSync } from 'node:sqlite'
import { type Delivery, deliveryOf, type RecordedReport, type ReportStatus } from '../messages/delivery.ts'
import { isIndexedDelivery } from '../messages/message-list.ts'
import type { Outcome } from '../messages/outcome-kinds.ts'
import { problemOf, type RecipientProblemCode } from '../messages/problems.ts'
import type { EventType } from '../messages/reports.ts'
import type { Events } from './events.ts'

export type Deliveries = ReturnType<typeof createDeliveries>

/** A recipient of a message. */
export type Place = { readonly message: number; readonly position: number }

/** A recipient with what its delivery depends on, and what the feed tells of it. */
export type RecipientRow = Place & {
  readonly id: string
  readonly caller: string
  readonly reference: string | null
  readonly segments: number | null
  readonly wants_report: 0 | 1
  readonly recipient: string
  readonly state: Outcome
  readonly problem: RecipientProblemCode | null
  readonly upstream_id: string | null
  /** Null as long as there are no reports. */
  readonly delivery: string | null
}

/** The columns of a `RecipientRow`, of a join of `attempt` and `messages`. */
export const recipientColumns = `attempt.message, attempt.position, messages.id, messages.caller, messages.reference,
  messages.segments, messages.wants_report, attempt.recipient, attempt.state, attempt.problem, attempt.upstream_id,
  attempt.delivery`

export type ReportRow = {
  readonly position: number
  readonly upstream_id: string
  readonly status: ReportStatus
  readonly error: string | null
  readonly submitted: string | null
  readonly done: string | null
  readonly done_at: number | null
  readonly received_at: number
}

/** A change of delivery that the feed tells. */
export const eventOf: Readonly<Partial<Record<string, EventType>>> = {
  delivered: 'recipient.delivered',
  undelivered: 'recipient.undelivered',
  'partially-delivered': 'recipient.partially-delivered',
}

/** What the reports of a recipient add up to, and what the feed tells of a recipient. */
export function createDeliveries(database: DatabaseSync, events: Events) {
  const findRecipient = database.prepare(
    `SELECT ${recipientColumns} FROM attempts AS attempt JOIN messages ON messages.number = message
     WHERE message = ? AND position = ?`,
  )
  const reportsOf = database.prepare('SELECT * FROM delivery_reports WHERE message = ? AND position = ?')
  const reportsOfMessage = database.prepare('SELECT * FROM delivery_reports WHERE message = ?')
  // A failed delivery is listed per caller: only then the attempt names its caller, so that others pay for no index.
  const setDelivery = database.prepare(
    'UPDATE attempts SET delivery = ?, caller = ? WHERE message = ? AND position = ?',
  )

  const find = ({ message, position }: Place) => findRecipient.get(message, position) as unknown as RecipientRow

  const reportsAt = ({ message, position }: Place): readonly RecordedReport[] =>
    (reportsOf.all(message, position) as unknown as ReportRow[]).map(reportFromRow)

  function deliveryBy(row: RecipientRow, reports: readonly RecordedReport[]): Delivery {
    const ids = row.upstream_id?.split(',') ?? []
    return deliveryOf({ ids, segments: row.segments ?? undefined, reportRequested: row.wants_report === 1 }, reports)
  }

  function addEvent(row: RecipientRow, type: EventType, at: number, delivery: Delivery | undefined): void {
    const { id, caller, reference, recipient: to, state: outcome, problem } = row
    events.add({
      type,
      at,
      caller,
      messageId: id,
      ...(reference !== null && { reference }),
      to,
      outcome,
      ...(problem !== null && { resend: problemOf(problem).resend }),
      ...(delivery && { delivery }),
    })
  }

  return {
    /** Tells the feed what holds of a recipient now. */
    tell(place: Place, type: EventType, at: number): void {
      const row = find(place)
      addEvent(row, type, at, row.state === 'accepted' ? deliveryBy(row, reportsAt(row)) : undefined)
    },
    find,
    /**
     * Brings the delivery in line with the reports, and tells the feed if it has changed.
     *
     * @param row as it was before the report, which is stored already
     */
    update(row: RecipientRow, report: RecordedReport): void {
      // Mostly two reports come for a recipient, so half of them need no query for the others.
      const delivery = deliveryBy(row, row.delivery === null ? [report] : reportsAt(row))
      if (delivery.status === row.delivery) return
      const caller = isIndexedDelivery(delivery.status) ? row.caller : null
      setDelivery.run(delivery.status, caller, row.message, row.position)
      const type = eventOf[delivery.status]
      if (type !== undefined) addEvent(row, type, report.receivedAt, row.state === 'accepted' ? delivery : undefined)
    },
    /** The reports of a message, by the position of their recipient. */
    reportsOfMessage(message: number): ReadonlyMap<number, readonly RecordedReport[]> {
      const rows = reportsOfMessage.all(message) as unknown as ReportRow[]
      if (rows.length === 0) return none
      const groups = Map.groupBy(rows, ({ position }) => position)
      return new Map([...groups].map(([position, ofRecipient]) => [position, inOrder(ofRecipient).map(reportFromRow)]))
    },
  }
}

/** As they came. */
const inOrder = (rows: readonly ReportRow[]): readonly ReportRow[] =>
  rows.toSorted((one, other) => one.received_at - other.received_at)

const none: ReadonlyMap<number, readonly RecordedReport[]> = new Map()

export function reportFromRow(row: ReportRow): RecordedReport {
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
