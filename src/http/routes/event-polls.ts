import type { ServerResponse } from 'node:http'
import timers from 'node:timers/promises'
import type { Journal } from '../../messages/journal.ts'
import type { EventPage, EventQuery } from '../../messages/reports.ts'

/** Waiting costs a connection and a few kilobytes. */
const maxPolls = 1_000
/**
 * A poll that another one of its caller has ended is answered this long after it began. Two consumers with one key would
 * otherwise end each other's polls as fast as they can ask, and use up the caller's requests.
 */
const minEndedMs = 1_000

export type Polls = {
  /**
   * A page, after waiting for its first event for as long as is asked. A second poll of a caller ends the wait of the first.
   * `crowded`: too many wait already.
   */
  read(query: EventQuery, caller: string, waitMs: number, client: ServerResponse): Promise<EventPage | 'crowded'>
  /** Ends every wait, because the server closes. */
  endAll(): void
}

/** `displaced`: by another poll of its caller. `ended`: the client has gone, or the server closes. */
type Poll = { readonly displaced: AbortController; readonly ended: AbortController }

export function createPolls(journal: Pick<Journal, 'listEvents' | 'whenEvent'>): Polls {
  /** The wait of each caller. */
  const waiting = new Map<string, Poll>()
  /** These, and those that another one has ended. */
  const open = new Set<Poll>()

  return {
    async read(query, caller, waitMs, client) {
      let page = await journal.listEvents(query)
      if (waitMs === 0 || page.kind === 'gone' || page.events.length > 0) return page
      waiting.get(caller)?.displaced.abort()
      if (open.size >= maxPolls) return 'crowded'
      const poll = { displaced: new AbortController(), ended: new AbortController() }
      const signal = AbortSignal.any([poll.displaced.signal, poll.ended.signal])
      const leave = () => poll.ended.abort()
      waiting.set(caller, poll)
      open.add(poll)
      client.once('close', leave)
      // It may have gone while the page was read: then nothing tells it any more.
      if (client.closed) leave()
      try {
        const begunAt = performance.now()
        const until = begunAt + waitMs
        // What woke it may have been rolled back.
        while (page.kind === 'page' && page.events.length === 0) {
          const leftMs = until - performance.now()
          if (leftMs <= 0 || !(await journal.whenEvent({ ...query, after: page.next }, leftMs, signal))) break
          page = await journal.listEvents({ ...query, after: page.next })
        }
        if (poll.displaced.signal.aborted) {
          const leftMs = begunAt + minEndedMs - performance.now()
          await timers.setTimeout(Math.max(0, leftMs), undefined, { signal: poll.ended.signal }).catch(() => {})
        }
        return page
      } finally {
        client.off('close', leave)
        open.delete(poll)
        if (waiting.get(caller) === poll) waiting.delete(caller)
      }
    },
    endAll() {
      for (const { ended } of open) ended.abort()
    },
  }
}
