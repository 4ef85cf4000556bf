import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { copyJournal } from '../../../src/journal/copy/copy-journal.ts'
import { openCopySource } from '../../../src/journal/copy/source.ts'
import { copiedTables } from '../../../src/journal/copy/tables.ts'
import { openDatabase } from '../../../src/journal/database.ts'
import { readInstallationKey } from '../../../src/journal/installation-key.ts'
import type { Database } from '../../../src/journal/postgres/connections.ts'
import { ordinaryLease } from '../../../src/journal/postgres/lease.ts'
import { openPostgresJournal } from '../../../src/journal/postgres/open-postgres.ts'
import { openSqliteJournal } from '../../../src/journal/sqlite.ts'
import type { Journal } from '../../../src/messages/journal.ts'
import {
  a,
  b,
  c,
  caller,
  claimOf,
  createTestClocks,
  d,
  dayMs,
  find,
  newMessage,
  put,
  start,
  statesOf,
} from '../entries.ts'
import { createDirectory } from '../open-sqlite.ts'
import { keepConnections } from '../postgres/kept-connections.ts'
import { emptyTables } from '../postgres/open-journals.ts'
import { openPglite } from '../postgres/pglite-database.ts'

t.setTimeout(300_000)

const { database, close } = keepConnections(await openPglite())
t.teardown(close)
const clocks = createTestClocks()
const content = { contentHash: Buffer.alloc(32, 'the same text') }

function openSource(t: Test, file = `${createDirectory(t)}/gateway.db`) {
  const { journal } = openSqliteJournal({ file, retentionMs: 31 * dayMs, purpose: 'sandbox', clocks, onFailure() {} })
  const key = readInstallationKey(file)
  return { file, journal, key }
}

async function openTarget(t: Test, key: Uint8Array): Promise<Journal> {
  const settings = {
    retentionMs: 31 * dayMs,
    clocks,
    replicaName: 'one',
    lease: ordinaryLease,
    purpose: 'sandbox' as const,
  }
  const { journal } = await openPostgresJournal(database, { ...settings, onFailure() {} }, key)
  t.teardown(() => journal.close())
  return journal
}

async function copy(file: string, target: Database = database, isTrial = false): Promise<Record<string, number>> {
  const source = openCopySource(file)
  const connection = await target.connect()
  const counts: Record<string, number> = {}
  const onTable = (name: string, count: number) => {
    counts[name] = count
  }
  try {
    await copyJournal(source, connection, { isTrial, onTable })
    return counts
  } finally {
    source.close()
    connection.destroy()
  }
}

/** A journal with something in every table, closed as after a crash: with one message on the wire. */
async function fill(journal: Journal): Promise<{ readonly ids: readonly string[]; readonly unknown: string }> {
  const messages = [
    await put(journal, { [a]: 'accepted', [b]: 'rejected' }, {}, { claim: claimOf(), finished: true }),
    await put(journal, { [a]: 'unknown' }, { ...content, createdAt: start + 1 }, { finished: true }),
    await put(
      journal,
      { [c]: 'not-attempted' },
      { createdAt: start + 7_200_000, scheduledAt: start + 90 * dayMs, reference: 'r' },
    ),
    await put(
      journal,
      { [d]: 'sending' },
      { createdAt: start + 3, from: 'Ünïcode', contentHash: Buffer.alloc(32, 'd') },
    ),
    await put(
      journal,
      { [b]: 'unknown' },
      { createdAt: start + 4, contentHash: Buffer.alloc(32, 'b') },
      { finished: true },
    ),
  ]
  const [first, second, third, , fifth] = messages
  if (!first || !second || !third || !fifth) throw new Error('There are five')
  await journal.startAttempts(third.id, [c], start + 9)
  await journal.endAttempts(third.id, [{ to: c, accepted: true, upstreamMessageIds: ['One', 'Two'] }], start + 10)
  await journal.finish(third.id)
  await journal.resolve(fifth.id, { outcome: 'rejected', reason: 'asked', by: 'ops', caller: 'on-call', at: start + 5 })
  const report = { status: 'DELIVRD' as const, done: '2026-11-22 08:01:00', doneAt: start + 60_000 }
  await journal.recordReport({ ...report, to: a, upstreamMessageId: `ID-${a}` }, start + 61_000)
  await journal.recordReport({ ...report, to: '+213559999999', upstreamMessageId: 'nobody\u0000' }, start + 62_000)
  await journal.saveUsedSegments(caller, start, () => 41)
  return { ids: messages.map(({ id }) => id), unknown: second.id }
}

t.afterEach(async () => {
  const connection = await database.connect()
  await connection.run(`${emptyTables}; UPDATE installation SET purpose = NULL, key_check = NULL`).catch(() => {})
  connection.destroy()
})

