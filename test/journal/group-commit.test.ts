import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { createGroupCommit, type Sync } from '../../src/journal/group-commit.ts'
import { createPace, type Pace } from '../../src/journal/pace.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import type { JournalObserver } from '../../src/messages/observer.ts'
import { a, b, dayMs, find, newMessage, put, standings, start, statesOf } from './entries.ts'
import { createDirectory, failOnFailure } from './open-sqlite.ts'
import { acceptAll, createScriptedMessages, request } from './scripted-messages.ts'
import { diskError, spyStatements } from './spy-statements.ts'

/** A small table with a group commit. */
function startGroups(t: Test, database = new DatabaseSync(':memory:'), sync?: Sync, pace?: Pace) {
  const failures: JournalError[] = []
  const commits: number[] = []
  const spy = spyStatements(t)
  database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY, text TEXT) STRICT')
  const observer: JournalObserver = {
    committed({ durationMs, writeCount }) {
      if (!(durationMs >= 0)) throw new Error('A commit takes time')
      commits.push(writeCount)
    },
  }
  const groups = createGroupCommit(database, (error) => void failures.push(error), {
    sync,
    observer,
    ...(pace && { pace }),
  })
  const insert = database.prepare('INSERT INTO numbers VALUES (?, ?)')
  const add = (number: number, text: string | null = null) => groups.write(() => insert.run(number, text).changes)
  const read = () =>
    database
      .prepare('SELECT number FROM numbers ORDER BY number')
      .all()
      .map((row) => row['number'])
  return { ...groups, add, numbers: read, failures, commits, spy, database }
}

/** A disk whose syncs the test ends and counts. */
function createHeldDisk() {
  const held: ((error: Error | null) => void)[] = []
  let count = 0
  const sync: Sync = {
    later(done) {
      count++
      held.push(done)
    },
    here() {
      throw new Error('This disk is not known to be quick')
    },
  }
  return {
    sync,
    syncCount: () => count,
    /** Ends the current sync. */
    end(error: Error | null = null) {
      const done = held.shift()
      if (done === undefined) throw new Error('No sync is under way')
      done(error)
    },
  }
}

/** A group starts a full event loop turn after its first write. */
const nextTurn = () => new Promise((resolve) => setImmediate(setImmediate, resolve))

/** Whether a promise is still pending after this turn of the event loop. */
const isPending = (promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    promise.then(
      () => false,
      () => false,
    ),
    nextTurn().then(() => true),
  ])

function openJournal(t: Test, file = ':memory:') {
  const spy = spyStatements(t)
  const failures: JournalError[] = []
  const { journal } = openSqliteJournal({
    file,
    retentionMs: 31 * dayMs,
    onFailure: (error) => void failures.push(error),
  })
  t.teardown(() => journal.close())
  return { journal, spy, failures }
}

t.test('all writes of one turn of the event loop share one transaction', async (t) => {
  const { add, numbers, spy } = startGroups(t)
  const writes = [add(1), add(2)]
  // Microtasks belong to the turn that queued them.
  await Promise.resolve()
  queueMicrotask(() => writes.push(add(3)))
  await Promise.resolve()
  process.nextTick(() => writes.push(add(4)))
  await Promise.all(writes)
  t.equal(writes.length, 4)
  t.equal(spy.commitCount(), 1)
  await Promise.all([add(5), add(6)])
  t.equal(spy.commitCount(), 2)
  t.strictSame(numbers(), [1, 2, 3, 4, 5, 6])
})

t.test('each commit is reported with the number of its writes, and rolled-back writes are not', async (t) => {
  const { add, commits } = startGroups(t)
  await Promise.all([add(1), add(2), add(3)])
  await add(4)
  t.strictSame(commits, [3, 1])
  await Promise.allSettled([add(5), add(4)])
  t.strictSame(commits, [3, 1, 1], 'of a group with a wrong change the others are written alone')
})

t.test('a disk that does not respond is reported as stuck after a while, until it responds', async (t) => {
  let lateMs = 0
  const now = performance.now.bind(performance)
  t.intercept(performance, 'now', { value: () => now() + lateMs })
  const disk = createHeldDisk()
  const { add, isStalled } = startGroups(t, undefined, disk.sync)
  lateMs = 60_000
  t.equal(isStalled(), false, 'without a write there is nothing to wait for')
  const first = add(1)
  await nextTurn()
  t.equal(isStalled(), false, 'it has just begun')
  lateMs = 120_000
  t.equal(isStalled(), true)
  disk.end()
  await first
  t.equal(isStalled(), false)
})

