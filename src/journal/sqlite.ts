import type { DatabaseSync } from 'node:sqlite'
import {
  type BeginOptions,
  type Begun,
  type Journal,
  JournalError,
  type NewMessage,
  type Resolution,
  type StoredAnswer,
} from '../domain/journal.ts'
import type { JournalObserver } from '../domain/observer.ts'
import { outcomeOf, type RecipientResult } from '../domain/outcome.ts'
import { claimPurpose, emptyLog, openDatabase, type Purpose } from './database.ts'
import { type DiskSync, openDiskSync } from './disk-sync.ts'
import { createGroupCommit } from './group-commit.ts'
import { naturalNumber, nextNumber, numbersPerMs } from './message-number.ts'
import { createPurge } from './purge-step.ts'
import { createQueries } from './queries.ts'
import { createRunningMessage, type RunningMessage } from './running-messages.ts'
import { prepareStatements } from './statements.ts'

export type SqliteSettings = {
  readonly file: string
  /** The mode of the gateway. A journal of the other mode is refused. */
  readonly purpose?: Purpose
  /** How long messages are kept. Scheduled ones at least a day past their time. */
  readonly retentionMs: number
  /** Told once, when the journal has failed: nothing may be sent any more. */
  readonly onFailure: (error: JournalError) => void
  readonly observer?: JournalObserver
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
  /** Whether there is no message in it, as in a new one. */
  readonly isEmpty: boolean
} {
  const database = openDatabase(settings.file)
  try {
    if (settings.purpose !== undefined) claimPurpose(database, settings.file, settings.purpose)
    const recovery = recover(database)
    emptyLog(database)
    const isEmpty = database.prepare('SELECT 1 FROM messages LIMIT 1').get() === undefined
    // Where SQLite says that it is: behind a link the log has another name. In memory nothing could become durable.
    const location = database.location()
    const disk = location === null ? undefined : openDiskSync(location)
    return { journal: createJournal(database, settings, disk), recovery, isEmpty }
  } catch (cause) {
    database.close()
    if (cause instanceof JournalError) throw cause
    throw new JournalError(`The journal ${settings.file} cannot be used: ${(cause as Error).message}`, { cause })
  }
}

/** Settles what a process that has ended left open. */
export function recover(database: DatabaseSync): Recovery {
  const settle = (before: string, after: string, problem: string) =>
    database.prepare(
      `UPDATE attempts SET state = '${after}', problem = '${problem}', ended_at = ? WHERE state = '${before}' AND state <> 'accepted'`,
    )
  const settleSending = settle('sending', 'unknown', 'outcome-unknown')
  const settleQueued = settle('queued', 'not-attempted', 'interrupted')
  const now = Date.now()
  database.exec('BEGIN IMMEDIATE')
  const unknown = Number(settleSending.run(now).changes)
  const notAttempted = Number(settleQueued.run(now).changes)
  database.exec('COMMIT')
  return { unknown, notAttempted }
}

