import t from 'tap'
import { anonymous, type Caller } from '../../src/messages/caller.ts'
import { chargeQuota } from '../../src/messages/charge.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { failed, type RecipientResult } from '../../src/messages/outcome.ts'
import { createQuota, type UsageRecord } from '../../src/messages/quota.ts'
import type { Message } from '../../src/sms/message.ts'
import { a, b, c, d, newMessage, start } from '../journal/entries.ts'

const caller: Caller = { ...anonymous, name: 'orders', dailySegments: 20 }
const message: Message = {
  to: [a, b, c, d],
  from: 'ACME',
  deliveryReport: true,
  content: { kind: 'text', text: 'Hi', encoding: 'gsm7', flash: false, segments: 2 },
}
const answered = (results: readonly RecipientResult[]) => ({
  kind: 'answered',
  sent: { ...newMessage(), results, recorded: true },
})

/** A record of so many segments, which keeps no others. */
const recordOf = (used: number): UsageRecord => ({ usedSegments: () => used, saveUsedSegments: async () => {} })

/** How many segments one try has used of the day. */
async function usedBy(attempt: Parameters<typeof chargeQuota>[4], to = message.to): Promise<number> {
  const quota = createQuota(recordOf(0), () => start)
  await chargeQuota(quota, caller, message, to, attempt).catch(() => {})
  let left = 0
  while (quota.reserve(caller, 1)) left++
  return 20 - left
}

const rows: readonly (readonly [what: string, attempt: Parameters<typeof chargeQuota>[4], used: number])[] = [
  [
    'each outcome once: all but the one that was not attempted',
    async () =>
      answered([
        { to: a, accepted: true },
        failed(b, { code: 'outcome-unknown' }),
        failed(c, { code: 'invalid-destination' }),
        failed(d, { code: 'upstream-unreachable' }),
      ]),
    6,
  ],
  ['what the fence kept away', async () => answered([failed(a, { code: 'possible-duplicate' })]), 0],
  ['a refusal', async () => ({ kind: 'refused' }), 0],
  ['a message that could not be recorded', async () => Promise.reject(new JournalError('disk full')), 0],
  ['an error that nobody foresaw, perhaps after a GET', async () => Promise.reject(new Error('bug')), 8],
]
for (const [what, attempt, used] of rows) {
  t.test(`a try is charged what it has used: ${what}`, async (t) => {
    t.equal(await usedBy(attempt), used)
  })
}

t.test('recipients of an earlier try are not charged again', async (t) => {
  const accepted = message.to.map((to): RecipientResult => ({ to, accepted: true }))
  t.equal(await usedBy(async () => answered(accepted), [b]), 2)
})

t.test('where too little is left nothing is tried, and nothing is used', async (t) => {
  const quota = createQuota(recordOf(13), () => start)
  const attempt = async () => t.fail('it was tried')
  t.strictSame(await chargeQuota(quota, caller, message, message.to, attempt as never), {
    kind: 'quota-exceeded',
    retryAfterMs: 16 * 3_600_000,
  })
  t.ok(quota.reserve(caller, 7))
})
