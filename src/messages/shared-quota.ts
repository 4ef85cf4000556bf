import { dayMs } from '../sms/instant.ts'
import { type Quota, startOfDay } from './quota.ts'

/** Durable counts of used segments, which several gateways share. */
export type SharedUsage = {
  /** Takes segments of a day if its count stays within the limit; without a limit they are always taken. */
  take(caller: string, dayAt: number, segmentCount: number, limit: number | undefined): Promise<boolean>
  /** Gives back what was not used. */
  giveBack(caller: string, dayAt: number, segmentCount: number): Promise<void>
}

/**
 * The quota of gateways that share a journal: it is counted where all of them see it, and taken before anything is submitted.
 * What cannot be given back, as after a crash, stays used: the count is never too low.
 *
 * The segments of callers without a quota are counted here and added now and then, in case a quota is set later today.
 */
export function createSharedQuota({ take, giveBack }: SharedUsage, nowMs: () => number): Quota {
  /** By caller and day: the segments that are not yet added. */
  const unsaved = new Map<string, { readonly name: string; readonly dayAt: number; count: number }>()

  function note(name: string, dayAt: number, count: number): void {
    const key = JSON.stringify([name, dayAt])
    const known = unsaved.get(key)
    if (known === undefined) unsaved.set(key, { name, dayAt, count })
    else known.count += count
  }

  return {
    async hold({ name, dailySegments }, segmentCount) {
      const dayAt = startOfDay(nowMs())
      if (dailySegments === undefined) {
        note(name, dayAt, segmentCount)
        return { settle() {} }
      }
      if (!(await take(name, dayAt, segmentCount, dailySegments))) return undefined
      let isOpen = true
      return {
        settle(usedCount) {
          if (!isOpen) return
          isOpen = false
          const unused = segmentCount - usedCount
          // While the journal is away they stay used.
          if (unused > 0) giveBack(name, dayAt, unused).catch(() => {})
        },
      }
    },
    untilNextDayMs: () => dayMs - (nowMs() - startOfDay(nowMs())),
    // Each hold asks the journal.
    prepare() {},
    save() {
      const counts = [...unsaved.values()]
      unsaved.clear()
      for (const { name, dayAt, count } of counts)
        take(name, dayAt, count, undefined).catch(() => note(name, dayAt, count))
    },
  }
}
