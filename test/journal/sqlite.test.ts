import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/journal/database.ts'
import { createContentHash, readInstallationKey } from '../../src/journal/installation-key.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { createEntry } from '../../src/messages/journal-entry.ts'
import { isIndexed, type ListQuery } from '../../src/messages/message-list.ts'
import { outcomes } from '../../src/messages/outcome-kinds.ts'
import { messageOf, textContent } from '../upstream/fixtures.ts'
import { journalContract } from './contract.ts'
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
  standings,
  start,
  statesOf,
} from './entries.ts'
import { copyJournal, createDirectory, failOnFailure, openFile as open, openSqlite } from './open-sqlite.ts'
import { reportContract } from './report-contract.ts'
import { acceptAll, createScriptedMessages, request } from './scripted-messages.ts'
import { spyStatements } from './spy-statements.ts'

const retentionMs = 31 * dayMs
const pathOf = (t: Test) => join(createDirectory(t), 'gateway.db')

/** The error with which a journal is refused. */
function refusalOf(act: () => unknown): JournalError {
  try {
    act()
  } catch (error) {
    if (error instanceof JournalError) return error
    throw new Error('refused with another error', { cause: error })
  }
  throw new Error('not refused')
}

t.test('the journal in SQLite behaves as a journal', async (t) => journalContract(t, openSqlite, 7))

t.test('the journal in SQLite matches delivery reports', async (t) => reportContract(t, openSqlite))

t.test('a journal in a file uses WAL without syncs by SQLite: both settings are set and read back', async (t) => {
  const file = pathOf(t)
  const database = openDatabase(file)
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
  t.equal(pragma('journal_mode'), 'wal')
  t.equal(pragma('synchronous'), 1)
  t.equal(pragma('locking_mode'), 'exclusive')
  t.equal(pragma('wal_autocheckpoint'), 4_000)
  t.equal(pragma('journal_size_limit'), 16 * 1024 * 1024)
  t.equal(pragma('user_version'), 3_003)
  database.close()
})

t.test('other users of the machine cannot read the journal', async (t) => {
  const file = join(createDirectory(t), 'new', 'directory', 'gateway.db')
  const { journal } = open(file)
  await put(journal, { [a]: 'accepted' })
  for (const name of ['gateway.db', 'gateway.db-wal']) {
    t.equal(statSync(join(file, '..', name)).mode & 0o777, 0o600, name)
  }
  t.equal(statSync(join(file, '..')).mode & 0o777, 0o700)
  await journal.close()
})

t.test('a second open of a journal is refused, from the same and from another process', async (t) => {
  const file = pathOf(t)
  const { journal } = open(file)
  const message = await put(journal, { [a]: 'sending' })
  const { message: here } = refusalOf(() => open(file))
  t.match(here, /gateway\.db cannot be opened: another process has it open; one gateway has one journal/)

  const source = new URL('../../src/journal/sqlite.ts', import.meta.url)
  const script = `
    import { openSqliteJournal } from ${JSON.stringify(source.href)}
    try {
      openSqliteJournal({ file: process.argv[1], retentionMs: 1, onFailure() {} })
      console.log('opened')
    } catch (error) { console.log(error.name, error.message) }`
  const openElsewhere = () =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script, file], { encoding: 'utf8' }).stdout
  t.match(openElsewhere(), /^JournalError .*another process has it open/)
  t.strictSame(await statesOf(journal, message), { [a]: ['sending'] }, 'and it has settled nothing')
  await put(journal, { [b]: 'accepted' })
  await journal.close()
  t.match(openElsewhere(), /^opened/, 'it is free after the end')
})

t.test('a sandbox journal is refused in live mode, and vice versa', async (t) => {
  for (const [purpose, other] of [
    ['sandbox', 'live'],
    ['live', 'sandbox'],
  ] as const) {
    const file = pathOf(t)
    const openFor = (mode: typeof purpose | typeof other) =>
      openSqliteJournal({ file, retentionMs, onFailure: failOnFailure, purpose: mode })
    await openFor(purpose).journal.close()
    t.match(refusalOf(() => openFor(other)).message, /another file/)
    await openFor(purpose).journal.close()
  }
})

