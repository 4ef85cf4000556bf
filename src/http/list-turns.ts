import type { Journal } from '../messages/journal.ts'

/**
 * Pages that are read at the same time. While it is read, a page of long lists takes some three megabytes, and two
 * hundred of them would take all memory. One thread reads them all, so more at once would be no faster.
 */
const maxRunning = 8

/** A journal that reads a few pages at a time; the others wait for their turn, in order. */
export function withListTurns(journal: Journal): Journal {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    ...journal,
    async listMessages(query) {
      if (running < maxRunning) running++
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await journal.listMessages(query)
      } finally {
        const next = waiting.shift()
        // The next one takes over the place, so nobody can come between.
        if (next === undefined) running--
        else next()
      }
    },
  }
}
