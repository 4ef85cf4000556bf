import t from 'tap'
import { anonymous, type Caller } from '../../src/domain/caller.ts'
import { createQuota } from '../../src/domain/quota.ts'

const midnight = Date.UTC(2026, 10, 22)
const dayMs = 86_400_000
const orders: Caller = { ...anonymous, name: 'orders', dailySegments: 10 }

/** A quota with a clock that stands still, and a record that says so many segments. */
function create(recorded = 0) {
  const clock = { ms: midnight + 1_000 }
  const asked: unknown[] = []
  const quota = createQuota(
    (name, since) => {
      asked.push([name, since])
      return recorded
    },
    () => clock.ms,
  )
  return { quota, clock, asked }
}

t.test('what is left is set aside to the last segment, and no further', async (t) => {
  const { quota } = create()
  t.ok(quota.reserve(orders, 7))
  t.equal(quota.reserve(orders, 4), undefined)
  t.ok(quota.reserve(orders, 3))
  t.equal(quota.reserve(orders, 1), undefined)
  t.ok(quota.reserve({ ...orders, name: 'other' }, 10), 'each caller has a count of its own')
})

t.test('what was not used comes back, once', async (t) => {
  const { quota } = create()
  const reservation = quota.reserve(orders, 10)
  reservation?.settle(4)
  reservation?.settle(0)
  t.equal(quota.reserve(orders, 7), undefined)
  t.ok(quota.reserve(orders, 6))
})

t.test('a caller without a quota is not counted, and nothing is read for it', async (t) => {
  const { quota, asked } = create()
  const { dailySegments: _dailySegments, ...free } = orders
  for (let index = 0; index < 3; index++) quota.reserve(free, 1_000_000)?.settle(1_000_000)
  quota.prepare([free])
  t.strictSame(asked, [])
})

t.test('what was used before the process began is read once, at the start if it is asked to', async (t) => {
  const { quota, asked } = create(8)
  quota.prepare([orders])
  t.strictSame(asked, [['orders', midnight]])
  t.equal(quota.reserve(orders, 3), undefined)
  t.ok(quota.reserve(orders, 2))
  quota.prepare([orders])
  t.equal(asked.length, 1)
})

t.test('a caller that gets its quota while the process runs has what it used before read', async (t) => {
  const { quota, asked } = create(10)
  const { dailySegments: _dailySegments, ...free } = orders
  quota.reserve(free, 10)
  t.equal(quota.reserve(orders, 1), undefined)
  t.equal(asked.length, 1)
})

t.test('a quota that is changed counts at once, with what was used under the one before', async (t) => {
  const { quota } = create()
  t.ok(quota.reserve(orders, 10))
  t.ok(quota.reserve({ ...orders, dailySegments: 12 }, 2))
  t.equal(quota.reserve(orders, 1), undefined)
})

t.test('a day begins at midnight in UTC, with nothing used and nothing to read', async (t) => {
  const { quota, clock, asked } = create()
  t.equal(quota.untilNextDayMs(), dayMs - 1_000)
  const late = quota.reserve(orders, 10)
  clock.ms = midnight + dayMs - 1
  t.equal(quota.untilNextDayMs(), 1)
  t.equal(quota.reserve(orders, 1), undefined)
  clock.ms = midnight + dayMs
  t.equal(quota.untilNextDayMs(), dayMs)
  t.ok(quota.reserve(orders, 9))
  late?.settle(0)
  t.equal(quota.reserve(orders, 2), undefined, 'what comes back to yesterday is no gift to today')
  t.equal(asked.length, 1)
})

t.test('a clock that is set back over midnight gives no quota anew: the record of that day is read', async (t) => {
  const { quota, clock, asked } = create(10)
  clock.ms = midnight + dayMs
  quota.prepare([{ ...orders, dailySegments: 20 }])
  clock.ms = midnight + dayMs - 1
  t.equal(quota.reserve(orders, 1), undefined)
  t.strictSame(asked, [
    ['orders', midnight + dayMs],
    ['orders', midnight],
  ])
})
