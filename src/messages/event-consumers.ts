import { everybody } from './caller.ts'
import type { Journal } from './journal.ts'
import type { EventQuery } from './reports.ts'

/** The consumers that are followed by name. Their names are label values, of which Prometheus should not have thousands. */
const maxConsumers = 100
/** In the place of the names of the others. No caller can have this name. */
export const otherConsumers = '(others)'

/**
 * Whoever asks without a cursor for this long is no person that looks: it is a consumer that fails on its first page, and has
 * no cursor to ask with.
 */
const seekingMs = 5 * 60_000
/** Nor is whoever pauses for longer: consumers pause for a minute, and Kubernetes restarts them after five at most. */
const seekingPauseMs = 10 * 60_000

/** How far a consumer of the feed is behind. */
export type ConsumerLag = {
  readonly consumer: string
  readonly events: 'own' | 'all'
  /** The age of the oldest event that it has not confirmed; 0 if there is none, infinite if such events were removed. */
  readonly lagMs: number
}

/** Follows the consumers of the feed by the cursors that they ask with: a cursor says that the work before it is done. */
export type EventConsumers = {
  /** Notes the cursor of a request. One without a cursor only looks, or is the first of a consumer. */
  asked(consumer: string, query: Omit<EventQuery, 'limit'>): void
  /** Forgets consumers that are no callers any more. */
  keepOnly(callers: readonly string[]): void
  /** Reads one event for each. @param nowMs the wall clock */
  lags(journal: Pick<Journal, 'listEvents'>, nowMs: number): Promise<readonly ConsumerLag[]>
}

type Known = {
  readonly consumer: string
  readonly query: Omit<EventQuery, 'limit'>
  /** When it began to ask without a cursor, and did so last. Absent: it has one. */
  readonly seeking?: { readonly since: number; readonly last: number }
}

/** @param now a monotonic clock in ms */
export function createEventConsumers(now = () => performance.now()): EventConsumers {
  /** By caller and what it reads: twice the number of callers at most, which the file of keys limits. */
  const known = new Map<string, Known>()

  const isConsumer = ({ seeking }: Known): boolean =>
    seeking === undefined || (seeking.last - seeking.since >= seekingMs && now() - seeking.last <= seekingPauseMs)

  async function lagOf({ query }: Known, journal: Pick<Journal, 'listEvents'>, nowMs: number): Promise<number> {
    const page = await journal.listEvents({ ...query, limit: 1 })
    if (page.kind === 'gone') return Number.POSITIVE_INFINITY
    const [oldest] = page.events
    // The wall clock may have been set back since.
    return oldest === undefined ? 0 : Math.max(0, nowMs - oldest.at)
  }

  return {
    asked(consumer, query) {
      const key = `${consumer} ${query.caller ?? everybody}`
      if (query.after !== undefined) {
        known.set(key, { consumer, query })
        return
      }
      const before = known.get(key)
      // The cursor of an earlier request says more.
      if (before !== undefined && before.seeking === undefined) return
      const last = now()
      const since = before?.seeking && last - before.seeking.last <= seekingPauseMs ? before.seeking.since : last
      known.set(key, { consumer, query, seeking: { since, last } })
    },
    keepOnly(callers) {
      const names = new Set(callers)
      for (const [key, { consumer }] of known) if (!names.has(consumer)) known.delete(key)
    },
    async lags(journal, nowMs) {
      const lags: ConsumerLag[] = []
      const others = { own: 0, all: 0 }
      const consumers = [...known.values()].filter(isConsumer)
      for (const one of consumers) {
        const events = one.query.caller === undefined ? 'all' : 'own'
        const lagMs = await lagOf(one, journal, nowMs)
        if (lags.length < maxConsumers) lags.push({ consumer: one.consumer, events, lagMs })
        else others[events] = Math.max(others[events], lagMs)
      }
      if (consumers.length <= maxConsumers) return lags
      return [
        ...lags,
        ...(['own', 'all'] as const).map((events) => ({ consumer: otherConsumers, events, lagMs: others[events] })),
      ]
    },
  }
}
