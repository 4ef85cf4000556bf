import type { ReportStatus } from '../messages/delivery.ts'
import type { ReadReport } from '../messages/incoming-report.ts'
import { maxUpstreamIdLength } from '../messages/upstream-id.ts'
import { createProviderDates, type ReadDate } from './provider-dates.ts'

/** What a parameter of a report means, and the names under which providers send it, in lower case. */
const parameters = {
  to: ['smobileno', 'mobileno', 'destination'],
  sender: ['ssender', 'sender', 'source'],
  status: ['sstatus', 'status'],
  upstreamMessageId: ['smessageid', 'messageid', 'message_id'],
  submit: ['dtsubmit'],
  done: ['dtdone'],
  error: ['ierrcode', 'errcode', 'serror'],
} as const satisfies Record<string, readonly string[]>
type Field = keyof typeof parameters

/** The statuses and their other spellings, in upper case. */
const statuses: Readonly<Record<string, ReportStatus>> = {
  DELIVRD: 'DELIVRD',
  DELIVERED: 'DELIVRD',
  DELIVERD: 'DELIVRD',
  UNDELIV: 'UNDELIV',
  UNDELIVERED: 'UNDELIV',
  UNDELIVERABLE: 'UNDELIV',
  UNDELIVRD: 'UNDELIV',
  FAILED: 'UNDELIV',
  REJECTD: 'REJECTD',
  REJECTED: 'REJECTD',
  EXPIRED: 'EXPIRED',
  DELETED: 'DELETED',
  UNKNOWN: 'UNKNOWN',
  ENROUTE: 'ENROUTE',
  ACKED: 'ACKED',
  ACCEPTED: 'ACCEPTED',
  ACCEPTD: 'ACCEPTED',
}

/** For what is only kept and shown. */
const maxTextLength = 64

/**
 * Creates the reader of delivery reports, which is as tolerant as possible: names in any case, the first value of a name,
 * `NULL` and blank for an absent value, numbers with or without `+`. The id is never re-coded.
 *
 * @param zone of the provider's dates; without it they are only kept as text
 * @see docs/upstream-protocol.md, "Delivery reports"
 */
export function createReportReader(zone: string | undefined): ReadReport {
  // A date that is evidence must not be the wrong one of the two of an hour that occurs twice.
  const readSubmit = createProviderDates(zone, 'reject')
  const readDone = createProviderDates(zone, 'earlier')
  return (pairs) => readDeliveryReport(pairs, readSubmit, readDone)
}

function readDeliveryReport(
  pairs: Parameters<ReadReport>[0],
  readSubmit: ReadDate,
  readDone: ReadDate,
): ReturnType<ReadReport> {
  const values = new Map<Field, string>()
  for (const [name, value] of pairs) {
    const field = fieldOf.get(name.trim().toLowerCase())
    if (field === undefined || values.has(field)) continue
    const text = value.trim()
    if (text === '' || text.toUpperCase() === 'NULL') continue
    values.set(field, text)
  }
  const status = values.get('status')
  if (status === undefined) return { ok: false, reason: 'no-status' }
  const id = values.get('upstreamMessageId')
  if (id !== undefined && id.length > maxUpstreamIdLength) return { ok: false, reason: 'id-too-long' }
  const to = formatNumber(values.get('to'))
  const short = (field: Field) => values.get(field)?.slice(0, maxTextLength)
  const [sender, submit, done, error] = [short('sender'), short('submit'), short('done'), short('error')]
  const submittedAt = readSubmit(submit)
  const doneAt = readDone(done)
  return {
    ok: true,
    report: {
      status: statuses[status.toUpperCase()] ?? 'other',
      ...(to !== undefined && { to }),
      ...(sender !== undefined && { sender }),
      ...(id !== undefined && { upstreamMessageId: id }),
      ...(error !== undefined && { error }),
      ...(submit !== undefined && { submit }),
      ...(submittedAt !== undefined && { submittedAt }),
      ...(done !== undefined && { done }),
      ...(doneAt !== undefined && { doneAt }),
    },
  }
}

const fieldOf: ReadonlyMap<string, Field> = new Map(
  (Object.entries(parameters) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name) => [name, field] as const),
  ),
)

/** In E.164, as messages have it; undefined if it is no number. */
function formatNumber(written: string | undefined): string | undefined {
  const digits = /^(?:\+|00)?([1-9][0-9]{5,14})$/.exec(written ?? '')?.[1]
  return digits === undefined ? undefined : `+${digits}`
}
