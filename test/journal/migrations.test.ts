import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { createMessageId } from '../../src/domain/journal-entry.ts'
import { migrations } from '../../src/journal/migrations.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { a, b, c, caller, claimOf, d, dayMs, find, newMessage, start } from './entries.ts'
import { createDirectory, failOnFailure } from './open-sqlite.ts'

type Row = Readonly<Record<string, string | number | Uint8Array | null>>

function insert(database: DatabaseSync, table: string, row: Row): void {
  const columns = Object.keys(row)
  const places = columns.map(() => '?').join()
  database.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${places})`).run(...Object.values(row))
}

/** A journal as version 1 left it, with all kinds of rows. */
function createVersion1(file: string) {
  const database = new DatabaseSync(file)
  database.exec(`${migrations[0]}; PRAGMA user_version = 1`)
  const ids = Array.from({ length: 4 }, (_, index) => createMessageId(start + index))
  const [finished = '', plain = '', open = '', scheduled = ''] = ids
  const message = (id: string, createdAt: number, others: Row = {}) =>
    insert(database, 'messages', {
      id,
      caller,
      request_id: `request-${createdAt - start}`,
      created_at: createdAt,
      sender: 'ACME',
      content_hash: Buffer.alloc(32, 'content'),
      ...others,
    })
  const answer = { finished: 1, answer_status: 207, answer_body: '{"é":1}' }
  message(finished, start, { encoding: 'ucs2', segments: 3, reference: 'order-42', ...answer })
  message(plain, start + 1, answer)
  message(open, start + 2)
  message(scheduled, start + 3, { scheduled_at: start + dayMs, ...answer })
  const attempt = (id: string, position: number, number: number, recipient: string, state: string, others: Row = {}) =>
    insert(database, 'attempts', { message_id: id, position, number, recipient, state, ...others })
  const refused = { problem: 'upstream-user-validation-failed', upstream_code: 1709, started_at: 1, ended_at: 2 }
  attempt(finished, 0, 1, c, 'rejected', { ...refused, superseded: 1 })
  attempt(finished, 0, 2, c, 'not-attempted', { problem: 'upstream-unreachable', superseded: 1 })
  attempt(finished, 0, 3, c, 'accepted', { upstream_id: '7dac', started_at: 3, ended_at: 4 })
  attempt(finished, 1, 1, a, 'not-attempted', { problem: 'possible-duplicate', duplicate_of: plain })
  attempt(finished, 2, 1, b, 'rejected', { problem: 'settled-as-rejected', started_at: 3 })
  const smpp = { problem: 'smpp-error', upstream_code: 88, smpp_name: 'ESME_RTHROTTLED' }
  attempt(finished, 3, 1, d, 'rejected', smpp)
  attempt(plain, 0, 1, a, 'unknown', { problem: 'outcome-unknown', started_at: start })
  attempt(open, 0, 1, a, 'sending', { started_at: start + 2 })
  attempt(open, 1, 1, b, 'queued')
  attempt(scheduled, 0, 1, a, 'accepted')
  const key = { caller, route: 'messages', fingerprint: Buffer.alloc(32, 'body') }
  insert(database, 'idempotency_keys', { ...key, key: 'key-of-the-message-1', message_id: finished })
  insert(database, 'idempotency_keys', { ...key, key: 'key-of-the-message-2', message_id: open })
  const said = { outcome: 'rejected', reason: 'asked', resolved_by: 'me', resolved_at: 9 }
  insert(database, 'resolutions', { message_id: finished, position: 2, ...said })
  // Many in one millisecond keep their order.
  const crowd = Array.from({ length: 300 }, () => createMessageId(start + 9)).toSorted()
  for (const id of crowd) message(id, start + 9, { finished: 1 })
  for (const id of crowd) attempt(id, 0, 1, d, 'accepted')
  database.close()
  return { finished, plain, open, scheduled, crowd }
}

/** Brings a journal of version 1 as far as a later version left it. */
function bringTo(file: string, version: number): void {
  const database = new DatabaseSync(file)
  for (const migration of migrations.slice(1, version)) database.exec(migration)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}

t.test('a journal of an earlier version is brought over with everything in it', async (t) => {
  for (const version of [1, 2]) await t.test(`version ${version}`, (t) => checkBroughtOver(t, version))
})

async function checkBroughtOver(t: Test, version: number): Promise<void> {
  const file = join(createDirectory(t), 'gateway.db')
  const { finished, plain, open, scheduled, crowd } = createVersion1(file)
  bringTo(file, version)
  const { journal, recovery } = openSqliteJournal({ file, retentionMs: 31 * dayMs, onFailure: failOnFailure })
  t.strictSame(recovery, { unknown: 1, notAttempted: 1 }, 'what its process had left open is settled')
  const of = (id: string) => find(journal, { id, caller })
  const unreachable = { code: 'upstream-unreachable' }
  const refusal = { code: 'upstream-user-validation-failed', upstreamCode: 1709 }
  t.strictSame(of(finished), {
    id: finished,
    caller,
    requestId: 'request-0',
    createdAt: start,
    from: 'ACME',
    encoding: 'ucs2',
    segments: 3,
    reference: 'order-42',
    finished: true,
    answer: { statusCode: 207, body: '{"é":1}' },
    recipients: [
      {
        to: c,
        attempts: [
          { number: 1, state: 'rejected', failure: refusal, startedAt: 1, endedAt: 2 },
          { number: 2, state: 'not-attempted', failure: unreachable },
          { number: 3, state: 'accepted', upstreamMessageId: '7dac', startedAt: 3, endedAt: 4 },
        ],
      },
      {
        to: a,
        attempts: [{ number: 1, state: 'not-attempted', failure: { code: 'possible-duplicate', duplicateOf: plain } }],
      },
      { to: b, attempts: [{ number: 1, state: 'rejected', failure: { code: 'settled-as-rejected' }, startedAt: 3 }] },
      {
        to: d,
        attempts: [
          {
            number: 1,
            state: 'rejected',
            failure: {
              code: 'smpp-error',
              upstreamCode: 88,
              smpp: { commandStatus: 88, name: 'ESME_RTHROTTLED' },
            },
          },
        ],
      },
    ],
    resolutions: [{ to: b, outcome: 'rejected', reason: 'asked', by: 'me', at: 9 }],
  })
  t.equal(of(plain).answer, undefined, 'an answer without a key is not wanted any more')
  t.match(of(open), { finished: true, recipients: [{ attempts: [{ state: 'unknown' }] }, { to: b }] })
  t.equal(of(scheduled).scheduledAt, start + dayMs)
  t.equal(journal.findKey(claimOf())?.message.id, finished)
  t.match(journal.findKey(claimOf({ key: 'key-of-the-message-2' })), { message: { id: open, answer: undefined } })
  const listed = journal.listMessages({ caller, limit: 1_000 }).map(({ id }) => id)
  t.strictSame(listed, [...crowd.toReversed(), scheduled, open, plain, finished])

  const next = newMessage({ createdAt: start + 60_000 })
  const begun = await journal.begin(next, { sending: [a], fencedSince: start - 1 })
  t.match(begun, { fenced: new Map([[a, open]]) }, 'the fence knows what was open')
  t.equal(await journal.resolve(open, { outcome: 'accepted', reason: 'asked', by: 'me', at: start }), 1)
  const fenced = journal.findFenced(next, { fencedSince: start - 1 })
  t.strictSame([...fenced], [[a, plain]], 'also of what was unknown before this version')
  t.equal(await journal.reopen(open), true)
  await journal.startAttempts(open, [b], start + 5)
  await t.rejects(journal.startAttempts(open, [a], start + 5), 'and what may have gone out is not sent again')
  await journal.close()
}

t.test('every version leaves behind what a new database has', async (t) => {
  const schemaOf = (file: string) => {
    const database = new DatabaseSync(file)
    const rows = database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
    database.close()
    return rows
  }
  const directory = createDirectory(t)
  const [old, fresh] = [join(directory, 'old.db'), join(directory, 'fresh.db')]
  createVersion1(old)
  for (const file of [old, fresh]) {
    const { journal } = openSqliteJournal({ file, retentionMs: dayMs, onFailure: failOnFailure })
    await journal.close()
  }
  t.strictSame(schemaOf(old), schemaOf(fresh))
  t.notOk(schemaOf(fresh).some(({ name }) => String(name).startsWith('new_')))
})
