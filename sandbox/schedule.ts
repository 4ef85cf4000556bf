/** A schedule as sent, and its instant (RFC 3339, UTC). */
export type ReadSchedule = {
  readonly date: string
  readonly time: string
  readonly gmt: string
  readonly sendAt: string
}

/**
 * Parses `date` (MM/DD/YYYY), `time` (hh:mm am|pm, hours 00 to 12) and `gmt` (±hh:mm, optionally after `GMT `, hours 00
 * to 12, minutes 00 or 30) strictly; `undefined` for anything else. An instant in the past is accepted: the document
 * defines no error for it, and the sandbox has no clock.
 *
 * @see docs/upstream-protocol.md, "Schedule"
 */
export function parseSentSchedule(date: string, time: string, gmt: string): ReadSchedule | undefined {
  const day = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date)
  const clock = /^(0\d|1[0-2]):([0-5]\d) (am|pm)$/.exec(time)
  const offset = /^(?:GMT )?([+-])(0\d|1[0-2]):(00|30)$/.exec(gmt)
  if (day === null || clock === null || offset === null) return undefined
  // On a 12-hour clock 12 stands for 0; the document allows both spellings.
  const hour = (Number(clock[1]) % 12) + (clock[3] === 'pm' ? 12 : 0)
  const midnight = instantOf(Number(day[3]), Number(day[1]), Number(day[2]))
  if (midnight === undefined) return undefined
  const offsetMinutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1)
  const minutes = hour * 60 + Number(clock[2]) - offsetMinutes
  return { date, time, gmt, sendAt: new Date(midnight + minutes * 60_000).toISOString() }
}

/** Midnight UTC of an existing day. `Date` turns 30 February into a day in March, so the result is compared. */
function instantOf(year: number, month: number, day: number): number | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, day))
  const exists = midnight.getUTCFullYear() === year && midnight.getUTCMonth() === month - 1
  return exists && midnight.getUTCDate() === day ? midnight.getTime() : undefined
}