t.test('a commit is reported once it is durable, and never if it fails', async (t) => {
  const disk = createHeldDisk()
  const { add, commits } = startGroups(t, undefined, disk.sync)
  const first = add(1)
  await nextTurn()
  t.strictSame(commits, [])
  disk.end()
  await first
  t.strictSame(commits, [1])
  const second = add(2)
  await nextTurn()
  disk.end(diskError())
  await t.rejects(second)
  t.strictSame(commits, [1])
})

t.test('a write resolves to the result of its change, and not before the commit', async (t) => {
  const { write, add, spy } = startGroups(t)
  let resolved = 0
  const count = () => void resolved++
  const writes = [add(1).then(count), write(() => 'text').then((value) => t.equal(value, 'text'))]
  t.equal(resolved, 0)
  await nextTurn()
  t.equal(spy.commitCount(), 1)
  await Promise.all(writes)
  t.equal(resolved, 1)
})

t.test('a callback for a durable write runs before the write resolves, and never for a refused one', async (t) => {
  const disk = createHeldDisk()
  const { write, add } = startGroups(t, undefined, disk.sync)
  const told: string[] = []
  const good = write(
    () => 1,
    () => told.push('durable'),
  )
  const wrong = write(
    () => {
      throw new TypeError('a mistake')
    },
    () => told.push('never'),
  )
  await t.rejects(wrong, TypeError)
  t.strictSame(told, [], 'the disk does not have it yet')
  disk.end()
  t.strictSame(told, ['durable'])
  await good
  const lost = add(1)
  const unsaid = write(
    () => 2,
    () => told.push('never'),
  )
  await nextTurn()
  disk.end(diskError())
  await Promise.all([t.rejects(lost, JournalError), t.rejects(unsaid, JournalError)])
  t.strictSame(told, ['durable'])
})

t.test('a write that follows another belongs to the next group', async (t) => {
  const { add, spy } = startGroups(t)
  await Promise.all([add(1).then(() => add(2)), add(3).then(() => add(4))])
  t.equal(spy.commitCount(), 2)
})

t.test('nothing resolves before the disk confirms the sync', async (t) => {
  const disk = createHeldDisk()
  const { add, write, settled, numbers, spy } = startGroups(t, undefined, disk.sync)
  t.notOk(await isPending(settled()), 'nothing is committed yet')
  const writes = [add(1), write(() => 'text')]
  await nextTurn()
  t.equal(spy.commitCount(), 1)
  t.strictSame(numbers(), [1], 'a query sees it')
  const told = settled()
  for (let turn = 0; turn < 5; turn++) {
    for (const promise of [...writes, told]) t.ok(await isPending(promise))
  }
  t.equal(disk.syncCount(), 1)
  disk.end()
  t.strictSame(await Promise.all(writes), [1, 'text'])
  await told
})

t.test('a write during a sync is covered by the next sync, which starts after the first has ended', async (t) => {
  const disk = createHeldDisk()
  const { add, settled, spy } = startGroups(t, undefined, disk.sync)
  const first = add(1)
  await nextTurn()
  const meanwhile = [add(2)]
  await nextTurn()
  meanwhile.push(add(3))
  await nextTurn()
  t.equal(spy.commitCount(), 1, 'nothing is committed that the running sync might seem to cover')
  t.equal(disk.syncCount(), 1, 'and one sync runs at a time')
  disk.end()
  await first
  await nextTurn()
  t.strictSame([spy.commitCount(), disk.syncCount()], [2, 2])
  for (const promise of [...meanwhile, settled()]) t.ok(await isPending(promise))
  disk.end()
  await Promise.all([...meanwhile, settled()])
})

