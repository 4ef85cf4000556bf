import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { emptyLog } from './database.ts'
import { logFileOf } from './journal-file.ts'

/** Finds out that the journal's files are no longer those that were opened: somebody deleted, moved or replaced one. */
export type FileWatch = {
  /** Looks, unless it looked a few milliseconds ago. @returns what is wrong, or nothing. For the hot path */
  lookOften(): Error | undefined
  /** Looks once a second, also where nothing is written. @returns a function that ends that */
  watch(onLost: (error: Error) => void): () => void
}

/**
 * A look costs 7 µs. Under load a group of writes is durable every half millisecond, and to look with each would add a
 * microsecond to a message. Looks this far apart cost nothing that can be measured.
 */
const pauseMs = 10

/** While nothing is written there is nothing to lose, but a second gateway may start on a new file. */
const idlePauseMs = 1_000

/** Of a database that is open, in a file, and has its log. */
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
 * Brings the log into the database, wherever that is now, and empties it. A database that was moved then holds all that
 * was acknowledged; and where another database has taken its place, SQLite does not replay the log into that one, to
 * which it does not belong.
 */
function separate(database: DatabaseSync): void {
  try {
    emptyLog(database)
  } catch {
    // The loss of the file is the failure to report, and not this one.
  }
}

/** Nothing for a file that has no name left, which is still seen at its path where that path is a mount of the file alone. */
function identityOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined || stats.nlink === 0 ? undefined : `${stats.dev}:${stats.ino}`
  } catch {
    // A directory on the way was closed to this process.
    return undefined
  }
}
