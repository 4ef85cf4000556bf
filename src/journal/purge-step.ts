import { dayMs } from '../sms/instant.ts'
import type { JournalClock } from './journal-clock.ts'
import { lowestNumberAt } from './message-number.ts'
import type { RunningMessages } from './running-messages.ts'
import type { Statements } from './statements.ts'

/** The maximum recipient rows per step: a step blocks every send, and these take about a millisecond. */
const stepRows = 500

/** `age`: the number from which its age counts. */
type Candidate = { readonly number: number; readonly age: number }
type Step = { readonly removedCount: number; readonly walkedBelow: number }

/** Removes messages past their retention, oldest first. Keeps running ones, and ones that became unknown within it. */
export function createPurge(
  sql: Statements,
  retentionMs: number,
  clock: Pick<JournalClock, 'seenAt' | 'trustedWallAt'>,
  running: Pick<RunningMessages, 'numbers'>,
) {
  // Below this number only scheduled messages remain, which every step would otherwise scan again.
  let walkedBelow = Number.MIN_SAFE_INTEGER
  /** The lowest number recorded since the last step. */
  let lowestSince = Number.MAX_SAFE_INTEGER

  /** One transaction, with a maximum number of messages. */
  function step(limit: number): Step {
    lowestSince = Number.MAX_SAFE_INTEGER
    const oldAt = clock.seenAt() - retentionMs
    const until = lowestNumberAt(oldAt)
    const skipped = running.numbers()
    const most = limit + skipped.size
    const old = sql.findOld.all(walkedBelow, until, oldAt, most) as Candidate[]
    const candidates = [...old, ...findOldScheduled(until, oldAt, most)]
      .filter(({ number }) => !skipped.has(number))
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
    // A key that was resumed late may have caused an unknown outcome recently. It is kept, because the fence needs it.
    const young = sql.firstYoungUnknown.get(walkedBelow, until, oldAt) as { message: number } | undefined
    const next = Math.min(left?.number ?? reached, young?.message ?? reached)
    return { removedCount: removed.size, walkedBelow: Math.max(walkedBelow, next) }
  }

  /** A scheduled message must also be past its time on the wall clock; while that clock is in doubt, it is kept. */
  function findOldScheduled(until: number, oldAt: number, most: number): Candidate[] {
    const wallAt = clock.trustedWallAt()
    return wallAt === undefined ? [] : (sql.findOldScheduled.all(until, wallAt - dayMs, oldAt, most) as Candidate[])
  }

  return {
    step,
    /** Records that a step is durable, and returns how many messages it removed. */
    take(done: Step): number {
      walkedBelow = Math.min(done.walkedBelow, lowestSince)
      return done.removedCount
    },
    /** A message that waited long for its turn may have a lower number than the last step reached. */
    mind(number: number): void {
      if (number < walkedBelow) walkedBelow = number
      if (number < lowestSince) lowestSince = number
    },
  }
}
