import type { DatabaseSync, StatementSync } from 'node:sqlite'

/** State in memory that follows the transactions. */
export type TransactionState = {
  /** Makes the changes that were put off to the end of the transaction. */
  beforeCommit?(): void
  committed?(): void
  rolledBack(): void
}

/**
 * Runs changes in a transaction, and rolls it back if one of them or the commit throws.
 *
 * @param states told of each transaction, in this order
 */
export function createTransaction(
  database: DatabaseSync,
  states: readonly TransactionState[],
): (change: () => void) => void {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commit = database.prepare('COMMIT')
  const rollback = database.prepare('ROLLBACK')

  return (change) => {
    begin.run()
    try {
      change()
      for (const state of states) state.beforeCommit?.()
      commit.run()
    } catch (error) {
      undo(database, rollback)
      for (const state of states) state.rolledBack()
      throw error
    }
    for (const state of states) state.committed?.()
  }
}

function undo(database: DatabaseSync, rollback: StatementSync): void {
  try {
    // Some failures (a full disk) have already rolled back.
    if (database.isTransaction) rollback.run()
  } catch {
    // The original failure is the one to report; the journal is unusable then, and the next start rolls back.
  }
}
