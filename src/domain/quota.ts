import type { Caller } from './caller.ts'

const dayMs = 86_400_000

/** Segments that are set aside for one message, until it is known how many of them were used. */
export type Reservation = {
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
  reserve(caller: Caller, segmentCount: number): Reservation | undefined
  /** Milliseconds until the next day begins. */
  untilNextDayMs(): number
  /** Reads beforehand what callers have used today, so that the first message does not wait for it. */
  prepare(callers: Iterable<Caller>): void
}

/** Segments that a caller has used, as it was recorded, since the beginning of the present day. */
export type CountUsed = (caller: string, since: number) => number

type Day = { readonly beganAt: number; used: number }

/** The reservation of whoever has no quota. */
export const unlimited: Reservation = { settle() {} }

/**
 * Counts in memory, where a look and a change are one step. What was used before the process began, or before the caller
 * had a quota, is read once: every later message is counted here as well as recorded.
 */
export function createQuota(countUsed: CountUsed, nowMs: () => number): Quota {
  const days = new Map<string, Day>()

  function today(name: string): Day {
    const beganAt = startOfDay(nowMs())
    const known = days.get(name)
    if (known?.beganAt === beganAt) return known
    // Of a day that follows one that is counted nothing can be on record yet. Of one before it there is, where a clock
    // was set back: to begin it anew would be to give the quota twice.
    const follows = known !== undefined && known.beganAt < beganAt
    const day = { beganAt, used: follows ? 0 : countUsed(name, beganAt) }
    days.set(name, day)
    return day
  }

  return {
    reserve({ name, dailySegments }, segmentCount) {
      if (dailySegments === undefined) {
        // From now on the count would miss something: should there be a quota one day, it is read anew.
        days.delete(name)
        return unlimited
      }
      const day = today(name)
      if (day.used + segmentCount > dailySegments) return undefined
      day.used += segmentCount
      let open = true
      return {
        // To the day it was taken from: what comes back after midnight is no gift to the next one.
        settle(usedCount) {
          if (open) day.used -= segmentCount - usedCount
          open = false
        },
      }
    },
    untilNextDayMs: () => dayMs - (nowMs() - startOfDay(nowMs())),
    prepare(callers) {
      for (const { name, dailySegments } of callers) if (dailySegments !== undefined) today(name)
    },
  }
}

/** Days in UTC have no clock changes, and so no other lengths. */
const startOfDay = (at: number): number => at - (at % dayMs)
