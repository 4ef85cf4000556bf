import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  type BeginOptions,
  type Begun,
  type ClaimedKey,
  type Fence,
  type Journal,
  JournalError,
  type JournaledMessage,
  type KeyClaim,
  type ListQuery,
  type NewMessage,
  type Resolution,
  type StoredAnswer,
} from '../domain/journal.ts'
import { outcomeOf, type RecipientResult } from '../domain/outcome.ts'
import { claimPurpose, emptyLog, openDatabase, type Purpose } from './database.ts'
import { type DiskSync, openDiskSync } from './disk-sync.ts'
import { createGroupCommit } from './group-commit.ts'
import { listStatement } from './list-statement.ts'
import { type AttemptRow, formatMessage, type MessageRow, type ResolutionRow } from './rows.ts'

export type SqliteSettings = {
  readonly file: string
  /** The mode of the gateway. A journal of the other mode is refused. */
  readonly purpose?: Purpose
  /** How long messages are kept. Scheduled ones at least a day past their time. */
  readonly retentionMs: number
  /** Told once, when the journal has failed: nothing may be sent any more. */
  readonly onFailure: (error: JournalError) => void
}

/** What the journal found at its start: attempts that a crash had interrupted. */
export type Recovery = { readonly unknown: number; readonly notAttempted: number }

const dayMs = 86_400_000
/** The purge stops after that many rows of recipients, since a step holds up every send: these take about a millisecond. */
const purgeStepRows = 500

/**
 * Opens the journal in SQLite. What was on the wire when the process before ended is unknown from now on, and what was
 * waiting is not attempted.
 *
 * @throws JournalError when the file cannot be used
 */
export function openSqliteJournal(settings: SqliteSettings): {
  readonly journal: Journal
  readonly recovery: Recovery
} {
  const database = openDatabase(settings.file)
  try {
    if (settings.purpose !== undefined) claimPurpose(database, settings.file, settings.purpose)
    const recovery = recover(database)
    emptyLog(database)
    // In memory there is nothing that could become durable.
    const disk = settings.file === ':memory:' ? undefined : openDiskSync(settings.file)
    return { journal: createJournal(database, settings, disk), recovery }
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
      `UPDATE attempts SET state = '${after}', problem = '${problem}', ended_at = ? WHERE state = '${before}'`,
    )
  const settleSending = settle('sending', 'unknown', 'outcome-unknown')
  const settleQueued = settle('queued', 'not-attempted', 'interrupted')
  const now = Date.now()
  database.exec('BEGIN IMMEDIATE')
  const unknown = Number(settleSending.run(now).changes)
  const notAttempted = Number(settleQueued.run(now).changes)
  database.exec('UPDATE messages SET finished = 1 WHERE finished = 0; COMMIT')
  return { unknown, notAttempted }
}

