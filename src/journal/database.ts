import { DatabaseSync } from 'node:sqlite'
import { JournalError } from '../messages/journal.ts'
import { explainDenial, locateJournal } from './journal-file.ts'
import { checkVersion, migrate } from './schema-version.ts'

/** Older versions have a bug that can corrupt a WAL database when a checkpoint meets a commit. */
const leastSqliteVersion = [3, 51, 3]

/**
 * The log size that triggers a checkpoint, in pages: 16 MB. A checkpoint syncs twice and blocks everything, so it should be
 * rare. Four times SQLite's default saves 7 % per message without a longer maximum pause; more saves nothing.
 */
const checkpointPages = 4_000
/** The size to which the log is truncated after it grew because checkpoints failed. */
const maxLogBytes = 16 * 1024 * 1024

/**
 * Opens the journal's file for this process alone, and brings its schema up to date. A commit is not durable by itself.
 *
 * @param file a path, or `:memory:` for a journal that is not stored
 * @throws JournalError with a message for the operator
 */
export function openDatabase(file: string): DatabaseSync {
  checkSqliteVersion()
  try {
    const path = file === ':memory:' ? file : locateJournal(file)
    const database = new DatabaseSync(path)
    try {
      configure(database, path)
      migrate(database)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    if (error instanceof JournalError) throw error
    const locked = error instanceof Error && /database is locked/.test(error.message)
    const reason = locked
      ? 'another process has it open; one gateway has one journal: stop that one, or give this one a file of its own with DATABASE_URL'
      : (explainDenial(error) ?? String((error as Error).message))
    const kind = locked ? 'unavailable' : 'failed'
    throw new JournalError(`The journal ${file} cannot be opened: ${reason}`, { kind, cause: error })
  }
}

function configure(database: DatabaseSync, file: string): void {
  // Exclusive from the first access on: a second gateway on the same file must not start.
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0')
  // Check before the first change: WAL mode is written into the file.
  checkVersion(database, file)
  const mode = pragma(database, 'journal_mode = WAL')
  if (mode !== 'wal' && file !== ':memory:')
    throw new JournalError(`The journal ${file} refuses WAL mode: it is in ${mode}`)
  // NORMAL: commits only write, and checkpoints sync the log and the database in order. `disk-sync.ts` makes commits durable.
  // The pragma is read back, because SQLite may refuse it silently.
  database.exec('PRAGMA synchronous = NORMAL')
  if (pragma(database, 'synchronous') !== 1) throw new JournalError(`The journal ${file} refuses synchronous = NORMAL`)
  database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}; PRAGMA journal_size_limit = ${maxLogBytes}`)
  database.exec('BEGIN EXCLUSIVE; COMMIT')
}

/**
 * Moves the whole log into the database, and syncs it. After a failed sync the kernel may cache log pages that will never
 * be written to the disk, so nothing may be appended after them.
 */
export function emptyLog(database: DatabaseSync): void {
  if (pragma(database, 'wal_checkpoint(TRUNCATE)') !== 0) throw new JournalError('The log cannot be emptied')
}

/** The mode of a journal, stored as SQLite's `application_id`: four letters. */
const purposeIds = { sandbox: 0x53424f58, live: 0x4c495645 } as const
export type Purpose = keyof typeof purposeIds
/** Stored in the same place once the journal was copied to PostgreSQL. */
const movedId = 0x4d4f5644

/**
 * Checks that a journal is used in the mode in which it was created: a live gateway that replayed sandbox answers would
 * acknowledge messages that were never sent.
 *
 * @throws JournalError if the journal is for the other mode
 */
export function claimPurpose(database: DatabaseSync, file: string, purpose: Purpose): void {
  const id = Number(pragma(database, 'application_id'))
  if (id === 0) database.exec(`PRAGMA application_id = ${purposeIds[purpose]}`)
  const fault = findPurposeFault(id, file, purpose)
  if (fault !== undefined) throw new JournalError(fault)
}

/** The mode of a journal; undefined if no gateway has claimed it. @throws JournalError if it was moved */
export function purposeOf(database: DatabaseSync, file: string): Purpose | undefined {
  const id = Number(pragma(database, 'application_id'))
  if (id === movedId) throw new JournalError(formatMoved(file))
  return (Object.keys(purposeIds) as Purpose[]).find((purpose) => purposeIds[purpose] === id)
}

/** From now on no gateway opens the journal: what is sent elsewhere it would not know. */
export function markMoved(database: DatabaseSync): void {
  database.exec(`PRAGMA application_id = ${movedId}`)
  emptyLog(database)
}

const formatMoved = (file: string): string =>
  `The journal ${file} was copied to PostgreSQL, and does not know what was sent since: set DATABASE_URL to the new journal`

/** What is wrong with the `application_id` of a journal for this mode; undefined for one without a mode yet. */
export function findPurposeFault(id: number, file: string, purpose: Purpose): string | undefined {
  if (id === movedId) return formatMoved(file)
  return id === 0 || id === purposeIds[purpose]
    ? undefined
    : `The journal ${file} does not belong to ${purpose} mode: set DATABASE_URL to another file, so that no message of one mode is taken for one of the other`
}

const pragma = (database: DatabaseSync, text: string): unknown =>
  Object.values(database.prepare(`PRAGMA ${text}`).get() ?? {})[0]

function checkSqliteVersion(): void {
  const version = process.versions['sqlite'] ?? '0'
  const parts = version.split('.').map(Number)
  const difference =
    leastSqliteVersion.map((least, index) => (parts[index] ?? 0) - least).find((part) => part !== 0) ?? 0
  if (difference < 0) throw new JournalError(`SQLite ${version} is too old; ${leastSqliteVersion.join('.')} is needed`)
}
