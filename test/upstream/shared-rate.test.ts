import t from 'tap'
import { createRate } from '../../src/upstream/rate.ts'
import { playHistory, type Rules } from './membership.ts'
import { createRandom, seed } from './random.ts'

const historyCount = Number(process.env['HISTORIES'] ?? 300)
const rules: Rules = { segmentsPerSecond: 100, leaseMs: 15_000, beatMs: 5_000, joinersWait: true }

/** The segments of the worst second of all histories. */
function findWorst(count: number, changes: Partial<Rules> = {}): number {
  const random = createRandom(seed)
  return Math.max(...Array.from({ length: count }, () => playHistory(random, { ...rules, ...changes })))
}

t.test(
  `in ${historyCount} histories of gateways that come, go, freeze and lose the database no second sees more than twice the rate (SEED=${seed})`,
  async (t) => {
    const worst = findWorst(historyCount)
    t.comment(`the worst second: ${worst} of ${2 * rules.segmentsPerSecond}`)
    t.ok(worst <= 2 * rules.segmentsPerSecond, `${worst}`)
    t.ok(worst > rules.segmentsPerSecond, 'and the gateways did use their rate')
  },
)

t.test(`without the wait of those that join some second sees more (SEED=${seed})`, async (t) => {
  t.ok(findWorst(30, { joinersWait: false }) > 2 * rules.segmentsPerSecond)
})

t.test('a share that grows multiplies neither what was saved up nor what is owed', async (t) => {
  let now = 0
  let live = 2
  const share = { fraction: () => 1 / live, untilMs: () => 0 }
  const rate = createRate({ segmentsPerSecond: 10, share }, () => now)
  t.equal(rate.waitMs(1, 0), 200, 'nothing is saved up at the start')
  now = 1_000
  t.equal(rate.waitMs(5, 0), 0)
  live = 1
  t.equal(rate.waitMs(5, 0), 0, 'half a second of the whole rate')
  t.equal(rate.waitMs(10, 0), 500)
  live = 5
  t.equal(rate.waitMs(2, 0), 0, 'a share that shrinks saves up no more than its own second')
  t.equal(rate.waitMs(3, 0), 0, 'more than that waits for a full one')
  rate.take(3)
  t.equal(rate.waitMs(1, 0), 1_000)
})

t.test('until all others count it a gateway sends nothing, and says for how long', async (t) => {
  let now = 0
  const share = { fraction: () => 0.5, untilMs: () => Math.max(0, 15_000 - now) }
  const rate = createRate({ segmentsPerSecond: 10, share }, () => now)
  t.equal(rate.waitMs(1, 0), 15_200)
  now = 14_999
  t.ok(rate.waitMs(1, 0) > 0)
  now = 15_200
  t.equal(rate.waitMs(1, 0), 0)
})