t.test('a journal that was copied says the same as before, of every message, event, report and count', async (t) => {
  const { file, journal, key } = openSource(t)
  const { ids } = await fill(journal)
  await journal.close()
  const counts = await copy(file)
  for (const { name } of copiedTables) t.ok((counts[name] ?? 0) > 0, `${name} had rows`)

  // The source as a gateway would find it after that crash: only the copy's mark is taken away.
  const raw = openDatabase(file)
  raw.exec('PRAGMA application_id = 0')
  raw.close()
  const before = openSource(t, file).journal
  const after = await openTarget(t, key)
  for (const id of ids) {
    const one = await find(before, { id, caller })
    t.strictSame(await find(after, { id, caller }), one, `message ${id}`)
  }
  const feed = { caller, after: 0, limit: 100 }
  t.strictSame(await after.listEvents(feed), await before.listEvents(feed))
  t.equal(await after.lastEvent(), await before.lastEvent())
  t.strictSame(await after.countUnknown(), await before.countUnknown())
  t.equal(await after.usedSegments(caller, start), 41)
  t.strictSame(await after.listUnmatchedReports({ limit: 9 }), {
    ...(await before.listUnmatchedReports({ limit: 9 })),
    reports: (await before.listUnmatchedReports({ limit: 9 })).reports.map((report) => ({
      ...report,
      upstreamMessageId: 'nobody\ufffd',
    })),
  })
  const list = { caller, limit: 10, createdAfter: start, createdBefore: start + dayMs }
  t.strictSame(
    (await after.listMessages(list)).messages.map(({ id }) => id),
    (await before.listMessages(list)).messages.map(({ id }) => id),
  )
  t.ok(after.seenAt() >= before.seenAt())
  await before.close()
})

t.test('after a copy a used key is known, the fence holds, and events go on where they were', async (t) => {
  const { file, journal, key } = openSource(t)
  const { unknown } = await fill(journal)
  const last = await journal.lastEvent()
  await journal.close()
  await copy(file)
  const target = await openTarget(t, key)
  t.match(await target.begin(newMessage({ to: [c] }), { sending: [c], claim: claimOf() }), { kind: 'claimed' })
  const twin = await target.begin(newMessage({ to: [a], ...content }), { sending: [a], fencedSince: 0 })
  t.strictSame(twin, { kind: 'begun', fenced: new Map([[a, unknown]]) })
  const sent = await put(target, { [d]: 'unknown' }, { createdAt: start + 100 })
  t.strictSame(await statesOf(target, sent), { [d]: ['unknown'] })
  // The message that was on the wire is told of by the copy itself.
  t.equal(await target.lastEvent(), last + 2)
})

t.test('a journal in use, a moved one and one that does not exist are refused', async (t) => {
  const { file, journal } = openSource(t)
  await fill(journal)
  t.throws(() => openCopySource(file), /another process has it open/)
  await journal.close()
  await copy(file)
  t.throws(() => openCopySource(file), /was copied to PostgreSQL/)
  t.throws(() => openSource(t, file), /was copied to PostgreSQL/)
  t.throws(() => openCopySource(`${file}-other`), /does not exist/)
})

t.test('a target that has rows, a running gateway or another key is refused and left as it is', async (t) => {
  const { file, journal, key } = openSource(t)
  await fill(journal)
  await journal.close()
  const running = await openTarget(t, key)
  await t.rejects(copy(file), /Gateways run on the target: stop one first/)
  await put(running, { [a]: 'accepted' })
  await running.close()
  await t.rejects(copy(file), /The target is not empty: it has rows in messages, attempts/)
  t.strictSame(await database.query('SELECT count(*)::integer AS count FROM messages'), [{ count: 1 }])
  const connection = await database.connect()
  await connection.run(emptyTables)
  connection.destroy()
  const other = openSource(t)
  await other.journal.close()
  await t.rejects(copy(other.file), /INSTALLATION_KEY_FILE holds another key/)
  t.ok(await copy(file))
})

t.test('a trial copies and compares everything, and leaves both sides as they were', async (t) => {
  const { file, journal } = openSource(t)
  await fill(journal)
  await journal.close()
  t.match(await copy(file, database, true), { messages: 5 })
  t.strictSame(await database.query('SELECT count(*)::integer AS count FROM messages'), [{ count: 0 }])
  t.match(await copy(file), { messages: 5 })
})

t.test('a row that arrives altered is found, and nothing is copied', async (t) => {
  const { file, journal } = openSource(t)
  await fill(journal)
  await journal.close()
  /** As if the server had altered a row, or lost one, after it was inserted. */
  const spoilt = (script: string): Database => ({
    ...database,
    async connect() {
      const { query, run, destroy } = await database.connect()
      return {
        async query(text, values) {
          if (text.includes('setval')) await run(script)
          return query(text, values)
        },
        run,
        destroy,
      }
    },
  })
  await t.rejects(
    copy(file, spoilt(`UPDATE messages SET sender = 'EVIL' WHERE reference = 'r'`)),
    /Row \d of messages is not the same/,
  )
  await t.rejects(copy(file, spoilt('DELETE FROM events WHERE seq = 1')), /Row 1 of events is not the same/)
  t.strictSame(await database.query('SELECT count(*)::integer AS count FROM messages'), [{ count: 0 }])
  t.ok(await copy(file), 'and the journal in SQLite was not marked as moved')
})

t.test('every table of a journal in SQLite is copied, except for those that a start writes anew', async (t) => {
  const { file, journal } = openSource(t)
  await journal.close()
  const raw = openDatabase(file)
  const names = raw.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all()
  const columns = (table: string) =>
    raw
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => String(name))
  t.strictSame(
    names.map(({ name }) => String(name)).sort(),
    [...copiedTables.map(({ name }) => name), 'clock', 'created_offsets'].sort(),
  )
  for (const { name, columns: copied } of copiedTables)
    for (const column of columns(name))
      t.ok(
        copied.some((one) => one.name === column || one.from === column) ||
          (name === 'messages' && column === 'number'),
        `${name}.${column}`,
      )
  raw.close()
  t.equal(readFileSync(`${file}.key`).length, 32)
})
