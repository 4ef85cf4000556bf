import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatReport, runCrashes } from './crash-run.ts'

t.test(
  `8 kills: nothing is sent twice, lost or misreported, and every key gets an answer (SEED=${seed})`,
  async (t) => {
    const report = await runCrashes({ seed, kills: 8, messages: 300, clients: 32, compiled: true })
    t.comment(formatReport(report))
    t.strictSame(report.violations, [])
    t.ok(report.messages >= 300)
    t.ok(report.tally.outcomes.accepted > 0 && report.tally.outcomes.unknown > 0, 'both outcomes occurred')
  },
)
