import { type LocalDateTime, parseInstant, resolveLocalDateTime } from './date-time.ts'
import type { Schedule } from './message.ts'
import type { Violation } from './violation.ts'

/** When a caller wants a message to be sent. Exactly one of the two is expected. */
export type ScheduleRequest = { readonly sendAt?: string; readonly sendAtLocal?: LocalDateTime }

export type ScheduleResult =
  | { readonly ok: true; readonly schedule: Schedule }
  | { readonly ok: false; readonly violations: readonly Violation[] }

const nanosecondsPerDay = 86_400_000_000_000n

/**
 * Determines the minute in which a message is to be sent.
 *
 * The instant must be later than `now` and at most `maxDays` (of 24 hours) after it. The upstream only supports whole
 * minutes: fractions round up, because a message may be seconds late but never early.
 */
export function parseSchedule(request: ScheduleRequest, now: Temporal.Instant, maxDays: number): ScheduleResult {
  const asked = findInstant(request)
  if (!asked.ok) return asked
  const { instant, pointer } = asked
  const ahead = instant.epochNanoseconds - now.epochNanoseconds
  if (ahead <= 0n) return violated(pointer, `must be in the future: it is ${formatSecond(now)} now`)
  if (ahead > BigInt(maxDays) * nanosecondsPerDay) {
    return violated(pointer, `must be at most ${maxDays} days ahead: it is ${formatSecond(now)} now`)
  }
  const sendAt = instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  // The offset or the rounding can lead beyond the last year that MM/DD/YYYY can express.
  if (sendAt.toZonedDateTimeISO('UTC').year > 9999) return violated(pointer, 'must be before the year 10000 in UTC')
  return { ok: true, schedule: { sendAt, upstream: describeUpstreamSchedule(sendAt) } }
}

type Asked = { readonly ok: true; readonly instant: Temporal.Instant; readonly pointer: string }

function findInstant({ sendAt, sendAtLocal }: ScheduleRequest): Asked | Extract<ScheduleResult, { ok: false }> {
  if (sendAt !== undefined && sendAtLocal !== undefined) {
    return violated('/sendAtLocal', 'must be absent where sendAt is present')
  }
  if (sendAt !== undefined) {
    const instant = parseInstant(sendAt)
    if (instant !== undefined) return { ok: true, instant, pointer: '/sendAt' }
    return violated('/sendAt', 'must be a date and time that exists, with an offset, such as 2026-12-24T18:00:00+01:00')
  }
  if (sendAtLocal !== undefined) {
    const resolved = resolveLocalDateTime(sendAtLocal)
    if (resolved.ok) return { ...resolved, pointer: '/sendAtLocal/dateTime' }
    const violations = resolved.faults.map(({ field, message }) => ({ pointer: `/sendAtLocal/${field}`, message }))
    return { ok: false, violations }
  }
  return violated('/sendAt', 'is required, or sendAtLocal in its place')
}

/**
 * The parts of an instant for the upstream: `{ date: '12/24/2026', time: '05:00 pm', gmt: '+00:00' }`.
 *
 * Always in UTC. The upstream only accepts offsets up to 12 hours with minutes of 00 or 30, so it may not support the
 * caller's own offset (+05:45, +13:00); a single form always works, and is the easiest to check.
 * @throws RangeError if the instant is not a whole minute: dropping the seconds would send early.
 * @see docs/upstream-protocol.md, "Schedule"
 */
export function describeUpstreamSchedule(instant: Temporal.Instant): Schedule['upstream'] {
  if (instant.epochNanoseconds % 60_000_000_000n !== 0n) throw new RangeError(`${instant} is not a whole minute`)
  const { year, month, day, hour, minute } = instant.toZonedDateTimeISO('UTC')
  // On the 12-hour clock, each half of the day starts with 12.
  const hourOfHalf = hour % 12 === 0 ? 12 : hour % 12
  return {
    date: `${pad(month, 2)}/${pad(day, 2)}/${pad(year, 4)}`,
    time: `${pad(hourOfHalf, 2)}:${pad(minute, 2)} ${hour < 12 ? 'am' : 'pm'}`,
    gmt: '+00:00',
  }
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

const formatSecond = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

const violated = (pointer: string, message: string) => ({ ok: false, violations: [{ pointer, message }] }) as const
