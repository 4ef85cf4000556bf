import type { DatabaseSync } from 'node:sqlite'
import { type Clocks, systemClocks, type WallClockObserver } from '../messages/clocks.ts'
import { type Journal, JournalError } from '../messages/journal.ts'
import type { JournalObserver } from '../messages/observer.ts'
import { createChanges } from './changes.ts'
import { createCreatedOffsets } from './created-offsets.ts'
import { claimPurpose, emptyLog, openDatabase, type Purpose } from './database.ts'
import { type DiskSync, openDiskSync } from './disk-sync.ts'
import { watchFiles } from './file-watch.ts'
import { createGroupCommit } from './group-commit.ts'
import { type ClockReading, createJournalClock, type JournalClock } from './journal-clock.ts'
import { createLogBacklog } from './log-backlog.ts'
import { instantOfNumber } from './message-number.ts'
import { createPurge } from './purge-step.ts'
import { createQueries } from './queries.ts'
import { createReopenedMessage, createRunningMessage, type RunningMessage } from './running-messages.ts'
import { callerOf, contentHash, prepareStatements } from './statements.ts'

export type SqliteSettings = {
  readonly file: string
  /** The mode of the gateway. A journal of the other mode is refused. */
  readonly purpose?: Purpose
  /** How long messages are kept. Scheduled ones at least a day past their time. */
  readonly retentionMs: number
  /** Told once, when the journal has failed: nothing may be sent any more. */
  readonly onFailure: (error: JournalError) => void
  readonly observer?: JournalObserver
  readonly clocks?: Clocks
  readonly wallClockObserver?: WallClockObserver
}

/** What the journal found at its start: attempts that a crash had interrupted. */
export type Recovery = { readonly unknown: number; readonly notAttempted: number }

/**
 * Opens the journal in SQLite. What was on the wire when the process before ended is unknown from now on, and what was
 * waiting is not attempted.
 *
 * @throws JournalError when the file cannot be used
 */
export function openSqliteJournal(settings: SqliteSettings): {
  readonly journal: Journal
  readonly recovery: Recovery
  /** The database's path without symbolic links, or `:memory:`. */
  readonly file: string
  /** Whether there is no message in it, as in a new one. */
  readonly isEmpty: boolean
} {
  const database = openDatabase(settings.file)
  try {
    if (settings.purpose !== undefined) claimPurpose(database, settings.file, settings.purpose)
    const clock = openClock(database, settings)
    const recovery = recover(database, clock.seenAt(), settings.clocks)
    emptyLog(database)
    const isEmpty = database.prepare('SELECT 1 FROM messages LIMIT 1').get() === undefined
    // In memory nothing could become durable.
    const location = database.location()
    const disk = location === null ? undefined : openDiskSync(location)
    return {
      journal: createJournal(database, settings, clock, disk),
      recovery,
      file: location ?? settings.file,
      isEmpty,
    }
  } catch (cause) {
    database.close()
    if (cause instanceof JournalError) throw cause
    throw new JournalError(`The journal ${settings.file} cannot be used: ${(cause as Error).message}`, { cause })
  }
}

/**
 * The journal's clock goes on from where it was written down, or from the newest message, which is later after a crash. A new
 * journal's clock is written down before there is any message that could age by it.
 */
export function openClock(
  database: DatabaseSync,
  { clocks = systemClocks, wallClockObserver }: Pick<SqliteSettings, 'clocks' | 'wallClockObserver'> = {},
): JournalClock {
  const columns = 'seen_at AS seenAt, wall_at AS wallAt, doubt_ms AS doubtMs, doubt_since AS doubtSince'
  const stored = database.prepare(`SELECT ${columns} FROM clock WHERE only = 1`).get() as ClockReading | undefined
  const newest = database.prepare('SELECT max(number) AS number FROM messages').get()?.['number']
  const newestAt = typeof newest === 'number' ? instantOfNumber(newest) : undefined
  const clock = createJournalClock(clocks, { stored, newestAt }, wallClockObserver)
  writeClock(database)(clock.read())
  return clock
}

function writeClock(database: DatabaseSync): (reading: ClockReading) => void {
  const statement = database.prepare(
    'INSERT OR REPLACE INTO clock (only, seen_at, wall_at, doubt_ms, doubt_since) VALUES (1, ?, ?, ?, ?)',
  )
  return ({ seenAt, wallAt, doubtMs, doubtSince }) => {
    statement.run(seenAt, wallAt, doubtMs, doubtSince)
  }
}

/**
 * Settles what a process that has ended left open.
 *
 * @param seenAt on the journal's clock, from which the fence counts: whether it was sent is in doubt from now on
 */
