import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { migrations } from '../../src/journal/migrations.ts'
import { a, dayMs, put, start } from './entries.ts'
import { openSqlite } from './open-sqlite.ts'
import { spyStatements } from './spy-statements.ts'

t.test('a report that is expected needs few statements, each by an index', async (t) => {
  const spy = spyStatements(t)
  const { journal } = await openSqlite(t, { retentionMs: 31 * dayMs, settle: 'exclusive' })
  await put(journal, { [a]: 'accepted' }, {}, { finished: true })
  const report = async (status: 'ENROUTE' | 'DELIVRD') => {
    spy.ran.length = 0
    const received = { status, to: a, sender: 'ACME', upstreamMessageId: `id-${a}` }
    t.equal(await journal.recordReport(received, start), 'applied')
    return spy.ran.filter((text) => !/^(?:BEGIN|COMMIT)/.test(text))
  }
  const first = await report('ENROUTE')
  t.match(first, [/^SELECT.*upstream_id/s, /^INSERT INTO delivery_reports/, /^UPDATE attempts SET delivery/])
  t.equal(first.length, 3)
  const second = await report('DELIVRD')
  t.match(second.slice(2), [/^SELECT \* FROM delivery_reports/, /^UPDATE attempts/, /^INSERT INTO events/])
  t.equal(second.length, 5)

  const database = new DatabaseSync(':memory:')
  t.teardown(() => database.close())
  for (const migration of migrations) database.exec(migration)
  for (const text of new Set([...first, ...second].filter((text) => /^(?:SELECT|UPDATE)/.test(text)))) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all()
      .map(({ detail }) => String(detail))
    t.notOk(
      plan.some((line) => /TEMP B-TREE|MATERIALIZE|SCAN (?!attempt$)/.test(line)),
      plan.join('; '),
    )
  }
})