t.test('a failed sync ends the journal: everything pending is rejected, and nothing is retried', async (t) => {
  const disk = createHeldDisk()
  const { add, settled, close, failures, spy } = startGroups(t, undefined, disk.sync)
  const writes = [add(1), add(2)]
  await nextTurn()
  writes.push(add(3))
  const told = settled()
  const cause = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
  disk.end(cause)
  for (const promise of writes) await t.rejects(promise, JournalError)
  await t.rejects(told, JournalError)
  await t.rejects(add(4), JournalError)
  await t.rejects(settled(), JournalError, 'what a query can see is not durable, and never will be')
  t.strictSame([spy.commitCount(), disk.syncCount()], [1, 1])
  t.equal(failures.length, 1)
  t.equal(failures[0]?.cause, cause)
  await close()
})

t.test('after a failed commit, queries still see only durable data', async (t) => {
  const disk = createHeldDisk()
  const { add, settled, numbers, spy } = startGroups(t, undefined, disk.sync)
  const first = add(1)
  await nextTurn()
  disk.end()
  await first
  spy.break((text) => text === 'COMMIT')
  await t.rejects(add(2), JournalError)
  await settled()
  t.strictSame(numbers(), [1])
})

t.test('writes that run separately because one of their group is refused share a sync', async (t) => {
  const disk = createHeldDisk()
  const { add, numbers } = startGroups(t, undefined, disk.sync)
  const [first, refused, last] = [add(1), t.rejects(add(1)), add(2)]
  await refused
  for (const write of [first, last]) t.ok(await isPending(write))
  t.equal(disk.syncCount(), 1)
  disk.end()
  t.strictSame([await first, await last], [1, 1])
  t.strictSame(numbers(), [1, 2])
})

/** Syncs every group on this thread. */
const alwaysHere: Pace = { startsAtOnce: () => true, syncsHere: () => true, took: () => {} }

t.test('a group that is synced on this thread is durable before its writes resolve', async (t) => {
  const order: string[] = []
  const disk: Sync = { later: () => order.push('later'), here: () => order.push('synced') }
  const { write, settled, spy, commits } = startGroups(t, undefined, disk, alwaysHere)
  const told = write(
    () => order.push('changed'),
    () => order.push('durable'),
  ).then(() => order.push('resolved'))
  await told
  await settled()
  t.strictSame(order, ['changed', 'synced', 'durable', 'resolved'])
  t.equal(spy.commitCount(), 1)
  t.strictSame(commits, [1])
})

t.test('a sync that fails on this thread ends the journal', async (t) => {
  const cause = diskError()
  let works = true
  const disk: Sync = {
    later: () => {},
    here() {
      if (!works) throw cause
    },
  }
  const { add, settled, failures, close } = startGroups(t, undefined, disk, alwaysHere)
  await add(1)
  works = false
  const lost = [add(2), add(3)]
  for (const promise of lost) await t.rejects(promise, JournalError)
  await t.rejects(settled(), JournalError, 'what a query can see is not durable, and never will be')
  works = true
  await t.rejects(add(4), JournalError)
  t.equal(failures.length, 1)
  t.equal(failures[0]?.cause, cause)
  await close()
})

t.test('writes go to the other thread until the disk was quick for a while, and in company', async (t) => {
  const places: string[] = []
  const disk: Sync = {
    later(done) {
      places.push('later')
      setImmediate(done, null)
    },
    here: () => void places.push('here'),
  }
  let ms = 0
  // A sync takes what the pace is told that it took.
  const real = createPace()
  const pace: Pace = { ...real, took: (_ms, isHere) => real.took(ms, isHere) }
  const { add } = startGroups(t, undefined, disk, pace)
  for (let number = 0; number < 101; number++) await add(number)
  t.strictSame([places.filter((place) => place === 'later').length, places.at(-1)], [100, 'here'])
  await Promise.all([add(1_001), add(1_002), add(1_003)])
  t.equal(places.at(-1), 'later', 'the event loop is kept free for the others')
  await Promise.all([add(1_004), add(1_005)])
  t.equal(places.at(-1), 'here', 'the result and the end of one message')
  ms = 2
  await add(1_006)
  await add(1_007)
  t.equal(places.at(-1), 'later', 'after a slow sync')
})

t.test('in company a group waits for the writes of another turn, and alone it does not', async (t) => {
  const { add, spy } = startGroups(t)
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const alone = add(1)
  await turn()
  t.equal(spy.commitCount(), 1)
  await Promise.all([alone, add(2), add(3), add(4)])
  const later = [add(5)]
  await turn()
  t.equal(spy.commitCount(), 2)
  later.push(add(6))
  await Promise.all(later)
  t.equal(spy.commitCount(), 3)
})

