import type { Journal } from '../messages/journal.ts'

/** Often enough that a step stays small; what is a minute older than it must be does no harm. */
const intervalMs = 60_000
/** The most messages in one step, which holds up sends for about a millisecond; lists make it stop earlier. */
const stepSize = 100

/** Removes what is past its time, in small steps with the event loop's turns between them. Returns how to stop it. */
export function startPurge(journal: Journal, onError: (error: unknown) => void): () => void {
  let stopped = false
  let running = false

  async function purge(): Promise<void> {
    if (running) return
    running = true
    try {
      // A step may stop early: only one that finds nothing is the last.
      for (let removed = 1; removed > 0 && !stopped; ) removed = await journal.purge(stepSize)
      for (let removed = 1; removed > 0 && !stopped; ) removed = await journal.purgeReports(stepSize)
    } finally {
      running = false
    }
  }

  const timer = setInterval(() => purge().catch(onError), intervalMs).unref()
  return () => {
    stopped = true
    clearInterval(timer)
  }
}
