import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatReport, runSigterms } from './sigterm-run.ts'

t.test(
  `SIGTERM under load: nothing is reset, half sent or left open, and the exit code is 0 (SEED=${seed})`,
  async (t) => {
    const report = await runSigterms(seed, 4)
    t.comment(formatReport(report))
    t.strictSame(report.violations, [])
    t.ok(report.arrivals > 0, 'there was a load')
  },
)