t.test('close waits for the current sync and for the one after it', async (t) => {
  const disk = createHeldDisk()
  const { add, close } = startGroups(t, undefined, disk.sync)
  const first = add(1)
  await nextTurn()
  const second = add(2)
  const closing = close()
  await nextTurn()
  t.ok(await isPending(closing))
  disk.end()
  await first
  await nextTurn()
  t.ok(await isPending(closing))
  disk.end()
  await closing
  t.equal(await second, 1)
})

t.test('a refused write of a group affects only itself, at any position', async (t) => {
  for (const wrong of [0, 1, 2, 3, 4]) {
    const { add, numbers, failures } = startGroups(t)
    await add(100)
    const results = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => add(index === wrong ? 100 : index)))
    t.strictSame(
      results.map(({ status }) => status),
      [0, 1, 2, 3, 4].map((index) => (index === wrong ? 'rejected' : 'fulfilled')),
    )
    const [refused] = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
    t.notOk(refused?.reason instanceof JournalError)
    t.strictSame(
      numbers(),
      [0, 1, 2, 3, 4, 100].filter((number) => number !== wrong),
    )
    t.strictSame(failures, [])
    await t.resolves(add(200))
  }
})

t.test('a change that throws is rolled back completely, and the others are kept', async (t) => {
  const { write, add, numbers, database, failures } = startGroups(t)
  const half = write(() => {
    database.exec('INSERT INTO numbers VALUES (1, NULL)')
    throw new TypeError('a mistake')
  })
  const unbindable = add(Symbol('no value') as unknown as number)
  const results = await Promise.allSettled([half, add(2), unbindable, add(3)])
  t.strictSame(
    results.map(({ status }) => status),
    ['rejected', 'fulfilled', 'rejected', 'fulfilled'],
  )
  t.strictSame(numbers(), [2, 3])
  t.strictSame(failures, [])
})

t.test('if the disk fails, all pending and later writes are rejected, and the failure is reported once', async (t) => {
  const rows: readonly (readonly [name: string, matches: (text: string) => boolean, error: Error])[] = [
    ['no transaction can begin', (text) => text.startsWith('BEGIN'), diskError()],
    ['a statement fails (SQLITE_IOERR_WRITE)', (text) => text.startsWith('INSERT'), diskError(778)],
    ['the fsync fails (SQLITE_IOERR_FSYNC)', (text) => text === 'COMMIT', diskError(1034)],
    ['the disk is full (SQLITE_FULL)', (text) => text === 'COMMIT', diskError(13)],
    ['the file is corrupt (SQLITE_CORRUPT)', (text) => text.startsWith('INSERT'), diskError(11)],
    ['not even a rollback works', (text) => text === 'COMMIT' || text === 'ROLLBACK', diskError()],
  ]
  for (const [name, matches, error] of rows) {
    const { add, failures, spy } = startGroups(t)
    await add(1)
    spy.break(matches, error)
    const waiting = [add(2), add(3), add(4)]
    for (const result of await Promise.allSettled(waiting)) {
      t.equal(result.status, 'rejected', name)
      if (result.status === 'rejected') t.ok(result.reason instanceof JournalError)
    }
    spy.break(() => false)
    await t.rejects(add(5), JournalError, `${name}: after it nothing is written, though it would work again`)
    t.equal(failures.length, 1, name)
    t.equal(failures[0]?.cause, error, name)
  }
})

t.test('a disk that fails while a refused write is isolated rejects the rest', async (t) => {
  const { add, failures, spy } = startGroups(t)
  await add(100)
  let inserts = 0
  spy.break((text) => text.startsWith('INSERT') && ++inserts > 3)
  // The second write is refused, so all run separately; the disk fails at the second of those.
  const results = await Promise.allSettled([add(1), add(100), add(2), add(3)])
  t.strictSame(
    results.map((result) => result.status === 'rejected' && result.reason instanceof JournalError),
    [false, true, true, true],
  )
  t.equal(results[0]?.status, 'fulfilled', 'what was durable before it')
  t.equal(failures.length, 1)
})

