/** A clock that only moves when it is told to. */
export function createClock(startsAt: string) {
  let nowMs = Date.parse(startsAt)
  const timers = new Set<{ readonly at: number; readonly act: () => void }>()
  return {
    nowMs: () => nowMs,
    timers,
    startTimer(act: () => void, ms: number) {
      const timer = { at: nowMs + ms, act }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    moveTo(time: string) {
      nowMs = Date.parse(time)
      for (const timer of timers) {
        if (timer.at > nowMs || !timers.delete(timer)) continue
        timer.act()
      }
    },
  }
}
