import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatHistories, runHistories } from './histories-run.ts'

t.test(`200 random histories with crashes are as the oracle says (SEED=${seed})`, async (t) => {
  const report = await runHistories(seed, 200)
  t.comment(formatHistories(report))
  t.strictSame(report.violations, [])
  t.ok(report.crashes > 0 && report.reports > 1_000)
  // `unknown` is too rare for so few histories.
  for (const delivery of [
    'awaited',
    'delivered',
    'not-requested',
    'partially-delivered',
    'pending',
    'undelivered',
  ] as const)
    t.ok(report.deliveries.has(delivery), `${delivery} occurred`)
})