t.test('a full file system ends the journal, and durable data is kept', async (t) => {
  const file = join(createDirectory(t), 'full.db')
  const database = openDatabase(file)
  const { add, numbers, failures } = startGroups(t, database)
  await add(1)
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
  database.exec(`PRAGMA max_page_count = ${pages + 2}`)
  const text = 'x'.repeat(20_000)
  const results = await Promise.allSettled([add(2, text), add(3, text)])
  for (const result of results) t.ok(result.status === 'rejected' && result.reason instanceof JournalError)
  t.equal((failures[0]?.cause as { errcode?: number } | undefined)?.errcode, 13)
  await t.rejects(add(4), JournalError)
  t.strictSame(numbers(), [1])
  t.equal(failures.length, 1)
  database.close()
})

t.test('a query that fails on the disk also ends the journal', async (t) => {
  const { journal, spy, failures } = openJournal(t)
  const message = await put(journal, { [a]: 'queued' })
  spy.break((text) => text.startsWith('SELECT'))
  const waiting = journal.endAttempts(message.id, [standings.accepted(a)], start)
  waiting.catch(() => {})
  await t.rejects(find(journal, message), JournalError)
  spy.break(() => false)
  await t.rejects(waiting, JournalError)
  await t.rejects(journal.finish(message.id), JournalError)
  t.equal(failures.length, 1)
  t.strictSame(await statesOf(journal, message), { [a]: ['queued'] }, 'what is durable can still be read')
})

t.test('close completes waiting writes, refuses later ones, and is not a failure', async (t) => {
  const { add, close, numbers, failures } = startGroups(t)
  const first = add(1)
  // Written in the same microtask in which the first write resolves.
  const second = first.then(() => add(2))
  await close()
  await t.rejects(add(3), JournalError)
  t.equal(await first, 1)
  const [late] = await Promise.allSettled([second])
  t.strictSame(numbers(), late.status === 'fulfilled' ? [1, 2] : [1])
  t.strictSame(failures, [])
})

t.test('a send costs two durable writes and no more', async (t) => {
  const thousand = Array.from({ length: 1000 }, (_, index) => `+21355${String(index).padStart(7, '0')}`)
  const rows: readonly (readonly [name: string, to: readonly string[], key?: string])[] = [
    ['one recipient', [a]],
    ['one recipient, with a key', [a], 'key-of-the-message-1'],
    ['a list in one GET', [a, b]],
    ['1,000 recipients in one GET, with a key', thousand, 'key-of-the-message-2'],
  ]
  for (const [name, to, key] of rows) {
    for (const file of [':memory:', join(createDirectory(t), 'gateway.db')]) {
      const { journal, spy } = openJournal(t, file)
      const { send, gets } = createScriptedMessages(journal, [acceptAll], { batchSize: 1000 })
      const preparedCount = spy.prepared.length
      t.match(await send(request({ to }), key), { kind: 'answered', replayed: false })
      t.equal(gets.length, 1)
      t.equal(spy.commitCount(), 2, name)
      await send(request({ to, text: 'another' }))
      t.equal(spy.commitCount(), 4, name)
      t.equal(spy.prepared.length, preparedCount, 'every statement was prepared before')
      if (key !== undefined) t.match(await send(request({ to }), key), { replayed: true })
      t.equal(spy.commitCount(), 4, 'a replay writes nothing')
    }
  }
})

t.test('100 sends at once share their commits', async (t) => {
  const { journal, spy } = openJournal(t)
  const { send, gets } = createScriptedMessages(journal)
  await Promise.all(Array.from({ length: 100 }, (_, index) => send(request({ text: `text ${index}` }))))
  t.equal(gets.length, 100)
  t.equal(spy.commitCount(), 2)
})

t.test('the number of statements for 1,000 recipients grows linearly', async (t) => {
  const { journal, spy } = openJournal(t)
  const to = Array.from({ length: 1000 }, (_, index) => `+21355${String(index).padStart(7, '0')}`)
  const { send } = createScriptedMessages(journal, [acceptAll], { batchSize: 1000 })
  await send(request({ to }))
  t.ok(spy.ran.length < 5 * to.length, `${spy.ran.length} statements`)
})

t.test('ordinary work reports no failure', async (t) => {
  const { journal } = openSqliteJournal({ file: ':memory:', retentionMs: dayMs, onFailure: failOnFailure })
  await put(journal, { [a]: 'accepted' })
  await t.rejects(journal.startAttempts(newMessage().id, [a], start))
  await journal.close()
})
