import { dayMs } from '../sms/instant.ts'
import type { Caller } from './caller.ts'
import type { Journal } from './journal.ts'

/** Segments that are set aside for one message, until it is known how many of them were used. */
export type QuotaHold = {
  /** Gives back what was not used. Only the first call counts. */
  settle(usedCount: number): void
}

/** How many segments each caller has used on the present day, in UTC. */
export type Quota = {
  /**
   * Sets segments aside before anything is submitted, so that no two messages share the last of them.
   *
   * @returns undefined if the caller has not as many left today
   * @throws JournalError if the count of the day cannot be read
   */
  hold(caller: Caller, segmentCount: number): Promise<QuotaHold | undefined>
  /** Milliseconds until the next day begins. */
  untilNextDayMs(): number
  /** Reads beforehand what callers have used today. */
  prepare(callers: Iterable<Caller>): void
  /** Saves what callers without a quota have used, which nothing waits for. */
  save(): void
}

/** Where the count of a day outlives the process. */
export type UsageRecord = Pick<Journal, 'usedSegments' | 'saveUsedSegments'>

type Day = {
  readonly beganAt: number
  /** The segments that were set aside and not given back. */
  used: number
  /** Holds that are not settled. */
  openCount: number
  /** Whether a save of the count is under way that has not read it yet. */
  saving: boolean
  /** Whether the count has changed since it was saved last. */
  unsaved: boolean
}

/** The hold of a caller without a quota. */
const unlimited: QuotaHold = { settle() {} }

/**
 * Counts in memory, where a look and a change are one step, and saves each change before the message that it is for begins. After a
 * crash the count is therefore never too low; it is too high by what was given back since the last save.
 *
 * A day is a day in UTC as the wall clock names it. Each has one count, whenever and in what order the clock comes to it, so a clock
 * that is set gives no day's quota twice.
 */
export function createQuota({ usedSegments, saveUsedSegments }: UsageRecord, nowMs: () => number): Quota {
  /** Those of each caller that can still change, and the latest. */
  const days = new Map<string, readonly Day[]>()
  const readings = new Map<string, Promise<Day>>()

  /** The day that begins at an instant, read from the record once. */
  async function findDay(name: string, beganAt: number): Promise<Day> {
    const known = find(name, beganAt)
    if (known !== undefined) return known
    const reading = JSON.stringify([name, beganAt])
    const read = readings.get(reading) ?? readDay(name, beganAt).finally(() => readings.delete(reading))
    readings.set(reading, read)
    return read
  }

  async function readDay(name: string, beganAt: number): Promise<Day> {
    const day = { beganAt, used: await usedSegments(name, beganAt), openCount: 0, saving: false, unsaved: false }
    const others = days.get(name) ?? []
    for (const other of others) if (other.unsaved) save(name, other)
    // If the clock comes back to a day that can still change, there must not be two counts of it.
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
    // A journal that fails tells of it by itself, and refuses the message too.
    saveUsedSegments(name, day.beganAt, count).catch(() => {})
  }

  return {
    async hold({ name, dailySegments }, segmentCount) {
      const day = await findDay(name, startOfDay(nowMs()))
      if (dailySegments === undefined) {
        // Counted in case that there is a quota one day, and saved from time to time.
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
        // To the day it was taken from: what comes back after midnight is no gift to the next one.
        settle(usedCount) {
          if (!open) return
          open = false
          day.openCount--
          if (usedCount === segmentCount) return
          day.used -= segmentCount - usedCount
          save(name, day)
        },
      }
    },
    untilNextDayMs: () => dayMs - (nowMs() - startOfDay(nowMs())),
    prepare(callers) {
      for (const { name, dailySegments } of callers) {
        // A journal that fails reports it by itself, and the next hold fails as well.
        if (dailySegments !== undefined) findDay(name, startOfDay(nowMs())).catch(() => {})
      }
    },
    save() {
      for (const [name, known] of days) for (const day of known) if (day.unsaved) save(name, day)
    },
  }
}

const startOfDay = (at: number): number => Math.floor(at / dayMs) * dayMs