t.test('a file that is not a journal is refused with its name', async (t) => {
  const directory = createDirectory(t)
  const at = (name: string) => join(directory, name)
  writeFileSync(at('text.db'), 'This is not a database, and long enough to be looked at. '.repeat(40))
  mkdirSync(at('directory.db'))
  writeFileSync(at('file'), '')
  const { journal } = open(at('whole.db'))
  for (let index = 0; index < 200; index++) await put(journal, { [a]: 'sending' }, {}, { finished: true })
  copyJournal(at('whole.db'), at('cut.db'))
  await journal.close()
  const whole = readFileSync(at('whole.db'))
  writeFileSync(at('garbage.db'), whole.fill('garbage', 4096))
  writeFileSync(at('garbage.db-wal'), '')
  writeFileSync(at('cut.db'), readFileSync(at('cut.db')).subarray(0, 3 * 4096 + 7))
  writeFileSync(at('cut.db-wal'), '')
  const rows: readonly (readonly [name: string, file: string, reason: RegExp])[] = [
    ['text', 'text.db', /not a database/],
    ['a directory', 'directory.db', /not a regular file/],
    ['a path below a file', 'file/gateway.db', /EEXIST|ENOTDIR/],
    ['garbage after the first page', 'garbage.db', /malformed/],
  ]
  for (const [name, file, reason] of rows) {
    const path = at(file)
    const { message, cause } = refusalOf(() => open(path))
    t.match(message, `The journal ${path} cannot be `, name)
    t.match(message, reason, name)
    t.ok(cause instanceof Error)
  }
  t.match(refusalOf(() => open('/proc/nobody/nothing/gateway.db')).message, /cannot be opened: .*(ENOENT|EACCES)/)
  // A refused file is not locked: it can be repaired and opened.
  writeFileSync(at('text.db'), '')
  await open(at('text.db')).journal.close()
})

