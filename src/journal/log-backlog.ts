import type { DatabaseSync } from 'node:sqlite'

/**
 * A larger log means that checkpoints fail: SQLite runs one at 16 MB and retries with each commit, but does not report
 * failures.
 */
export const maxBacklogBytes = 32 * 1024 * 1024

/** Measures how much of the log is not yet in the database, and finds out why. */
export function createLogBacklog(database: DatabaseSync) {
  // Only counts.
  const look = database.prepare('PRAGMA wal_checkpoint(NOOP)')
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  const pageBytes = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])

  return {
    bytes(): number {
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number }
      return (log - checkpointed) * pageBytes
    },
    /** Runs a checkpoint, and returns the reason if it fails. */
    explain(): unknown {
      try {
        checkpoint.get()
        return undefined
      } catch (error) {
        return error
      }
    },
  }
}
