import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes commits durable. */
export type DiskSync = {
  /** Resolves when everything committed before the call is on the disk. Later commits may not be. Runs on another thread. */
  sync(done: (error: Error | null) => void): void
  /** The same on this thread. @throws if it fails */
  syncHere(): void
  close(): void
}

/**
 * Opens the write-ahead log of an open database, and makes its commits so far durable.
 *
 * The file stays the same while the database is open, and SQLite holds no lock on it that closing it could release. It is
 * opened once: the kernel reports a writeback error only to descriptors that were open at the time.
 *
 * @param databaseFile the database's real path, not a link: the log is beside the real file
 * @see docs/decisions.md, "The journal is made durable off the main thread"
 */
export function openDiskSync(databaseFile: string): DiskSync {
  const descriptor = openSync(`${databaseFile}-wal`, 'r+')
  try {
    fdatasyncSync(descriptor)
    // SQLite has just created the file, and makes its directory entry durable only when it syncs the file itself.
    syncDirectory(dirname(databaseFile))
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  return {
    sync: (done) => fdatasync(descriptor, done),
    syncHere: () => fdatasyncSync(descriptor),
    close: () => closeSync(descriptor),
  }
}

/** Makes a new file's directory entry durable, so that the file survives a power failure. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
