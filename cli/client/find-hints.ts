import type { Context } from '../context.ts'
import type { ClientSettings } from './client-settings.ts'
import { queryGateway } from './query-gateway.ts'

/** A delivery report that may be about a message with an unknown outcome. */
export type Hint = {
  readonly receivedAt: string
  readonly status: string
  readonly to?: string
  readonly upstreamMessageId?: string
  readonly possibleMessages: readonly string[]
}

export type Hints =
  | { readonly ok: true; readonly hints: readonly Hint[] }
  | { readonly ok: false; readonly reason: string }

/** Pages of a hundred reports: those of a week at a provider that names no ids would not end. */
const maxPages = 20

/** The unmatched delivery reports that may be about one of the messages. */
export async function findHints(context: Context, settings: ClientSettings, ids: ReadonlySet<string>): Promise<Hints> {
  const hints: Hint[] = []
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const path = `/delivery-reports/unmatched${cursor === undefined ? '' : `?cursor=${cursor}`}`
    const queried = await queryGateway(context, settings, { method: 'GET', path })
    if (!queried.ok) return { ok: false, reason: queried.problem?.title ?? 'no answer' }
    const { reports, next } = queried.body
    if (!Array.isArray(reports)) return { ok: false, reason: 'an answer that the tool cannot read' }
    for (const report of reports as Hint[]) if (report.possibleMessages?.some((id) => ids.has(id))) hints.push(report)
    if (typeof next !== 'string' || !/^\d+$/.test(next)) return { ok: true, hints }
    cursor = next
  }
  return {
    ok: false,
    reason: `there are more than ${maxPages * 100} unmatched reports; only the newest were looked at`,
  }
}
