import type { DatabaseSync } from 'node:sqlite'
import type { Delivery } from '../messages/delivery.ts'
import type { Outcome, Resend } from '../messages/outcome-kinds.ts'
import type { EventPage, EventQuery, EventType, MessageEvent } from '../messages/reports.ts'

export type Events = ReturnType<typeof createEvents>

export type EventRow = {
  readonly seq: number
  readonly caller: string
  readonly type: EventType
  readonly message_id: string
  readonly reference: string | null
  readonly recipient: string
  readonly outcome: Outcome
  readonly resend: Resend | null
  /** JSON, as text or parsed. */
  readonly delivery: string | Delivery | null
  readonly at: number
}

/**
 * The feed of changes that no answer has told. An event is written in the transaction of its change.
 *
 * @param onAdded told of the caller of each event, before it is durable
 */
export function createEvents(
  database: DatabaseSync,
  seenAt: () => number,
  onAdded: (caller: string) => void = () => {},
) {
  const insert = database.prepare(
    `INSERT INTO events (caller, type, message_id, reference, recipient, outcome, resend, delivery, at, seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const list = database.prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
  const listOfCaller = database.prepare(
    'SELECT * FROM events INDEXED BY events_of_caller WHERE caller = ? AND seq > ? ORDER BY seq LIMIT ?',
  )
  const findLast = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
  const findOldest = database.prepare('SELECT min(seq) AS seq FROM events')
  const remove = database.prepare(
    'DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE seen_at < ? ORDER BY seen_at LIMIT ?)',
  )

  /** The number of the newest event that there has ever been; 0 if there was none. */
  const lastSeq = (): number => Number(findLast.get()?.['seq'] ?? 0)
  /** The number before the oldest event that is kept. */
  const floor = (): number => {
    const oldest = findOldest.get()?.['seq']
    return typeof oldest === 'number' ? oldest - 1 : lastSeq()
  }

  return {
    lastSeq,
    add(event: Omit<MessageEvent, 'seq'>): void {
      const { caller, type, messageId, reference, to, outcome, resend, delivery, at } = event
      const text = delivery === undefined ? null : JSON.stringify(delivery)
      insert.run(caller, type, messageId, reference ?? null, to, outcome, resend ?? null, text, at, seenAt())
      onAdded(caller)
    },
    list({ caller, after, limit }: EventQuery): EventPage {
      const oldest = floor()
      const from = after ?? oldest
      // A cursor beyond the newest event is of another journal: to wait there would miss everything until then.
      if (from < oldest || from > lastSeq()) return { kind: 'gone', oldest }
      const rows = caller === undefined ? list.all(from, limit) : listOfCaller.all(caller, from, limit)
      const events = (rows as EventRow[]).map(eventFromRow)
      // A consumer that read to the end of a caller's events has read everything so far.
      const next = events.length < limit ? Math.max(from, lastSeq()) : (events.at(-1)?.seq ?? from)
      return { kind: 'page', events, next }
    },
    purge: (seenBefore: number, limit: number): number => Number(remove.run(seenBefore, limit).changes),
  }
}

export function eventFromRow(row: EventRow): MessageEvent {
  return {
    seq: row.seq,
    type: row.type,
    at: row.at,
    caller: row.caller,
    messageId: row.message_id,
    ...(row.reference !== null && { reference: row.reference }),
    to: row.recipient,
    outcome: row.outcome,
    ...(row.resend !== null && { resend: row.resend }),
    ...(row.delivery !== null && { delivery: parse(row.delivery) }),
  }
}

const parse = (delivery: string | Delivery): Delivery =>
  typeof delivery === 'string' ? JSON.parse(delivery) : delivery
