import t from 'tap'
import { createProviderClock } from '../../src/observability/provider-clock.ts'

const minuteMs = 60_000

function createClock() {
  const told: number[] = []
  const clock = createProviderClock((offsetMs) => told.push(offsetMs))
  const compare = (offsetMs: number, count: number) => {
    for (let done = 0; done < count; done++) clock.compared({ submittedAt: 1e12 + offsetMs, startedAt: 1e12 })
  }
  return { clock, told, compare }
}

t.test('the offset is a median, which a few odd dates do not move', async (t) => {
  const { clock, told, compare } = createClock()
  compare(300, 4)
  t.equal(clock.medianMs(), undefined, 'four are too few')
  compare(300, 1)
  t.equal(clock.medianMs(), 300)
  compare(-86_400_000, 4)
  t.equal(clock.medianMs(), 300)
  t.strictSame(told, [])
})

t.test('a multiple of 15 minutes is told once, and once more when the dates agree again', async (t) => {
  const { clock, told, compare } = createClock()
  compare(60 * minuteMs + 2_000, 200)
  t.strictSame(told, [60 * minuteMs])
  compare(-345 * minuteMs - 59_000, 200)
  t.strictSame(told, [60 * minuteMs, -345 * minuteMs], 'another one is told')
  compare(900, 50)
  t.equal(clock.medianMs(), -345 * minuteMs - 59_000, 'half of what is kept is older')
  compare(900, 51)
  t.equal(clock.medianMs(), 900)
  t.strictSame(told, [60 * minuteMs, -345 * minuteMs, 0])
})

t.test('an offset that no zone has is shown and is no wrong zone', async (t) => {
  const { clock, told, compare } = createClock()
  compare(7 * minuteMs, 101)
  compare(minuteMs, 101)
  compare(-minuteMs, 101)
  t.strictSame(told, [])
  t.equal(clock.medianMs(), -minuteMs)
})
