import type { ServerResponse } from 'node:http'
import type { Journal } from '../../messages/journal.ts'
import type { EventPage, EventQuery } from '../../messages/reports.ts'

/** Waiting costs a connection and a few kilobytes. */
const maxPolls = 1_000

export type Polls = {
  /**
   * A page, after waiting for its first event for as long as is asked. A second poll of a caller ends the wait of the first.
   * `crowded`: too many wait already.
   */
  read(query: EventQuery, caller: string, waitMs: number, client: ServerResponse): Promise<EventPage | 'crowded'>
  /** Ends every wait, because the server closes. */
  endAll(): void
}

export function createPolls(journal: Pick<Journal, 'listEvents' | 'whenEvent'>): Polls {
  /** The wait of each caller. */
  const waiting = new Map<string, AbortController>()

  return {
    async read(query, caller, waitMs, client) {
      let page = await journal.listEvents(query)
      if (waitMs === 0 || page.kind === 'gone' || page.events.length > 0) return page
      waiting.get(caller)?.abort()
      if (waiting.size >= maxPolls) return 'crowded'
      const poll = new AbortController()
      const { signal } = poll
      const leave = () => poll.abort()
      waiting.set(caller, poll)
      client.once('close', leave)
      try {
        const until = performance.now() + waitMs
        // What woke it may have been rolled back.
        while (page.kind === 'page' && page.events.length === 0) {
          const leftMs = until - performance.now()
          if (leftMs <= 0 || !(await journal.whenEvent({ ...query, after: page.next }, leftMs, signal))) break
          page = await journal.listEvents({ ...query, after: page.next })
        }
        return page
      } finally {
        client.off('close', leave)
        if (waiting.get(caller) === poll) waiting.delete(caller)
      }
    },
    endAll() {
      for (const poll of waiting.values()) poll.abort()
    },
  }
}
