import t from 'tap'
import type { Disambiguation } from '../../src/sms/date-time.ts'
import { parseSchedule, type ScheduleRequest } from '../../src/sms/schedule.ts'

// For all zones that Node knows and the years 2026 to 2035: the instant sent upstream is the requested one, rounded
// up to the minute. Everything expected here is computed without Temporal: the upstream's words are read by
// `readUpstream` with Date.UTC, and the wall clocks of the zones come from Intl. Only the places to look at, the
// transitions, are found with Temporal.

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
const random = createRandom(seed)
const now = Temporal.Instant.from('2025-12-25T00:00:00Z')
const maxDays = 3700
const begin = Date.UTC(2026, 0, 1)
const end = Date.UTC(2036, 0, 1)
const hour = 3_600_000

const zones = Intl.supportedValuesOf('timeZone')

t.test(`sendAt: 20 instants for each zone in its own offset and in any other (SEED=${seed})`, async (t) => {
  let cases = 0
  for (const zone of zones) {
    const wallClock = createWallClock(zone)
    for (let round = 0; round < 20; round++) {
      const asked = randomInstant(begin + random(end - begin))
      const offsetMinutes = round % 2 === 0 ? offsetAt(wallClock, asked.ms) / 60_000 : random(2879) - 1439
      const sendAt = formatLocal(asked.ms + offsetMinutes * 60_000, asked.nanoseconds) + formatOffset(offsetMinutes)
      expectMinute({ sendAt }, asked)
      cases++
    }
  }
  t.equal(cases, zones.length * 20)
})

t.test(`sendAtLocal: instants of each zone, everywhere and around its transitions (SEED=${seed})`, async (t) => {
  const seen = { plain: 0, overlap: 0, gap: 0 }
  for (const zone of zones) {
    const wallClock = createWallClock(zone)
    for (let round = 0; round < 10; round++) {
      seen[checkLocal(zone, wallClock, randomInstant(begin + random(end - begin)))]++
    }
    for (const transition of findTransitions(zone)) {
      // Minutes and hours to both sides, the transition itself, and its neighbours by a second.
      const distances = [-1000, 0, 1000, random(2 * hour), -random(2 * hour), random(26 * hour), -random(26 * hour)]
      for (const distance of distances) seen[checkLocal(zone, wallClock, randomInstant(transition + distance))]++
      const offsets = { before: offsetAt(wallClock, transition - 1000), after: offsetAt(wallClock, transition) }
      const gap = offsets.after - offsets.before
      for (const skipped of gap > 0 ? [0, random(gap), gap - 1] : []) {
        checkGap(zone, transition + offsets.before + skipped, offsets)
        seen.gap++
      }
    }
  }
  t.comment(seen)
  t.ok(seen.plain > 10_000 && seen.overlap > 1000 && seen.gap > 1000, 'all three kinds of local time were met')
})

t.test('the independent reader accepts exactly what the document allows', async (t) => {
  const read = (date: string, time: string, gmt: string) => readUpstream({ date, time, gmt })
  t.equal(read('12/24/2026', '12:00 am', '+00:00'), Date.UTC(2026, 11, 24, 0, 0))
  t.equal(read('12/24/2026', '12:30 pm', '+00:00'), Date.UTC(2026, 11, 24, 12, 30))
  t.equal(read('12/24/2026', '05:30 pm', '+05:30'), Date.UTC(2026, 11, 24, 12, 0))
  t.equal(read('12/24/2026', '05:30 am', '-12:00'), Date.UTC(2026, 11, 24, 17, 30))
  for (const gmt of ['+05:45', '+13:00', '+1:00', '0']) t.throws(() => read('12/24/2026', '05:30 am', gmt), gmt)
  for (const time of ['5:30 am', '13:00 pm', '05:60 am', '05:30']) t.throws(() => read('12/24/2026', time, '+00:00'))
  for (const date of ['24/12/2026', '2/1/2026', '02/30/2026']) t.throws(() => read(date, '05:30 am', '+00:00'))
})

/** An instant: milliseconds since 1970, and additional nanoseconds. */
type Asked = { readonly ms: number; readonly nanoseconds: number }

/** A third are whole minutes, a third whole seconds, a third arbitrary. */
function randomInstant(ms: number): Asked {
  const kind = random(3)
  if (kind === 0) return { ms: ms - (ms % 60_000), nanoseconds: 0 }
  if (kind === 1) return { ms: ms - (ms % 1000), nanoseconds: 0 }
  return { ms, nanoseconds: random(1_000_000) }
}

function expectMinute(request: ScheduleRequest, asked: Asked): void {
  const whole = asked.ms % 60_000 === 0 && asked.nanoseconds === 0
  const expected = whole ? asked.ms : asked.ms - (asked.ms % 60_000) + 60_000
  const result = parseSchedule(request, now, maxDays)
  const said = JSON.stringify([request, result])
  if (!result.ok) throw new Error(`refused: ${said}`)
  if (readUpstream(result.schedule.upstream) !== expected) throw new Error(`not ${new Date(expected)}: ${said}`)
  if (result.schedule.sendAt.epochMilliseconds !== expected) throw new Error(`sendAt is not what is sent: ${said}`)
}

