import type { Context } from '../context.ts'
import { messageOf } from './answers.ts'
import type { ClientSettings } from './client-settings.ts'
import type { Json } from './exchange-json.ts'
import { type QueryFailure, queryGateway, unreachable } from './query-gateway.ts'

/** The most that the API gives at once. */
const pageSize = 100

type MessageList =
  | { readonly ok: true; readonly found: readonly Json[]; readonly next: string | undefined }
  | QueryFailure

/** Reads pages until there are enough messages, or no more: a page can be empty and not the last. */
export async function listMessages(
  context: Context,
  settings: ClientSettings,
  filters: readonly (readonly [name: string, value: string])[],
  limit: number,
): Promise<MessageList> {
  const found: Json[] = []
  let next: string | undefined
  do {
    const query = new URLSearchParams(filters.map(([name, value]) => [name, value]))
    query.set('limit', String(Math.min(pageSize, limit - found.length)))
    if (next !== undefined) query.set('cursor', next)
    const page = await queryGateway(context, settings, { method: 'GET', path: `/messages?${query}` })
    if (!page.ok) return page
    const { messages, next: following } = page.body
    // An answer of something else must not look like an empty list.
    if (!Array.isArray(messages) || !messages.every((each) => messageOf(each) !== undefined))
      return unreachable(context, settings, 'an answer that the tool cannot read')
    found.push(...(messages as Json[]))
    next = typeof following === 'string' ? following : undefined
  } while (next !== undefined && found.length < limit)
  return { ok: true, found, next }
}
