import t from 'tap'
import { formatReport, runOverload } from './overload-run.ts'

t.test('ten times what the upstream takes: who is refused is told so, and nothing of it is sent', async (t) => {
  const report = await runOverload(3)
  t.comment(formatReport(report))
  t.strictSame(report.violations, [])
  t.ok((report.counts.get('201') ?? 0) > 0, 'some were sent')
  t.ok((report.counts.get('503 overloaded') ?? 0) > 0, 'and others were too many')
})