/** The journal over an open database that has recovered. */
export function createJournal(
  database: DatabaseSync,
  { retentionMs, onFailure }: SqliteSettings,
  disk?: DiskSync,
): Journal {
  const { write, read, settled, close } = createGroupCommit(database, onFailure, disk?.sync)
  const sql = prepareStatements(database)
  const listStatements = new Map<string, StatementSync>()

  function begin(message: NewMessage, options: BeginOptions): Begun {
    const { claim, sending } = options
    if (claim) {
      const claimed = claimKey(claim, message.id)
      if (claimed) return { kind: 'claimed', claimed }
    }
    const fenced = findFenced(message, options)
    if (fenced.size === message.to.length) {
      if (claim) sql.releaseKey.run(claim.caller, claim.route, claim.key)
      return { kind: 'begun', fenced }
    }
    insertMessage(message)
    const onTheWire = new Set(sending)
    for (const [position, recipient] of message.to.entries()) {
      const duplicateOf = fenced.get(recipient)
      if (duplicateOf !== undefined) sql.insertFenced.run(message.id, position, recipient, duplicateOf)
      else if (onTheWire.has(recipient)) sql.insertSending.run(message.id, position, 1, recipient, message.createdAt)
      else sql.insertQueued.run(message.id, position, recipient)
    }
    return { kind: 'begun', fenced }
  }

  /** Claims a key for a message, or finds whose it is. */
  function claimKey({ caller, route, key, fingerprint }: KeyClaim, messageId: string): ClaimedKey | undefined {
    if (sql.claimKey.run(caller, route, key, fingerprint, messageId).changes === 1) return undefined
    const claimed = findKey({ caller, route, key })
    // To go on without a claim would let the next request with the key send again.
    if (claimed === undefined) throw new Error('An Idempotency-Key is claimed for a message that is not there')
    return claimed
  }

  function insertMessage(message: NewMessage): void {
    sql.insertMessage.run(
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
  }

  /**
   * The recipients with an open message of the same content, and the newest such message. To acknowledge that one is to
   * acknowledge those before it: otherwise two open messages would be a wall. Open ones are few, so this is quick.
   */
  function findFenced(
    message: Pick<NewMessage, 'to' | 'contentHash'>,
    { fencedSince, acknowledged }: Fence,
  ): ReadonlyMap<string, string> {
    const fenced = new Map<string, string>()
    if (fencedSince === undefined) return fenced
    for (const recipient of message.to) {
      const open = sql.findOpen.all(recipient, message.contentHash, fencedSince) as { message_id: string }[]
      const [newest] = open
      if (newest && newest.message_id !== acknowledged) fenced.set(recipient, newest.message_id)
    }
    return fenced
  }

  function startAttempts(messageId: string, recipients: readonly string[], startedAt: number): void {
    for (const recipient of recipients) {
      const { position, number, state } = currentAttempt(messageId, recipient)
      if (state === 'queued') {
        sql.startQueued.run(startedAt, messageId, position, number)
        continue
      }
      // The table's own rules refuse this for an attempt that is live, or that may have gone out.
      sql.supersede.run(messageId, position, number)
      sql.insertSending.run(messageId, position, number + 1, recipient, startedAt)
    }
  }

  function endAttempts(messageId: string, results: readonly RecipientResult[], endedAt: number): void {
    for (const result of results) {
      const { position, number } = currentAttempt(messageId, result.to)
      const failure = result.accepted ? undefined : result.failure
      sql.endAttempt.run(
        outcomeOf(result),
        failure?.code ?? null,
        failure?.upstreamCode ?? null,
        failure?.smpp?.name ?? null,
        (result.accepted ? result.upstreamMessageId : undefined) ?? null,
        endedAt,
        messageId,
        position,
        number,
      )
    }
  }

  function currentAttempt(messageId: string, recipient: string): { position: number; number: number; state: string } {
    const row = sql.currentAttempt.get(messageId, recipient)
    if (row === undefined) throw new Error('The journal was asked for a recipient that the message does not have')
    return row as { position: number; number: number; state: string }
  }

  function finish(messageId: string, { statusCode, body }: StoredAnswer): void {
    sql.settleQueued.run(messageId)
    sql.finish.run(statusCode, body, messageId)
  }

  function resolve(messageId: string, { outcome, reason, by, at, recipients }: Resolution): number {
    const wanted = recipients && new Set(recipients)
    const open = sql.unknownAttempts.all(messageId) as { position: number; number: number; recipient: string }[]
    const settled = open.filter(({ recipient }) => wanted?.has(recipient) ?? true)
    for (const { position, number } of settled) {
      const problem = outcome === 'rejected' ? 'settled-as-rejected' : null
      sql.resolveAttempt.run(outcome, problem, messageId, position, number)
      sql.insertResolution.run(messageId, position, outcome, reason, by, at)
    }
    return settled.length
  }

  function purge(now: number, limit: number): number {
    const old = sql.findOld.all(now - retentionMs, now - dayMs, limit) as { id: string }[]
    let removed = 0
    let rows = 0
    for (const { id } of old) {
      if (rows >= purgeStepRows) break
      rows += Number(sql.deleteAttempts.run(id).changes)
      for (const statement of sql.deleteOthers) statement.run(id)
      removed++
    }
    return removed
  }

  function readMessage(row: MessageRow): JournaledMessage {
    const attempts = sql.attemptsOf.all(row.id) as unknown as AttemptRow[]
    const resolutions = sql.resolutionsOf.all(row.id) as unknown as ResolutionRow[]
    return formatMessage(row, attempts, resolutions)
  }

  function findKey({ caller, route, key }: Pick<KeyClaim, 'caller' | 'route' | 'key'>): ClaimedKey | undefined {
    const found = sql.findKey.get(caller, route, key) as { fingerprint: Uint8Array; message_id: string } | undefined
    if (found === undefined) return undefined
    const row = sql.findMessage.get(found.message_id) as MessageRow | undefined
    return row && { fingerprint: found.fingerprint, message: readMessage(row) }
  }

  function findMessage(caller: string, messageId: string): JournaledMessage | undefined {
    const row = sql.findMessage.get(messageId) as MessageRow | undefined
    return row?.caller === caller ? readMessage(row) : undefined
  }

  function listMessages(query: ListQuery): readonly JournaledMessage[] {
    const { text, values } = listStatement(query)
    const statement = listStatements.get(text) ?? database.prepare(text)
    listStatements.set(text, statement)
    return (statement.all(...(values as SQLInputValue[])) as unknown as MessageRow[]).map(readMessage)
  }

  return {
    begin: (message, options) => write(() => begin(message, options)),
    startAttempts: (messageId, recipients, startedAt) => write(() => startAttempts(messageId, recipients, startedAt)),
    endAttempts: (messageId, results, endedAt) => write(() => endAttempts(messageId, results, endedAt)),
    finish: (messageId, answer) => write(() => finish(messageId, answer)),
    reopen: (messageId) => write(() => sql.reopen.run(messageId).changes === 1),
    resolve: (messageId, resolution) => write(() => resolve(messageId, resolution)),
    purge: (now, limit) => write(() => purge(now, limit)),
    findFenced: (message, fence) => read(() => findFenced(message, fence)),
    findKey: (claim) => read(() => findKey(claim)),
    findMessage: (caller, messageId) => read(() => findMessage(caller, messageId)),
    listMessages: (query) => read(() => listMessages(query)),
    settled,
    async close() {
      await close()
      if (!database.isOpen) return
      disk?.close()
      database.close()
    },
  }
}

function prepareStatements(database: DatabaseSync) {
  const current = 'message_id = ? AND position = ? AND number = ?'
  return {
    claimKey: database.prepare(
      'INSERT INTO idempotency_keys (caller, route, key, fingerprint, message_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    releaseKey: database.prepare('DELETE FROM idempotency_keys WHERE caller = ? AND route = ? AND key = ?'),
    findKey: database.prepare(
      'SELECT fingerprint, message_id FROM idempotency_keys WHERE caller = ? AND route = ? AND key = ?',
    ),
    insertMessage: database.prepare(
      `INSERT INTO messages (id, caller, request_id, created_at, sender, encoding, segments, reference, scheduled_at, content_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    findMessage: database.prepare('SELECT * FROM messages WHERE id = ?'),
    insertSending: database.prepare(
      `INSERT INTO attempts (message_id, position, number, recipient, state, started_at) VALUES (?, ?, ?, ?, 'sending', ?)`,
    ),
    insertQueued: database.prepare(
      `INSERT INTO attempts (message_id, position, number, recipient, state) VALUES (?, ?, 1, ?, 'queued')`,
    ),
    insertFenced: database.prepare(
      `INSERT INTO attempts (message_id, position, number, recipient, state, problem, duplicate_of)
       VALUES (?, ?, 1, ?, 'not-attempted', 'possible-duplicate', ?)`,
    ),
    // Left alone, SQLite would go through all recipients of the message for each of them.
    currentAttempt: database.prepare(
      `SELECT position, number, state FROM attempts INDEXED BY attempts_by_recipient
       WHERE message_id = ? AND recipient = ? AND superseded = 0`,
    ),
    startQueued: database.prepare(`UPDATE attempts SET state = 'sending', started_at = ? WHERE ${current}`),
    supersede: database.prepare(`UPDATE attempts SET superseded = 1 WHERE ${current}`),
    endAttempt: database.prepare(
      `UPDATE attempts SET state = ?, problem = ?, upstream_code = ?, smpp_name = ?, upstream_id = ?, ended_at = ? WHERE ${current}`,
    ),
    settleQueued: database.prepare(
      `UPDATE attempts SET state = 'not-attempted', problem = 'message-stopped' WHERE message_id = ? AND state = 'queued'`,
    ),
    finish: database.prepare('UPDATE messages SET finished = 1, answer_status = ?, answer_body = ? WHERE id = ?'),
    // The answer given so far goes: after a crash it would say `not-attempted` of what is on the wire from now on.
    reopen: database.prepare(
      'UPDATE messages SET finished = 0, answer_status = NULL, answer_body = NULL WHERE id = ? AND finished = 1',
    ),
    findOpen: database.prepare(
      `SELECT message_id FROM attempts INDEXED BY attempts_unknown JOIN messages ON messages.id = message_id
       WHERE recipient = ? AND state = 'unknown' AND content_hash = ? AND started_at >= ? ORDER BY message_id DESC`,
    ),
    unknownAttempts: database.prepare(
      `SELECT position, number, recipient FROM attempts WHERE message_id = ? AND state = 'unknown' AND superseded = 0`,
    ),
    resolveAttempt: database.prepare(`UPDATE attempts SET state = ?, problem = ? WHERE ${current}`),
    insertResolution: database.prepare(
      'INSERT INTO resolutions (message_id, position, outcome, reason, resolved_by, resolved_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    attemptsOf: database.prepare('SELECT * FROM attempts WHERE message_id = ? ORDER BY position, number'),
    resolutionsOf: database.prepare('SELECT * FROM resolutions WHERE message_id = ? ORDER BY position'),
    findOld: database.prepare(
      `SELECT id FROM messages
       WHERE max(created_at, coalesce(scheduled_at, 0) - 2592000000) < ? AND coalesce(scheduled_at, 0) < ? AND finished = 1
       ORDER BY max(created_at, coalesce(scheduled_at, 0) - 2592000000) LIMIT ?`,
    ),
    deleteAttempts: database.prepare('DELETE FROM attempts WHERE message_id = ?'),
    deleteOthers: [
      'DELETE FROM idempotency_keys WHERE message_id = ?',
      'DELETE FROM resolutions WHERE message_id = ?',
      'DELETE FROM messages WHERE id = ?',
    ].map((text) => database.prepare(text)),
  }
}
