import { type Answer, createHttpClient } from './http-client.ts'
import type { ForwardSettings } from './settings.ts'

/** An event as the gateway describes it. */
export type FeedEvent = Readonly<Record<string, unknown>> & { readonly id: string; readonly messageId: string }

export type FeedPage =
  | { readonly kind: 'page'; readonly events: readonly FeedEvent[]; readonly next: string }
  /** Events after the cursor were removed, or it is of another journal. */
  | { readonly kind: 'gone'; readonly oldest: string }
  /** The key is not valid, or does not permit it. */
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'unavailable'; readonly answer: Answer }

/** @param after absent: from the oldest event that the gateway keeps */
export type Feed = (after: string | undefined, signal: AbortSignal) => Promise<FeedPage>

const pageSize = 100
/** The longest that the gateway takes. */
const waitSeconds = 30
/** Beyond the wait, for the answer itself. */
const answerMs = 15_000
/** An event has about 500 bytes, and at most a few thousand: a long reference, a long message id of the provider. */
const maxPageBytes = 4 * 1024 * 1024

const isCursor = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:0|[1-9][0-9]{0,15})$/.test(value)

export function createFeed({ gatewayUrl, apiKey, callers }: ForwardSettings): Feed {
  const send = createHttpClient(new URL(gatewayUrl).protocol)
  const headers = { accept: 'application/json', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) }

  return async (after, signal) => {
    const url = new URL(`${gatewayUrl}/events`)
    const query = {
      ...(after !== undefined && { after }),
      limit: pageSize,
      wait: waitSeconds,
      ...(callers === 'all' && { caller: '*' }),
    }
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
    const timeoutMs = waitSeconds * 1_000 + answerMs
    const answer = await send(url, { method: 'GET', headers, timeoutMs, maxBytes: maxPageBytes, signal })
    if (answer.status === 401 || answer.status === 403) return { kind: 'refused', status: answer.status }
    const body = parseJson(answer.status === undefined ? undefined : answer.body)
    if (answer.status === 410 && isCursor(body?.['oldest'])) return { kind: 'gone', oldest: body['oldest'] }
    const page = answer.status === 200 ? readPage(body, after) : undefined
    return page ?? { kind: 'unavailable', answer: answer.status === 200 ? { code: 'not-understood' } : answer }
  }
}

/** @returns undefined for what is no page, and for ids that do not count up: they would move the cursor back */
function readPage(body: Record<string, unknown> | undefined, after = '0'): FeedPage | undefined {
  const { events, next } = body ?? {}
  if (!isCursor(next) || !Array.isArray(events)) return undefined
  let last = Number(after)
  for (const event of events) {
    if (!isCursor(event?.id) || typeof event.messageId !== 'string' || Number(event.id) <= last) return undefined
    last = Number(event.id)
  }
  return Number(next) < last ? undefined : { kind: 'page', events, next }
}

function parseJson(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
