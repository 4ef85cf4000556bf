import t from 'tap'
import { failed } from '../../src/messages/outcome.ts'
import { withoutDoubtful } from '../../src/upstream/doubt.ts'
import type { AnsweredExchange } from '../../src/upstream/exchange.ts'

const answered = (text: string): AnsweredExchange => ({
  kind: 'answered',
  statusCode: 200,
  text,
  endProven: true,
  undecoded: undefined,
  connection: { begin: () => true, broughtMore: () => false },
  reused: true,
  location: undefined,
})

t.test('a long list of 1709 on a used connection is read once for all, not once for each destination', async (t) => {
  const batch = Array.from({ length: 1_000 }, (_, index) => `+21355${1_000_000 + index}`)
  const results = batch.map((to) => failed(to, { code: 'upstream-user-validation-failed', upstreamCode: 1709 }))
  const [unnamed = '', ...named] = batch
  const text = ['1709|NA', ...named.map((to) => `1709|${to}`)].join(',')
  const splits = t.capture(String.prototype, 'split', String.prototype.split)
  const read = withoutDoubtful(results, answered(text))
  const count = splits().length
  t.strictSame(read, [
    failed(unnamed, { code: 'upstream-answer-not-understood', upstreamCode: 1709 }),
    ...results.slice(1),
  ])
  t.ok(count > 0 && count <= 2, `the answer is split ${count} times`)
})
