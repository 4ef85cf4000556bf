import type { DatabaseSync } from 'node:sqlite'
import type { NewMessage } from '../messages/journal.ts'
import { createGroupedInsert } from './grouped-insert.ts'
import type { TransactionState } from './transaction.ts'

export type NewRows = ReturnType<typeof createNewRows>

/**
 * The rows of the messages that begin in a transaction. They are inserted together, at the latest before it commits, or
 * before a statement of the same transaction that may read them.
 */
export function createNewRows(database: DatabaseSync) {
  const messages = createGroupedInsert(
    database,
    `INSERT OR ROLLBACK INTO messages
       (number, id, caller, request_id, created_at, sender, encoding, segments, reference, scheduled_at, content_hash,
        wants_report)`,
    '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertAttempt = 'INSERT OR ROLLBACK INTO attempts (message, position, number, recipient, state'
  const sending = createGroupedInsert(database, `${insertAttempt}, started_at)`, `(?, ?, 1, ?, 'sending', ?)`)
  const queued = createGroupedInsert(database, `${insertAttempt})`, `(?, ?, 1, ?, 'queued')`)
  const inserts = [messages, sending, queued]
  /** The lowest number of a message with rows that may not be inserted yet. */
  let lowest = Number.POSITIVE_INFINITY

  function flush(): void {
    if (lowest === Number.POSITIVE_INFINITY) return
    lowest = Number.POSITIVE_INFINITY
    for (const insert of inserts) insert.flush()
  }

  const transaction: TransactionState = {
    beforeCommit: flush,
    rolledBack() {
      lowest = Number.POSITIVE_INFINITY
      for (const insert of inserts) insert.clear()
    },
  }

  function note(number: number): void {
    if (number < lowest) lowest = number
  }

  return {
    transaction,
    addMessage(number: number, message: NewMessage): void {
      note(number)
      messages.add([
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
        message.deliveryReport ? 1 : 0,
      ])
    },
    addSending(message: number, position: number, recipient: string, startedAt: number): void {
      note(message)
      sending.add([message, position, recipient, startedAt])
    },
    addQueued(message: number, position: number, recipient: string): void {
      note(message)
      queued.add([message, position, recipient])
    },
    /** For a statement that may read any of them. */
    flush,
    /** For a statement that reads one message. Mostly that began in an earlier transaction, and has a lower number. */
    flushFor(number: number): void {
      if (number >= lowest) flush()
    },
  }
}
