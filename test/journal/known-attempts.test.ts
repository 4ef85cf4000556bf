import t from 'tap'
import { a, dayMs, put, standings, start, statesOf } from './entries.ts'
import { openSqlite } from './open-sqlite.ts'
import { spyStatements } from './spy-statements.ts'

t.test('the end of an attempt reads the attempts to its number once, however many reports wait', async (t) => {
  const { ran } = spyStatements(t)
  const { journal } = await openSqlite(t, { retentionMs: 31 * dayMs, settle: 'exclusive' })
  const message = await put(journal, { [a]: 'sending' })
  for (let index = 0; index < 50; index++) {
    const upstreamMessageId = index === 7 ? `ID-${a}` : `of-somebody-${index}`
    const report = { status: 'DELIVRD', to: a, sender: 'ACME', upstreamMessageId } as const
    t.equal(await journal.recordReport(report, start + 1), 'unmatched')
  }
  ran.length = 0
  await journal.endAttempts(message.id, [standings.accepted(a)], start + 2)
  const reading = ran.filter((text) => text.includes('INDEXED BY attempts_by_recipient'))
  t.strictSame(await statesOf(journal, message), { [a]: ['accepted'] })
  t.equal((await journal.listUnmatchedReports({ limit: 100 })).reports.length, 49, 'one of them is joined, in any case')
  t.equal(reading.length, 3, 'the ids, the one that is there, and the attempts for a proof')
})