t.test('the tables refuse invalid changes from any client', async (t) => {
  const file = pathOf(t)
  const { journal } = open(file)
  const [sending, queued] = [await put(journal, { [a]: 'sending' }), await put(journal, { [a]: 'queued' })]
  const [accepted, rejected] = [await put(journal, { [a]: 'accepted' }), await put(journal, { [a]: 'rejected' })]
  const [unknown, refused] = [await put(journal, { [a]: 'unknown' }), await put(journal, { [a]: 'refused' })]
  const notAttempted = await put(journal, { [a]: 'not-attempted' })
  const replaced = await put(journal, { [a]: 'not-attempted' })
  await journal.startAttempts(replaced.id, [a], start)
  await put(journal, { [b]: 'unknown' })
  const fenced = newMessage({ to: [b, c] })
  await journal.begin(fenced, { sending: [c], fencedSince: start - 1 })
  const copy = pathOf(t)
  copyJournal(file, copy)
  await journal.close()

  const database = new DatabaseSync(copy)
  const numberOf = ({ id }: { readonly id: string }) =>
    Number(database.prepare('SELECT number FROM messages WHERE id = ?').get(id)?.['number'])
  const insert = (message: number, number: number, state: string, problem: string | null = null, table = 'attempts') =>
    database
      .prepare(`INSERT INTO ${table} (message, position, number, recipient, state, problem) VALUES (?, 0, ?, ?, ?, ?)`)
      .run(message, number, a, state, problem)
  const update = (message: { readonly id: string }, change: string, table = 'attempts') =>
    database.exec(`UPDATE ${table} SET ${change} WHERE message = ${numberOf(message)}`)

  const all = { sending, queued, accepted, rejected, unknown, refused, notAttempted, replaced }
  for (const [name, message] of Object.entries(all)) {
    for (const number of [1, 2, 3]) {
      t.throws(() => insert(numberOf(message), number, 'sending'), /UNIQUE/, `a second live attempt beside ${name}`)
      t.throws(() => insert(numberOf(message), number, 'queued'), /UNIQUE/)
    }
    t.throws(() => update(message, 'position = 7'), /forward only/, `${name}: to make room for another`)
    t.throws(() => update(message, 'message = 7'), /forward only/)
    t.throws(() => update(message, `recipient = '${c}'`), /forward only/)
    t.throws(() => update(message, `number = number + 2, state = 'sending', problem = NULL`), /forward only/)
    t.throws(() => update(message, `number = 0, state = 'sending', problem = NULL`), /forward only/)
  }
  const another = `number = number + 1, state = 'sending', problem = NULL`
  for (const [name, message] of Object.entries({ sending, queued, accepted, rejected, unknown, fenced, replaced })) {
    t.throws(() => update(message, another), /forward only/, `another attempt after one that is ${name}`)
  }
  for (const message of [refused, notAttempted]) {
    for (const state of [
      "'queued', problem = NULL",
      "'accepted', problem = NULL",
      "'unknown', problem = 'outcome-unknown'",
    ])
      t.throws(() => update(message, `number = number + 1, state = ${state}`), /forward only/)
    database.exec('SAVEPOINT before')
    update(message, another)
    t.equal(
      database.prepare('SELECT count(*) AS count FROM past_attempts WHERE message = ?').get(numberOf(message))?.[
        'count'
      ],
      1,
      'the tables themselves protect recorded history',
    )
    database.exec('ROLLBACK TO before; RELEASE before')
  }
  t.throws(() => update(replaced, `state = 'unknown'`, 'past_attempts'), /stays as it is/)
  const ways = ['queued', 'sending', 'accepted', 'rejected', 'unknown', 'not-attempted'].map((state) => {
    // With everything else that the state needs.
    const others = ['rejected', 'unknown', 'not-attempted'].includes(state)
      ? "problem = 'outcome-unknown', caller = 'anybody'"
      : 'problem = NULL'
    return `state = '${state}', ${others}`
  })
  for (const [name, message] of Object.entries({ accepted, rejected, refused, notAttempted })) {
    for (const way of ways) t.throws(() => update(message, way), /forward only/, `${name}: ${way}`)
  }
  for (const way of ways.filter((text) => !/'(accepted|rejected)'/.test(text))) {
    t.throws(() => update(unknown, way), /forward only/, `unknown: ${way}`)
  }
  t.throws(() => update(sending, `state = 'queued'`), /forward only/)
  t.throws(() => update(queued, `state = 'accepted'`), /forward only/)
  t.throws(() => update(rejected, `problem = 'upstream-user-validation-failed'`), /forward only/)
  t.throws(() => update(sending, `state = 'gone'`), /forward only|CHECK/)
  const openRow = `content_hash = x'00', unknown_since = 1`
  t.throws(() => update(sending, `state = 'unknown', ${openRow}`), /CHECK/, 'an outcome without its problem')
  for (const missing of [openRow.replace(/, .*/, ''), openRow.replace(/.*, /, '')]) {
    t.throws(
      () => update(sending, `state = 'unknown', problem = 'outcome-unknown', caller = 'anybody', ${missing}`),
      /forward only/,
      'an unknown outcome without content or time, which the fence would not find',
    )
  }
  t.throws(() => update(sending, `state = 'accepted', problem = 'outcome-unknown'`), /CHECK/)
  t.throws(() => insert(1, 1, 'delivered'), /CHECK/)
  for (const [state, problem] of [
    ['sending', 'outcome-unknown'],
    ['unknown', 'outcome-unknown'],
    ['rejected', 'invalid-destination'],
    ['not-attempted', 'possible-duplicate'],
  ] as const) {
    t.throws(() => insert(1, 1, state, problem, 'past_attempts'), /CHECK/, `${state} is never replaced`)
  }
  const key = `INSERT INTO idempotency_keys VALUES ('${caller}', 'messages', 'k', x'00', 1)`
  database.exec(key)
  t.throws(() => database.exec(key), /UNIQUE/)
  t.throws(
    () =>
      database.exec(
        "INSERT INTO resolutions VALUES (1, 0, 'unknown', 'r', 'b', 1, NULL, 'outcome-unknown', NULL, NULL)",
      ),
    /CHECK/,
    'a resolution cannot be `unknown`',
  )
  database.close()
})

t.test('a result that the tables refuse ends its transaction without affecting other writes', async (t) => {
  const { journal } = open(pathOf(t))
  const [first, second] = [await put(journal, { [a]: 'sending' }), await put(journal, { [b]: 'sending' })]
  const results = await Promise.allSettled([
    journal.endAttempts(first.id, [standings.accepted(a)], start),
    journal.endAttempts(first.id, [standings.accepted(a)], start),
    journal.finish(first.id),
    journal.endAttempts(second.id, [standings.unknown(b)], start),
    put(journal, { [c]: 'accepted' }, {}, { finished: true }),
  ])
  t.strictSame(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  )
  t.match(results[1], { reason: /forward only/ })
  t.strictSame(
    [await statesOf(journal, first), await statesOf(journal, second)],
    [{ [a]: ['accepted'] }, { [b]: ['unknown'] }],
  )
  t.equal((await find(journal, first)).finished, true)
  t.equal((await journal.listMessages({ caller, to: c, limit: 9 })).messages.length, 1)
  await journal.close()
})

