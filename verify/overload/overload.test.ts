import t from 'tap'
import { formatReport, runOverload } from './overload-run.ts'

t.test('at ten times the capacity, every refused caller gets an answer and nothing of theirs is sent', async (t) => {
  const report = await runOverload(3)
  t.comment(formatReport(report))
  t.strictSame(report.violations, [])
  t.ok((report.counts.get('201') ?? 0) > 0, 'some were sent')
  t.ok((report.counts.get('503 overloaded') ?? 0) > 0, 'others were refused')
})
