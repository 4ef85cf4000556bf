import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Clocks, WallClockObserver } from '../messages/clocks.ts'
import { type Journal, JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'
import { createChanges } from './changes.ts'
import { createCreatedOffsets } from './created-offsets.ts'
import { claimPurpose, emptyLog, openDatabase, type Purpose } from './database.ts'
import { type DiskSync, openDiskSync } from './disk-sync.ts'
import { watchFiles } from './file-watch.ts'
import { createFinishWatch } from './finish-watch.ts'
import { createGroupCommit } from './group-commit.ts'
import type { JournalClock } from './journal-clock.ts'
import { readPage } from './list-pages.ts'
import { createLogBacklog } from './log-backlog.ts'
import { createPurge } from './purge-step.ts'
import { createQueries } from './queries.ts'
import { type Recovery, recover } from './recovery.ts'
import type { RunningMessages } from './running-messages.ts'
import { prepareStatements } from './statements.ts'
import { createClockWriter, openClock } from './stored-clock.ts'

export type SqliteSettings = {
  /** A path, or `:memory:`. */
  readonly file: string
  /** The mode of the gateway. A journal of the other mode is refused. */
  readonly purpose?: Purpose
  /** How long messages are kept. Scheduled ones at least a day past their time. */
  readonly retentionMs: number
  /** Called once, when the journal has failed: nothing may be sent from then on. */
  readonly onFailure: (error: JournalError) => void
  /** Called when attempts were settled that the end of another process interrupted. */
  readonly onRecovered?: (recovery: Recovery) => void
  readonly observer?: JournalObserver
  readonly clocks?: Clocks
  readonly wallClockObserver?: WallClockObserver
}

export type OpenedSqlite = {
  readonly journal: Journal
  /** The database's path without symbolic links, or `:memory:`. */
  readonly file: string
  /** Whether it contained no messages when it was opened. */
  readonly isEmpty: boolean
}

/**
 * Opens the journal in SQLite. Attempts that were on the wire when the previous process ended become unknown, and
 * waiting ones become not attempted.
 *
 * @throws JournalError if the file cannot be used
 */
export function openSqliteJournal(settings: SqliteSettings): OpenedSqlite {
  const database = openDatabase(settings.file)
  try {
    if (settings.purpose !== undefined) claimPurpose(database, settings.file, settings.purpose)
    const clock = openClock(database, settings)
    const recovery = recover(database, clock.seenAt(), settings.clocks)
    if (recovery.unknown + recovery.notAttempted > 0) settings.onRecovered?.(recovery)
    emptyLog(database)
    const isEmpty = database.prepare('SELECT 1 FROM messages LIMIT 1').get() === undefined
    // Nothing in memory can become durable.
    const location = database.location()
    const disk = location === null ? undefined : openDiskSync(location)
    return { journal: createJournal(database, settings, clock, disk), file: location ?? settings.file, isEmpty }
  } catch (cause) {
    database.close()
    if (cause instanceof JournalError) throw cause
    throw new JournalError(`The journal ${settings.file} cannot be used: ${(cause as Error).message}`, { cause })
  }
}

/** The journal over an open database that has recovered. */
export function createJournal(
  database: DatabaseSync,
  { retentionMs, onFailure, observer }: Pick<SqliteSettings, 'retentionMs' | 'onFailure' | 'observer'>,
  clock: JournalClock = openClock(database),
  disk?: DiskSync,
): Journal {
  const files = disk && watchFiles(database)
  const group = createGroupCommit(database, onFailure, {
    sync: disk && ((done) => disk.sync((error) => done(error ?? files?.lookOften() ?? null))),
    observer,
  })
  const { write, read, settled } = group
  const stopWatching = files?.watch(group.giveUp)
  const sql = prepareStatements(database)
  const writeClock = createClockWriter(database)
  const running: RunningMessages = new Map()
  const offsets = createCreatedOffsets(database)
  const backlog = createLogBacklog(database)
  const finishes = createFinishWatch()
  const queries = createQueries(database, sql, offsets)
  const purge = createPurge(sql, retentionMs, clock)
  const changes = createChanges(sql, queries, {
    running,
    // Only one process has the database, so no other owner is ever stored.
    owner: randomUUID(),
    offsets,
    seenAt: clock.seenAt,
    onRecorded: purge.mind,
  })
  const lookForUnknown = () => read(changes.lookForUnknown)
  lookForUnknown()

  /** Runs a query on committed data, and waits until that data is durable. */
  async function ask<T>(query: () => T): Promise<T> {
    const found = read(query)
    await settled()
    return found
  }

  function saveClock(): Promise<void> {
    clock.observe()
    return write(() => {
      const reading = clock.read()
      writeClock(reading)
      sql.deleteUsedSegments.run(reading.seenAt - retentionMs)
    })
  }

  return {
    begin: (message, options) => write(() => changes.begin(message, options)),
    startAttempts: (messageId, recipients, startedAt) =>
      write(() => changes.startAttempts(messageId, recipients, startedAt)),
    endAttempts: (messageId, results, endedAt) => write(() => changes.endAttempts(messageId, results, endedAt)),
    finish: (messageId) =>
      write(
        () => changes.finish(messageId),
        () => finishes.tell(messageId),
      ),
    reopen: (messageId, fence) => write(() => changes.reopen(messageId, fence)),
    async resolve(messageId, resolution) {
      const settledCount = await write(() => changes.resolve(messageId, resolution))
      lookForUnknown()
      return settledCount
    },
    findMessage: (caller, messageId) => ask(() => queries.findMessage(caller, messageId)),
    async findKey(claim) {
      const found = read(() => queries.findKey(claim))
      // An unclaimed key is the common case, and needs no wait.
      if (found !== undefined) await settled()
      return found
    },
    findFenced: (message, fence) => ask(() => queries.findFenced(message, fence)),
    async whenFinished(messageId, timeoutMs) {
      const number = read(() => queries.findNumber(messageId))
      if (number !== undefined && read(() => queries.isRunning(number))) return finishes.wait(messageId, timeoutMs)
      await settled()
      return true
    },
    async listMessages(query) {
      const page = await readPage(queries, read, query)
      await settled()
      return page
    },
    // Also works while the disk is stuck, when the figure is needed most.
    countUnknown: async () => read(queries.countUnknown),
    usedSegments: async (caller, dayAt) => read(() => queries.usedSegments(caller, dayAt)),
    saveUsedSegments: (caller, dayAt, count) =>
      write(() => void sql.saveUsedSegments.run(caller, dayAt, count(), clock.seenAt())),
    mayStart: group.isOpen,
    isStalled: group.isStalled,
    async purge(limit) {
      const step = await write(() => purge.step(limit))
      lookForUnknown()
      return purge.take(step)
    },
    seenAt: clock.seenAt,
    saveClock,
    wallClock: clock.status,
    confirmWallClock() {
      clock.confirm()
      return saveClock()
    },
    logBacklogBytes: () => read(backlog.bytes),
    explainLogBacklog: backlog.explain,
    async close() {
      stopWatching?.()
      // Rejects if the journal has failed; the next process then continues from the previous save.
      await saveClock().catch(() => {})
      await group.close()
      if (!database.isOpen) return
      disk?.close()
      database.close()
    },
  }
}
