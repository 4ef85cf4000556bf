import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'

/**
 * Groups writes into transactions. A group is committed, then made durable on another thread; writes that arrive meanwhile
 * form the next group. With a fast disk a group covers two event loop turns; with a slow disk it is larger.
 */
export type GroupCommit = {
  /**
   * Runs a change in the next group, and resolves to its result when that is durable. A change may run twice, and must not
   * catch statement errors: some end the transaction, and later statements would then commit individually.
   *
   * @param onDurable called immediately before it resolves, and never if it rejects
   */
  write<T>(change: () => T, onDurable?: () => void): Promise<T>
  /** Runs a query on committed data. A failed query counts as a failure, like a failed write. */
  read<T>(query: () => T): T
  /** Resolves when everything that a query can have seen is durable; rejects if that can never happen. */
  settled(): Promise<void>
  /** Whether writes are still accepted: the database has not failed, and was not closed. */
  isOpen(): boolean
  /** Whether a group has waited so long that the disk appears stuck. It may still succeed or fail. */
  isStalled(): boolean
  /** Treats a failure detected elsewhere as a failure of the database. */
  giveUp(cause: Error): void
  /** Makes waiting writes durable, and refuses later ones. */
  close(): Promise<void>
}

/** State in memory that follows the transactions. */
export type TransactionState = {
  /** Makes the changes that were put off to the end of the transaction. */
  beforeCommit?(): void
  committed?(): void
  rolledBack(): void
}

/** Calls `done` once everything committed before the call is durable. */
export type Sync = (done: (error: Error | null) => void) => void

type Write = {
  readonly change: () => unknown
  readonly onDurable: (() => void) | undefined
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  /** The result of the change's last run. */
  result: unknown
}

/** Longer than a slow disk takes, and far shorter than the deadline of a message. */
const stallMs = 5_000

/** SQLite's code for a constraint violation: one change is wrong, but the database works. */
const constraintViolated = 19

type GroupCommitOptions = {
  readonly sync?: Sync | undefined
  readonly observer?: JournalObserver | undefined
  readonly states?: readonly TransactionState[]
}

/**
 * @param onFailure called once, with the first failure of the database or of its disk. From then on every write is refused,
 *   because nothing may be done without a durable record.
 * @param sync absent if commits cannot become more durable
 * @param observer called for each durable group, with its duration
 * @param states told of each transaction, in this order
 */
export function createGroupCommit(
  database: DatabaseSync,
  onFailure: (error: JournalError) => void,
  { sync, observer, states = [] }: GroupCommitOptions = {},
): GroupCommit {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')
  let waiting: Write[] = []
  /** When the running sync began, on the clock of `performance.now()`. */
  let syncingSince: number | undefined
  /** The sync of everything committed. A rejection is final: nothing is committed after it. */
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

  /** Commits the valid changes, and rejects the others. */
  function commitGroup(group: readonly Write[]): readonly Write[] {
    // The journal may have failed while these waited.
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
      for (const state of states) state.beforeCommit?.()
      commit.run()
      for (const state of states) state.committed?.()
      return group
    } catch (error) {
      undo(database, rollback)
      for (const state of states) state.rolledBack()
      throw error
    }
  }

  /** Reruns one change of a rolled-back group, so that only the invalid change is rejected. */
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

  /** No group is committed while another is being synced, so a successful sync covers all commits. */
  function syncGroup(committed: readonly Write[], startedAt: number, sync: Sync): void {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    durable = promise
    // Waiters handle the rejection; often there are none.
    promise.catch(() => {})
    syncingSince = performance.now()
    sync((error) => {
      syncingSince = undefined
      if (error === null) {
        settle(committed, startedAt)
        resolve()
      } else {
        // Never retried: after a failed write the kernel may drop the pages, and the next sync then reports success.
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
      // In the same turn as the last check for waiting writes, so that none can arrive in between.
      failure ??= new JournalError('The journal is closed', { kind: 'over' })
    },
  }
}

/**
 * Waits for one full event loop turn, whose writes join the group. When idle this takes microseconds; under load larger
 * groups save a tenth of the CPU time per message. More turns save nothing, and delay timers too long.
 */
const afterATurn = (act: () => void) => setImmediate(setImmediate, act)

function undo(database: DatabaseSync, rollback: StatementSync): void {
  try {
    // Some failures (a full disk) have already rolled back.
    if (database.isTransaction) rollback.run()
  } catch {
    // The original failure is the one to report; the journal is unusable then, and the next start rolls back.
  }
}

/** Whether the database itself failed, as opposed to an invalid change or a bug in one. */
const isDatabaseFailure = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_INVALID_STATE' ||
    (error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error && (Number(error.errcode) & 0xff) !== constraintViolated))
