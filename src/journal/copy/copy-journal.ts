import { JournalError } from '../../messages/journal.ts'
import { instantOfId } from '../message-number.ts'
import type { DatabaseConnection, Row } from '../postgres/connections.ts'
import { createCreatedHours } from '../postgres/created-hours.ts'
import { translateError } from '../postgres/database-errors.ts'
import { checkInstallation, checkServer } from '../postgres/installation.ts'
import { migratePostgres } from '../postgres/migrate.ts'
import type { CopiedRow, CopySource } from './source.ts'
import { type CopiedColumn, type CopiedTable, copiedTables } from './tables.ts'

export type CopyOptions = {
  /** Everything is copied and compared, and then taken back. */
  readonly isTrial: boolean
  /** Told of each table, once its rows are copied and equal. */
  readonly onTable: (name: string, rowCount: number) => void
}

/** A statement with so many rows takes a few milliseconds. */
const batchSize = 500

/**
 * Copies a journal into an empty one in PostgreSQL, in one transaction: all of it, or nothing. Each row is read back and
 * compared. While it runs no gateway can begin on either side.
 *
 * @param connection of its own, with more time for a statement than a gateway gives
 * @throws JournalError if the target is not empty, is used by a gateway, or is not equal afterwards
 */
export async function copyJournal(
  source: CopySource,
  connection: DatabaseConnection,
  options: CopyOptions,
): Promise<void> {
  const { query, run } = connection
  try {
    const unsafe = await checkServer(connection)
    if (unsafe.length > 0 && source.purpose === 'live')
      throw new JournalError(
        `The PostgreSQL server runs with ${unsafe.join(' and ')}: a live gateway does not start on it`,
      )
    await migratePostgres(connection)
    await run('BEGIN')
    await run(`LOCK TABLE replicas, lanes, clock, last_event, ${names} IN ACCESS EXCLUSIVE MODE`)
    await run('SET LOCAL synchronous_commit = on')
    await refuseUsed(connection)
    await checkInstallation(connection, source.key, source.purpose)
    for (const table of copiedTables) await insertAll(source, connection, table)
    await insertCreatedOffsets(source, connection)
    await setNumbers(source, connection)
    for (const table of copiedTables) options.onTable(table.name, await compare(source, connection, table))
    const { seenAt, wallAt } = source.clock
    await query(
      `INSERT INTO clock (seen_at, wall_at) VALUES ($1, $2)
       ON CONFLICT (single) DO UPDATE SET seen_at = greatest(clock.seen_at, excluded.seen_at), wall_at = excluded.wall_at`,
      [seenAt, wallAt],
    )
    if (options.isTrial) await run('ROLLBACK')
    else await run('COMMIT')
  } catch (error) {
    await run('ROLLBACK').catch(() => {})
    throw translateError(error)
  }
  if (!options.isTrial) source.markMoved()
}

const names = copiedTables.map(({ name }) => name).join(', ')

