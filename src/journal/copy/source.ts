import { existsSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { JournalError } from '../../messages/journal.ts'
import { markMoved, openDatabase, purposeOf } from '../database.ts'
import { createDeliveries, type Place } from '../deliveries.ts'
import { createEvents } from '../events.ts'
import { readKeyFile } from '../installation-key.ts'
import { keyFileOf } from '../journal-file.ts'
import type { PostgresSettings } from '../postgres/postgres-settings.ts'
import { recover } from '../recovery.ts'
import { openClock } from '../stored-clock.ts'
import type { CopiedColumn, CopiedTable } from './tables.ts'

export type CopiedRow = readonly (string | number | boolean | null)[]

/** A journal in SQLite that no gateway has open, with nothing under way. */
export type CopySource = {
  readonly keyFile: string
  readonly key: Uint8Array
  readonly purpose: PostgresSettings['purpose']
  readonly clock: { readonly seenAt: number; readonly wallAt: number }
  /** The rows of a table in the order of its key. */
  rows(table: CopiedTable): Iterable<CopiedRow>
  /** The highest number that a table has ever given. */
  lastNumber(table: string): number
  /** Refuses the journal to every gateway from now on. */
  markMoved(): void
  close(): void
}

/**
 * Opens a journal as a gateway would at its start: what the last process left under way is settled. It stays locked.
 *
 * @throws JournalError if it is missing, moved already, or in use
 */
export function openCopySource(file: string): CopySource {
  // A start would create it.
  if (!existsSync(file)) throw new JournalError(`The journal ${file} does not exist`)
  const database = openDatabase(file)
  try {
    const purpose = purposeOf(database, file)
    const clock = openClock(database)
    const { tell } = createDeliveries(database, createEvents(database, clock.seenAt))
    recover(database, clock.seenAt(), undefined, (place: Place, at: number) => tell(place, 'recipient.unknown', at))
    const keyFile = keyFileOf(database.location() ?? file)
    return {
      keyFile,
      key: readKeyFile(keyFile),
      purpose,
      clock: clock.read(),
      rows: (table) => readRows(database, table),
      lastNumber(table) {
        const row = database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').get(table)
        return Number(row?.['seq'] ?? 0)
      },
      markMoved: () => markMoved(database),
      close: () => database.close(),
    }
  } catch (error) {
    database.close()
    throw error
  }
}

function* readRows(database: DatabaseSync, { name, columns, key }: CopiedTable): Iterable<CopiedRow> {
  const selected = columns.map((column) => `${column.type === 'bytea' ? `lower(hex(${column.from}))` : column.from}`)
  const values = selected.map((expression, index) => `${expression} AS c${index}`).join(', ')
  const order = key.map((part) => `c${columns.findIndex((column) => column.name === part)}`).join(', ')
  for (const row of database.prepare(`SELECT ${values} FROM ${name} ORDER BY ${order}`).iterate())
    yield columns.map((column, index) => toJson(row[`c${index}`] as SQLInputValue, column))
}

function toJson(value: SQLInputValue | undefined, { type }: CopiedColumn): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (type === 'boolean') return value === 1
  if (typeof value === 'number') return value
  const text = String(value)
  // What PostgreSQL's text cannot hold; it comes from providers.
  return type === 'bytea' ? text : text.toWellFormed().replaceAll('\0', '\ufffd')
}
