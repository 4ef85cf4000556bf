import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatReport, runFuzz } from './fuzz-run.ts'

t.test(
  `10,000 fuzzed requests: no 5xx, every refusal is a problem, nothing refused is sent (SEED=${seed})`,
  async (t) => {
    const report = await runFuzz({ seed, requests: 10_000 })
    t.comment(formatReport(report))
    t.strictSame(report.violations, [])
    t.equal(report.requests, 10_000)
    t.ok(report.arrivals > 500, 'valid messages were included and arrived')
    t.strictSame(
      [200, 201, 400, 404, 405, 413, 415, 431].filter((status) => !report.statuses.has(status)),
      [],
      'every kind of answer occurred',
    )
  },
)
