import { dayMs } from '../sms/instant.ts'
import type { Caller } from './caller.ts'
import type { Journal } from './journal.ts'

/** Segments reserved for one message until the number used is known. */
export type QuotaHold = {
  /** Gives back what was not used. Only the first call counts. */
  settle(usedCount: number): void
}

/** The segments that each caller has used today, in UTC. */
export type Quota = {
  /**
   * Reserves segments before anything is submitted, so that two messages cannot use the same ones.
   *
   * @returns undefined if the caller has too few left today; a promise only where the day's count must be read first
   * @throws JournalError if the day's count cannot be read
   */
  hold(caller: Caller, segmentCount: number): QuotaHold | undefined | Promise<QuotaHold | undefined>
  /** Milliseconds until the next day begins. */
  untilNextDayMs(): number
  /** Loads today's counts of callers in advance. */
  prepare(callers: Iterable<Caller>): void
  /** Saves the counts of callers without a quota, which no message waits for. */
  save(): void
}

/** Durable storage for the counts. */
export type UsageRecord = Pick<Journal, 'usedSegments' | 'saveUsedSegments'>

type Day = {
  readonly beganAt: number
  /** The segments reserved and not given back. */
  used: number
  /** The number of open holds. */
  openCount: number
  /** Whether a pending save has not read the count yet. */
  saving: boolean
  /** Whether the count has changed since the last save. */
  unsaved: boolean
}

/** The hold of a caller without a quota. */
const unlimited: QuotaHold = { settle() {} }

/**
 * Counts in memory, where check and change are atomic, and saves each change before its message begins. After a crash the
 * count is therefore never too low; it is too high by what was given back since the last save.
 *
 * Days are UTC days of the wall clock. Each has one count, even if the clock returns to it, so setting the clock gives no
 * day's quota twice.
 */
export function createQuota({ usedSegments, saveUsedSegments }: UsageRecord, nowMs: () => number): Quota {
  /** Per caller: the days whose count can still change, and the latest day. */
  const days = new Map<string, readonly Day[]>()
  const readings = new Map<string, Promise<Day>>()

  /** Loads the day that begins at an instant, once. */
  async function loadDay(name: string, beganAt: number): Promise<Day> {
    const reading = JSON.stringify([name, beganAt])
    const read = readings.get(reading) ?? readDay(name, beganAt).finally(() => readings.delete(reading))
    readings.set(reading, read)
    return read
  }

  async function readDay(name: string, beganAt: number): Promise<Day> {
    const day = { beganAt, used: await usedSegments(name, beganAt), openCount: 0, saving: false, unsaved: false }
    const others = days.get(name) ?? []
    for (const other of others) if (other.unsaved) save(name, other)
    // If the clock returns to a day whose count can still change, that count must be reused.
    days.set(name, [day, ...others.filter((other) => other.saving || other.openCount > 0)])
    return day
  }

  const find = (name: string, beganAt: number) => days.get(name)?.find((day) => day.beganAt === beganAt)

  /** Many messages of one group share a save. */
  function save(name: string, day: Day): void {
    if (day.saving) return
    day.saving = true
    const count = () => {
      day.saving = false
      day.unsaved = false
      return day.used
    }
    // The journal reports its own failures, and then refuses the message too.
    saveUsedSegments(name, day.beganAt, count).catch(() => {})
  }

  function holdOf(day: Day, { name, dailySegments }: Caller, segmentCount: number): QuotaHold | undefined {
    if (dailySegments === undefined) {
      // Counted in case a quota is set later today, and saved periodically.
      day.used += segmentCount
      day.unsaved = true
      return unlimited
    }
    if (day.used + segmentCount > dailySegments) return undefined
    day.used += segmentCount
    day.openCount++
    save(name, day)
    let open = true
    return {
      // To the day that it was taken from, even after midnight.
      settle(usedCount) {
        if (!open) return
        open = false
        day.openCount--
        if (usedCount === segmentCount) return
        day.used -= segmentCount - usedCount
        save(name, day)
      },
    }
  }

  return {
    hold(caller, segmentCount) {
      const beganAt = startOfDay(nowMs())
      const day = find(caller.name, beganAt)
      if (day !== undefined) return holdOf(day, caller, segmentCount)
      return loadDay(caller.name, beganAt).then((loaded) => holdOf(loaded, caller, segmentCount))
    },
    untilNextDayMs: () => dayMs - (nowMs() - startOfDay(nowMs())),
    prepare(callers) {
      for (const { name, dailySegments } of callers) {
        // The journal reports its own failures, and the next hold fails as well.
        const beganAt = startOfDay(nowMs())
        if (dailySegments !== undefined && find(name, beganAt) === undefined) loadDay(name, beganAt).catch(() => {})
      }
    },
    save() {
      for (const [name, known] of days) for (const day of known) if (day.unsaved) save(name, day)
    },
  }
}

/** The beginning of a day in UTC. */
export const startOfDay = (at: number): number => Math.floor(at / dayMs) * dayMs