/** The journal over an open database that has recovered. */
export function createJournal(
  database: DatabaseSync,
  { retentionMs, onFailure, observer }: SqliteSettings,
  disk?: DiskSync,
): Journal {
  const { write, read, settled, isStalled, close } = createGroupCommit(database, onFailure, {
    sync: disk?.sync,
    observer,
  })
  const sql = prepareStatements(database)
  const running = new Map<string, RunningMessage>()
  const queries = createQueries(database, sql, (messageId) => running.has(messageId))
  const { findNumber, findMessage, findKey, findFenced, listMessages, countSegments, countUnknown } = queries
  const purge = createPurge(sql, retentionMs, running)
  const findAnyUnknown = () => read(() => sql.anyUnknown.get() !== undefined)
  // Without any there is no fence to look at. It becomes true before a transaction ends, and false only by what is committed.
  let anyUnknown = findAnyUnknown()

  function begin(message: NewMessage, options: BeginOptions, entry: RunningMessage): Begun {
    // A change may be run twice.
    delete entry.number
    const { claim, sending } = options
    const fenced: ReadonlyMap<string, string> = anyUnknown ? findFenced(message, options) : new Map()
    if (fenced.size === message.to.length) {
      const claimed = claim && findKey(claim)
      return claimed ? { kind: 'claimed', claimed } : { kind: 'begun', fenced }
    }
    const number = insertMessage(message)
    if (claim) {
      const { caller, route, key, fingerprint } = claim
      if (sql.claimKey.run(caller, route, key, fingerprint, number).changes === 0) {
        const claimed = findKey(claim)
        // To go on without a claim would let the next request with the key send again.
        if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
        sql.deleteMessage.run(number)
        return { kind: 'claimed', claimed }
      }
    }
    const onTheWire = new Set(sending)
    entry.mayWait = false
    for (const [position, recipient] of message.to.entries()) {
      const duplicateOf = fenced.get(recipient)
      if (duplicateOf !== undefined) sql.insertFenced.run(number, position, recipient, duplicateOf)
      else if (onTheWire.has(recipient)) sql.insertSending.run(number, position, recipient, message.createdAt)
      else {
        sql.insertQueued.run(number, position, recipient)
        entry.mayWait = true
      }
    }
    entry.number = number
    return { kind: 'begun', fenced }
  }

  /** Gives a message the number that fits its id, or the next one that is free. */
  function insertMessage(message: NewMessage): number {
    let number = naturalNumber(message.id)
    for (let tries = 0; tries < numbersPerMs; tries++) {
      const { changes } = sql.insertMessage.run(
        number,
        message.id,
        message.caller,
        message.requestId,
        message.createdAt,
        message.from,
        message.encoding ?? null,
        message.segments ?? null,
        message.reference ?? null,
        message.scheduledAt ?? null,
        message.contentHash,
      )
      if (changes === 1) return number
      if (findNumber(message.id) !== undefined) throw new Error('A message begins once')
      number = nextNumber(number)
    }
    throw new Error('There is no room for another message of this millisecond')
  }

  function numberOf(messageId: string): number {
    const number = running.get(messageId)?.number ?? findNumber(messageId)
    if (number === undefined) throw new Error('The journal was asked for a message that it does not have')
    return number
  }

  function positionOf(messageId: string, number: number, recipient: string): number {
    const position = running.get(messageId)?.positionOf?.(recipient)
    const known = position ?? sql.findPosition.get(recipient, number)?.['position']
    if (known === undefined) throw new Error('The journal was asked for a recipient that the message does not have')
    return Number(known)
  }

  function startAttempts(messageId: string, recipients: readonly string[], startedAt: number): void {
    const number = numberOf(messageId)
    for (const recipient of recipients) {
      const position = positionOf(messageId, number, recipient)
      if (sql.startQueued.run(startedAt, number, position).changes === 0)
        sql.startAnother.run(startedAt, number, position)
    }
  }

  function endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): void {
    const number = numberOf(messageId)
    for (const result of results) {
      const failure = result.accepted ? undefined : result.failure
      const state = outcomeOf(result)
      if (state === 'unknown') anyUnknown = true
      sql.endAttempt.run(
        state,
        failure?.code ?? null,
        failure?.upstreamCode ?? null,
        failure?.smpp?.name ?? null,
        (result.accepted ? result.upstreamMessageId : undefined) ?? null,
        endedAt,
        number,
        positionOf(messageId, number, result.to),
      )
    }
  }

  function finish(messageId: string, { statusCode, body }: StoredAnswer): void {
    const { mayWait = true, keyed } = running.get(messageId) ?? {}
    const number = numberOf(messageId)
    if (mayWait) sql.settleQueued.run(number)
    if (keyed ?? sql.hasKey.get(number) !== undefined) sql.storeAnswer.run(number, statusCode, body)
  }

  function resolve(messageId: string, { outcome, reason, by, at, recipients }: Resolution): number {
    const number = findNumber(messageId)
    if (number === undefined) return 0
    const wanted = recipients && new Set(recipients)
    const open = sql.unknownAttempts.all(number) as { position: number; recipient: string }[]
    const settled = open.filter(({ recipient }) => wanted?.has(recipient) ?? true)
    for (const { position } of settled) {
      const problem = outcome === 'rejected' ? 'settled-as-rejected' : null
      sql.resolveAttempt.run(outcome, problem, number, position)
      sql.insertResolution.run(number, position, outcome, reason, by, at)
    }
    return settled.length
  }

  return {
    async begin(message, options) {
      if (running.has(message.id)) throw new Error('A message begins once')
      const entry = createRunningMessage(message, options)
      running.set(message.id, entry)
      try {
        return await write(() => begin(message, options, entry))
      } catch (error) {
        delete entry.number
        throw error
      } finally {
        if (entry.number === undefined) running.delete(message.id)
        else purge.mind(entry.number)
      }
    },
    startAttempts: (messageId, recipients, startedAt) => write(() => startAttempts(messageId, recipients, startedAt)),
    endAttempts: (messageId, results, endedAt) => write(() => endAttempts(messageId, results, endedAt)),
    async finish(messageId, answer) {
      await write(() => finish(messageId, answer))
      running.delete(messageId)
    },
    async reopen(messageId) {
      if (running.has(messageId)) return false
      // From here on it is this one's: of many that come in one turn the others find it running.
      const entry: RunningMessage = { keyed: true, mayWait: true }
      running.set(messageId, entry)
      try {
        return await write(() => {
          const number = findNumber(messageId)
          if (number === undefined) return false
          Object.assign(entry, { number, keyed: sql.hasKey.get(number) !== undefined })
          // After a crash it would say `not-attempted` of what is on the wire from now on.
          sql.forgetAnswer.run(number)
          return true
        })
      } catch (error) {
        delete entry.number
        throw error
      } finally {
        if (entry.number === undefined) running.delete(messageId)
      }
    },
    async resolve(messageId, resolution) {
      const settledCount = await write(() => resolve(messageId, resolution))
      anyUnknown = findAnyUnknown()
      return settledCount
    },
    async purge(now, limit) {
      const step = await write(() => purge.step(now, limit))
      anyUnknown = findAnyUnknown()
      return purge.take(step)
    },
    findFenced: (message, fence) => read(() => findFenced(message, fence)),
    findKey: (claim) => read(() => findKey(claim)),
    findMessage: (caller, messageId) => read(() => findMessage(caller, messageId)),
    countSegments: (caller, since) => read(() => countSegments(caller, since)),
    listMessages: (query) => read(() => listMessages(query)),
    countUnknown: () => read(countUnknown),
    settled,
    isStalled,
    async close() {
      await close()
      if (!database.isOpen) return
      disk?.close()
      database.close()
    },
  }
}
