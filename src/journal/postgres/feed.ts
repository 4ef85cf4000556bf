import type { EventPage, EventQuery, EventWait, UnmatchedPage } from '../../messages/reports.ts'
import { createEventWatch } from '../event-watch.ts'
import { type EventRow, eventFromRow } from '../events.ts'
import { type UnmatchedRow, unmatchedPage } from '../report-rules.ts'
import type { Database } from './connections.ts'

/** How often a process asks for events of other gateways, while somebody waits for one. One query serves all who wait. */
const pollMs = 250

/** The events and the reports that belong to no recipient. */
export function createEventFeed({ query }: Pick<Database, 'query'>) {
  const watch = createEventWatch()
  let waiterCount = 0
  /** The last event whose caller's waiters have been woken. */
  let seen = 0
  let timer: NodeJS.Timeout | undefined

  async function bounds(): Promise<{ readonly last: number; readonly floor: number }> {
    const [row] = await query(
      'SELECT seq AS last, coalesce((SELECT min(events.seq) - 1 FROM events), seq) AS floor FROM last_event',
    )
    return { last: Number(row?.['last']), floor: Number(row?.['floor']) }
  }

  /** The last event, and whether there is one of the caller after one. */
  async function look(caller: string | undefined, after: number) {
    const [row] = await query(
      `SELECT seq AS last, CASE WHEN $2::text IS NULL THEN seq > $1
         ELSE EXISTS (SELECT 1 FROM events WHERE caller = $2 AND events.seq > $1) END AS there FROM last_event`,
      [after, caller ?? null],
    )
    return { last: Number(row?.['last']), isThere: row?.['there'] === true }
  }

  async function poll(): Promise<void> {
    try {
      const rows = await query('SELECT caller, max(seq) AS seq FROM events WHERE seq > $1 GROUP BY caller', [seen])
      for (const { caller, seq } of rows) {
        seen = Math.max(seen, Number(seq))
        watch.note(String(caller))
      }
      watch.wake()
    } catch {
      // The waiting polls are not woken, and end after their time.
    }
    if (waiterCount > 0) timer = setTimeout(poll, pollMs).unref()
    else timer = undefined
  }

  return {
    /** Wakes the polls that wait for a caller's events, because one is durable. */
    tell(callers: Iterable<string>): void {
      for (const caller of callers) watch.note(caller)
      watch.wake()
    },
    async list({ caller, after, limit }: EventQuery): Promise<EventPage> {
      const { last, floor } = await bounds()
      // A cursor beyond the newest event is of another journal: to wait there would miss everything until then.
      const from = after ?? floor
      if (from < floor || from > last) return { kind: 'gone', oldest: floor }
      const rows = (await query(
        `SELECT * FROM events WHERE seq > $1 AND seq <= $2${caller === undefined ? '' : ' AND caller = $4'} ORDER BY seq LIMIT $3`,
        [from, last, limit, ...(caller === undefined ? [] : [caller])],
      )) as unknown as EventRow[]
      const events = rows.map(eventFromRow)
      // A consumer that read to the end of a caller's events has read everything so far.
      return { kind: 'page', events, next: events.length < limit ? last : (events.at(-1)?.seq ?? from) }
    },
    last: async (): Promise<number> => (await bounds()).last,
    async whenEvent({ caller, after }: EventWait, timeoutMs: number, signal: AbortSignal) {
      const stopping = new AbortController()
      waiterCount++
      try {
        // First of all, so that no event falls between the look and the wait.
        const waiting = watch.wait(caller, timeoutMs, AbortSignal.any([signal, stopping.signal]))
        const { last, isThere } = await look(caller, after).catch((error: unknown) => {
          stopping.abort()
          throw error
        })
        if (isThere) {
          stopping.abort()
          return true
        }
        if (timer === undefined) {
          seen = last
          timer = setTimeout(poll, pollMs).unref()
        }
        return await waiting
      } finally {
        waiterCount--
      }
    },
    async listUnmatched(before: number | undefined, limit: number): Promise<UnmatchedPage> {
      const rows = await query(
        `SELECT u.*, (
           SELECT json_agg(id ORDER BY id DESC) FROM (
             SELECT DISTINCT message AS id FROM attempts WHERE state = 'unknown' AND recipient = u.recipient
             ORDER BY id DESC LIMIT 10) AS h) AS hints
         FROM unmatched_reports AS u WHERE number < $1 ORDER BY number DESC LIMIT $2`,
        [before ?? Number.MAX_SAFE_INTEGER, limit + 1],
      )
      const hinted = rows as unknown as (UnmatchedRow & { readonly hints: readonly string[] | null })[]
      return unmatchedPage(hinted, limit, ({ hints }) => hints ?? [])
    },
    countUnmatched: async (): Promise<number> =>
      Number((await query('SELECT count(*) AS count FROM unmatched_reports'))[0]?.['count']),
    close(): void {
      clearTimeout(timer)
    },
  }
}
