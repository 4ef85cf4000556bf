import type { DatabaseSync } from 'node:sqlite'
import { type Clocks, systemClocks } from '../messages/clocks.ts'
import type { Place } from './deliveries.ts'
import { callerOf, contentHash } from './statements.ts'

/** The number of attempts that the end of a process interrupted, by their new state. */
export type Recovery = { readonly unknown: number; readonly notAttempted: number }

/**
 * Settles what an ended process left open: attempts that may have been on the wire become unknown, waiting ones become not
 * attempted.
 *
 * @param seenAt on the journal's clock. The fence counts from here, when the outcome became unknown
 * @param tell called for each recipient whose outcome has become unknown: its caller never got an answer
 */
export function recover(
  database: DatabaseSync,
  seenAt: number,
  { wallMs }: Clocks = systemClocks,
  tell: (place: Place, at: number) => void = () => {},
): Recovery {
  // SQLite uses attempts_not_accepted only with the second condition.
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
  const findSending = database.prepare(
    "SELECT message, position FROM attempts WHERE state = 'sending' AND state <> 'accepted'",
  )
  const now = wallMs()
  database.exec('BEGIN IMMEDIATE')
  const sending = findSending.all() as Place[]
  const unknown = Number(settleSending.run(now, seenAt).changes)
  const notAttempted = Number(settleQueued.run(now).changes)
  for (const place of sending) tell(place, now)
  database.exec('COMMIT')
  return { unknown, notAttempted }
}
