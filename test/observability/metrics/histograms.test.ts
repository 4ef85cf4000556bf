import fc from 'fast-check'
import { Histogram, Registry } from 'prom-client'
import t from 'tap'
import { PlainHistogram } from '../../../src/observability/metrics/histograms.ts'

const buckets = [0, 0.005, 1, 60]
const common = { name: 'seconds', help: 'Some seconds.' }

t.test('the exposition is that of prom-client, with labels and without', async (t) => {
  const values = fc.oneof(fc.constantFrom(...buckets), fc.double({ min: 0, max: 100, noNaN: true }))
  const observations = fc.array(fc.tuple(fc.constantFrom('answered', 'un"answered\\'), values), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(observations, fc.boolean(), async (list, hasLabels) => {
      const [plain, original] = [new Registry(), new Registry()]
      const labelNames = hasLabels ? ['kind'] : []
      const ours = new PlainHistogram({ ...common, labelNames, buckets, registers: [plain] })
      const theirs = new Histogram({ ...common, labelNames, buckets, registers: [original] })
      for (const [kind, value] of list) {
        const labels: Record<string, string> = hasLabels ? { kind } : {}
        ours.observer(labels)(value)
        theirs.observe(labels, value)
      }
      const [text, expected] = [await plain.metrics(), await original.metrics()]
      if (text !== expected) throw new Error(`${text}\n\nis not\n\n${expected}`)
    }),
  )
  t.pass()
})
