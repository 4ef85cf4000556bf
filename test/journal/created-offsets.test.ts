import t from 'tap'
import { createCreatedOffsets } from '../../src/journal/created-offsets.ts'
import { openDatabase } from '../../src/journal/database.ts'
import { lowestNumberAt } from '../../src/journal/message-number.ts'
import { start } from './entries.ts'

const minuteMs = 60_000

/** A journal's table of messages, reduced to numbers and times. */
function create() {
  const database = openDatabase(':memory:')
  const insert = database.prepare(
    `INSERT INTO messages (number, id, caller, request_id, created_at, sender, content_hash, wants_report) VALUES (?, '', '', '', ?, '', x'', 1)`,
  )
  let offsets = createCreatedOffsets(database)
  return {
    database,
    /** Records a message in a transaction, which is committed or rolled back. */
    record(at: number, createdAt: number, end: 'COMMIT' | 'ROLLBACK' = 'COMMIT'): void {
      database.exec('BEGIN')
      insert.run(lowestNumberAt(at), createdAt)
      offsets.note(lowestNumberAt(at), createdAt)
      database.exec(end)
    },
    rows: () => database.prepare('SELECT number, least, most FROM created_offsets').all().map(Object.values),
    rangeOf: (after?: number, before?: number) => offsets.rangeOf(after, before),
    restart() {
      offsets = createCreatedOffsets(database)
    },
  }
}

t.test('a row applies while the clocks keep pace, and a new one starts when a clock is set', async (t) => {
  const { record, rows, rangeOf } = create()
  for (const ms of [0, 1, 500, minuteMs]) record(start + ms, start + ms + 3)
  record(start + 2 * minuteMs, start + 2 * minuteMs + 30_000)
  const first = [lowestNumberAt(start), 3, 30_000]
  t.strictSame(rows(), [first], 'gradual corrections of the clock create no row')
  const later = start + 3 * minuteMs
  record(later, later - 86_400_000)
  record(later + 1, later + 1 - 86_400_000)
  t.strictSame(rows(), [first, [lowestNumberAt(later), -86_400_000, -86_400_000]])
  const [, until] = rangeOf(later - 86_400_000 - 1, later - 86_400_000 + 1)
  t.equal(until, lowestNumberAt(later + 1), 'as far as the newer one of that time')
  const [, none] = rangeOf(start - 86_400_000, start - 86_400_000 + minuteMs)
  t.ok(none <= lowestNumberAt(start), 'where no message is')
})

t.test('a rolled-back offset is dropped, so that the next message creates its row', async (t) => {
  const { record, rows } = create()
  record(start, start)
  record(start + 1, start + 86_400_000, 'ROLLBACK')
  await new Promise((resolve) => setImmediate(resolve))
  record(start + 2, start + 2 + 86_400_000)
  t.strictSame(rows(), [
    [lowestNumberAt(start), 0, 0],
    [lowestNumberAt(start + 2), 86_400_000, 86_400_000],
  ])
})

t.test('a restart removes the rows without messages', async (t) => {
  const { database, record, rows, restart } = create()
  for (const index of [0, 1, 2, 3]) record(start + index, start + index + index * 86_400_000)
  database.exec(`DELETE FROM messages WHERE number < ${lowestNumberAt(start + 2)}`)
  restart()
  t.strictSame(
    rows().map(([number]) => number),
    [lowestNumberAt(start + 2), lowestNumberAt(start + 3)],
  )
})
