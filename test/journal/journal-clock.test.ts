import t from 'tap'
import { type ClockReading, createJournalClock } from '../../src/journal/journal-clock.ts'
import { createTestClocks, dayMs, start } from './entries.ts'

const minuteMs = 60_000

/** A clock over a machine whose clocks a test moves, and what was told of the wall clock. */
function create(clocks = createTestClocks(), stored?: ClockReading, newestAt?: number) {
  const told: unknown[] = []
  const clock = createJournalClock(
    clocks,
    { stored, newestAt },
    {
      moved: ({ movedMs, atStart }) => void told.push([movedMs, atStart]),
      trusted: ({ because }) => void told.push(because),
    },
  )
  return { clock, clocks, told }
}

/** What a process writes down at its end, and a later one on the same machine begins with. */
function restart(before: ReturnType<typeof create>, stoppedMs: number, newestAt?: number) {
  const stored = before.clock.read()
  const clocks = createTestClocks(7)
  clocks.wallAheadMs = before.clocks.wallMs() + stoppedMs - clocks.ms
  return create(clocks, stored, newestAt)
}

t.test(
  "a new journal's clock begins at the wall clock's time, within the years that numbers have room for",
  async (t) => {
    const rows: readonly (readonly [wallAt: number, seenAt: number])[] = [
      [start, start],
      [0, Date.UTC(2020, 0)],
      [-1, Date.UTC(2020, 0)],
      [Date.UTC(2100, 0), Date.UTC(2060, 0)],
      [start + 0.7, start],
    ]
    for (const [wallAt, seenAt] of rows) t.equal(create(createTestClocks(wallAt)).clock.seenAt(), seenAt)
  },
)

t.test('it follows the steady clock, even if the wall clock is set', async (t) => {
  const { clock, clocks } = create()
  for (const aheadMs of [40 * dayMs, -40 * dayMs, Date.UTC(2100, 0) - start, 0]) {
    clocks.wallAheadMs = aheadMs
    const before = clock.seenAt()
    clock.observe()
    clocks.ms += minuteMs
    t.equal(clock.seenAt(), before + minuteMs)
  }
})

t.test('it continues after a restart, without the time for which the gateway was stopped', async (t) => {
  for (const stoppedMs of [0, minuteMs, 40 * dayMs, -40 * dayMs]) {
    const first = create()
    first.clocks.ms += minuteMs
    const { clock, clocks } = restart(first, stoppedMs)
    t.equal(clock.seenAt(), start + minuteMs)
    clocks.ms += minuteMs
    t.equal(clock.seenAt(), start + 2 * minuteMs)
  }
})

t.test('after a crash it continues from the newest message if that is later than the stored clock', async (t) => {
  const first = create()
  t.equal(restart(first, 0, start + 5_000).clock.seenAt(), start + 5_000)
  t.equal(restart(first, 0, start - 5_000).clock.seenAt(), start)
})

t.test('a wall clock that is set while the gateway runs is in doubt at once, in either direction', async (t) => {
  const rows: readonly (readonly [aheadMs: number, isDoubted: boolean])[] = [
    [1_000_000, false],
    [1_000_001, true],
    [-1_000_000, false],
    [-1_000_001, true],
    [40 * dayMs, true],
    [Date.UTC(1970, 0) - start, true],
  ]
  for (const [aheadMs, isDoubted] of rows) {
    const { clock, clocks, told } = create()
    clocks.wallAheadMs = aheadMs
    t.equal(clock.trustedWallAt(), isDoubted ? undefined : start + aheadMs, String(aheadMs))
    t.strictSame(told, isDoubted ? [[aheadMs, false]] : [], 'it is told of')
    clock.observe()
    t.ok(told.length <= 1, 'once')
  }
})

t.test('a machine that was suspended has a wall clock that was set', async (t) => {
  const { clock, clocks } = create()
  clocks.wallAheadMs += 3 * dayMs
  t.match(clock.status(), { state: 'in-doubt', movedMs: 3 * dayMs })
  t.equal(clock.seenAt(), start)
})

t.test('a stop explains a day, and no step back', async (t) => {
  const rows: readonly (readonly [stoppedMs: number, told: readonly unknown[]])[] = [
    [dayMs, []],
    [dayMs + 1, [[dayMs + 1, true]]],
    [-1_000_000, []],
    [-1_000_001, [[-1_000_001, true]]],
  ]
  for (const [stoppedMs, told] of rows) t.strictSame(restart(create(), stoppedMs).told, told, String(stoppedMs))
})

t.test('a corrected wall clock is trusted again, also after a restart', async (t) => {
  for (const aheadMs of [40 * dayMs, -40 * dayMs, -dayMs / 2]) {
    const { clock, clocks, told } = create()
    clocks.wallAheadMs = aheadMs
    clock.observe()
    clocks.ms += minuteMs
    clocks.wallAheadMs = 500
    t.equal(clock.status().state, 'trusted')
    t.strictSame(told, [[aheadMs, false], 'set-right'])

    const second = create()
    second.clocks.wallAheadMs = aheadMs
    second.clock.observe()
    t.strictSame(restart(second, -aheadMs).told, ['set-right'])
  }
})

t.test(
  'a wall clock is trusted again once it has run for as long as it had moved, counted anew after each move',
  async (t) => {
    const { clock, clocks, told } = create()
    clocks.wallAheadMs = 2 * dayMs
    clock.observe()
    clocks.ms += dayMs
    t.strictSame(clock.status(), { state: 'in-doubt', movedMs: 2 * dayMs, confirmedInMs: dayMs })
    clocks.wallAheadMs = 3 * dayMs
    t.strictSame(clock.status(), { state: 'in-doubt', movedMs: 3 * dayMs, confirmedInMs: 3 * dayMs })
    clocks.ms += 3 * dayMs - 1
    t.equal(clock.trustedWallAt(), undefined)
    clocks.ms += 1
    t.equal(clock.trustedWallAt(), clocks.wallMs())
    t.strictSame(told, [[2 * dayMs, false], [3 * dayMs, false], 'time'])
    t.equal(clock.seenAt(), start + 4 * dayMs, 'and what it had moved is not counted')
  },
)

t.test('a doubt survives a restart, which reports it again', async (t) => {
  const first = create()
  first.clocks.wallAheadMs = 40 * dayMs
  first.clock.observe()
  first.clocks.ms += dayMs
  const { clock, told } = restart(first, minuteMs)
  t.strictSame(clock.status(), { state: 'in-doubt', movedMs: 40 * dayMs, confirmedInMs: 39 * dayMs })
  t.strictSame(told, [[40 * dayMs, true]])
})

t.test('the word of an operator ends the doubt, and moves nothing', async (t) => {
  const { clock, clocks, told } = create()
  clock.confirm()
  t.strictSame(told, [], 'where there is none nothing is told')
  clocks.wallAheadMs = 40 * dayMs
  clock.confirm()
  t.strictSame(told, [[40 * dayMs, false], 'operator'])
  t.equal(clock.seenAt(), start)
  t.equal(clock.trustedWallAt(), start + 40 * dayMs)
})
