import t from 'tap'
import { parseTraceParent } from '../../../src/observability/tracing/trace-parent.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'

for (const [header, sampled] of [
  [`00-${traceId}-${spanId}-01`, true],
  [`00-${traceId}-${spanId}-00`, false],
  [`00-${traceId}-${spanId}-03`, true],
  [`01-${traceId}-${spanId}-01`, true],
  [`cc-${traceId}-${spanId}-01-what-comes-later`, true],
] as const) {
  t.test(`${header} names a span`, async (t) => {
    t.strictSame(parseTraceParent(header), { traceId, spanId, sampled })
  })
}

t.test('what is malformed counts as none', async (t) => {
  for (const header of [
    undefined,
    '',
    'nonsense',
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId}-${spanId}-1`,
    `00-${traceId}-${spanId}`,
    ` 00-${traceId}-${spanId}-01`,
    `01-${traceId}-${spanId}-01.more`,
    [`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-01`],
  ])
    t.equal(parseTraceParent(header), undefined, String(header))
})
