import type { Clocks } from '../../messages/clocks.ts'
import { problemOf } from '../../messages/problems.ts'
import type { JournalClock } from '../journal-clock.ts'
import type { Recovery } from '../recovery.ts'
import type { Database } from './connections.ts'
import type { Beat } from './lease.ts'
import { postgresMigrations } from './migrations.ts'

/** A process that writes: each start is a new run. */
export type ReplicaRun = {
  readonly id: string
  readonly name: string
  readonly laneCount: number
  readonly leaseMs: number
}

type Context = {
  readonly query: Database['query']
  readonly run: ReplicaRun
  readonly clock: JournalClock
  readonly clocks: Clocks
}

/** What a process may do with its run. */
export function createRunCalls({ query, run, clock, clocks }: Context) {
  const { resend } = problemOf('outcome-unknown')
  const wallAt = () => clock.trustedWallAt() ?? null
  const nowAt = () => Math.trunc(clocks.wallMs())

  return {
    /** Begins the run, and ends the one that had its name before. */
    async enter(): Promise<Recovery & Beat> {
      const { id, name, laneCount, leaseMs } = run
      const [row] = await query('SELECT journal_enter_1($1, $2, $3, $4, $5, $6, $7, $8, $9) AS ended', [
        ...[
          id,
          name,
          postgresMigrations.length,
          laneCount,
          leaseMs,
          clock.seenAt(),
          wallAt() ?? nowAt(),
          nowAt(),
          resend,
        ],
      ])
      return row?.['ended'] as Recovery & Beat
    },
    /** Renews the lease; undefined: the run is over. */
    async beat(endsOthers: boolean): Promise<(Recovery & Beat) | undefined> {
      const [row] = await query('SELECT journal_beat_1($1, $2, $3, $4, $5, $6, $7) AS beat', [
        ...[run.id, run.leaseMs, endsOthers, clock.seenAt(), wallAt(), nowAt(), resend],
      ])
      const beat = row?.['beat'] as (Recovery & Beat & { seenAt: number }) | null
      if (beat === null) return undefined
      clock.advanceTo(beat.seenAt)
      return beat
    },
    async leave(): Promise<void> {
      await query('SELECT journal_leave_1($1, $2, $3, $4)', [run.id, clock.seenAt(), nowAt(), resend])
    },
  }
}
