import { spawnSync } from 'node:child_process'
import t from 'tap'
import { startUpstream } from '../../bench/upstream.ts'
import type { Message } from '../../src/sms/message.ts'
import { readAnswer } from '../../src/upstream/answer.ts'
import { createQueryBuilder } from '../../src/upstream/query.ts'

const installed = ['gcc', 'taskset'].every((tool) => spawnSync('which', [tool]).status === 0)
const skip = installed ? false : 'gcc or taskset is missing'

const queries = createQueryBuilder({
  username: 'bench',
  password: 'bench-password',
  sendPath: '/bulksms/bulksms',
  schedulePath: '/bulksms/schedulemsg',
  unicode: 'utf16be-hex',
  numberFormat: 'plus',
  scheduleParameters: 'date,time',
  extraParameters: [],
  destinationsPerRequest: 100,
  maxUrlBytes: 7_000,
})

t.test('the stand-in upstream accepts what the gateway asks for, and counts it', { skip }, async (t) => {
  const upstream = await startUpstream()
  t.teardown(upstream.stop)
  const lists = [
    ['+213550000001'],
    Array.from({ length: 100 }, (_, index) => `+2135500${String(index).padStart(5, '0')}`),
  ]
  for (const to of lists) {
    const content = { kind: 'text', text: 'destination=1,2', encoding: 'gsm7', segments: 1, flash: false } as const
    const message: Message = { to, from: 'ACME', content, deliveryReport: true }
    const target = queries.target(message, to)
    const text = await (await fetch(upstream.origin + target)).text()
    const results = readAnswer({ text, endProven: true }, to, false)
    t.strictSame(
      results.map((result) => result.accepted && result.to),
      to,
    )
    t.equal(new Set(results.map((result) => result.accepted && result.upstreamMessageId)).size, to.length)
  }
  t.strictSame(await upstream.counted(), { gets: 2, destinations: 101 })
})
