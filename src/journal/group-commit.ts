import type { DatabaseSync } from 'node:sqlite'
import { JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'
import { createPace, type Pace } from './pace.ts'
import { createTransaction, type TransactionState } from './transaction.ts'

/**
 * Groups writes into transactions. A group is committed, then made durable, mostly on another thread; writes that arrive
 * meanwhile form the next group. With a fast disk a group covers one or two event loop turns; with a slow disk it is larger.
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

/** Makes everything durable that was committed before the call. */
export type Sync = {
  /** On another thread. */
  later(done: (error: Error | null) => void): void
  /** On this thread. @throws if it fails */
  here(): void
}

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
  readonly pace?: Pace
  readonly observer?: JournalObserver | undefined
  readonly states?: readonly TransactionState[]
}

/**
 * @param onFailure called once, with the first failure of the database or of its disk. From then on every write is refused,
 *   because nothing may be done without a durable record.
 * @param sync absent if commits cannot become more durable
 * @param pace when groups start, and where they are synced
 * @param observer called for each durable group, with its duration
 * @param states told of each transaction, in this order
 */
export function createGroupCommit(
  database: DatabaseSync,
  onFailure: (error: JournalError) => void,
  { sync, pace = createPace(), observer, states = [] }: GroupCommitOptions = {},
): GroupCommit {
  const runTransaction = createTransaction(database, states)
  let waiting: Write[] = []
  /** When the running sync began, on the clock of `performance.now()`. */
  let syncingSince: number | undefined
  /** The sync of everything committed. A rejection is final: nothing is committed after it. */
  let durable = Promise.resolve()
  let failure: JournalError | undefined

  /**
   * The writes of this turn of the event loop share a group. In company, so do those of the next one: under load larger groups
   * save a tenth of the CPU time of a message. More turns save nothing, and delay timers too long.
   */
  function startSoon(): void {
    if (pace.startsAtOnce()) setImmediate(flush)
    else setImmediate(setImmediate, flush)
  }

  function flush(): void {
    const group = waiting
    waiting = []
    const startedAt = performance.now()
    const committed = commitGroup(group)
    if (committed.length === 0) return
    const isHere = pace.syncsHere(group.length)
    if (sync === undefined) settle(committed, startedAt)
    else if (isHere) syncHere(committed, startedAt, sync)
    else syncLater(committed, startedAt, sync)
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
    runTransaction(() => {
      for (const write of group) write.result = write.change()
    })
    return group
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

  function syncHere(committed: readonly Write[], startedAt: number, sync: Sync): void {
    const since = performance.now()
    try {
      sync.here()
    } catch (error) {
      durable = Promise.reject(fail(committed, error))
      durable.catch(() => {})
      return
    }
    pace.took(performance.now() - since, true)
    settle(committed, startedAt)
  }

  /** No group is committed while another is being synced, so a successful sync covers all commits. */
  function syncLater(committed: readonly Write[], startedAt: number, sync: Sync): void {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    durable = promise
    // Waiters handle the rejection; often there are none.
    promise.catch(() => {})
    const since = performance.now()
    syncingSince = since
    sync.later((error) => {
      syncingSince = undefined
      pace.took(performance.now() - since, false)
      if (error === null) {
        settle(committed, startedAt)
        resolve()
      } else {
        // Never retried: after a failed write the kernel may drop the pages, and the next sync then reports success.
        reject(fail(committed, error))
      }
      if (waiting.length > 0) startSoon()
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
        if (first && syncingSince === undefined) startSoon()
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

/** Whether the database itself failed, as opposed to an invalid change or a bug in one. */
const isDatabaseFailure = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_INVALID_STATE' ||
    (error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error && (Number(error.errcode) & 0xff) !== constraintViolated))
