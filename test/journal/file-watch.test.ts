import { copyFileSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { JournalError } from '../../src/messages/journal.ts'
import { type CountingUpstream, createCountingUpstream } from '../support/counting-upstream.ts'
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts'
import { a, b, c, dayMs, find, put } from './entries.ts'
import { createDirectory, failOnFailure } from './open-sqlite.ts'

type Loss = { readonly what: string; readonly act: (file: string) => void }

/** Changes to a journal's files while a gateway has them open. */
const losses: readonly Loss[] = [
  {
    what: 'all its files are deleted',
    act: (file) => {
      for (const suffix of ['', '-wal']) rmSync(file + suffix)
    },
  },
  { what: 'the database is deleted', act: (file) => rmSync(file) },
  { what: 'the log is deleted', act: (file) => rmSync(`${file}-wal`) },
  { what: 'the database is moved', act: (file) => renameSync(file, `${file}.moved`) },
  {
    what: 'the database is replaced by a copy',
    act: (file) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
  },
]

async function startLive(t: Test, upstream: CountingUpstream, file: string) {
  const gateway = startProcess(t, {
    UPSTREAM_URL: upstream.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: 'open&sesame',
    AUTH: 'off',
    DOCS: 'off',
    DATABASE_URL: `sqlite:${file}`,
  })
  return { gateway, address: await gateway.listening() }
}

async function send(address: string, to: string, key: string) {
  const answer = await fetch(`${address}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ to: [to], from: 'ACME', text: 'Your code is 1234' }),
  })
  const { code } = (await answer.json()) as { code?: string }
  return { status: answer.status, code }
}

/** The log line and the exit code of a gateway that has lost its journal. */
async function checkEnding(t: Test, gateway: GatewayProcess): Promise<void> {
  t.equal(await gateway.ended, 1)
  t.match(
    gateway.logLines().find(({ level }) => level === 'fatal'),
    {
      msg: 'the journal has failed: no more messages are sent',
      err: { cause: { message: /was deleted, moved or replaced while it was in use$/ } },
    },
  )
}

/** A journal in this process, and the failure that it reports. */
function openWatched(t: Test) {
  const file = join(createDirectory(t), 'gateway.db')
  const failed = Promise.withResolvers<JournalError>()
  const { journal } = openSqliteJournal({ file, retentionMs: 31 * dayMs, onFailure: failed.resolve })
  t.teardown(() => journal.close())
  // The journal's own timer does not keep the process running.
  const running = setInterval(() => {}, 1_000)
  t.teardown(() => clearInterval(running))
  return { file, journal, failed: failed.promise }
}

for (const { what, act } of losses) {
  t.test(`a journal fails and acknowledges nothing more when ${what}`, async (t) => {
    const { file, journal, failed } = openWatched(t)
    act(file)
    await t.rejects(put(journal, { [a]: 'accepted' }), JournalError)
    t.match((await failed).cause, { message: /was deleted, moved or replaced while it was in use$/ })
    await t.rejects(put(journal, { [b]: 'accepted' }), JournalError)
  })
}

t.test('a loss is also detected by the syncs of lone writes, which run on the main thread', async (t) => {
  const { file, journal, failed } = openWatched(t)
  for (let count = 0; count < 150; count++) await journal.saveClock()
  renameSync(file, `${file}.moved`)
  const writes = async () => {
    for (;;) await journal.saveClock()
  }
  await t.rejects(writes(), JournalError)
  t.match((await failed).cause, { message: /was deleted, moved or replaced while it was in use$/ })
})

t.test('a sending gateway stops when its journal is deleted, and sends nothing that it has not recorded', async (t) => {
  const upstream = await createCountingUpstream()
  t.teardown(upstream.close)
  const file = join(createDirectory(t), 'gateway.db')
  const { gateway, address } = await startLive(t, upstream, file)
  t.match(await send(address, a, 'key-of-the-message-1'), { status: 201 })
  for (const suffix of ['', '-wal', '.key']) rmSync(file + suffix)
  let accepted = 1
  let refused: Awaited<ReturnType<typeof send>> | undefined
  while (refused === undefined) {
    const answer = await send(address, b, `key-of-the-message-${accepted + 1}`)
    if (answer.status === 201) accepted++
    else refused = answer
  }
  t.match(refused, { status: 503, code: 'journal-unavailable' })
  await checkEnding(t, gateway)
  t.equal(upstream.arrivalCount(), accepted, 'what was refused did not arrive')
})

t.test('an idle gateway also stops, before the next request', async (t) => {
  const upstream = await createCountingUpstream()
  t.teardown(upstream.close)
  const file = join(createDirectory(t), 'gateway.db')
  const { gateway } = await startLive(t, upstream, file)
  renameSync(file, `${file}.moved`)
  await checkEnding(t, gateway)
  t.equal(upstream.arrivalCount(), 0)
})

t.test('after a loss the next start is refused, and a journal moved back sends no key again', async (t) => {
  const upstream = await createCountingUpstream()
  t.teardown(upstream.close)
  const file = join(createDirectory(t), 'gateway.db')
  const key = 'key-of-the-message-1'
  const first = await startLive(t, upstream, file)
  t.match(await send(first.address, a, key), { status: 201 })
  renameSync(file, `${file}.moved`)
  await checkEnding(t, first.gateway)
  const refused = startLive(t, upstream, file)
  await t.rejects(refused, /it is missing or empty, but there is .*gateway\.db\.key/)
  renameSync(`${file}.moved`, file)
  const { gateway, address } = await startLive(t, upstream, file)
  t.match(await send(address, a, key), { status: 201 })
  t.equal(upstream.arrivalCount(), 1, 'the answer was replayed')
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
})

t.test('a moved database has everything that was acknowledged, even without its log', async (t) => {
  const { file, journal, failed } = openWatched(t)
  const message = await put(journal, { [a]: 'accepted' }, {}, { finished: true })
  t.ok(statSync(`${file}-wal`).size > 0)
  renameSync(file, `${file}.moved`)
  t.type(await failed, JournalError)
  await t.rejects(put(journal, { [b]: 'accepted' }), JournalError)
  await journal.close()
  const { journal: moved } = openSqliteJournal({
    file: `${file}.moved`,
    retentionMs: 31 * dayMs,
    onFailure: failOnFailure,
  })
  t.match((await find(moved, message)).recipients, [{ to: a, attempts: [{ state: 'accepted' }] }])
  await moved.close()
})

t.test('a database that replaces the open one gets nothing from its log', async (t) => {
  const { file, journal, failed } = openWatched(t)
  const other = openSqliteJournal({ file: `${file}.other`, retentionMs: 31 * dayMs, onFailure: failOnFailure })
  const kept = await put(other.journal, { [c]: 'accepted' }, {}, { finished: true })
  await other.journal.close()
  await put(journal, { [a]: 'accepted' }, {}, { finished: true })
  renameSync(`${file}.other`, file)
  await failed
  await journal.close()
  const database = new DatabaseSync(file)
  t.equal(Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0], 'ok')
  t.strictSame(
    database
      .prepare('SELECT id FROM messages')
      .all()
      .map(({ id }) => id),
    [kept.id],
  )
  database.close()
})

t.test('a hard link made by a backup does not affect the open journal', async (t) => {
  const { file, journal } = openWatched(t)
  linkSync(file, `${file}.backup`)
  t.match((await find(journal, await put(journal, { [a]: 'accepted' }))).recipients, [
    { attempts: [{ state: 'accepted' }] },
  ])
})