function expectRefusal(request: ScheduleRequest): void {
  const result = parseSchedule(request, now, maxDays)
  const pointer = result.ok ? undefined : result.violations[0]?.pointer
  if (pointer !== '/sendAtLocal/dateTime') throw new Error(`not refused: ${JSON.stringify(request)}`)
}

/** Requests the local time of an instant, which in an overlap stands for two instants. */
function checkLocal(zone: string, wallClock: WallClock, asked: Asked): 'plain' | 'overlap' {
  const local = wallClock(asked.ms)
  const offsets = new Set([-36, 0, 36].map((hours) => offsetAt(wallClock, asked.ms + hours * hour)))
  const candidates = [...offsets].map((offset) => local - offset).filter((ms) => wallClock(ms) === local)
  const instants = candidates.sort((a, b) => a - b).map((ms) => ({ ...asked, ms: ms + (asked.ms % 1000) }))
  const [earlier, later = earlier, ...more] = instants
  if (earlier === undefined || later === undefined || more.length > 0) throw new Error(`${zone}: ${instants.length}`)
  const request = (disambiguation?: Disambiguation): ScheduleRequest => ({
    sendAtLocal: {
      dateTime: formatLocal(local + (asked.ms % 1000), asked.nanoseconds),
      timeZone: zone,
      ...(disambiguation !== undefined && { disambiguation }),
    },
  })
  expectMinute(request('earlier'), earlier)
  expectMinute(request('later'), later)
  if (instants.length === 1) {
    expectMinute(request(), earlier)
    return 'plain'
  }
  expectRefusal(request())
  expectRefusal(request('reject'))
  return 'overlap'
}

/** Requests a local time that the clock skips: `earlier` uses the offset after the gap, `later` the one before. */
function checkGap(zone: string, local: number, offsets: { before: number; after: number }): void {
  const sendAtLocal = { dateTime: formatLocal(local, 0), timeZone: zone }
  expectRefusal({ sendAtLocal })
  expectRefusal({ sendAtLocal: { ...sendAtLocal, disambiguation: 'reject' } })
  expectMinute({ sendAtLocal: { ...sendAtLocal, disambiguation: 'earlier' } }, atMs(local - offsets.after))
  expectMinute({ sendAtLocal: { ...sendAtLocal, disambiguation: 'later' } }, atMs(local - offsets.before))
}

function atMs(ms: number): Asked {
  return { ms, nanoseconds: 0 }
}

type WallClock = (ms: number) => number

/** The wall clock of a zone at an instant, in whole seconds, as if it were UTC. From Intl, not Temporal. */
function createWallClock(timeZone: string): WallClock {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...numeric, ...time })
  return (ms) => {
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const [year = Number.NaN, month = Number.NaN, day] = [parts.get('year'), parts.get('month'), parts.get('day')]
    return Date.UTC(year, month - 1, day, parts.get('hour'), parts.get('minute'), parts.get('second'))
  }
}

/** A wall clock shows whole seconds, so the offset is relative to that second. */
function offsetAt(wallClock: WallClock, ms: number): number {
  return wallClock(ms) - (ms - (ms % 1000))
}

function findTransitions(zone: string): number[] {
  const transitions: number[] = []
  let at = new Temporal.ZonedDateTime(BigInt(begin) * 1_000_000n, zone).getTimeZoneTransition('next')
  while (at !== null && at.epochMilliseconds < end) {
    transitions.push(at.epochMilliseconds)
    at = at.getTimeZoneTransition('next')
  }
  return transitions
}

/** `YYYY-MM-DDTHH:mm:ss.fffffffff` of a clock given as if it were UTC. */
function formatLocal(ms: number, nanoseconds: number): string {
  return new Date(ms).toISOString().slice(0, -1) + String(nanoseconds).padStart(6, '0')
}

function formatOffset(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

/** Reads the upstream's parameters as its document defines them; milliseconds since 1970. */
function readUpstream({ date, time, gmt }: { date: string; time: string; gmt: string }): number {
  const day = /^(\d\d)\/(\d\d)\/(\d\d\d\d)$/.exec(date)
  const clock = /^(0\d|1[0-2]):([0-5]\d) (am|pm)$/.exec(time)
  const zone = /^(?:GMT )?([+-])(0\d|1[0-2]):(00|30)$/.exec(gmt)
  if (!day || !clock || !zone) throw new Error(`not in the document's form: ${date} ${time} ${gmt}`)
  const hours = (Number(clock[1]) % 12) + (clock[3] === 'pm' ? 12 : 0)
  const local = Date.UTC(Number(day[3]), Number(day[1]) - 1, Number(day[2]), hours, Number(clock[2]))
  const calendar = new Date(local)
  if (calendar.getUTCDate() !== Number(day[2]) || calendar.getUTCMonth() !== Number(day[1]) - 1) {
    throw new Error(`no such day: ${date}`)
  }
  const offset = (Number(zone[2]) * 60 + Number(zone[3])) * (zone[1] === '-' ? -1 : 1)
  return local - offset * 60_000
}

/** Whole numbers from 0 to below a bound, the same for the same seed (mulberry32). */
function createRandom(start: number): (bound: number) => number {
  let state = start
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}
