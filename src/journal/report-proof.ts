import type { IncomingReport } from '../messages/incoming-report.ts'

/** An attempt to the number of a report, with what the proof needs of its message. */
export type AttemptToNumber = {
  readonly state: string
  /** Several are separated by commas. */
  readonly upstream_id: string | null
  readonly started_at: number | null
  /**
   * When its message was recorded by the journal's clock, as an instant of today's wall clock. It differs from `started_at` if
   * the wall clock was set since, or the gateway was stopped; the attempt then began at either of them, or in between. Absent:
   * not known.
   */
  readonly recordedAt?: number
  /** When the gateway gave up waiting, or read the answer; absent where it is not known. */
  readonly ended_at?: number | null
  readonly scheduled_at: number | null
  readonly sender: string
  /** Null where they cannot be counted, as of a WAP push. */
  readonly segments: number | null
}

/** Reports come within this time, or prove nothing. */
const windowMs = 72 * 3_600_000
/** How far the provider's clock and ours may differ about when a message was submitted. */
const submitToleranceMs = 60_000
/** A GET whose answer we no longer wait for may still be taken, for so long. Beside the tolerance, as clocks may differ as well. */
const lateMs = 60_000

/**
 * The attempt that an id is proven to be of though no answer has named it, or undefined: an attempt with an unknown outcome,
 * or a long message with fewer ids than segments. Says nothing of a report that any other attempt may have caused: a wrong
 * proof would show a message as accepted that never was.
 *
 * @param attempts all to the report's number, and those that were refused and then repeated
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
  const possible = fromSender.filter((attempt) => mayBeMeant(attempt, submittedAt, receivedAt))
  const withoutId = possible.filter(
    ({ state, upstream_id: id }) => id === null && ['unknown', 'accepted', 'rejected'].includes(state),
  )
  const long = possible.filter(isLong)
  const only = withoutId.length === 0 ? long.find(mayHaveMoreIds) : withoutId.find(({ state }) => state === 'unknown')
  if (only === undefined || !isMeant(only, submittedAt, receivedAt)) return undefined
  return [...withoutId, ...long].every((attempt) => attempt === only) ? only : undefined
}

/** A part of a long message may have an id that the answer did not name. */
const isLong = ({ segments }: AttemptToNumber): boolean => segments === null || segments > 1

const mayHaveMoreIds = ({ state, upstream_id: ids, segments }: AttemptToNumber): boolean =>
  state === 'accepted' && ids !== null && segments !== null && ids.split(',').length < segments

/** Whether the times fit. */
function isMeant(attempt: AttemptToNumber, submittedAt: number | undefined, receivedAt: number): boolean {
  const { started_at: startedAt } = attempt
  if (startedAt === null || startedAt > receivedAt || lastTimeOf(attempt, startedAt) < receivedAt - windowMs)
    return false
  return (
    submittedAt === undefined ||
    timesOf(attempt, startedAt).some((at) => Math.abs(submittedAt - at) <= submitToleranceMs)
  )
}

/** Whether it cannot be ruled out by the times. Wider than what fits, so that no report falls between two attempts. */
function mayBeMeant(attempt: AttemptToNumber, submittedAt: number | undefined, receivedAt: number): boolean {
  const { started_at: startedAt, recordedAt = startedAt ?? 0, ended_at: endedAt, scheduled_at: scheduledAt } = attempt
  if (startedAt === null) return false
  // The wall clock may have been wrong when it began.
  const earliestAt = Math.min(startedAt, recordedAt)
  const latestAt = Math.max(startedAt, recordedAt)
  // And it may have been set back a little in between.
  if (earliestAt > receivedAt + submitToleranceMs || lastTimeOf(attempt, latestAt) < receivedAt - windowMs) return false
  if (submittedAt === undefined) return true
  // The upstream may take it at any time until the gateway gives up, and some time after that.
  const openMs = Math.max(0, (endedAt ?? startedAt) - startedAt) + lateMs
  const isWithin = (from: number, until: number) =>
    submittedAt >= from - submitToleranceMs && submittedAt <= until + submitToleranceMs
  return (
    isWithin(earliestAt, latestAt + openMs) || (scheduledAt !== null && isWithin(scheduledAt, scheduledAt + openMs))
  )
}

/** A provider may call either time of a scheduled message its submission, and reports it after the later one. */
const timesOf = ({ scheduled_at: scheduledAt }: AttemptToNumber, startedAt: number): readonly number[] =>
  scheduledAt === null ? [startedAt] : [startedAt, scheduledAt]

const lastTimeOf = ({ scheduled_at: scheduledAt }: AttemptToNumber, startedAt: number): number =>
  Math.max(startedAt, scheduledAt ?? 0)
