import type { Resolution } from '../messages/journal.ts'
import type { Deliveries } from './deliveries.ts'
import type { Queries } from './queries.ts'
import type { Statements } from './statements.ts'

/** Settles unknown outcomes on a person's word, within a transaction of the group commit. */
export function createResolve(sql: Statements, findNumber: Queries['findNumber'], tell: Deliveries['tell']) {
  return function resolve(messageId: string, { outcome, reason, by, caller, at, recipients }: Resolution): number {
    const number = findNumber(messageId)
    if (number === undefined) return 0
    const wanted = recipients && new Set(recipients)
    const open = sql.unknownAttempts.all(number) as { position: number; recipient: string }[]
    const settled = open.filter(({ recipient }) => wanted?.has(recipient) ?? true)
    for (const { position } of settled) {
      const problem = outcome === 'rejected' ? 'settled-as-rejected' : null
      sql.insertResolution.run(outcome, reason, by, at, caller, number, position)
      sql.resolveAttempt.run(outcome, problem, number, position)
      tell({ message: number, position }, 'recipient.settled', at)
    }
    return settled.length
  }
}
