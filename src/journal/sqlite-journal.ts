import type { DatabaseSync } from 'node:sqlite'
import type { Journal } from '../messages/journal.ts'
import { dayMs } from '../sms/instant.ts'
import { createChanges } from './changes.ts'
import { createCreatedOffsets } from './created-offsets.ts'
import { createDeliveries } from './deliveries.ts'
import type { DiskSync } from './disk-sync.ts'
import { createEventWatch } from './event-watch.ts'
import { createEvents } from './events.ts'
import { type FileWatch, watchFiles } from './file-watch.ts'
import { createFinishWatch } from './finish-watch.ts'
import { createGivenNumbers } from './given-numbers.ts'
import { createGroupCommit, type Sync } from './group-commit.ts'
import type { JournalClock } from './journal-clock.ts'
import { readPage } from './list-pages.ts'
import { createLogBacklog } from './log-backlog.ts'
import { createNewRows } from './new-rows.ts'
import { createPurge } from './purge-step.ts'
import { createQueries } from './queries.ts'
import { settledByReport, unmatchedRetentionMs } from './report-rules.ts'
import { createReports } from './reports.ts'
import { createRunningMessages } from './running-messages.ts'
import type { SqliteSettings } from './sqlite-settings.ts'
import { prepareStatements } from './statements.ts'
import { createClockWriter, openClock } from './stored-clock.ts'

/** The journal over an open database that has recovered. */
export function createJournal(
  database: DatabaseSync,
  settings: Pick<
    SqliteSettings,
    'retentionMs' | 'onFailure' | 'observer' | 'settle' | 'datesAgree' | 'eventRetentionMs'
  >,
  clock: JournalClock = openClock(database),
  disk?: DiskSync,
): Journal {
  const { retentionMs, onFailure, observer, settle = 'hint', datesAgree = () => true } = settings
  const { eventRetentionMs = 7 * dayMs } = settings
  const running = createRunningMessages()
  const rows = createNewRows(database)
  const sql = prepareStatements(database)
  const writeClock = createClockWriter(database)
  const offsets = createCreatedOffsets(database, rows.flush)
  const backlog = createLogBacklog(database)
  const finishes = createFinishWatch()
  const eventWatch = createEventWatch()
  const events = createEvents(database, clock.seenAt, eventWatch.note)
  const deliveries = createDeliveries(database, events)
  const reports = createReports(database, {
    deliveries,
    settle,
    trustedWallAt: clock.trustedWallAt,
    seenAt: clock.seenAt,
    keepResolution: ({ message, position }, at) =>
      sql.insertResolution.run('accepted', settledByReport, settledByReport, at, null, message, position),
    compared: observer?.compared,
    datesAgree,
    flush: rows.flush,
  })
  const queries = createQueries(database, sql, offsets, deliveries.reportsOfMessage, running.has)
  const numbers = createGivenNumbers(database, rows.flush, queries.findNumber)
  const files = disk && watchFiles(database)
  const group = createGroupCommit(database, onFailure, {
    sync: disk && files && syncWatched(disk, files),
    observer,
    states: [rows.transaction, numbers.transaction, running.transaction],
  })
  const { write, read, settled } = group
  const stopWatching = files?.watch(group.giveUp)
  const purge = createPurge(sql, retentionMs, clock, running)
  const changes = createChanges(sql, queries, {
    running,
    rows,
    numbers,
    offsets,
    reports,
    tell: deliveries.tell,
    seenAt: clock.seenAt,
    onRecorded: purge.mind,
  })
  /** Makes a change that may read messages which began earlier in its transaction. */
  const writeAfterRows = <T>(change: () => T, onDurable?: () => void): Promise<T> =>
    write(() => {
      rows.flush()
      return change()
    }, onDurable)
  /** What writes remember as being there may be gone by what is committed now. */
  const look = () =>
    read(() => {
      changes.lookForUnknown()
      reports.lookForUnmatched()
    })
  look()
  // A crash has ended attempts for whose end a report may have waited. A journal that fails reports it by itself.
  if (read(reports.mayRejoinUnknown)) write(reports.rejoinUnknown, eventWatch.wake).catch(() => {})

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
    endAttempts: (messageId, results, endedAt) =>
      write(() => changes.endAttempts(messageId, results, endedAt), eventWatch.wake),
    finish: (messageId) =>
      write(
        () => changes.finish(messageId),
        () => finishes.tell(messageId),
      ),
    reopen: (messageId, fence) => writeAfterRows(() => changes.reopen(messageId, fence)),
    async resolve(messageId, resolution) {
      const settledCount = await writeAfterRows(() => changes.resolve(messageId, resolution), eventWatch.wake)
      look()
      return settledCount
    },
    async recordReport(report, receivedAt) {
      const result = await writeAfterRows(() => reports.record(report, receivedAt), eventWatch.wake)
      if (result === 'settled') look()
      return result
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
      if (number !== undefined && running.has(messageId)) return finishes.wait(messageId, timeoutMs)
      await settled()
      return true
    },
    async listMessages(query) {
      const page = await readPage(queries, read, query)
      await settled()
      return page
    },
    listUnmatchedReports: ({ before, limit }) => ask(() => reports.listUnmatched(before, limit)),
    countUnmatchedReports: async () => read(reports.countUnmatched),
    listEvents: (query) => ask(() => events.list(query)),
    lastEvent: () => ask(events.lastSeq),
    async whenEvent({ caller, after }, timeoutMs, signal) {
      if (read(events.lastSeq) <= after) return eventWatch.wait(caller, timeoutMs, signal)
      await settled()
      return true
    },
    // Also works while the disk is stuck, when the figure is needed most.
    countUnknown: async () => read(queries.countUnknown),
    countUnknownUntil: async (seenAt) => read(() => queries.countUnknownUntil(seenAt)),
    usedSegments: async (caller, dayAt) => read(() => queries.usedSegments(caller, dayAt)),
    saveUsedSegments: (caller, dayAt, count) =>
      write(() => void sql.saveUsedSegments.run(caller, dayAt, count(), clock.seenAt())),
    mayStart: group.isOpen,
    isStalled: group.isStalled,
    async purge(limit) {
      const step = await writeAfterRows(() => purge.step(limit))
      look()
      return purge.take(step)
    },
    async purgeReports(limit) {
      const count = await write(() => {
        const seenAt = clock.seenAt()
        return reports.purge(seenAt - unmatchedRetentionMs, limit) + events.purge(seenAt - eventRetentionMs, limit)
      })
      look()
      return count
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

/** Whatever is synced while the files are lost is lost too. */
const syncWatched = (disk: DiskSync, files: FileWatch): Sync => ({
  later: (done) => disk.sync((error) => done(error ?? files.lookOften() ?? null)),
  here() {
    disk.syncHere()
    const lost = files.lookOften()
    if (lost !== undefined) throw lost
  },
})
