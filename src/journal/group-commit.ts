import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'

/**
 * Writes that share transactions. A group is committed, then made durable on another thread; what comes meanwhile waits and is
 * the next group. With a fast disk a group is what two turns of the event loop wrote, with a slow one it is larger.
 */
export type GroupCommit = {
  /**
   * Runs a change in the next group, and resolves to its result when that is durable. A change may be run twice, and catches no
   * error of a statement: some end the transaction, and what it did after one would be committed by itself.
   *
   * @param onDurable called just before it resolves, and never where it rejects
   */
  write<T>(change: () => T, onDurable?: () => void): Promise<T>
  /** Runs a query, which sees what is committed. That it cannot be answered is a failure like one of a write. */
  read<T>(query: () => T): T
  /** Resolves when everything is durable that a query can have seen by now; rejects where that will never be. */
  settled(): Promise<void>
  /** Whether writes are still accepted: the database has not failed, and was not closed. */
  isOpen(): boolean
  /** Whether the disk has let a group wait for so long that it looks stuck. It may still come to an end, either way. */
  isStalled(): boolean
  /** Takes a failure that was found elsewhere for one of the database. */
  giveUp(cause: Error): void
  /** Makes durable what waits, and refuses what comes after. */
  close(): Promise<void>
}

/** Tells when everything is durable that was committed before the call. */
export type Sync = (done: (error: Error | null) => void) => void

type Write = {
  readonly change: () => unknown
  readonly onDurable: (() => void) | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  /** Of the change's last run. */
  result: unknown
}

/** Longer than a disk in trouble takes, and far less than a message may. */
const stallMs = 5_000

/** SQLite's code of a refusal by a constraint: that one change is wrong, the database is well. */
const constraintViolated = 19

/**
 * @param onFailure told once, of the first failure of the database or of its disk. From then on every write is refused: what is
 *   not durable must not be acted upon.
 * @param sync absent where a commit is as durable as it will ever be
 * @param observer told of each group that is durable, with the time from its beginning
 */
export function createGroupCommit(
  database: DatabaseSync,
  onFailure: (error: JournalError) => void,
  { sync, observer }: { readonly sync?: Sync | undefined; readonly observer?: JournalObserver | undefined } = {},
): GroupCommit {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  let waiting: Write[] = []
  /** When the sync that is under way began, on the clock of `performance.now()`. */
  let syncingSince: number | undefined
  /** Of everything that is committed. A rejection stays: nothing is committed after it. */
  let durable = Promise.resolve()
  let failure: JournalError | undefined

  function flush(): void {
    const group = waiting
    waiting = []
    const startedAt = performance.now()
    const committed = commitGroup(group)
    if (committed.length === 0) return
    if (sync === undefined) settle(committed, startedAt)
    else syncGroup(committed, startedAt, sync)
  }

  /** Commits what can be committed, and rejects the rest. */
  function commitGroup(group: readonly Write[]): readonly Write[] {
    // Something may have failed since these began to wait.
    if (failure !== undefined) {
      for (const { reject } of group) reject(failure)
      return []
    }
    try {
      return runTogether(group)
    } catch (error) {
      if (!isDatabaseFailure(error)) return group.flatMap(runAlone)
      fail(group, error)
      return []
    }
  }

  function runTogether(group: readonly Write[]): readonly Write[] {
    begin.run()
    try {
      for (const write of group) write.result = write.change()
      commit.run()
      return group
    } catch (error) {
      undo(database, rollback)
      throw error
    }
  }

  /** Finds the one wrong change of a group, which was rolled back: the others are not its fault. */
  function runAlone(write: Write): readonly Write[] {
    if (failure !== undefined) {
      write.reject(failure)
      return []
    }
    try {
      return runTogether([write])
    } catch (error) {
      if (isDatabaseFailure(error)) fail([write], error)
      else write.reject(error)
      return []
    }
  }

  /** No group is committed while one is on its way to the disk, so that a sync that succeeds covers all there is. */
  function syncGroup(committed: readonly Write[], startedAt: number, sync: Sync): void {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    durable = promise
    // Whoever waits for it handles it; often nobody does.
    promise.catch(() => {})
    syncingSince = performance.now()
    sync((error) => {
      syncingSince = undefined
      if (error === null) {
        settle(committed, startedAt)
        resolve()
      } else {
        // Never tried again: a kernel that could not write may drop what it had, and then report success.
        reject(fail(committed, error))
      }
      if (waiting.length > 0) afterATurn(flush)
    })
  }

  function settle(committed: readonly Write[], startedAt: number): void {
    observer?.committed({ durationMs: performance.now() - startedAt, writeCount: committed.length })
    for (const { onDurable, resolve, result } of committed) {
      onDurable?.()
      resolve(result)
    }
  }

  function fail(group: readonly Write[], cause: unknown): JournalError {
    const first = failure === undefined
    failure ??= new JournalError('The journal can no longer be used', { cause })
    for (const { reject } of group) reject(failure)
    if (first) onFailure(failure)
    return failure
  }

  return {
    write<T>(change: () => T, onDurable?: () => void): Promise<T> {
      if (failure !== undefined) return Promise.reject(failure)
      return new Promise<T>((resolve, reject) => {
        const write: Write = {
          change,
          onDurable,
          resolve: resolve as (value: unknown) => void,
          reject,
          result: undefined,
        }
        const first = waiting.push(write) === 1
        if (first && syncingSince === undefined) afterATurn(flush)
      })
    },
    read<T>(query: () => T): T {
      try {
        return query()
      } catch (error) {
        throw isDatabaseFailure(error) ? fail([], error) : error
      }
    },
    settled: () => durable,
    isOpen: () => failure === undefined,
    giveUp: (cause) => void fail([], cause),
    isStalled: () => syncingSince !== undefined && performance.now() - syncingSince > stallMs,
    async close() {
      while (waiting.length > 0 || syncingSince !== undefined) {
        await durable.catch(() => {})
        await new Promise((resolve) => setImmediate(resolve))
      }
      // In the same turn as the last look at what waits, so that nothing can slip in between.
      failure ??= new JournalError('The journal is closed', { kind: 'over' })
    },
  }
}

/**
 * A whole turn of the event loop later: what it brings goes along. Idle, that is microseconds; under load it takes a tenth off the
 * CPU time of a message, since groups are larger. More turns save nothing more, and timers wait too long.
 */
const afterATurn = (act: () => void) => setImmediate(setImmediate, act)

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
