import { JournalError } from '../../messages/journal.ts'
import type { DatabaseConnection } from './connections.ts'
import { type PostgresMigration, postgresMigrations } from './migrations.ts'

/** An arbitrary number: two gateways that start together migrate one after the other. */
const lockNumber = 7_267_512_604

/**
 * Brings the schema up to date, in one transaction.
 *
 * @throws JournalError if the tables are another program's, or too new, or if running gateways are too old for the new ones
 */
export async function migratePostgres(
  connection: DatabaseConnection,
  migrations: readonly PostgresMigration[] = postgresMigrations,
): Promise<void> {
  await connection.run(`BEGIN; SELECT pg_advisory_xact_lock(${lockNumber})`)
  try {
    await applyMissing(connection, migrations)
    await connection.run('COMMIT')
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => {})
    throw error
  }
}

async function applyMissing(connection: DatabaseConnection, migrations: readonly PostgresMigration[]): Promise<void> {
  const version = await readVersion(connection)
  const missing = migrations.slice(version)
  if (missing.length === 0) return
  const compatibleFrom = Math.max(...missing.map((migration) => migration.compatibleFrom))
  if (version > 0) await refuseOldReplicas(connection, compatibleFrom)
  for (const { script } of missing) await connection.run(script)
  await connection.query(
    `INSERT INTO installation (version, compatible_from) VALUES ($1, $2)
     ON CONFLICT (single) DO UPDATE SET version = excluded.version, compatible_from = excluded.compatible_from`,
    [migrations.length, compatibleFrom],
  )

  /** 0 for a database without tables. */
  async function readVersion({ query }: DatabaseConnection): Promise<number> {
    const [found] = await query(
      `SELECT to_regclass('installation') IS NOT NULL AS ours, to_regclass('messages') IS NOT NULL AS others`,
    )
    if (found?.['ours'] !== true) {
      if (found?.['others'] === true)
        throw new JournalError(
          'The database holds a table "messages" of another program, and was left as it is: set DATABASE_URL to another database',
        )
      return 0
    }
    const [row] = await query('SELECT version, compatible_from FROM installation')
    const [applied, oldest] = [Number(row?.['version']), Number(row?.['compatible_from'])]
    if (oldest > migrations.length)
      throw new JournalError(
        `The journal is of version ${applied}, which gateways that know version ${oldest} or later can use, and this one knows versions up to ${migrations.length}: run the newer gateway`,
      )
    return applied
  }
}

/** A gateway whose release does not know the new tables would fail at its next write. */
async function refuseOldReplicas({ query }: DatabaseConnection, compatibleFrom: number): Promise<void> {
  const rows = await query('SELECT name FROM replicas WHERE knows < $1 AND lease_until > clock_timestamp()', [
    compatibleFrom,
  ])
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new JournalError(
    `The journal cannot be brought up to date while gateways of an older release run on it: stop ${names}, then start this one`,
  )
}