t.test('the files contain no texts and no bodies', async (t) => {
  const file = pathOf(t)
  const { journal } = open(file)
  const hash = createContentHash(readInstallationKey(file))
  const [text, url] = ['Geheim 4711 und mehr', 'https://example.org/secret-4711']
  const contents = [textContent(text), { kind: 'wap-push', title: text, url } as const]
  for (const content of contents) {
    const entry = createEntry(
      messageOf({ content }),
      { id: newMessage().id, caller, requestId: 'r', createdAt: start },
      hash,
    )
    await journal.begin(entry, { sending: [a] })
  }
  const { send } = createScriptedMessages(journal, [acceptAll])
  await send(request({ text, to: [c] }), 'key-of-the-message-1')
  const copy = join(createDirectory(t), 'copy.db')
  copyJournal(file, copy)
  const bytes = [file, copy, `${copy}-wal`].map((path) => readFileSync(path))
  await journal.close()
  bytes.push(...readdirSync(join(file, '..')).map((name) => readFileSync(join(file, '..', name))))
  for (const secret of [text, url, 'Geheim', '4711']) {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      for (const chunk of bytes) t.notOk(chunk.includes(secret, 0, encoding), `${secret} in ${encoding}`)
    }
  }
  t.ok(
    bytes.some((chunk) => chunk.includes(caller)),
    'the files were really searched',
  )
})

t.test('the installation key is created once, next to the journal, readable only by its owner', async (t) => {
  const file = pathOf(t)
  const created: string[] = []
  const key = readInstallationKey(file, (path) => created.push(path))
  t.equal(key.length, 32)
  t.equal(statSync(`${file}.key`).mode & 0o777, 0o600)
  const again = readInstallationKey(file, (path) => created.push(path))
  t.same(Buffer.from(again), Buffer.from(key), 'the next start reads the same')
  t.strictSame(created, [`${file}.key`], 'and only the first is told that it is new')
  t.notSame(Buffer.from(readInstallationKey(pathOf(t))), Buffer.from(key))
  t.notSame(Buffer.from(readInstallationKey(':memory:')), Buffer.from(readInstallationKey(':memory:')))
  for (const size of [0, 1, 31, 33, 64]) {
    writeFileSync(`${file}.key`, Buffer.alloc(size))
    const { message } = refusalOf(() => readInstallationKey(file))
    t.match(message, `${file}.key cannot be used: it has ${size} bytes and not 32`)
  }
  t.match(
    refusalOf(() => readInstallationKey('/proc/nobody/gateway.db')).message,
    /\.key cannot be used: (ENOENT|EACCES)/,
  )
  mkdirSync(`${file}-2.key`)
  t.match(refusalOf(() => readInstallationKey(`${file}-2`)).message, /EISDIR/)
})

/** Scans of small indexes and tables: the partial indexes of unknown outcomes, and the list of tables. */
const smallScan = /^SCAN (attempts USING COVERING INDEX attempts_unknown(_by_time)?|sqlite_schema)$/

