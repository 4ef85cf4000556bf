import t from 'tap'
import { parseSentSchedule } from '../../sandbox/schedule.ts'

const readable = [
  ['12/24/2026', '06:00 pm', '+01:00', '2026-12-24T17:00:00.000Z'],
  ['12/24/2026', '06:00 pm', 'GMT +01:00', '2026-12-24T17:00:00.000Z'],
  ['01/01/2027', '12:00 am', '+00:00', '2027-01-01T00:00:00.000Z'],
  ['01/01/2027', '00:00 am', '-00:00', '2027-01-01T00:00:00.000Z'],
  ['01/01/2027', '12:00 pm', '+00:00', '2027-01-01T12:00:00.000Z'],
  ['01/01/2027', '00:30 pm', '+00:00', '2027-01-01T12:30:00.000Z'],
  ['01/01/2027', '12:59 am', '+00:00', '2027-01-01T00:59:00.000Z'],
  ['01/01/2027', '11:59 pm', '-12:00', '2027-01-02T11:59:00.000Z'],
  ['01/01/2027', '12:00 am', 'GMT +05:30', '2026-12-31T18:30:00.000Z'],
  ['02/29/2028', '01:05 am', 'GMT -03:30', '2028-02-29T04:35:00.000Z'],
] as const

for (const [date, time, gmt, sendAt] of readable) {
  t.test(`${date} ${time} ${gmt} is ${sendAt}`, async (t) => {
    t.same(parseSentSchedule(date, time, gmt), { date, time, gmt, sendAt })
  })
}

const unreadable = [
  ['24/12/2026', '06:00 pm', '+01:00', 'day and month are swapped'],
  ['02/29/2027', '06:00 pm', '+01:00', 'the day does not exist'],
  ['2026-12-24', '06:00 pm', '+01:00', 'the date is written as ISO 8601'],
  ['1/1/2027', '06:00 pm', '+01:00', 'the date lacks zeros'],
  ['01/01/27', '06:00 pm', '+01:00', 'the year has two digits'],
  ['01/01/0027', '06:00 pm', '+01:00', 'the year is none of ours'],
  ['12/24/2026', '18:00', '+01:00', 'the clock has 24 hours'],
  ['12/24/2026', '13:00 pm', '+01:00', 'the hour is above 12'],
  ['12/24/2026', '06:60 pm', '+01:00', 'the minute is above 59'],
  ['12/24/2026', '6:00 pm', '+01:00', 'the hour has one digit'],
  ['12/24/2026', '06:00 PM', '+01:00', 'pm is in capitals'],
  ['12/24/2026', '06:00pm', '+01:00', 'the space is missing'],
  ['12/24/2026', '06:00 pm', '01:00', 'the sign is missing'],
  ['12/24/2026', '06:00 pm', ' 01:00', 'the plus was not encoded'],
  ['12/24/2026', '06:00 pm', '+05:45', 'the offset has 45 minutes'],
  ['12/24/2026', '06:00 pm', '+13:00', 'the offset is above 12 hours'],
  ['12/24/2026', '06:00 pm', 'GMT+01:00', 'the space after GMT is missing'],
  ['12/24/2026', '06:00 pm', 'UTC +01:00', 'the zone is not GMT'],
  ['12/24/2026\n', '06:00 pm', '+01:00', 'a line end follows'],
  ['', '', '', 'nothing is there'],
] as const

for (const [date, time, gmt, reason] of unreadable) {
  t.test(`a schedule is refused where ${reason}`, async (t) => {
    t.equal(parseSentSchedule(date, time, gmt), undefined)
  })
}
