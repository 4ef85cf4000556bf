import t from 'tap'
import type { LocalDateTime } from '../../src/sms/date-time.ts'
import { describeUpstreamSchedule, parseSchedule, type ScheduleRequest } from '../../src/sms/schedule.ts'

const now = Temporal.Instant.from('2026-11-22T08:00:00Z')
const manyDays = 366 * 8000

const parse = (request: ScheduleRequest, maxDays = manyDays) => parseSchedule(request, now, maxDays)

/** What comes out, in one line: the instant and the upstream's words, or the pointers of the violations. */
function outcomeOf(request: ScheduleRequest, maxDays = manyDays): string {
  const result = parse(request, maxDays)
  if (!result.ok) return result.violations.map(({ pointer }) => pointer).join(' ')
  const { date, time, gmt } = result.schedule.upstream
  return `${result.schedule.sendAt} = ${date} ${time} ${gmt}`
}

t.test('sendAt is read as RFC 3339, rounded up to the minute and said in UTC on the 12-hour clock', async (t) => {
  const rows: readonly [string, string][] = [
    ['2026-12-24T18:00:00+01:00', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24T17:00:00Z', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24t17:00:00z', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24T17:00:00-00:00', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    // The ends of the clock's halves.
    ['2026-12-24T00:00:00Z', '2026-12-24T00:00:00Z = 12/24/2026 12:00 am +00:00'],
    ['2026-12-24T00:59:00Z', '2026-12-24T00:59:00Z = 12/24/2026 12:59 am +00:00'],
    ['2026-12-24T01:00:00Z', '2026-12-24T01:00:00Z = 12/24/2026 01:00 am +00:00'],
    ['2026-12-24T11:59:00Z', '2026-12-24T11:59:00Z = 12/24/2026 11:59 am +00:00'],
    ['2026-12-24T12:00:00Z', '2026-12-24T12:00:00Z = 12/24/2026 12:00 pm +00:00'],
    ['2026-12-24T12:59:00Z', '2026-12-24T12:59:00Z = 12/24/2026 12:59 pm +00:00'],
    ['2026-12-24T13:00:00Z', '2026-12-24T13:00:00Z = 12/24/2026 01:00 pm +00:00'],
    ['2026-12-24T23:59:00Z', '2026-12-24T23:59:00Z = 12/24/2026 11:59 pm +00:00'],
    // Rounding is always up.
    ['2026-12-24T17:00:01Z', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T17:00:59Z', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T17:00:00.0Z', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24T17:00:00.001Z', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T17:00:00.000000001Z', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T11:59:30Z', '2026-12-24T12:00:00Z = 12/24/2026 12:00 pm +00:00'],
    ['2026-12-24T23:59:00.000000001Z', '2026-12-25T00:00:00Z = 12/25/2026 12:00 am +00:00'],
    ['2026-12-31T23:59:59.999999999Z', '2027-01-01T00:00:00Z = 01/01/2027 12:00 am +00:00'],
    // Calendar.
    ['2028-02-29T12:00:00Z', '2028-02-29T12:00:00Z = 02/29/2028 12:00 pm +00:00'],
    ['2028-02-28T23:59:30Z', '2028-02-29T00:00:00Z = 02/29/2028 12:00 am +00:00'],
    ['2027-02-28T23:59:30Z', '2027-03-01T00:00:00Z = 03/01/2027 12:00 am +00:00'],
    // Seconds may be left out, as in sendAtLocal.
    ['2026-12-24T18:00Z', '2026-12-24T18:00:00Z = 12/24/2026 06:00 pm +00:00'],
    ['2026-12-24t18:00+01:00', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    // Offsets that the upstream could not say.
    ['2027-01-01T05:44:00+05:45', '2026-12-31T23:59:00Z = 12/31/2026 11:59 pm +00:00'],
    ['2027-01-01T14:00:00+14:00', '2027-01-01T00:00:00Z = 01/01/2027 12:00 am +00:00'],
    ['2027-01-01T12:00:00-23:59', '2027-01-02T11:59:00Z = 01/02/2027 11:59 am +00:00'],
    ['9999-12-31T23:59:00Z', '9999-12-31T23:59:00Z = 12/31/9999 11:59 pm +00:00'],
  ]
  for (const [sendAt, expected] of rows) t.equal(outcomeOf({ sendAt }), expected, sendAt)
})

t.test('sendAt that is not a date and time with an offset, in that very form, is refused', async (t) => {
  const rows = [
    ...['', 'tomorrow', '2026-12-24', '18:00', '1798131600', '2026-12-24T18:00:00', '2026-12-24T18:00'],
    ...['2026-12-24 18:00:00Z', '2026-12-24_18:00:00Z', ' 2026-12-24T18:00:00Z', '2026-12-24T18:00:00Z\n'],
    ...['20261224T180000Z', '2026-W52-4T18:00:00Z', '2026-358T18:00:00Z', '26-12-24T18:00:00Z'],
    ...['2026-12-24T18:00:00[Europe/Paris]', '2026-12-24T18:00:00Z[UTC]', '2026-12-24T18:00:00Z[u-ca=gregory]'],
    ...['2026-12-24T18:00:00,5Z', '2026-12-24T18:00:00.Z', '2026-12-24T18:00:00.1234567890Z'],
    ...['2026-02-29T12:00:00Z', '2026-02-30T12:00:00Z', '2027-04-31T12:00:00Z', '2027-00-10T12:00:00Z'],
    ...['2027-13-01T12:00:00Z', '2027-01-00T12:00:00Z', '2027-01-32T12:00:00Z'],
    ...['2027-01-01T24:00:00Z', '2027-01-01T12:60:00Z', '2027-01-01T12:00:61Z'],
    // A leap second: none is announced.
    ...['2026-12-31T23:59:60Z', '2027-06-30T23:59:60Z'],
    ...['2027-01-01T12:00:00+1', '2027-01-01T12:00:00+01', '2027-01-01T12:00:00+0100', '2027-01-01T12:00:00+24:00'],
    ...['2027-01-01T12:00:00+01:60', '2027-01-01T12:00:00+01:00:30', '2027-01-01T12:00:00−01:00'],
    ...['2027-01-01T12Z', '2027-01-01T1200Z', '2027-01-01T12:00.5Z', '2027-01-01T12:00+01'],
    ...['2027-01-01T12:00:00 +01:00', '2027-01-01T12:00:00GMT', '2027-01-01T12:00:00CET'],
    ...['+012027-01-01T12:00:00Z', '-002027-01-01T12:00:00Z', '10000-01-01T00:00:00Z', '٢٠٢٧-01-01T12:00:00Z'],
  ]
  for (const sendAt of rows) t.equal(outcomeOf({ sendAt }), '/sendAt', JSON.stringify(sendAt))
})

t.test('an instant after the year 9999 in UTC is refused, by its offset or by rounding', async (t) => {
  const message = 'must be before the year 10000 in UTC'
  for (const sendAt of ['9999-12-31T23:59:00-00:01', '9999-12-31T23:59:00.000000001Z']) {
    t.same(parse({ sendAt }), { ok: false, violations: [{ pointer: '/sendAt', message }] })
  }
})

t.test('the instant must be in the future and within the horizon, to the nanosecond', async (t) => {
  const rows: readonly [string, string][] = [
    ['2026-11-22T08:00:00.000000001Z', '2026-11-22T08:01:00Z = 11/22/2026 08:01 am +00:00'],
    ['2026-11-22T09:00:00+01:00', '/sendAt'],
    ['2026-11-22T07:59:59.999999999Z', '/sendAt'],
    ['1970-01-01T00:00:00Z', '/sendAt'],
    ['0000-01-01T00:00:00Z', '/sendAt'],
    ['2026-12-22T08:00:00Z', '2026-12-22T08:00:00Z = 12/22/2026 08:00 am +00:00'],
    ['2026-12-22T07:59:59Z', '2026-12-22T08:00:00Z = 12/22/2026 08:00 am +00:00'],
    ['2026-12-22T08:00:00.000000001Z', '/sendAt'],
  ]
  for (const [sendAt, expected] of rows) t.equal(outcomeOf({ sendAt }, 30), expected, sendAt)

  t.same(parse({ sendAt: '2026-11-22T08:00:00Z' }), {
    ok: false,
    violations: [{ pointer: '/sendAt', message: 'must be in the future: it is 2026-11-22T08:00:00Z now' }],
  })
  t.same(parse({ sendAtLocal: { dateTime: '2027-11-23T08:00', timeZone: 'UTC' } }, 365), {
    ok: false,
    violations: [
      {
        pointer: '/sendAtLocal/dateTime',
        message: 'must be at most 365 days ahead: it is 2026-11-22T08:00:00Z now',
      },
    ],
  })
})

t.test('sendAtLocal is the wall clock of an IANA zone', async (t) => {
  const rows: readonly [string, string, string][] = [
    ['2026-12-24T18:00', 'Africa/Algiers', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24T18:00:00', 'africa/ALGIERS', '2026-12-24T17:00:00Z = 12/24/2026 05:00 pm +00:00'],
    ['2026-12-24T18:00:00.1', 'Africa/Algiers', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T18:00:00.000000001', 'Africa/Algiers', '2026-12-24T17:01:00Z = 12/24/2026 05:01 pm +00:00'],
    ['2026-12-24T18:00', 'Asia/Calcutta', '2026-12-24T12:30:00Z = 12/24/2026 12:30 pm +00:00'],
    ['2026-12-24T18:00', 'Asia/Kolkata', '2026-12-24T12:30:00Z = 12/24/2026 12:30 pm +00:00'],
    ['2026-12-24T18:00', 'Asia/Kathmandu', '2026-12-24T12:15:00Z = 12/24/2026 12:15 pm +00:00'],
    ['2026-12-24T18:00', 'Pacific/Kiritimati', '2026-12-24T04:00:00Z = 12/24/2026 04:00 am +00:00'],
    ['2027-01-01T00:45', 'Pacific/Chatham', '2026-12-31T11:00:00Z = 12/31/2026 11:00 am +00:00'],
    ['2026-12-24T18:00', 'Etc/GMT+5', '2026-12-24T23:00:00Z = 12/24/2026 11:00 pm +00:00'],
    ['2026-12-24T18:00', 'UTC', '2026-12-24T18:00:00Z = 12/24/2026 06:00 pm +00:00'],
    ['2028-02-29T18:00', 'UTC', '2028-02-29T18:00:00Z = 02/29/2028 06:00 pm +00:00'],
  ]
  for (const [dateTime, timeZone, expected] of rows) {
    t.equal(outcomeOf({ sendAtLocal: { dateTime, timeZone } }), expected, `${dateTime} ${timeZone}`)
  }
})

t.test('sendAtLocal with a wrong date and time or zone is refused, both at once', async (t) => {
  const dateTimes = [
    ...['', '2026-12-24', '18:00', '2026-12-24 18:00', '2026-12-24t18:00', '2026-12-24T18', '2026-12-24T1800'],
    ...['2026-12-24T18:00Z', '2026-12-24T18:00+01:00', '2026-12-24T18:00[UTC]', '2026-12-24T18:00:60'],
    ...['2026-12-24T24:00', '2026-12-24T18:00:00.', '2026-12-24T18:00.5', '2027-02-29T18:00', '2027-06-31T18:00'],
    ...['+012026-12-24T18:00', '20261224T18:00', '2026-W52-4T18:00', '2026-12-24T18:00:00.1234567891'],
  ]
  const timeZones = [
    ...['', 'Mars/Olympus', '+01:00', '-05:00', '+0100', '+01', 'Z', 'z', 'Europe/Paris ', ' UTC', 'UTC+1', 'Europe'],
    ...['2026-01-01T00:00Z[Europe/Paris]', 'T00:00[Europe/Paris]', '[Europe/Paris]', 'Europe/Paris\0', 'Éurope/Paris'],
  ]
  for (const dateTime of dateTimes) {
    t.equal(outcomeOf({ sendAtLocal: { dateTime, timeZone: 'UTC' } }), '/sendAtLocal/dateTime', dateTime)
  }
  for (const timeZone of timeZones) {
    const request = { sendAtLocal: { dateTime: '2026-12-24T18:00', timeZone } }
    t.equal(outcomeOf(request), '/sendAtLocal/timeZone', JSON.stringify(timeZone))
  }
  const both = { sendAtLocal: { dateTime: 'soon', timeZone: 'here' } }
  t.equal(outcomeOf(both), '/sendAtLocal/dateTime /sendAtLocal/timeZone')
})

t.test('a local time in a gap or an overlap needs a disambiguation', async (t) => {
  const gap = { dateTime: '2027-03-28T02:30', timeZone: 'Europe/Berlin' }
  const overlap = { dateTime: '2027-10-31T02:30', timeZone: 'Europe/Berlin' }
  // The clock of Lord Howe moves by half an hour.
  const halfHourGap = { dateTime: '2027-10-03T02:15', timeZone: 'Australia/Lord_Howe' }
  const rows: readonly [LocalDateTime, string][] = [
    [gap, '/sendAtLocal/dateTime'],
    [{ ...gap, disambiguation: 'reject' }, '/sendAtLocal/dateTime'],
    [{ ...gap, disambiguation: 'earlier' }, '2027-03-28T00:30:00Z = 03/28/2027 12:30 am +00:00'],
    [{ ...gap, disambiguation: 'later' }, '2027-03-28T01:30:00Z = 03/28/2027 01:30 am +00:00'],
    [{ ...gap, dateTime: '2027-03-28T01:59:59.9' }, '2027-03-28T01:00:00Z = 03/28/2027 01:00 am +00:00'],
    [{ ...gap, dateTime: '2027-03-28T02:00' }, '/sendAtLocal/dateTime'],
    [{ ...gap, dateTime: '2027-03-28T02:59:59.999999999' }, '/sendAtLocal/dateTime'],
    [{ ...gap, dateTime: '2027-03-28T03:00' }, '2027-03-28T01:00:00Z = 03/28/2027 01:00 am +00:00'],
    [overlap, '/sendAtLocal/dateTime'],
    [{ ...overlap, disambiguation: 'reject' }, '/sendAtLocal/dateTime'],
    [{ ...overlap, disambiguation: 'earlier' }, '2027-10-31T00:30:00Z = 10/31/2027 12:30 am +00:00'],
    [{ ...overlap, disambiguation: 'later' }, '2027-10-31T01:30:00Z = 10/31/2027 01:30 am +00:00'],
    [{ ...overlap, dateTime: '2027-10-31T02:00' }, '/sendAtLocal/dateTime'],
    [{ ...overlap, dateTime: '2027-10-31T03:00' }, '2027-10-31T02:00:00Z = 10/31/2027 02:00 am +00:00'],
    [halfHourGap, '/sendAtLocal/dateTime'],
    [{ ...halfHourGap, disambiguation: 'earlier' }, '2027-10-02T15:15:00Z = 10/02/2027 03:15 pm +00:00'],
    [{ ...halfHourGap, disambiguation: 'later' }, '2027-10-02T15:45:00Z = 10/02/2027 03:45 pm +00:00'],
  ]
  for (const [sendAtLocal, expected] of rows) t.equal(outcomeOf({ sendAtLocal }), expected, JSON.stringify(sendAtLocal))

  t.same(parse({ sendAtLocal: gap }), {
    ok: false,
    violations: [
      {
        pointer: '/sendAtLocal/dateTime',
        message:
          'does not exist in this time zone, because the clock is set forward: set disambiguation to earlier for 2027-03-28T01:30:00+01:00, or to later for 2027-03-28T03:30:00+02:00',
      },
    ],
  })
  t.same(parse({ sendAtLocal: overlap }), {
    ok: false,
    violations: [
      {
        pointer: '/sendAtLocal/dateTime',
        message:
          'occurs twice in this time zone, because the clock is set back: set disambiguation to earlier for 2027-10-31T02:30:00+02:00, or to later for 2027-10-31T02:30:00+01:00',
      },
    ],
  })
})

t.test('exactly one of sendAt and sendAtLocal is expected', async (t) => {
  const sendAtLocal = { dateTime: '2026-12-24T18:00', timeZone: 'Africa/Algiers' }
  t.equal(outcomeOf({}), '/sendAt')
  t.equal(outcomeOf({ sendAt: '2026-12-24T17:00:00Z', sendAtLocal }), '/sendAtLocal')
})

t.test('describeUpstreamSchedule refuses seconds, which it could only drop', async (t) => {
  t.throws(() => describeUpstreamSchedule(Temporal.Instant.from('2026-12-24T17:00:01Z')), RangeError)
  t.throws(() => describeUpstreamSchedule(Temporal.Instant.from('2026-12-24T17:00:00.000000001Z')), RangeError)
})
