import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatExclusive, runExclusive } from './exclusive-run.ts'

t.test(`600 histories of an exclusive account: nothing is settled wrongly (SEED=${seed})`, async (t) => {
  const report = await runExclusive(seed, 600)
  t.comment(formatExclusive(report))
  t.strictSame(report.violations, [])
  const settled = [...report.counts.values()].reduce((sum, counts) => sum + counts.settled, 0)
  t.ok(settled > 5, 'and some are settled')
})
