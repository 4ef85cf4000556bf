import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { parts, wholes } from '../../bench/cost/parts.ts'
import { estimate, middleOf } from '../../bench/cost/statistics.ts'
import { formatCounts, formatCpuTimes } from '../../bench/cost/table.ts'

const root = join(import.meta.dirname, '..', '..')
const alone = (value: number) => ({ median: value, least: value, most: value })

t.test('the table orders the parts by what the gateway takes without them', async (t) => {
  const text = formatCounts({
    wholes: { gateway: { median: 400, least: 398, most: 405 }, 'fastify-min': alone(160) },
    parts: { rate: alone(396), journal: alone(310.5), 'tick-shape': alone(442) },
  })
  t.match(text, '| the gateway as shipped | 400.0 (398.0–405.0) |')
  t.match(text, '| the gateway relative to it | 2.50 |')
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  t.strictSame(rows.slice(-3), [
    `| ${parts.journal.about} | 89.5 |`,
    `| ${parts.rate.about} | 4.0 |`,
    `| ${parts['tick-shape'].about} | -42.0 |`,
  ])
})

t.test('what was not counted has no row', async (t) => {
  t.notMatch(formatCounts({ wholes: { gateway: alone(400) }, parts: {} }), parts.journal.about)
  t.notMatch(formatCounts({ wholes: {}, parts: { journal: alone(300) } }), parts.journal.about)
})

t.test('a difference of CPU time has its confidence interval, and one around 0 is called that', async (t) => {
  const text = formatCpuTimes({
    gateway: { mean: 110, halfWidth: 2 },
    saved: { journal: { mean: 20.04, halfWidth: 1.5 }, json: { mean: 0.4, halfWidth: 1.1 } },
  })
  t.match(text, `| ${parts.journal.about} | 20.0 ± 1.5 |`)
  t.match(text, `| ${parts.json.about} | 0.4 ± 1.1, not distinguishable from 0 |`)
  t.match(text, `| ${wholes.gateway.about} | 110.0 ± 2.0 |`)
})

t.test('an interval is that of Student, and a single pair has none', async (t) => {
  const { mean, halfWidth } = estimate([1, 2, 3, 4, 5])
  t.equal(mean, 3)
  t.equal(halfWidth.toFixed(3), (2.78 * Math.sqrt(2.5 / 5)).toFixed(3))
  t.equal(estimate([1]).halfWidth, Number.POSITIVE_INFINITY)
})

t.test('the middle of counts leaves out the blocks in which V8 compiled', async (t) => {
  t.strictSame(middleOf([400, 402, 2_000, 401, 403, 390, 404, 900]), { median: 402.5, least: 401, most: 404 })
})

t.test('each replacement is used, and takes the place of a file that exists', async (t) => {
  const replacements = Object.values(parts).flatMap((part) => Object.entries('replaced' in part ? part.replaced : {}))
  for (const [original, replacement] of replacements) {
    t.match(readFileSync(join(root, replacement), 'utf8'), `/${original}'`, replacement)
    t.ok(readFileSync(join(root, original)).length > 0, original)
  }
  const used = new Set(replacements.map(([, replacement]) => basename(replacement)))
  t.strictSame(used, new Set(readdirSync(join(root, 'bench', 'cost', 'nothing'))))
})
