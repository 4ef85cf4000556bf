import type { DatabaseSync } from 'node:sqlite'
import { JournalError } from '../messages/journal.ts'
import { migrations } from './migrations.ts'

/**
 * `user_version` of a journal is this plus the number of versions applied. Development versions had other tables and counted from 0,
 * 1,000 and 2,000, so no such file is mistaken for a journal of a release.
 */
const baseVersion = 3_000

/** Tables that every journal has, including those of development versions, and that other databases are unlikely to have. */
const ownTables = ['attempts', 'idempotency_keys', 'messages']

/**
 * Checks whether a database is new or a journal that this gateway can read. Only reads, so that it can run before anything
 * that would change another program's file.
 *
 * @throws JournalError if it is neither
 */
export function checkVersion(database: DatabaseSync, file: string): void {
  const version = readVersion(database)
  const tables = database.prepare('SELECT name FROM sqlite_schema').all()
  if (version === 0 && tables.length === 0) return
  const names = new Set(tables.map(({ name }) => name))
  if (!ownTables.every((name) => names.has(name))) {
    throw new JournalError(describeForeign(file))
  }
  const fault = findVersionFault(version, file)
  if (fault !== undefined) throw new JournalError(fault)
}

export const describeForeign = (file: string): string =>
  `The file ${file} is a SQLite database of another program, and was left as it is: set DATABASE_URL to another file`

/** What is wrong with the `user_version` of a journal; undefined for one that this gateway can read. */
export function findVersionFault(version: number, file: string): string | undefined {
  const applied = version - baseVersion
  if (applied < 1)
    return `The journal ${file} was written by a development version of this gateway, with tables that no release reads: set DATABASE_URL to another file; the messages in this one stay there, and its idempotency keys and its duplicate fence are lost with the file`
  if (applied > migrations.length)
    return `The journal ${file} is of version ${applied}, and this gateway knows versions up to ${migrations.length}: run the newer gateway, or restore a copy from before it`
  return undefined
}

/** Applies the versions that a journal lacks, in order and one transaction each. */
export function migrate(database: DatabaseSync, versions: readonly string[] = migrations): void {
  const version = readVersion(database)
  for (const [index, migration] of versions.entries()) {
    const next = baseVersion + index + 1
    if (next > version) database.exec(`BEGIN IMMEDIATE; ${migration}; PRAGMA user_version = ${next}; COMMIT`)
  }
}

const readVersion = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
