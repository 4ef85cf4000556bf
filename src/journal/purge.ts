import type { Journal } from '../messages/journal.ts'

/** Often enough that steps stay small; keeping a message a minute longer does no harm. */
const intervalMs = 60_000
/** The maximum messages per step, which blocks sends for about a millisecond; long recipient lists end it earlier. */
const stepSize = 100

/** Removes messages past their retention in small steps, in separate event loop turns. Returns a function that stops it. */
export function startPurge(journal: Journal, onError: (error: unknown) => void): () => void {
  let stopped = false
  let running = false

  async function purge(): Promise<void> {
    if (running) return
    running = true
    try {
      // A step may end early, so only one that finds nothing is the last.
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
