import { type Disambiguation, resolveLocalDateTime } from '../sms/date-time.ts'

/** The instant of a provider's date in ms since 1970; undefined for one that cannot be read. */
export type ReadDate = (text: string | undefined) => number | undefined

const dateForm = /^([0-9]{4})[-/]?([0-9]{2})[-/]?([0-9]{2})[ T]?([0-9]{2}):?([0-9]{2}):?([0-9]{2})?/

/** Reports are mostly about the last minutes. Two days' worth, so that the memory has a bound. */
const maxMinutes = 2_880

/**
 * Creates a reader of dates without a zone, `yyyy-mm-dd hh:mm:ss`. To find the instant of a local date takes a tenth of the
 * time of a report, so it is kept for each minute: no clock of today's zones is changed within one.
 *
 * @param zone of the dates; without it there is no instant
 * @param disambiguation of an hour that occurs twice
 */
export function createProviderDates(zone: string | undefined, disambiguation: Disambiguation): ReadDate {
  if (zone === undefined) return () => undefined
  const known = new Map<string, number | undefined>()

  function instantOfMinute(minute: string): number | undefined {
    if (known.has(minute)) return known.get(minute)
    const result = resolveLocalDateTime({ dateTime: minute, timeZone: zone as string, disambiguation })
    const at = result.ok ? result.instant.epochMilliseconds : undefined
    if (known.size >= maxMinutes) known.clear()
    known.set(minute, at)
    return at
  }

  return (text) => {
    const [, year, month, day, hour, minute, second = '00'] = dateForm.exec(text ?? '') ?? []
    if (year === undefined || Number(second) > 59) return undefined
    const at = instantOfMinute(`${year}-${month}-${day}T${hour}:${minute}`)
    return at === undefined ? undefined : at + Number(second) * 1_000
  }
}
