import type { ReportedEntry, SentReport } from './inbox.ts'
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
  readonly reports: readonly SentReport[]
}

/** What the phones show: one message for each number of each request, in the order of the entries. */
export function listPhoneMessages(entries: readonly ReportedEntry[]): readonly PhoneMessage[] {
  return entries.flatMap(readEntry)
}

function readEntry({ id, receivedAt, message, answer, answers, fault, reports }: ReportedEntry): PhoneMessage[] {
  if (message === undefined) return []
  const { source, destinations, deliveryReport, schedule } = message
  const { kind, encoding, flash, text, url } = message.content
  return destinations.map(({ sent, digits, usable }, index): PhoneMessage => {
    const own = answers?.[index] ?? answer
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
      isTaken: isTaken(own, digits),
      answer: own,
      ...(fault !== undefined && { fault }),
      isReportRequested: deliveryReport,
      reports: reports.filter((report) => report.digits === digits),
    }
  })
}

/** The digits of a destination may be anything that was sent, so they are compared and not searched for by a pattern. */
const isTaken = (answer: string, digits: string): boolean =>
  answer.startsWith('Scheduled|') || [...answer.matchAll(/1701\|\+?(\d+)/g)].some(([, accepted]) => accepted === digits)
