/** A date and time in a place. `disambiguation` decides where the local clock was set back or forward. */
export type LocalDateTime = {
  readonly dateTime: string
  readonly timeZone: string
  readonly disambiguation?: Disambiguation
}

export const disambiguations = ['reject', 'earlier', 'later'] as const
export type Disambiguation = (typeof disambiguations)[number]

/** An instant, or which fields are wrong and why. */
export type LocalResult =
  | { readonly ok: true; readonly instant: Temporal.Instant }
  | { readonly ok: false; readonly faults: readonly LocalFault[] }
export type LocalFault = { readonly field: 'dateTime' | 'timeZone'; readonly message: string }

// Temporal's grammar is wider: annotations, basic format, a missing offset minute, a comma as decimal sign, seconds of
// 60 read as 59. These patterns admit one form, and Temporal then rejects days that do not exist.
const clockTime = '(?:[01][0-9]|2[0-3]):[0-5][0-9]'
const seconds = ':[0-5][0-9](?:\\.[0-9]{1,9})?'
const calendarDate = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const instantForm = new RegExp(`^${calendarDate}[Tt]${clockTime}(?:${seconds})?(?:[Zz]|[+-]${clockTime})$`)
const localForm = new RegExp(`^${calendarDate}T${clockTime}(?:${seconds})?$`)
/**
 * Names start with a letter. An offset such as +01:00 is not a zone: it has no daylight saving time, so use `sendAt`.
 */
const timeZoneForm = /^[A-Za-z][A-Za-z0-9_+/-]*$/

/**
 * Parses an RFC 3339 date-time with offset; undefined if it is invalid. Seconds are optional, as in a local date-time.
 *
 * Leap seconds are rejected: none is planned, and Temporal would silently read :60 as :59.
 * @see RFC 3339, 5.6
 */
export const parseInstant = (text: string): Temporal.Instant | undefined =>
  instantForm.test(text) ? orUndefined(() => Temporal.Instant.from(text)) : undefined

/** Finds the instant of a local date-time, `YYYY-MM-DDTHH:mm[:ss[.fraction]]`, in a zone of the IANA database. */
export function resolveLocalDateTime(local: LocalDateTime): LocalResult {
  const { dateTime, timeZone, disambiguation = 'reject' } = local
  const plain = parsePlainDateTime(dateTime)
  const zoneKnown = isTimeZone(timeZone)
  const faults: LocalFault[] = []
  if (plain === undefined) {
    faults.push({ field: 'dateTime', message: 'must be a local date and time that exists, such as 2026-12-24T18:00' })
  }
  if (!zoneKnown) {
    faults.push({ field: 'timeZone', message: 'must be the name of an IANA time zone, such as Africa/Algiers' })
  }
  if (plain === undefined || !zoneKnown) return { ok: false, faults }

  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' })
  const ambiguous = !earlier.equals(later)
  if (ambiguous && disambiguation === 'reject') {
    // In a gap, neither candidate has the requested local time; in an overlap, both do.
    const trouble = earlier.toPlainDateTime().equals(plain)
      ? 'occurs twice in this time zone, because the clock is set back'
      : 'does not exist in this time zone, because the clock is set forward'
    const say = (candidate: Temporal.ZonedDateTime) => candidate.toString({ timeZoneName: 'never' })
    const message = `${trouble}: set disambiguation to earlier for ${say(earlier)}, or to later for ${say(later)}`
    return { ok: false, faults: [{ field: 'dateTime', message }] }
  }
  return { ok: true, instant: (disambiguation === 'later' ? later : earlier).toInstant() }
}

const parsePlainDateTime = (text: string): Temporal.PlainDateTime | undefined =>
  localForm.test(text) ? orUndefined(() => Temporal.PlainDateTime.from(text)) : undefined

/** Whether the IANA database has a zone of this name. */
export const isTimeZone = (name: string): boolean =>
  timeZoneForm.test(name) && orUndefined(() => new Temporal.ZonedDateTime(0n, name)) !== undefined

/** Temporal throws a RangeError for a value that does not exist, which is an expected result here. */
function orUndefined<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
