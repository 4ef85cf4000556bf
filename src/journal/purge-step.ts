import { dayMs } from '../sms/instant.ts'
import type { JournalClock } from './journal-clock.ts'
import { lowestNumberAt } from './message-number.ts'
import type { Statements } from './statements.ts'

/** A step stops after that many rows of recipients, since it holds up every send: these take about a millisecond. */
const stepRows = 500

/** `age`: the number from which on it counts. */
type Candidate = { readonly number: number; readonly isRunning: 0 | 1; readonly age: number }
type Step = { readonly removedCount: number; readonly walkedBelow: number }

/** Removes what is past its time, oldest first. What is running stays, and what became unknown within that time. */
export function createPurge(
  sql: Statements,
  retentionMs: number,
  clock: Pick<JournalClock, 'seenAt' | 'trustedWallAt'>,
) {
  // Below it there is nothing to remove but what is scheduled, over which every step would have to go again.
  let walkedBelow = Number.MIN_SAFE_INTEGER
  /** The lowest number that has come since the last step looked. */
  let lowestSince = Number.MAX_SAFE_INTEGER

  /** One transaction of it; at most so many messages. */
  function step(limit: number): Step {
    lowestSince = Number.MAX_SAFE_INTEGER
    const oldAt = clock.seenAt() - retentionMs
    const until = lowestNumberAt(oldAt)
    // Running ones are met and left.
    const most = limit + Number(sql.countRuns.get()?.['count'])
    const old = sql.findOld.all(walkedBelow, until, oldAt, most) as Candidate[]
    const candidates = [...old, ...findOldScheduled(until, oldAt, most)]
      .filter(({ isRunning }) => isRunning === 0)
      .sort((one, other) => one.age - other.age)
      .slice(0, limit)
    const removed = new Set<number>()
    let rows = 0
    for (const { number } of candidates) {
      if (rows >= stepRows) break
      rows += Number(sql.deleteAttempts.run(number).changes)
      for (const statement of sql.deleteOthers) statement.run(number)
      removed.add(number)
    }
    const left = old.find(({ number }) => !removed.has(number))
    const reached = old.length < most ? until : (old.at(-1)?.number ?? until)
    // A key that was taken up again late may have left an outcome unknown just now. It stays, as the fence needs it.
    const young = sql.firstYoungUnknown.get(walkedBelow, until, oldAt) as { message: number } | undefined
    const next = Math.min(left?.number ?? reached, young?.message ?? reached)
    return { removedCount: removed.size, walkedBelow: Math.max(walkedBelow, next) }
  }

  /** What was to go out at a time by the wall clock must be past that as well; while that clock is in doubt, it stays. */
  function findOldScheduled(until: number, oldAt: number, most: number): Candidate[] {
    const wallAt = clock.trustedWallAt()
    return wallAt === undefined ? [] : (sql.findOldScheduled.all(until, wallAt - dayMs, oldAt, most) as Candidate[])
  }

  return {
    step,
    /** Takes note of a step that is durable, and says how many messages it removed. */
    take(done: Step): number {
      walkedBelow = Math.min(done.walkedBelow, lowestSince)
      return done.removedCount
    },
    /** A message that waited long for its turn may be older than the last step got. */
    mind(number: number): void {
      if (number < walkedBelow) walkedBelow = number
      if (number < lowestSince) lowestSince = number
    },
  }
}
