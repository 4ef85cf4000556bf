import { foldId } from '../messages/delivery.ts'
import type { Place } from './deliveries.ts'
import { instantOfNumber } from './message-number.ts'
import type { AttemptToNumber } from './report-proof.ts'
import { maxAttempts, type ReportStatements } from './report-statements.ts'

/** `number`: above 1 if earlier attempts were replaced by this one. */
export type ProvenAttempt = AttemptToNumber & Place & { readonly number: number }

/**
 * The attempts to a number, read once for several reports as long as no attempt changes: a hundred reports to a number with a
 * thousand attempts would otherwise stop the process for seconds, within a send.
 */
export type KnownAttempts = {
  readonly hasId: (id: string) => boolean
  /**
   * With those that were refused and then repeated; none if there may be more.
   *
   * @param aheadMs how far the wall clock is ahead of the journal's
   */
  readonly all: (aheadMs: number) => readonly ProvenAttempt[]
}

export function createKnownAttempts(sql: ReportStatements, to: string): KnownAttempts {
  let ids: ReadonlySet<string> | undefined
  let attempts: readonly ProvenAttempt[] | undefined

  function read(aheadMs: number): readonly ProvenAttempt[] {
    const rows = sql.attemptsTo.all(to) as unknown as ProvenAttempt[]
    // Any of those that are not read may be meant.
    if (rows.length === maxAttempts) return []
    return rows.flatMap((row) => {
      const attempt = { ...row, recordedAt: instantOfNumber(row.message) + aheadMs }
      if (row.number === 1) return [attempt]
      const refused = sql.pastRefusalsOf.all(row.message, row.position)
      return [
        attempt,
        ...refused.map((past) => ({
          ...attempt,
          state: 'rejected',
          upstream_id: null,
          started_at: Number(past['started_at']),
        })),
      ]
    })
  }

  return {
    hasId(id) {
      ids ??= new Set(sql.idsTo.all(to).flatMap((row) => foldId(String(row['upstream_id'])).split(',')))
      return ids.has(foldId(id))
    },
    all: (aheadMs) => (attempts ??= read(aheadMs)),
  }
}
