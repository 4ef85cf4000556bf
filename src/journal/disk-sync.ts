import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes what was committed durable, on another thread. */
export type DiskSync = {
  /** Tells when everything is on the disk that was committed before the call; what comes during it may not be. */
  sync(done: (error: Error | null) => void): void
  close(): void
}

/**
 * Opens the write-ahead log of a database that is open, and makes durable what has been committed by then.
 *
 * The file stays the same as long as the database is open, and SQLite holds no lock on it that closing it could drop. It is
 * opened once: the kernel tells an error of its own writing to those descriptors that were open at that time.
 *
 * @param databaseFile the database's own file and not a link to it: the log stands beside that
 * @see docs/decisions.md, "The journal is made durable off the main thread"
 */
export function openDiskSync(databaseFile: string): DiskSync {
  const descriptor = openSync(`${databaseFile}-wal`, 'r+')
  try {
    fdatasyncSync(descriptor)
    // SQLite made the file just now, and would make its name durable no sooner than it syncs the file itself.
    syncDirectory(dirname(databaseFile))
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  return {
    sync: (done) => fdatasync(descriptor, done),
    close: () => closeSync(descriptor),
  }
}

/** A new file is durable only with its directory's entry: a power cut must not take it away again. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