async function refuseUsed({ query }: DatabaseConnection): Promise<void> {
  const live = await query('SELECT name FROM replicas WHERE lease_until >= clock_timestamp() ORDER BY name')
  if (live.length > 0)
    throw new JournalError(`Gateways run on the target: stop ${live.map(({ name }) => name).join(', ')} first`)
  const counts = copiedTables.map(({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT 1 FROM ${name})`)
  const used = await query(counts.join(' UNION ALL '))
  if (used.length > 0)
    throw new JournalError(
      `The target is not empty: it has rows in ${used.map(({ name }) => name).join(', ')}. A journal is only copied into an empty database`,
    )
}

async function insertAll(source: CopySource, { query }: DatabaseConnection, table: CopiedTable): Promise<void> {
  const { name, columns, numbered } = table
  const list = columns.map((column) => column.name).join(', ')
  const given = columns.map((column) => `${column.name} ${isText(column) ? 'text' : column.type}`).join(', ')
  const values = columns.map(({ name, type }) =>
    type === 'bytea' ? `decode(${name}, 'hex')` : type === 'json' ? `${name}::json` : name,
  )
  // With its ordinality, so that numbers that the database gives follow the order of the rows.
  const text = `INSERT INTO ${name} (${list}) ${numbered ? 'OVERRIDING SYSTEM VALUE ' : ''}SELECT ${values.join(', ')}
    FROM ROWS FROM (json_to_recordset($1::json) AS (${given})) WITH ORDINALITY AS r (${list}, place) ORDER BY place`
  for (const batch of batchesOf(source.rows(table))) {
    const rows = batch.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, row[index]])))
    await query(text, [JSON.stringify(rows)])
  }
}

const isText = ({ type }: CopiedColumn): boolean => type === 'bytea' || type === 'json'

function* batchesOf(rows: Iterable<CopiedRow>): Iterable<readonly CopiedRow[]> {
  let batch: CopiedRow[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Derived from the messages, as their gateways would have written it. */
async function insertCreatedOffsets(source: CopySource, { query }: DatabaseConnection): Promise<void> {
  const table = copiedTables.find(({ name }) => name === 'messages')
  if (table === undefined) return
  const [id, createdAt] = ['id', 'created_at'].map((name) => table.columns.findIndex((column) => column.name === name))
  const hours = createCreatedHours()
  for (const batch of batchesOf(source.rows(table))) {
    const offsets = batch.map((row) => {
      const idAt = instantOfId(String(row[id ?? 0]))
      return { idAt, offsetMs: Number(row[createdAt ?? 0]) - idAt }
    })
    const rows = hours.missing(offsets)
    if (rows.length === 0) continue
    await query(
      `INSERT INTO created_offsets (hour, low, high)
       SELECT hour, low, high FROM json_to_recordset($1::json) AS r (hour bigint, low bigint, high bigint)
       ON CONFLICT (hour) DO UPDATE SET low = least(created_offsets.low, excluded.low),
         high = greatest(created_offsets.high, excluded.high)`,
      [JSON.stringify(rows)],
    )
    hours.learn(offsets)
  }
}

/** Numbers that were told are not given again. */
async function setNumbers(source: CopySource, { query }: DatabaseConnection): Promise<void> {
  await query('UPDATE last_event SET seq = $1', [source.lastNumber('events')])
  await query(`SELECT setval(pg_get_serial_sequence('unmatched_reports', 'number'), $1::bigint + 1, false)`, [
    source.lastNumber('unmatched_reports'),
  ])
}

/** @returns the number of rows */
async function compare(source: CopySource, connection: DatabaseConnection, table: CopiedTable): Promise<number> {
  const { name, columns, key } = table
  const read = ({ name, type }: CopiedColumn) =>
    type === 'bytea' ? `encode(${name}, 'hex')` : type === 'json' ? `${name}::text` : name
  const types = new Map(columns.map((column) => [column.name, column.type]))
  const order = key.map((part) => (types.get(part) === 'text' ? `${part} COLLATE "C"` : part))
  await connection.run(
    `DECLARE copied NO SCROLL CURSOR FOR
     SELECT json_build_array(${columns.map(read).join(', ')}) AS copied FROM ${name} ORDER BY ${order.join(', ')}`,
  )
  let count = 0
  let theirs: readonly Row[] = []
  const next = async (): Promise<unknown> => {
    if (count % batchSize === 0) theirs = await connection.query(`FETCH ${batchSize} FROM copied`)
    return theirs[count % batchSize]?.['copied']
  }
  for (const row of source.rows(table)) {
    if (JSON.stringify(await next()) !== JSON.stringify(row)) throw unequal(name, count + 1)
    count++
  }
  if ((await next()) !== undefined) throw unequal(name, count + 1)
  await connection.run('CLOSE copied')
  return count
}

const unequal = (table: string, place: number): JournalError =>
  new JournalError(`Row ${place} of ${table} is not the same in the target: nothing was copied`)
