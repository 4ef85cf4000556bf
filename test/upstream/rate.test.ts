import fc from 'fast-check'
import t from 'tap'
import { createRate, recipientsPerSecond, recipientsWithin } from '../../src/upstream/rate.ts'

t.test('without a limit everything may go now', async (t) => {
  const rate = createRate({}, () => 0)
  rate.take(1_000_000)
  t.equal(rate.waitMs(1_000_000, 1_000_000), 0)
  t.equal(recipientsPerSecond(undefined, 10), Number.POSITIVE_INFINITY)
  t.equal(recipientsWithin(1, undefined, 10), Number.POSITIVE_INFINITY)
})

t.test("an idle account may send a second's worth at once, and then what the time pays for", async (t) => {
  let now = 5_000
  const rate = createRate({ segmentsPerSecond: 10 }, () => now)
  t.equal(rate.waitMs(10, 0), 0)
  rate.take(10)
  t.equal(rate.waitMs(1, 0), 100)
  t.equal(rate.waitMs(1, 3), 400, 'behind three others')
  t.equal(rate.waitMs(10, 0), 1_000)
  now += 250
  t.equal(rate.waitMs(2, 0), 0)
  t.equal(rate.waitMs(3, 0), 50)
  now += 1_000_000
  t.equal(rate.waitMs(10, 0), 0)
  t.equal(rate.waitMs(11, 0), 0, 'more than a second holds goes when a whole second is saved up')
  rate.take(11)
  t.equal(rate.waitMs(1, 0), 200, 'and is paid for in full')
})

t.test('exactly the segments that were taken but not sent are returned', async (t) => {
  let now = 0
  const rate = createRate({ segmentsPerSecond: 10 }, () => now)
  rate.take(10)
  rate.giveBack(4)
  t.equal(rate.waitMs(4, 0), 0)
  t.equal(rate.waitMs(5, 0), 100)
  now += 10_000
  rate.giveBack(6)
  t.equal(rate.waitMs(10, 0), 0)
  rate.take(10)
  t.equal(rate.waitMs(1, 0), 100, 'a share that comes back late saves nothing up')
})

t.test('no window of any length ever holds more than its time and one second of saving pay for', async () => {
  const step = fc.record({ pauseMs: fc.integer({ min: 0, max: 900 }), segments: fc.integer({ min: 1, max: 20 }) })
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 50 }), fc.array(step, { maxLength: 60 }), (perSecond, steps) => {
      let now = 0
      const rate = createRate({ segmentsPerSecond: perSecond }, () => now)
      const sent: { at: number; segments: number }[] = []
      for (const { pauseMs, segments } of steps) {
        now += pauseMs + rate.waitMs(segments, 0)
        now += rate.waitMs(segments, 0)
        rate.take(segments)
        sent.push({ at: now, segments })
      }
      return sent.every((first, from) => {
        let total = 0
        return sent.slice(from).every(({ at, segments }) => {
          total += segments
          return total <= ((at - first.at) / 1_000 + 1) * perSecond + 1e-6
        })
      })
    }),
  )
})

t.test('how many recipients fit agrees with a list that is really sent', async (t) => {
  for (const [perSecond, segments, startMs] of [
    [10, 1, 15_000],
    [10, 3, 15_000],
    [3, 10, 15_000],
    [1, 1, 500],
    [7, 2, 1_234],
  ] as const) {
    let now = 0
    const rate = createRate({ segmentsPerSecond: perSecond }, () => now)
    let started = 0
    for (;;) {
      now += rate.waitMs(segments, 0)
      if (now > startMs + 1e-6) break
      rate.take(segments)
      started++
    }
    t.equal(recipientsWithin(startMs, perSecond, segments), started, `${perSecond}/s, ${segments} each, ${startMs} ms`)
  }
  t.strictSame([recipientsPerSecond(10, 3), recipientsPerSecond(10, 10), recipientsPerSecond(3, 10)], [3, 1, 1])
})
