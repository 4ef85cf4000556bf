import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { JournalError } from '../domain/journal.ts'
import type { JournalObserver } from '../domain/observer.ts'

/** Writes that share transactions: all that wait in one turn of the event loop are made durable by one fsync. */
export type GroupCommit = {
  /** Runs a change in the next group, and resolves to its result when that is durable. A change may be run twice. */
  write<T>(change: () => T): Promise<T>
  /** Runs a query. That it cannot be answered is a failure like one of a write. */
  read<T>(query: () => T): T
  /** Makes durable what waits, and refuses what comes after. */
  close(): Promise<void>
}

type Write = {
  readonly change: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** SQLite's code of a refusal by a constraint: that one change is wrong, the database is well. */
const constraintViolated = 19

/**
 * @param onFailure told once, of the first failure of the database. From then on every write is refused: what is not
 *   durable must not be acted upon.
 */
export function createGroupCommit(
  database: DatabaseSync,
  onFailure: (error: JournalError) => void,
  observer?: JournalObserver,
): GroupCommit {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  let waiting: Write[] = []
  let failure: JournalError | undefined

  function flush(): void {
    const group = waiting
    waiting = []
    // A query may have failed since these began to wait.
    if (failure !== undefined) {
      for (const { reject } of group) reject(failure)
      return
    }
    try {
      const results = runTogether(group)
      for (const [index, { resolve }] of group.entries()) resolve(results[index])
    } catch (error) {
      if (isDatabaseFailure(error)) fail(group, error)
      else for (const write of group) runAlone(write)
    }
  }

  function runTogether(group: readonly Write[]): readonly unknown[] {
    const startedAt = performance.now()
    begin.run()
    try {
      const results = group.map(({ change }) => change())
      commit.run()
      observer?.committed({ durationMs: performance.now() - startedAt, writeCount: group.length })
      return results
    } catch (error) {
      undo(database, rollback)
      throw error
    }
  }

  /** Finds the one wrong change of a group, which was rolled back: the others are not its fault. */
  function runAlone(write: Write): void {
    if (failure !== undefined) {
      write.reject(failure)
      return
    }
    try {
      write.resolve(runTogether([write])[0])
    } catch (error) {
      if (isDatabaseFailure(error)) fail([write], error)
      else write.reject(error)
    }
  }

  function fail(group: readonly Write[], cause: unknown): JournalError {
    const first = failure === undefined
    failure ??= new JournalError('The journal cannot be used any more', { cause })
    for (const { reject } of group) reject(failure)
    if (first) onFailure(failure)
    return failure
  }

  return {
    write<T>(change: () => T): Promise<T> {
      if (failure !== undefined) return Promise.reject(failure)
      return new Promise<T>((resolve, reject) => {
        const first = waiting.push({ change, resolve: resolve as (value: unknown) => void, reject }) === 1
        if (first) setImmediate(flush)
      })
    },
    read<T>(query: () => T): T {
      try {
        return query()
      } catch (error) {
        throw isDatabaseFailure(error) ? fail([], error) : error
      }
    },
    async close() {
      while (waiting.length > 0) await new Promise((resolve) => setImmediate(resolve))
      // In the same turn as the last look at what waits, so that nothing can slip in between.
      failure ??= new JournalError('The journal is closed')
    },
  }
}

function undo(database: DatabaseSync, rollback: StatementSync): void {
  try {
    // Some failures (a full disk) have rolled back already.
    if (database.isTransaction) rollback.run()
  } catch {
    // The failure that led here is the one to tell of; with it the journal is given up, and the next start rolls back.
  }
}

/** Trouble of the database itself, in contrast to a change that it refuses, or a mistake in one. */
const isDatabaseFailure = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_INVALID_STATE' ||
    (error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error && (Number(error.errcode) & 0xff) !== constraintViolated))
