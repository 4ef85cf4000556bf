import t from 'tap'
import { a, dayMs, put, start } from './entries.ts'
import { openSqlite } from './open-sqlite.ts'

t.test('a report names the ten newest messages that it may be about, newest first', async (t) => {
  const { journal } = await openSqlite(t, { retentionMs: 31 * dayMs })
  const ids: string[] = []
  for (let index = 0; index < 12; index++) {
    // As the index has them, the newest would be the last.
    const changes = { createdAt: start + index, contentHash: Buffer.alloc(32, index) }
    ids.unshift((await put(journal, { [a]: 'unknown' }, changes)).id)
  }
  await journal.recordReport({ status: 'DELIVRD', to: a }, start)
  const [report] = (await journal.listUnmatchedReports({ limit: 1 })).reports
  t.strictSame(report?.hints, ids.slice(0, 10))
})
