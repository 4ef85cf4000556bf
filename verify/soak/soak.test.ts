import t from 'tap'
import { seed } from '../../test/upstream/random.ts'
import { formatReport, runSoak } from './soak-run.ts'

t.test(
  `a short soak with every fault of the sandbox: nothing is sent twice or misreported (SEED=${seed})`,
  async (t) => {
    const report = await runSoak({ seed, clients: 32, until: { messages: 1_500 } })
    t.comment(formatReport(report))
    t.strictSame(report.violations, [])
    t.equal(report.messages, 1_500)
    const { accepted, rejected, unknown, settled } = report.tally
    t.ok(accepted > 0 && rejected > 0 && unknown > 0 && settled > 0, 'all outcomes occurred')
  },
)
