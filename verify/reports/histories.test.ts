import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatHistories, runHistories } from './histories-run.ts'

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
