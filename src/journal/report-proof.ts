import type { IncomingReport } from '../messages/incoming-report.ts'

/** An attempt to the number of a report, with what the proof needs of its message. */
export type AttemptToNumber = {
  readonly message: number
  readonly position: number
  readonly state: string
  readonly upstream_id: string | null
  readonly started_at: number | null
  readonly sender: string
  readonly segments: number | null
}

/** Reports come within this time, or prove nothing. */
const windowMs = 72 * 3_600_000
/** How far the provider's clock and ours may differ about when a message was submitted. */
const submitToleranceMs = 60_000

/**
 * The attempt with an unknown outcome that a report proves to have been submitted, or undefined. Says nothing of a report
 * that any other attempt may have caused: a wrong proof would show a message as accepted that never was.
 *
 * @param attempts all recent ones to the report's number, and those that were refused and then repeated
 * @param receivedAt when the report came, on the wall clock
 * @see docs/delivery-reports.md, "When a report settles an unknown outcome"
 */
export function findProven<T extends AttemptToNumber>(
  { sender, submittedAt }: IncomingReport,
  attempts: readonly T[],
  receivedAt: number,
): T | undefined {
  if (sender === undefined) return undefined
  const fromSender = attempts.filter((attempt) => attempt.sender === sender)
  // Its own answer may still name the id.
  if (fromSender.some(({ state }) => state === 'sending')) return undefined
  const inWindow = fromSender.filter(
    ({ started_at: startedAt }) =>
      startedAt !== null &&
      startedAt <= receivedAt &&
      startedAt >= receivedAt - windowMs &&
      (submittedAt === undefined || Math.abs(submittedAt - startedAt) <= submitToleranceMs),
  )
  const withoutId = inWindow.filter(
    ({ state, upstream_id: id }) => id === null && ['unknown', 'accepted', 'rejected'].includes(state),
  )
  const [only] = withoutId
  if (only === undefined || withoutId.length > 1 || only.state !== 'unknown') return undefined
  // A part of a long message has an id that its answer need not name. The segments of a WAP push are not known.
  const isLong = ({ segments }: AttemptToNumber) => segments === null || segments > 1
  return inWindow.some((attempt) => attempt !== only && isLong(attempt)) ? undefined : only
}
