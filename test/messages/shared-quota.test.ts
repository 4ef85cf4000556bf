import t from 'tap'
import { anonymous } from '../../src/messages/caller.ts'
import { createSharedQuota, type SharedUsage } from '../../src/messages/shared-quota.ts'

const dayMs = 86_400_000
const noon = Date.UTC(2026, 10, 22, 12)

/** Counts as the database does. */
function createUsage() {
  const counts = new Map<string, number>()
  const faults: { isAway: boolean } = { isAway: false }
  const usage: SharedUsage = {
    async take(caller, dayAt, count, limit) {
      if (faults.isAway) throw new Error('away')
      const used = (counts.get(`${caller} ${dayAt}`) ?? 0) + count
      if (limit !== undefined && used > limit) return false
      counts.set(`${caller} ${dayAt}`, used)
      return true
    },
    async giveBack(caller, dayAt, count) {
      await usage.take(caller, dayAt, -count, undefined)
    },
  }
  const usedOf = (caller: string, dayAt = noon - dayMs / 2) => counts.get(`${caller} ${dayAt}`) ?? 0
  return { usage, usedOf, faults }
}

const limited = { ...anonymous, name: 'limited', dailySegments: 10 }
const unlimited = { ...anonymous, name: 'unlimited' }

t.test('two gateways take from one quota, and what is not used comes back once', async (t) => {
  const { usage, usedOf } = createUsage()
  const [one, other] = [createSharedQuota(usage, () => noon), createSharedQuota(usage, () => noon)]
  const first = await one.hold(limited, 6)
  t.ok(first)
  t.equal(await other.hold(limited, 5), undefined)
  first?.settle(2)
  first?.settle(0)
  t.equal(usedOf('limited'), 2)
  t.ok(await other.hold(limited, 8))
  t.equal(await one.hold(limited, 1), undefined)
})

t.test('segments come back to the day from which they were taken', async (t) => {
  const { usage, usedOf } = createUsage()
  let now = noon
  const quota = createSharedQuota(usage, () => now)
  const hold = await quota.hold(limited, 6)
  now += dayMs
  hold?.settle(0)
  t.equal(usedOf('limited'), 0)
  t.equal(usedOf('limited', noon + dayMs / 2), 0)
  t.equal(quota.untilNextDayMs(), dayMs / 2)
})

t.test(
  'callers without a quota are counted when it is saved, and nothing is lost while the journal is away',
  async (t) => {
    const { usage, usedOf, faults } = createUsage()
    const quota = createSharedQuota(usage, () => noon)
    for (let count = 0; count < 3; count++) (await quota.hold(unlimited, 2))?.settle(0)
    t.equal(usedOf('unlimited'), 0)
    faults.isAway = true
    quota.save()
    await new Promise((resolve) => setImmediate(resolve))
    await t.rejects(async () => quota.hold(limited, 1), /away/)
    faults.isAway = false
    quota.save()
    quota.save()
    t.equal(usedOf('unlimited'), 6)
  },
)
