import t from 'tap'
import { slownesses } from './slow-client.ts'
import { formatReport, runSlowClients } from './slow-clients-run.ts'

t.test('100 slow clients of every kind are let go of, and the others are served meanwhile', async (t) => {
  const report = await runSlowClients(100)
  t.comment(formatReport(report))
  t.strictSame(report.violations, [])
  t.strictSame([...report.goneMs.keys()].sort(), Object.keys(slownesses).sort())
  t.ok(report.served > 100)
})
