import { type Journal, JournalError } from '../messages/journal.ts'
import { claimPurpose, emptyLog, openDatabase } from './database.ts'
import { createDeliveries, type Place } from './deliveries.ts'
import { openDiskSync } from './disk-sync.ts'
import { createEvents } from './events.ts'
import { recover } from './recovery.ts'
import { createJournal } from './sqlite-journal.ts'
import type { SqliteSettings } from './sqlite-settings.ts'
import { openClock } from './stored-clock.ts'

export type OpenedSqlite = {
  readonly journal: Journal
  /** The database's path without symbolic links, or `:memory:`. */
  readonly file: string
  /** Whether it contained no messages when it was opened. */
  readonly isEmpty: boolean
}

/**
 * Opens the journal in SQLite. Attempts that were on the wire when the previous process ended become unknown, and
 * waiting ones become not attempted.
 *
 * @throws JournalError if the file cannot be used
 */
export function openSqliteJournal(settings: SqliteSettings): OpenedSqlite {
  const database = openDatabase(settings.file)
  try {
    if (settings.purpose !== undefined) claimPurpose(database, settings.file, settings.purpose)
    const clock = openClock(database, settings)
    const { tell } = createDeliveries(database, createEvents(database, clock.seenAt))
    const tellUnknown = (place: Place, at: number) => tell(place, 'recipient.unknown', at)
    const recovery = recover(database, clock.seenAt(), settings.clocks, tellUnknown)
    if (recovery.unknown + recovery.notAttempted > 0) settings.onRecovered?.(recovery)
    emptyLog(database)
    const isEmpty = database.prepare('SELECT 1 FROM messages LIMIT 1').get() === undefined
    // Nothing in memory can become durable.
    const location = database.location()
    const disk = location === null ? undefined : openDiskSync(location)
    return { journal: createJournal(database, settings, clock, disk), file: location ?? settings.file, isEmpty }
  } catch (cause) {
    database.close()
    if (cause instanceof JournalError) throw cause
    throw new JournalError(`The journal ${settings.file} cannot be used: ${(cause as Error).message}`, { cause })
  }
}