export function recover(database: DatabaseSync, seenAt: number, { wallMs }: Clocks = systemClocks): Recovery {
  const settle = (before: string, after: string, problem: string, others = '') =>
    database.prepare(
      `UPDATE attempts SET state = '${after}', problem = '${problem}', ended_at = ?, caller = ${callerOf}${others}
       WHERE state = '${before}' AND state <> 'accepted'`,
    )
  const settleSending = settle(
    'sending',
    'unknown',
    'outcome-unknown',
    `, content_hash = ${contentHash}, unknown_since = ?`,
  )
  const settleQueued = settle('queued', 'not-attempted', 'interrupted')
  const now = wallMs()
  database.exec('BEGIN IMMEDIATE')
  const unknown = Number(settleSending.run(now, seenAt).changes)
  const notAttempted = Number(settleQueued.run(now).changes)
  database.exec('COMMIT')
  return { unknown, notAttempted }
}

/** The journal over an open database that has recovered. */
export function createJournal(
  database: DatabaseSync,
  { retentionMs, onFailure, observer }: Pick<SqliteSettings, 'retentionMs' | 'onFailure' | 'observer'>,
  clock: JournalClock = openClock(database),
  disk?: DiskSync,
): Journal {
  const files = disk && watchFiles(database)
  const { write, read, settled, isStalled, giveUp, close } = createGroupCommit(database, onFailure, {
    sync: disk && ((done) => disk.sync((error) => done(error ?? files?.lookOften() ?? null))),
    observer,
  })
  const stopWatching = files?.watch(giveUp)
  const sql = prepareStatements(database)
  const keepReading = writeClock(database)
  const running = new Map<string, RunningMessage>()
  const offsets = createCreatedOffsets(database)
  const backlog = createLogBacklog(database)
  const queries = createQueries(database, sql, offsets, (messageId) => running.has(messageId))
  const { findNumber, findMessage, findKey, findFenced, listMessages, findWindow, usedSegments, countUnknown } = queries
  const purge = createPurge(sql, retentionMs, clock, running)
  const changes = createChanges(sql, queries, running, offsets, clock.seenAt, purge.mind)
  const lookForUnknown = () => read(changes.lookForUnknown)
  lookForUnknown()

  function saveClock(): Promise<void> {
    clock.observe()
    return write(() => {
      const reading = clock.read()
      keepReading(reading)
      sql.deleteUsedSegments.run(reading.seenAt - retentionMs)
    })
  }

  return {
    begin(message, options) {
      if (running.has(message.id)) return Promise.reject(new Error('A message begins once'))
      const entry = createRunningMessage(message)
      running.set(message.id, entry)
      return write(() => changes.begin(message, options, entry))
    },
    startAttempts: (messageId, recipients, startedAt) =>
      write(() => changes.startAttempts(messageId, recipients, startedAt)),
    endAttempts: (messageId, results, endedAt) => write(() => changes.endAttempts(messageId, results, endedAt)),
    finish: (messageId) =>
      write(
        () => changes.finish(messageId),
        () => running.delete(messageId),
      ),
    async reopen(messageId) {
      if (running.has(messageId)) return false
      // From here on it is this one's: of many that come in one turn the others find it running.
      const entry = createReopenedMessage()
      running.set(messageId, entry)
      try {
        return await write(() => {
          entry.number = findNumber(messageId)
          return entry.number !== undefined
        })
      } catch (error) {
        entry.number = undefined
        throw error
      } finally {
        if (entry.number === undefined) running.delete(messageId)
      }
    },
    async resolve(messageId, resolution) {
      const settledCount = await write(() => changes.resolve(messageId, resolution))
      lookForUnknown()
      return settledCount
    },
    async purge(limit) {
      const step = await write(() => purge.step(limit))
      lookForUnknown()
      return purge.take(step)
    },
    findFenced: (message, fence) => read(() => findFenced(message, fence)),
    findKey: (claim) => read(() => findKey(claim)),
    findMessage: (caller, messageId) => read(() => findMessage(caller, messageId)),
    usedSegments: (caller, dayAt) => read(() => usedSegments(caller, dayAt)),
    saveUsedSegments: (caller, dayAt, count) =>
      write(() => void sql.saveUsedSegments.run(caller, dayAt, count(), clock.seenAt())),
    listMessages: (query) => read(() => listMessages(query)),
    findWindow: (query, size) => read(() => findWindow(query, size)),
    countUnknown: () => read(countUnknown),
    settled,
    isStalled,
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
      // Refused where the journal has failed; then it goes on from what was written before.
      await saveClock().catch(() => {})
      await close()
      if (!database.isOpen) return
      disk?.close()
      database.close()
    },
  }
}
