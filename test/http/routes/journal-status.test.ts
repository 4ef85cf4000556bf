import t from 'tap'
import { JournalError } from '../../../src/messages/journal.ts'
import { startGateway, validBody } from '../../support/gateway.ts'

t.test('unknown outcomes are counted by age on the clock of the journal', async (t) => {
  let now = Temporal.Instant.from('2026-11-22T08:00:00Z')
  const { post, get } = await startGateway(t, { now: () => now })
  const bands = async () => (await get('/journal')).json.unknown
  t.match(await bands(), { count: 0, oldestAgeMs: undefined, byAge: { length: 4 } })
  const send = (text: string) => post('/messages', { ...validBody, to: ['+99910000101'], text })
  await send('one')
  now = now.add({ hours: 2 })
  await send('two')
  const { count, oldestAgeMs, byAge } = await bands()
  t.equal(count, 2)
  t.equal(oldestAgeMs, 7_200_000)
  t.strictSame(
    byAge.map(({ count }: { count: number }) => count),
    [1, 1, 0, 0],
  )
  t.strictSame(
    byAge.map(({ fromMs, toMs }: { fromMs: number; toMs?: number }) => [fromMs, toMs]),
    [
      [0, 3_600_000],
      [3_600_000, 86_400_000],
      [86_400_000, 604_800_000],
      [604_800_000, undefined],
    ],
  )
})

t.test('the backlog, a stalled storage and unmatched reports are told', async (t) => {
  const { get } = await startGateway(t, {
    journal: (journal) => ({
      ...journal,
      isStalled: () => true,
      logBacklogBytes: () => 4096,
      countUnmatchedReports: async () => 3,
    }),
  })
  t.match((await get('/journal')).json, { stalled: true, logBacklogBytes: 4096, unmatchedReports: 3 })
})

t.test('a journal that cannot be read is a problem, and not a count of 0', async (t) => {
  const { get } = await startGateway(t, {
    journal: (journal) => ({
      ...journal,
      countUnknown: async () => {
        throw new JournalError('gone')
      },
    }),
  })
  t.match(await get('/journal'), { status: 503, json: { code: 'journal-unavailable' } })
})
