import t from 'tap'
import { type Disambiguation, resolveLocalDateTime } from '../../src/sms/date-time.ts'
import { createProviderDates } from '../../src/upstream/provider-dates.ts'

t.test('every date around a change of the clock is what the zone says, however often it is asked', async (t) => {
  // Berlin and Lord Howe set the clock forward and back, the latter by half an hour.
  for (const [timeZone, day] of [
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
  ] as const)
    for (const disambiguation of ['reject', 'earlier'] satisfies Disambiguation[]) {
      const read = createProviderDates(timeZone, disambiguation)
      const faults: string[] = []
      for (let minute = 0; minute < 5 * 60; minute++) {
        const time = `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        for (const second of ['00', '31', '59']) {
          const exact = resolveLocalDateTime({ dateTime: `${day}T${time}:${second}`, timeZone, disambiguation })
          const wanted = exact.ok ? exact.instant.epochMilliseconds : undefined
          if (read(`${day} ${time}:${second}`) !== wanted) faults.push(`${day} ${time}:${second}`)
        }
      }
      t.strictSame(faults, [], `${timeZone} ${day} ${disambiguation}`)
    }
})

t.test('a second that does not exist makes no date, and more minutes than are kept are read as well', async (t) => {
  const read = createProviderDates('UTC', 'reject')
  t.equal(read('2026-11-22 08:00:60'), undefined)
  t.equal(read('2026-11-22 08:00'), Date.UTC(2026, 10, 22, 8))
  const faults: number[] = []
  for (let minute = 0; minute < 4_000; minute++) {
    const at = Date.UTC(2026, 0, 1, 0, minute, 7)
    if (read(new Date(at).toISOString()) !== at) faults.push(minute)
  }
  t.strictSame(faults, [])
  t.equal(createProviderDates(undefined, 'reject')('2026-11-22 08:00:00'), undefined, 'without a zone')
})
