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
   * @returns nothing where the caller has not as many left today
   */
  hold(caller: Caller, segmentCount: number): QuotaHold | undefined
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
  const days = new Map<string, readonly Day[]>()

  function today(name: string): Day {
    const beganAt = startOfDay(nowMs())
    const known = days.get(name)
    const latest = known?.[0]
    if (latest?.beganAt === beganAt) return latest
    const others = known ?? []
    for (const day of others) if (day.unsaved) save(name, day)
    const day = others.find((other) => other.beganAt === beganAt) ?? {
      beganAt,
      used: usedSegments(name, beganAt),
      openCount: 0,
      saving: false,
      unsaved: false,
    }
    // Should the clock come back to a day that can still change, there must not be two counts of it.
    days.set(name, [day, ...others.filter((other) => other !== day && (other.saving || other.openCount > 0))])
    return day
  }

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
    hold({ name, dailySegments }, segmentCount) {
      const day = today(name)
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
      for (const { name, dailySegments } of callers) if (dailySegments !== undefined) today(name)
    },
    save() {
      for (const [name, [day]] of days) if (day?.unsaved) save(name, day)
    },
  }
}

const startOfDay = (at: number): number => Math.floor(at / dayMs) * dayMs
