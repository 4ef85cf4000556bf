import fs, { copyFileSync, existsSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { openDiskSync } from '../../src/journal/disk-sync.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { a, b, caller, claimOf, dayMs, find, put } from './entries.ts'
import { copyJournal, createDirectory, failOnFailure } from './open-sqlite.ts'

const settings = { retentionMs: 31 * dayMs, onFailure: failOnFailure }

/** Puts another `fdatasync` under everybody while the test runs. */
function replaceSync(t: Test, replacement: (done: (error: Error | null) => void) => void) {
  const { fdatasync } = fs
  fs.fdatasync = ((_descriptor, done) => replacement(done)) as typeof fdatasync
  syncBuiltinESMExports()
  t.teardown(() => {
    fs.fdatasync = fdatasync
    syncBuiltinESMExports()
  })
}

t.test('the log is there as soon as the database is open, and the same file until it is closed', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const database = openDatabase(file)
  const before = fs.statSync(`${file}-wal`)
  database.exec('PRAGMA wal_autocheckpoint = 1; CREATE TABLE numbers (number INTEGER)')
  for (let number = 0; number < 50; number++) database.exec(`INSERT INTO numbers VALUES (${number})`)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.exec('INSERT INTO numbers VALUES (50)')
  t.equal(fs.statSync(`${file}-wal`).ino, before.ino, 'neither checkpoints nor their truncation make another')
  database.close()
  t.notOk(existsSync(`${file}-wal`))
})

t.test('every directory in which a new journal has a name is made durable', async (t) => {
  const directory = fs.realpathSync(createDirectory(t))
  const { fsyncSync } = fs
  const synced: string[] = []
  fs.fsyncSync = (descriptor) => {
    synced.push(fs.readlinkSync(`/proc/self/fd/${descriptor}`))
    fsyncSync(descriptor)
  }
  syncBuiltinESMExports()
  t.teardown(() => {
    fs.fsyncSync = fsyncSync
    syncBuiltinESMExports()
  })
  const { journal } = openSqliteJournal({ ...settings, file: join(directory, 'new', 'journal', 'gateway.db') })
  t.strictSame(synced, [directory, join(directory, 'new'), join(directory, 'new', 'journal')])
  await journal.close()
})

t.test('the log that SQLite wrote is synced, and the database stays locked', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const database = openDatabase(file)
  const disk = openDiskSync(file)
  database.exec('CREATE TABLE numbers (number INTEGER)')
  await promisify(disk.sync)()
  disk.close()
  t.throws(() => openDatabase(file), /another process has it open/, 'to close the descriptor lets nobody in')
  database.close()
})

t.test('a journal behind a link is opened, and its log is that beside the file itself', async (t) => {
  const directory = createDirectory(t)
  const file = join(directory, 'gateway.db')
  const link = join(createDirectory(t), 'link.db')
  fs.symlinkSync(file, link)
  for (const name of ['not there yet', 'there']) {
    const { journal } = openSqliteJournal({ ...settings, file: link })
    t.ok(existsSync(`${file}-wal`), name)
    await journal.close()
  }
})

t.test('a journal without its log is refused', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  writeFileSync(file, '')
  t.throws(() => openDiskSync(file), /ENOENT/)
})

t.test('a journal with a failed disk no longer answers queries, although SQLite has the row', async (t) => {
  let answers: readonly (Error | null)[] = [null, null, new Error('EIO')]
  replaceSync(t, (done) => {
    const [answer = null, ...others] = answers
    answers = others
    setImmediate(done, answer)
  })
  const failures: JournalError[] = []
  const file = join(createDirectory(t), 'gateway.db')
  const { journal } = openSqliteJournal({ ...settings, file, onFailure: (error) => void failures.push(error) })
  const message = await put(journal, { [a]: 'queued' })
  await journal.startAttempts(message.id, [a], message.createdAt)
  await t.rejects(journal.endAttempts(message.id, [{ to: a, accepted: true }], message.createdAt), JournalError)
  await t.rejects(find(journal, message), JournalError, 'what is committed and not durable is not told')
  t.notOk(journal.mayStart())
  t.equal(failures.length, 1)
  await journal.close()
})

t.test('a query resolves once everything that it has seen is durable', async (t) => {
  let finishSync = () => {}
  let isHeld = false
  replaceSync(t, (done) => {
    finishSync = () => done(null)
    if (!isHeld) setImmediate(done, null)
  })
  const { journal } = openSqliteJournal({ ...settings, file: join(createDirectory(t), 'gateway.db') })
  const message = await put(journal, { [a]: 'queued' }, {}, { claim: claimOf() })
  const queries = {
    findMessage: () => journal.findMessage(caller, message.id),
    findKey: () => journal.findKey(claimOf()),
    findFenced: () => journal.findFenced(message, {}),
    listMessages: () => journal.listMessages({ caller, limit: 1 }),
    whenFinished: () => journal.whenFinished(message.id, 60_000),
  }
  for (const [name, ask] of Object.entries(queries)) {
    isHeld = true
    const writing = name === 'whenFinished' ? journal.finish(message.id) : journal.saveUsedSegments(caller, 0, () => 1)
    // Two turns of the event loop gather a group; then it is committed, and its sync is under way.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
    let isTold = false
    const told = ask().then((found) => {
      isTold = true
      return found
    })
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
    t.notOk(isTold, `${name} waits`)
    isHeld = false
    finishSync()
    await writing
    t.ok(await told, name)
  }
  await journal.close()
})

t.test('a start leaves nothing in the log that the disk may not have', async (t) => {
  const file = join(createDirectory(t), 'gateway.db')
  const { journal } = openSqliteJournal({ ...settings, file })
  const message = await put(journal, { [a]: 'sending' })
  const copy = join(createDirectory(t), 'copy.db')
  copyJournal(file, copy)
  await journal.close()
  t.ok(fs.statSync(`${copy}-wal`).size > 0)
  const { journal: after } = openSqliteJournal({ ...settings, file: copy })
  t.equal(fs.statSync(`${copy}-wal`).size, 0)
  t.match((await find(after, message)).recipients, [{ attempts: [{ state: 'unknown' }] }])
  await after.close()
})

t.test('a log that is torn anywhere loses its last group whole, and nothing else', async (t) => {
  const directory = createDirectory(t)
  const file = join(directory, 'gateway.db')
  const { journal } = openSqliteJournal({ ...settings, file })
  const first = await put(journal, { [a]: 'accepted' })
  const durableBytes = fs.statSync(`${file}-wal`).size
  const second = await put(journal, { [b]: 'accepted' })
  const log = fs.readFileSync(`${file}-wal`)
  const stepBytes = Math.floor((log.length - durableBytes) / 12)
  for (let cut = durableBytes; cut + stepBytes <= log.length; cut += stepBytes) {
    // A power cut may leave the file too short, or a hole in it.
    const holed = Buffer.from(log).fill(0, cut, cut + stepBytes)
    for (const [name, torn] of Object.entries({ short: log.subarray(0, cut), holed })) {
      // A hole in the unused part of a page takes nothing away.
      if (torn.equals(log)) continue
      const copy = join(directory, `${name}-${cut}.db`)
      copyFileSync(file, copy)
      writeFileSync(`${copy}-wal`, torn)
      const { journal: after } = openSqliteJournal({ ...settings, file: copy })
      t.match((await find(after, first)).recipients, [{ attempts: [{ state: 'accepted' }] }])
      t.equal(await after.findMessage(second.caller, second.id), undefined, `${name} at ${cut}`)
      await after.close()
    }
  }
  await journal.close()
})
