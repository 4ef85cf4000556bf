import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatExclusive, runExclusive } from './exclusive-run.ts'
import { formatCallbacks, runCallbacks } from './fuzz-run.ts'
import { formatHistories, runHistories } from './histories-run.ts'
import { formatKills, runKills } from './kills-run.ts'

t.test(`200 random histories with crashes are as the oracle says (SEED=${seed})`, async (t) => {
  const report = await runHistories(seed, 200)
  t.comment(formatHistories(report))
  t.strictSame(report.violations, [])
  t.ok(report.crashes >= 8 && report.reports > 1_000)
  t.strictSame(
    ['awaited', 'delivered', 'not-requested', 'partially-delivered', 'pending', 'undelivered', 'unknown'],
    [...report.deliveries.keys()].sort(),
    'every delivery occurred',
  )
})

t.test(`1,000 histories of an exclusive account: nothing is settled wrongly (SEED=${seed})`, async (t) => {
  const report = await runExclusive(seed, 1_000)
  t.comment(formatExclusive(report))
  t.strictSame(report.violations, [])
  const settled = [...report.counts.values()].reduce((sum, counts) => sum + counts.settled, 0)
  t.ok(settled > 10, 'and some are settled')
})

t.test(`4 kills: no report is lost after its answer (SEED=${seed})`, async (t) => {
  const report = await runKills({ seed, kills: 4, reports: 200 })
  t.comment(formatKills(report))
  t.strictSame(report.violations, [])
  t.ok(report.reports >= 100)
})

t.test(`2,000 hostile callbacks change nothing, and nothing tells a secret (SEED=${seed})`, async (t) => {
  const report = await runCallbacks(seed, 2_000)
  t.comment(formatCallbacks(report))
  t.strictSame(report.violations, [])
  t.strictSame(
    [200, 202, 400, 404, 405, 413, 431].filter((status) => !report.statuses.has(status)),
    [],
    'every kind of answer occurred',
  )
})
