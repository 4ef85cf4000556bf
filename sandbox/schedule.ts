/** A schedule as it was sent, and the instant it says (RFC 3339, UTC). */
export type ReadSchedule = {
  readonly date: string
  readonly time: string
  readonly gmt: string
  readonly sendAt: string
}

/**
 * Reads `date` (MM/DD/YYYY), `time` (hh:mm am|pm, hours 00 to 12) and `gmt` (±hh:mm, perhaps after `GMT `, hours 00 to
 * 12, minutes 00 or 30) strictly; `undefined` for anything else. An instant in the past is not an error: the document
 * names none, and the sandbox keeps no clock.
 *
 * @see docs/upstream-protocol.md, "Schedule"
 */
export function parseSchedule(date: string, time: string, gmt: string): ReadSchedule | undefined {
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

/** Midnight UTC of a day that exists. `Date` rolls 30 February over into March, so the day is read back. */
function instantOf(year: number, month: number, day: number): number | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, day))
  const exists = midnight.getUTCFullYear() === year && midnight.getUTCMonth() === month - 1
  return exists && midnight.getUTCDate() === day ? midnight.getTime() : undefined
}
