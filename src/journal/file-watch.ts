import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { emptyLog } from './database.ts'
import { logFileOf } from './journal-file.ts'

/** Detects that a journal file was deleted, moved or replaced since it was opened. */
export type FileWatch = {
  /** Checks, unless it checked a few milliseconds ago. For the hot path. @returns the fault, or undefined */
  lookOften(): Error | undefined
  /** Checks once a second, even if nothing is written. @returns a function that stops this */
  watch(onLost: (error: Error) => void): () => void
}

/**
 * A check costs 7 µs. Under load a group of writes is durable every 0.5 ms, and a check for each group would add 1 µs per
 * message. At this interval the cost is not measurable.
 */
const pauseMs = 10

/** While nothing is written, nothing can be lost, but a second gateway may start on a new file. */
const idlePauseMs = 1_000

/** For an open database in a file that has its log. */
export function watchFiles(database: DatabaseSync): FileWatch {
  const file = database.location() ?? ''
  const opened = [file, logFileOf(file)].map((path) => ({ path, identity: identityOf(path) }))
  let lookedAt = Number.NEGATIVE_INFINITY

  function look(): Error | undefined {
    lookedAt = performance.now()
    const lost = opened.find(({ path, identity }) => identityOf(path) !== identity)
    if (lost === undefined) return undefined
    separate(database)
    return new Error(`${lost.path} was deleted, moved or replaced while it was in use`)
  }

  return {
    lookOften: () => (performance.now() - lookedAt < pauseMs ? undefined : look()),
    watch(onLost) {
      const timer = setInterval(() => {
        const error = look()
        if (error === undefined) return
        clearInterval(timer)
        onLost(error)
      }, idlePauseMs)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}

/**
 * Moves the log into the open database, wherever its file is now, and truncates the log. A moved database then contains
 * everything acknowledged, and if another database has replaced it, SQLite cannot replay this log into that one.
 */
function separate(database: DatabaseSync): void {
  try {
    emptyLog(database)
  } catch {
    // The failure to report is the lost file, not this one.
  }
}

/** Undefined for a file without a name: if the path is a mount of the single file, a deleted file is still visible there. */
function identityOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined || stats.nlink === 0 ? undefined : `${stats.dev}:${stats.ino}`
  } catch {
    // This process has lost access to a parent directory.
    return undefined
  }
}
