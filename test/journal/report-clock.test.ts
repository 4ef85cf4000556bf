import t from 'tap'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import { a, dayMs, newMessage, put, standings, start, statesOf } from './entries.ts'
import { openSqlite } from './open-sqlite.ts'

const settings = { retentionMs: 31 * dayMs, settle: 'exclusive' } as const
const report = { status: 'DELIVRD', to: a, sender: 'ACME', upstreamMessageId: 'new' } as const
const hourMs = 3_600_000

t.test('an attempt that began while the wall clock was wrong may be meant by a report all the same', async (t) => {
  const rows: readonly (readonly [name: string, wrongMs: number, otherAt: number, submittedAt?: number])[] = [
    ['it was behind', -40 * dayMs, start + hourMs],
    ['it was ahead', 40 * dayMs, start + hourMs],
    ['it was behind, and the report has a date', -hourMs, start + 30_000, start],
    ['it was ahead, and the report has a date', hourMs, start + 30_000, start],
  ]
  for (const [name, wrongMs, otherAt, submittedAt] of rows) {
    const { journal, clocks } = await openSqlite(t, settings)
    const taken = await put(journal, { [a]: 'unknown' }, { id: createMessageId(start), createdAt: start + wrongMs })
    clocks.ms = otherAt
    const lost = await put(journal, { [a]: 'unknown' }, { createdAt: otherAt })
    clocks.ms += hourMs
    const dated = { ...report, ...(submittedAt !== undefined && { submittedAt }) }
    t.equal(await journal.recordReport(dated, clocks.ms), 'unmatched', name)
    for (const message of [taken, lost]) t.strictSame(await statesOf(journal, message), { [a]: ['unknown'] }, name)
  }
})

t.test('an upstream may take a message until the gateway gives up, however long that is', async (t) => {
  for (const [submittedAt, expected] of [
    [start + 720_000, 'unmatched'],
    [start + 720_001, 'settled'],
  ] as const) {
    const { journal } = await openSqlite(t, settings)
    const slow = newMessage()
    await journal.begin(slow, { sending: [a] })
    await journal.endAttempts(slow.id, [standings.unknown(a)], start + 600_000)
    await put(journal, { [a]: 'unknown' }, { createdAt: start + 700_000 })
    t.equal(await journal.recordReport({ ...report, submittedAt }, start + hourMs), expected)
  }
})
