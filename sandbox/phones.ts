import type { NotReported, ReportedEntry, SentReport } from './inbox.ts'
import type { DecodedContent } from './message-decoding.ts'

/** A message to one number, as the simulated provider received it. */
export type PhoneMessage = Pick<DecodedContent, 'kind' | 'encoding' | 'flash' | 'text' | 'url'> & {
  readonly id: string
  readonly receivedAt: string
  /** With its `+`; as it was sent if it is no number. */
  readonly to: string
  readonly from: string
  /** When it is due (RFC 3339, UTC), if it was scheduled. */
  readonly sendAt?: string
  /** Whether the provider took it. A client may still not know: see `fault`. */
  readonly isTaken: boolean
  /** The answer about this number. */
  readonly answer: string
  /** How the connection was broken. */
  readonly fault?: string
  readonly isReportRequested: boolean
  /** Why no delivery report follows, although it was asked for. */
  readonly notReported?: NotReported
  readonly reports: readonly SentReport[]
}

/** What the phones show: one message for each number of each request, in the order of the entries. */
export function listPhoneMessages(entries: readonly ReportedEntry[]): readonly PhoneMessage[] {
  return entries.flatMap(readEntry)
}

function readEntry(entry: ReportedEntry): PhoneMessage[] {
  const { id, receivedAt, message, answer, answers, fault, notReported, reports } = entry
  if (message === undefined) return []
  const { source, destinations, deliveryReport, schedule } = message
  const { kind, encoding, flash, text, url } = message.content
  return destinations.map(({ sent, digits, usable }, index): PhoneMessage => {
    const own = answers?.[index] ?? answer
    const taken = isTaken(own, digits)
    return {
      id: `${id}-${index}`,
      receivedAt,
      to: usable ? `+${digits}` : sent,
      from: source,
      kind,
      encoding,
      flash,
      text,
      ...(url !== undefined && { url }),
      ...(schedule !== undefined && { sendAt: schedule.sendAt }),
      isTaken: taken,
      answer: own,
      ...(fault !== undefined && { fault }),
      isReportRequested: deliveryReport,
      ...(taken && notReported !== undefined && { notReported }),
      reports: reports.filter((report) => report.digits === digits),
    }
  })
}

/** The digits of a destination may be anything that was sent, so they are compared and not searched for by a pattern. */
const isTaken = (answer: string, digits: string): boolean =>
  answer.startsWith('Scheduled|') || [...answer.matchAll(/1701\|\+?(\d+)/g)].some(([, accepted]) => accepted === digits)
