import t, { type Test } from 'tap'
import type { DatabaseConnection } from '../../../src/journal/postgres/connections.ts'
import { migratePostgres } from '../../../src/journal/postgres/migrate.ts'
import { type PostgresMigration, postgresMigrations } from '../../../src/journal/postgres/migrations.ts'
import { openPglite } from './pglite-database.ts'

t.setTimeout(240_000)

const server = await openPglite()
t.teardown(server.close)

/** A connection to a schema of its own, which is empty. */
async function openEmpty(t: Test): Promise<DatabaseConnection> {
  const connection = await server.connect()
  const schema = `s${crypto.randomUUID().replaceAll('-', '')}`
  await connection.run(`CREATE SCHEMA ${schema}; SET search_path = ${schema}`)
  t.teardown(() => connection.run(`DROP SCHEMA ${schema} CASCADE`))
  return connection
}

const next: PostgresMigration = { script: 'ALTER TABLE messages ADD COLUMN more text', compatibleFrom: 1 }
const breaking: PostgresMigration = { script: 'ALTER TABLE messages DROP COLUMN request_id', compatibleFrom: 2 }
const versionsOf = async ({ query }: DatabaseConnection) =>
  (await query('SELECT version, compatible_from FROM installation'))[0]

t.test('a new database gets the tables, and a start on it changes nothing more', async (t) => {
  const connection = await openEmpty(t)
  for (let starts = 0; starts < 2; starts++) {
    await migratePostgres(connection)
    t.strictSame(await versionsOf(connection), { version: 1, compatible_from: 1 })
  }
})

t.test('a version that the release before can stand leaves it running, and lets it start', async (t) => {
  const connection = await openEmpty(t)
  await migratePostgres(connection)
  await connection.run(`INSERT INTO replicas (run, name, knows, counted_from, lease_until)
    VALUES (gen_random_uuid(), 'old', 1, clock_timestamp(), clock_timestamp() + interval '1 hour')`)
  await migratePostgres(connection, [...postgresMigrations, next])
  t.strictSame(await versionsOf(connection), { version: 2, compatible_from: 1 })
  await migratePostgres(connection)
  t.strictSame(await versionsOf(connection), { version: 2, compatible_from: 1 }, 'and takes nothing back')
})

t.test(
  'a version that the release before cannot stand waits for its gateways, and refuses them afterwards',
  async (t) => {
    const connection = await openEmpty(t)
    await migratePostgres(connection)
    await connection.run(`INSERT INTO replicas (run, name, knows, counted_from, lease_until)
    VALUES (gen_random_uuid(), 'old-gateway', 1, clock_timestamp(), clock_timestamp() + interval '1 hour')`)
    await t.rejects(migratePostgres(connection, [...postgresMigrations, breaking]), /older release.*stop old-gateway/)
    t.strictSame(await versionsOf(connection), { version: 1, compatible_from: 1 }, 'nothing is changed')
    await connection.run('UPDATE replicas SET lease_until = clock_timestamp()')
    await migratePostgres(connection, [...postgresMigrations, breaking])
    await t.rejects(migratePostgres(connection), /is of version 2.*this one knows versions up to 1/)
  },
)

t.test('a migration that fails leaves everything as it was', async (t) => {
  const connection = await openEmpty(t)
  await migratePostgres(connection)
  const faulty = { script: 'ALTER TABLE messages ADD COLUMN more text; SELECT 1/0', compatibleFrom: 1 }
  await t.rejects(migratePostgres(connection, [...postgresMigrations, faulty]), /division by zero/)
  t.strictSame(await versionsOf(connection), { version: 1, compatible_from: 1 })
  await t.rejects(connection.query('SELECT more FROM messages'))
})

t.test("another program's table is left alone", async (t) => {
  const connection = await openEmpty(t)
  await connection.run('CREATE TABLE messages (id integer)')
  await t.rejects(migratePostgres(connection), /of another program, and was left as it is/)
  t.strictSame(await connection.query('SELECT * FROM messages'), [])
})
