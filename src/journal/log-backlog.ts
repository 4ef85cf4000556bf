import type { DatabaseSync } from 'node:sqlite'

/**
 * A log with more in it than this has missed its checkpoints: SQLite makes one at 16 MB, and tries again with each commit, but tells
 * nobody when that fails.
 */
export const maxBacklogBytes = 32 * 1024 * 1024

/** Looks at how much of the log has not been brought into the database, and at why. */
export function createLogBacklog(database: DatabaseSync) {
  // Counts and does nothing else.
  const look = database.prepare('PRAGMA wal_checkpoint(NOOP)')
  const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')
  const pageBytes = Number(database.prepare('PRAGMA page_size').get()?.['page_size'])

  return {
    bytes(): number {
      const { log, checkpointed } = look.get() as { log: number; checkpointed: number }
      return (log - checkpointed) * pageBytes
    },
    /** Makes a checkpoint itself, and says why it fails if it does. */
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
