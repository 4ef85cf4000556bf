import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatCallbacks, runCallbacks } from './fuzz-run.ts'

t.test(`1,000 hostile callbacks change nothing, and nothing tells a secret (SEED=${seed})`, async (t) => {
  const report = await runCallbacks(seed, 1_000)
  t.comment(formatCallbacks(report))
  t.strictSame(report.violations, [])
  t.strictSame(
    [200, 202, 400, 404, 405, 413, 431].filter((status) => !report.statuses.has(status)),
    [],
    'every kind of answer occurred',
  )
})
