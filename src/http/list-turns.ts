import type { Journal } from '../messages/journal.ts'

/**
 * Pages that are read at the same time. Reading a page of long lists takes about 3 MB, so two hundred of them would take
 * all memory. One thread reads them all, so more at once would be no faster.
 */
const maxRunning = 8

/** Limits how many pages the journal reads at a time; the others wait in order. */
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
        // The next one takes over the slot, so no later request can overtake it.
        if (next === undefined) running--
        else next()
      }
    },
  }
}
