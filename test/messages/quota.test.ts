import t from 'tap'
import { anonymous, type Caller } from '../../src/messages/caller.ts'
import { createQuota } from '../../src/messages/quota.ts'

const midnight = Date.UTC(2026, 10, 22)
const dayMs = 86_400_000
const orders: Caller = { ...anonymous, name: 'orders', dailySegments: 10 }

/** A quota with a stopped clock and a journal that returns the given segments until others are saved. */
function create(recorded = 0) {
  const clock = { ms: midnight + 1_000 }
  const asked: unknown[] = []
  const saved = new Map<string, number>()
  /** Pending writes of the journal. */
  let waiting: (() => void)[] = []
  const nameOf = (name: string, dayAt: number) => `${name} ${new Date(dayAt).toISOString().slice(0, 10)}`
  const quota = createQuota(
    {
      async usedSegments(name, dayAt) {
        asked.push([name, dayAt])
        return saved.get(nameOf(name, dayAt)) ?? recorded
      },
      async saveUsedSegments(name, dayAt, count) {
        waiting.push(() => void saved.set(nameOf(name, dayAt), count()))
      },
    },
    () => clock.ms,
  )
  /** Runs the pending writes. */
  function flush(): Record<string, number> {
    for (const write of waiting) write()
    waiting = []
    return Object.fromEntries(saved)
  }
  return { quota, clock, asked, flush, waitingCount: () => waiting.length }
}

t.test('segments can be held up to exactly the quota', async (t) => {
  const { quota } = create()
  t.ok(await quota.hold(orders, 7))
  t.equal(await quota.hold(orders, 4), undefined)
  t.ok(await quota.hold(orders, 3))
  t.equal(await quota.hold(orders, 1), undefined)
  t.ok(await quota.hold({ ...orders, name: 'other' }, 10), 'each caller has its own count')
})

t.test('unused segments are returned once', async (t) => {
  const { quota } = create()
  const hold = await quota.hold(orders, 10)
  hold?.settle(4)
  hold?.settle(0)
  t.equal(await quota.hold(orders, 7), undefined)
  t.ok(await quota.hold(orders, 6))
})

t.test('each change is saved, changes of one group together, with the count at the time of writing', async (t) => {
  const { quota, flush, waitingCount } = create()
  const holds = [await quota.hold(orders, 2), await quota.hold(orders, 3)]
  t.equal(waitingCount(), 1)
  t.strictSame(flush(), { 'orders 2026-11-22': 5 })
  holds[0]?.settle(2)
  t.equal(waitingCount(), 0, 'what is used as it was set aside is saved already')
  holds[1]?.settle(1)
  t.strictSame(flush(), { 'orders 2026-11-22': 3 })
})

t.test('a caller without a quota is counted, without any waiting', async (t) => {
  const { quota, flush, waitingCount } = create()
  const { dailySegments: _dailySegments, ...free } = orders
  for (let index = 0; index < 3; index++) (await quota.hold(free, 1_000_000))?.settle(1_000_000)
  t.equal(waitingCount(), 0)
  quota.save()
  t.strictSame(flush(), { 'orders 2026-11-22': 3_000_000 })
  quota.save()
  t.equal(waitingCount(), 0, 'and saved once')
})

t.test('earlier use is read once, at startup if requested', async (t) => {
  const { quota, asked } = create(8)
  quota.prepare([orders])
  t.strictSame(asked, [['orders', midnight]])
  t.equal(await quota.hold(orders, 3), undefined)
  t.ok(await quota.hold(orders, 2))
  quota.prepare([orders])
  t.equal(asked.length, 1)
})

t.test('earlier messages of a caller count when it gets a quota at runtime', async (t) => {
  const { quota, asked } = create(3)
  const { dailySegments: _dailySegments, ...free } = orders
  await quota.hold(free, 4)
  t.equal(await quota.hold(orders, 4), undefined)
  t.ok(await quota.hold(orders, 3))
  t.equal(asked.length, 1)
})

t.test('a changed quota applies at once, and earlier use still counts', async (t) => {
  const { quota } = create()
  t.ok(await quota.hold(orders, 10))
  t.ok(await quota.hold({ ...orders, dailySegments: 12 }, 2))
  t.equal(await quota.hold(orders, 1), undefined)
})

t.test('a day starts at midnight UTC with nothing used', async (t) => {
  const { quota, clock } = create()
  t.equal(quota.untilNextDayMs(), dayMs - 1_000)
  const late = await quota.hold(orders, 10)
  clock.ms = midnight + dayMs - 1
  t.equal(quota.untilNextDayMs(), 1)
  t.equal(await quota.hold(orders, 1), undefined)
  clock.ms = midnight + dayMs
  t.equal(quota.untilNextDayMs(), dayMs)
  t.ok(await quota.hold(orders, 9))
  late?.settle(0)
  t.equal(await quota.hold(orders, 2), undefined, 'what comes back to yesterday is no gift to today')
})

t.test('setting the clock gives no day its quota twice, in any order of days', async (t) => {
  const days = [0, 1, 0, 40, 1, 0, -3, 40, 0, 1, -3]
  for (const isWritten of [true, false]) {
    const { quota, clock, flush } = create()
    const usedOn = new Map<number, number>()
    for (const day of days) {
      clock.ms = midnight + day * dayMs
      for (let index = 0; index < 4; index++)
        if (await quota.hold(orders, 1)) usedOn.set(day, (usedOn.get(day) ?? 0) + 1)
      if (isWritten) flush()
    }
    const most = Math.max(...usedOn.values())
    t.ok(most <= 10, `${most} of 10 ${isWritten ? 'with' : 'before'} writes`)
  }
})

t.test('segments returned late count for their day, even if the clock was set back to it', async (t) => {
  const { quota, clock } = create()
  const late = await quota.hold(orders, 10)
  clock.ms += dayMs
  t.ok(await quota.hold(orders, 10))
  clock.ms -= dayMs
  t.equal(await quota.hold(orders, 1), undefined)
  late?.settle(8)
  t.equal(await quota.hold(orders, 3), undefined)
  t.ok(await quota.hold(orders, 2))
})
