import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatKills, runKills } from './kills-run.ts'

t.test(`3 kills: no report is lost after its answer (SEED=${seed})`, async (t) => {
  const report = await runKills({ seed, kills: 3, reports: 100 })
  t.comment(formatKills(report))
  t.strictSame(report.violations, [])
  t.ok(report.reports >= 100)
})