t.test('no statement scans a whole table', async (t) => {
  const spy = spyStatements(t)
  const file = pathOf(t)
  const { journal } = open(file)
  const message = await put(journal, { [a]: 'queued', [b]: 'unknown' }, {}, { claim: claimOf() })
  await journal.finish(message.id)
  const choices = {
    outcome: [undefined, ...outcomes],
    delivery: [undefined, 'delivered', 'undelivered', 'awaited'],
    to: [undefined, a],
    reference: [undefined, 'order-42'],
    from: [undefined, 'ACME'],
    createdAfter: [undefined, start],
    createdBefore: [undefined, start + 1],
    before: [undefined, message.id],
  }
  const queries = Object.entries(choices)
    .reduce<Record<string, unknown>[]>(
      (partial, [field, values]) =>
        partial.flatMap((query) => values.map((value) => (value === undefined ? query : { ...query, [field]: value }))),
      [{ caller, limit: 20 }, { limit: 20 }],
    )
    .filter((query) => isIndexed(query))
    // The API refuses this: no other recipient has a delivery.
    .filter(({ outcome, delivery }) => delivery === undefined || outcome === undefined || outcome === 'accepted')
  for (const query of queries) await journal.listMessages(query as unknown as ListQuery)
  await journal.countUnknown()
  await journal.purge(10)
  await journal.saveUsedSegments(caller, start, () => 1)
  await journal.usedSegments(caller, start)
  await journal.saveClock()
  const count = spy.prepared.length
  for (const query of queries) await journal.listMessages(query as unknown as ListQuery)
  t.equal(spy.prepared.length, count, 'lists are prepared once too')
  await journal.close()

  const database = new DatabaseSync(file)
  const statements = new Set(spy.prepared)
  t.ok(statements.size > 200, `${statements.size} statements`)
  const plans = [...statements]
    .filter((text) => /^\s*(SELECT|UPDATE|DELETE|INSERT)/.test(text))
    .map((text) => ({
      text,
      plan: database
        .prepare(`EXPLAIN QUERY PLAN ${text}`)
        .all()
        .map((row) => String(row['detail'])),
    }))
  const everybodys =
    /^SELECT messages\.\* FROM messages( WHERE EXISTS \(.*(state = 'accepted'|delivery = \?).*\))? ORDER BY number DESC LIMIT \?$/
  const ofWindow = /^SELECT number AS number FROM messages ORDER BY number DESC LIMIT 1 OFFSET \?$/
  for (const { text, plan } of plans) {
    const isHarmless = (line: string) =>
      smallScan.test(line) ||
      // One entry of the index of unknown outcomes is enough; one message shows that there are any.
      /LIMIT 1$/.test(text) ||
      // Messages of all callers, newest first, up to the limit: all or nearly all of them match.
      (line === 'SCAN messages' && everybodys.test(text)) ||
      // At most the size of a window.
      (/^SCAN messages/.test(line) && ofWindow.test(text)) ||
      // The rows of an INSERT.
      /^SCAN [0-9]+-ROW VALUES CLAUSE$/.test(line) ||
      // One row per change of the wall clock.
      line === 'SCAN created_offsets' ||
      // A row for each table that counts its rows.
      line === 'SCAN sqlite_sequence' ||
      // The newest thousand of a number, and at most 100,000 unmatched reports.
      /^SCAN (\(subquery-1\)|attempt|unmatched_reports USING COVERING INDEX unmatched_reports_by_(age|recipient))$/.test(
        line,
      )
    if (plan.some((line) => line.startsWith('SCAN') && !isHarmless(line))) t.fail(text, { plan })
    // A list must be read from an index in order: sorting would read it completely.
    if (/ORDER BY/.test(text) && plan.some((line) => line.includes('TEMP B-TREE'))) t.fail(text, { plan })
  }
  const indexed: readonly (readonly [statement: RegExp, index: RegExp])[] = [
    [/^SELECT position FROM attempts/, /attempts_by_recipient \(recipient=\? AND message=\?\)/],
    [/^SELECT id FROM attempts/, /attempts_unknown \(recipient=\? AND content_hash=\?\)/],
    [
      /^SELECT 1 FROM attempts INDEXED BY attempts_unknown_since/,
      /attempts_unknown_since \(recipient=\? AND content_hash=\? AND unknown_since>\?\)/,
    ],
    [/^UPDATE attempts SET state = 'unknown'/, /attempts_not_accepted \(state=\?\)/],
    [/^UPDATE attempts SET state = 'not-attempted', problem = 'interrupted'/, /attempts_not_accepted \(state=\?\)/],
    [/problem = 'message-stopped'/, /\(state=\? AND message=\?\)|\(message=\?/],
    [/^SELECT message FROM attempts/, /attempts_not_accepted \(state=\? AND message>\? AND message<\?\)/],
    [/NOT EXISTS/, /attempts_not_accepted \(state=\? AND message=\?\)/],
    [/scheduled_at IS NULL AND NOT EXISTS/, /PRIMARY KEY \(rowid>\? AND rowid<\?\)/],
    [/scheduled_at IS NOT NULL AND NOT EXISTS/, /messages_scheduled \(<expr><\?\)/],
    [/^SELECT count FROM used_segments/, /PRIMARY KEY \(caller=\? AND day=\?\)/],
    [/^DELETE FROM used_segments/, /used_segments_by_age \(seen_at<\?\)/],
    [/INDEXED BY messages_by_caller WHERE messages\.caller = \? ORDER/, /messages_by_caller \(caller=\?\)/],
    [/INDEXED BY messages_by_caller .* OFFSET/, /COVERING INDEX messages_by_caller \(caller=\?/],
    [/INDEXED BY messages_by_sender WHERE/, /messages_by_sender \(caller=\? AND sender=\?/],
    [/INDEXED BY messages_by_reference WHERE/, /messages_by_reference \(caller=\? AND reference=\?/],
    [/INDEXED BY attempts_not_accepted .*WHERE state = '[a-z-]+' AND state/, /attempts_not_accepted \(state=\?/],
    [/INDEXED BY attempts_of_caller .*WHERE attempts\.caller/, /attempts_of_caller \(caller=\? AND state=\?/],
    [/INDEXED BY attempts_undelivered .*WHERE delivery/, /attempts_undelivered \(delivery=\?/],
    [/INDEXED BY attempts_undelivered_of_caller .*WHERE/, /attempts_undelivered_of_caller \(caller=\? AND delivery=\?/],
    [/INDEXED BY attempts_by_recipient .*WHERE recipient = \? AND state/, /attempts_by_recipient \(recipient=\?\)/],
    [/INDEXED BY attempts_by_recipient .*AND message < \? .*LIMIT/, /attempts_by_recipient \(recipient=\? AND message/],
  ]
  for (const [statement, index] of indexed) {
    const found = plans.filter(({ text }) => statement.test(text))
    t.ok(found.length > 0, String(statement))
    for (const { text, plan } of found) t.match(plan.join('\n'), index, text)
  }
  database.close()
})

t.test('a purge step ends early at long lists, so that it does not delay sends', async (t) => {
  const { journal } = open(':memory:', createTestClocks(start + retentionMs + dayMs))
  const list = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`+2135500${index + 10_000}`, 'queued' as const]),
  )
  for (let index = 0; index < 5; index++) await put(journal, list, {}, { finished: true })
  await put(journal, { [d]: 'accepted' }, { createdAt: start + 1 }, { finished: true })
  const steps: number[] = []
  while (steps.at(-1) !== 0) steps.push(await journal.purge(100))
  t.strictSame(steps, [2, 2, 2, 0])
  await journal.close()
})

t.test(
  'a message older than the purge position that is recorded in the same turn is removed by the next step',
  async (t) => {
    const { journal } = open(pathOf(t), createTestClocks(start + retentionMs + dayMs))
    await put(journal, { [a]: 'accepted' }, {}, { finished: true })
    const purged = journal.purge(100)
    await put(journal, { [b]: 'accepted' }, { createdAt: start - 5 }, { finished: true })
    t.equal(await purged, 1)
    t.equal(await journal.purge(100), 1)
    await journal.close()
  },
)

t.test('a message that is begun twice in one turn is refused once, and keeps running', async (t) => {
  const { journal } = open(pathOf(t))
  const message = newMessage()
  const results = await Promise.allSettled([1, 2].map(() => journal.begin(message, { sending: [a] })))
  t.match(results, [{ status: 'fulfilled' }, { status: 'rejected', reason: { message: 'A message begins once' } }])
  t.equal((await find(journal, message)).finished, false)
  await journal.close()
})

t.test('a message whose key is already taken is not recorded as running', async (t) => {
  const { journal } = open(pathOf(t))
  const claim = claimOf()
  await put(journal, { [a]: 'accepted' }, {}, { claim, finished: true })
  const message = newMessage({ to: [b] })
  t.match(await journal.begin(message, { sending: [b], claim }), { kind: 'claimed' })
  t.match(await journal.begin(message, { sending: [b] }), { kind: 'begun' })
  await journal.close()
})

t.test('a message counts as finished once that is durable, not when it is committed', async (t) => {
  const { journal } = open(pathOf(t))
  const message = await put(journal, { [a]: 'accepted' })
  let isDurable = false
  const finishing = journal.finish(message.id).then(() => {
    isDurable = true
  })
  const seen: { readonly finished: boolean; readonly isDurable: boolean }[] = []
  const looks: Promise<void>[] = []
  while (!isDurable) {
    looks.push(find(journal, message).then(({ finished }) => void seen.push({ finished, isDurable })))
    await nextTurn()
  }
  await Promise.all([finishing, ...looks])
  t.ok(seen.some(({ finished }) => !finished))
  t.strictSame(
    seen.filter(({ finished, isDurable }) => finished && !isDurable),
    [],
  )
  await journal.close()
})
