import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { migrations } from '../../src/journal/migrations.ts'
import { migrate } from '../../src/journal/schema-version.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { a, b, caller, dayMs, find, put, start, statesOf } from './entries.ts'
import { copyJournal, createDirectory, failOnFailure } from './open-sqlite.ts'

const open = (file: string) => openSqliteJournal({ file, retentionMs: 31 * dayMs, onFailure: failOnFailure })

/** A database written by another program. */
function createDatabase(t: Test, text: string): string {
  const file = join(createDirectory(t), 'gateway.db')
  const database = new DatabaseSync(file)
  database.exec(text)
  database.close()
  return file
}

const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.['user_version']

/** The tables that identify a development version. */
const developmentTables =
  'CREATE TABLE messages (number); CREATE TABLE attempts (message); CREATE TABLE idempotency_keys (key);'

const refusals: readonly (readonly [name: string, text: string, reason: RegExp])[] = [
  ...[1, 2, 3, 1001, 2001].map(
    (version) =>
      [
        `development version ${version}`,
        `${developmentTables} PRAGMA user_version = ${version}`,
        /development version of this gateway.*set DATABASE_URL to another file; the messages in this one stay there, and its idempotency keys and its duplicate fence are lost with the file/,
      ] as const,
  ),
  [
    'a newer version',
    `${developmentTables} PRAGMA user_version = 3999`,
    /is of version 999, and this gateway knows versions up to 3: run the newer gateway/,
  ],
  ['another program without a version', 'CREATE TABLE bookmarks (url)', /another program.*set DATABASE_URL/],
  [
    'another program with our version number',
    'CREATE TABLE messages (text); PRAGMA user_version = 3001',
    /another program.*set DATABASE_URL/,
  ],
  ['another program without a table', 'PRAGMA user_version = 7', /another program.*set DATABASE_URL/],
]

t.test('a database of an unreleased version is refused with instructions, and stays unchanged', async (t) => {
  for (const [name, text, reason] of refusals) {
    const file = createDatabase(t, text)
    const before = readFileSync(file)
    t.throws(() => open(file), reason, name)
    t.throws(() => open(file), JournalError, name)
    t.ok(readFileSync(file).equals(before), `${name}: not a byte has changed`)
    t.strictSame(readdirSync(dirname(file)), ['gateway.db'], `${name}: nothing lies beside it`)
  }
})

t.test('a database of another program in WAL mode keeps its rows and its mode', async (t) => {
  const file = createDatabase(
    t,
    'PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url); INSERT INTO bookmarks VALUES (1)',
  )
  t.throws(() => open(file), /another program/)
  const database = new DatabaseSync(file)
  t.strictSame(database.prepare('SELECT * FROM bookmarks').all().length, 1)
  t.strictSame(database.prepare('SELECT name FROM sqlite_schema').all().length, 1)
  database.close()
})

t.test('a new journal has the newest version, and opens again with its content', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const first = open(file)
  const message = await put(first.journal, { [a]: 'accepted' }, {}, { finished: true })
  await first.journal.close()
  const database = new DatabaseSync(file)
  t.equal(versionOf(database), 3_003)
  database.close()
  const { journal } = open(file)
  t.strictSame(await statesOf(journal, message), { [a]: ['accepted'] })
  await journal.close()
})

t.test('a journal of version 1 is brought to version 2, and its failed deliveries are found per caller', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const first = open(file)
  const failed = await put(first.journal, { [a]: 'accepted', [b]: 'accepted' }, {}, { finished: true })
  await first.journal.recordReport({ status: 'UNDELIV', to: a, upstreamMessageId: `id-${a}` }, start)
  await first.journal.recordReport({ status: 'DELIVRD', to: b, upstreamMessageId: `id-${b}` }, start)
  await first.journal.close()
  const database = new DatabaseSync(file)
  // As version 1 left it.
  database.exec('DROP INDEX attempts_undelivered_of_caller; UPDATE attempts SET caller = NULL')
  database.exec('CREATE TABLE running (message INTEGER PRIMARY KEY)')
  database.exec('PRAGMA user_version = 3001')
  database.close()
  const { journal } = open(file)
  const { messages } = await journal.listMessages({ caller, delivery: 'undelivered', limit: 9 })
  t.strictSame(
    messages.map(({ id }) => id),
    [failed.id],
  )
  await journal.close()
  const after = new DatabaseSync(file)
  t.strictSame(
    after
      .prepare('SELECT position, caller FROM attempts')
      .all()
      .map((row) => ({ ...row })),
    [
      { position: 0, caller },
      { position: 1, caller: null },
    ],
  )
  after.close()
})

t.test(
  'a journal of version 2 is brought to version 3 after a crash, and its attempts move forward only',
  async (t) => {
    const folder = createDirectory(t)
    const [now, file] = [join(folder, 'now.db'), join(folder, 'gateway.db')]
    const newest = open(now)
    const sending = await put(newest.journal, { [a]: 'sending', [b]: 'queued' })
    const accepted = await put(newest.journal, { [a]: 'accepted' }, {}, { finished: true })
    copyJournal(now, join(folder, 'crashed.db'))
    await newest.journal.close()
    const database = new DatabaseSync(file)
    migrate(database, migrations.slice(0, 2))
    database.exec(`ATTACH '${join(folder, 'crashed.db')}' AS newest`)
    for (const table of ['messages', 'attempts', 'clock', 'created_offsets'])
      database.exec(`INSERT INTO main.${table} SELECT * FROM newest.${table}`)
    database.exec(`INSERT INTO running SELECT number, 'gateway' FROM messages WHERE id = '${sending.id}'`)
    database.close()

    const { journal } = open(file)
    t.strictSame(await statesOf(journal, sending), { [a]: ['unknown'], [b]: ['not-attempted'] })
    t.strictSame(await statesOf(journal, accepted), { [a]: ['accepted'] })
    t.equal((await find(journal, sending)).finished, true)
    const reopened = await journal.reopen(sending.id, {})
    t.strictSame(reopened && [...reopened.message.recipients.map(({ to }) => to)], [a, b])
    await t.rejects(journal.startAttempts(sending.id, [a], start), /an attempt moves forward only/)
    await journal.startAttempts(sending.id, [b], start)
    t.strictSame(await statesOf(journal, sending), { [a]: ['unknown'], [b]: ['not-attempted', 'sending'] })
    await journal.close()
  },
)

t.test('an empty file becomes a journal', async (t) => {
  const { journal } = open(createDatabase(t, ''))
  await put(journal, { [a]: 'accepted' })
  await journal.close()
})

t.test('versions are applied in order, each once, and one that fails leaves nothing behind', async (t) => {
  const database = new DatabaseSync(':memory:')
  const one = 'CREATE TABLE one (x)'
  const two = 'ALTER TABLE one ADD COLUMN y'
  migrate(database, [one])
  t.equal(versionOf(database), 3_001)
  migrate(database, [one, two])
  migrate(database, [one, two])
  t.equal(versionOf(database), 3_002)
  const wrong = 'CREATE TABLE three (x); CREATE TABLE one (x)'
  t.throws(() => migrate(database, [one, two, wrong]), /already exists/)
  database.exec('ROLLBACK')
  t.equal(versionOf(database), 3_002)
  t.strictSame(
    database
      .prepare('SELECT name FROM sqlite_schema')
      .all()
      .map(({ name }) => name),
    ['one'],
  )
  database.close()
})
