import t from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { createLogBacklog, maxBacklogBytes } from '../../src/journal/log-backlog.ts'
import { createDirectory } from './open-sqlite.ts'

const megabyte = 'x'.repeat(1024 * 1024)

/** A database with what watches its log, and what fills that. */
function open(file: string) {
  const database = openDatabase(file)
  database.exec('CREATE TABLE filler (text)')
  const insert = database.prepare('INSERT INTO filler VALUES (?)')
  const fill = (megabytes: number) => {
    for (let count = 0; count < megabytes; count++) insert.run(megabyte)
  }
  return { database, fill, ...createLogBacklog(database) }
}

t.test(
  'a log that is brought into its database again and again has a small backlog, however much is written',
  async (t) => {
    const { database, fill, bytes, explain } = open(`${createDirectory(t)}/gateway.db`)
    let most = 0
    for (let count = 0; count < 80; count++) {
      fill(1)
      most = Math.max(most, bytes())
    }
    t.ok(most > 10 * 1024 * 1024, `${most} bytes: it is looked at`)
    t.ok(most < maxBacklogBytes, `${most} bytes`)
    t.equal(explain(), undefined)
    t.equal(bytes(), 0)
    database.close()
  },
)

t.test('while checkpoints fail the backlog grows, and the reason is reported', async (t) => {
  const { database, fill, bytes, explain } = open(`${createDirectory(t)}/gateway.db`)
  fill(1)
  // A query that is not read to its end holds up every checkpoint of its own connection.
  const reading = database.prepare('SELECT rowid FROM filler UNION ALL SELECT rowid FROM filler').iterate()
  reading.next()
  fill(40)
  t.match(explain(), { message: 'database table is locked' })
  reading.return?.()
  t.ok(bytes() > maxBacklogBytes, `${bytes()} bytes`)
  fill(1)
  t.equal(bytes(), 0, 'the next commit brings all of it in')
  database.close()
})

t.test('a journal in memory has no log', async (t) => {
  const { database, fill, bytes } = open(':memory:')
  fill(1)
  t.equal(bytes(), 0)
  database.close()
})
