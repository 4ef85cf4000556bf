import { cpus } from 'node:os'
import { readScriptOptions } from '../scripts/long-script.ts'
import { createProgress } from '../scripts/progress.ts'
import type { SentMessage } from '../src/messages/send-result.ts'
import { createMetrics } from '../src/observability/metrics/create-metrics.ts'
import type { Message } from '../src/sms/message.ts'

/**
 * Measures the cost of counting: nanoseconds for all events of one message to one recipient, as the median of rounds, and
 * milliseconds per scrape.
 */
const { messages: messageCount, rounds: roundCount } = readScriptOptions({
  name: 'bench:metrics',
  about: 'Measures the cost of counting: nanoseconds for a message, and milliseconds for a scrape.',
  options: {
    messages: { value: 'COUNT', number: true, default: '200000', about: 'how many messages a round has' },
    rounds: { value: 'COUNT', number: true, default: '9', about: 'how many rounds' },
  },
})
const progress = createProgress()

const to = ['+213550000001']
const message: Message = {
  to,
  from: 'ACME',
  content: { kind: 'text', text: 'Your code is 1234', encoding: 'gsm7', flash: false, segments: 1 },
  deliveryReport: true,
}
const sent: SentMessage = {
  id: '019ab000-0000-7000-8000-000000000000',
  caller: 'bench',
  requestId: 'bench',
  createdAt: 0,
  recorded: true,
  from: 'ACME',
  deliveryReport: true,
  results: to.map((recipient) => ({ to: recipient, accepted: true })),
}
const { send, upstream, journal, request, exposition } = createMetrics()

/** Two commits per message: the maximum, because a single message shares none of them. */
function tellOfOne(durationMs: number): void {
  journal.committed({ durationMs, writeCount: 1 })
  upstream.exchange({
    kind: 'answered',
    statusCode: 200,
    account: 'default',
    destinationCount: 1,
    segmentCount: 1,
    waitMs: 0,
    durationMs,
  })
  journal.committed({ durationMs, writeCount: 2 })
  send.sent(message, sent)
  request.answered({ method: 'POST', route: '/messages', statusCode: 201, durationMs })
}

const measure = (): number => {
  const startedAt = performance.now()
  for (let index = 0; index < messageCount; index++) tellOfOne(index % 100)
  return ((performance.now() - startedAt) * 1e6) / messageCount
}

measure()
const rounds = Array.from({ length: roundCount }, (_, round) => {
  progress.report(round / roundCount, `round ${round + 1} of ${roundCount}`)
  return measure()
}).toSorted((one, other) => one - other)
const scrapes: number[] = []
for (let round = 0; round < roundCount; round++) {
  const startedAt = performance.now()
  await exposition.format()
  scrapes.push(performance.now() - startedAt)
}
progress.end()
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
process.stdout.write(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${messageCount} messages, ${roundCount} rounds\n` +
    `a message  ${Math.round(median(rounds))} ns (${Math.round(rounds[0] ?? 0)}–${Math.round(rounds.at(-1) ?? 0)})\n` +
    `a scrape   ${median(scrapes).toFixed(1)} ms\n`,
)
