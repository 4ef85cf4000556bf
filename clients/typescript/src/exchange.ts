import type { Problem } from './types.ts'

/** What a request led to. */
export type Exchange<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly replayed: boolean }
  | {
      readonly kind: 'problem'
      readonly problem: Problem
      readonly replayed: boolean
      /** From the header; absent if the gateway does not invite to repeat the request. */
      readonly retryAfterMs: number | undefined
    }
  /** There was no complete answer of a gateway. The request may have been carried out. */
  | { readonly kind: 'lost'; readonly cause: Error }
  /** Something answered that is no gateway, such as a proxy or a wrong address. */
  | { readonly kind: 'foreign'; readonly cause: Error }

/** A request, which is the same each time it is repeated. */
export type Request = {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Makes a request once. */
export async function exchange<T>(
  fetch: typeof globalThis.fetch,
  { url, ...request }: Request,
  signal: AbortSignal,
): Promise<Exchange<T>> {
  try {
    // A redirect is no answer of the gateway, and following it would repeat the request elsewhere, key included.
    const answer = await fetch(url, { ...request, redirect: 'manual', signal })
    return readAnswer(answer, await answer.text())
  } catch (cause) {
    return { kind: 'lost', cause: cause instanceof Error ? cause : new Error(String(cause)) }
  }
}

function readAnswer<T>({ status, ok, headers }: Response, text: string): Exchange<T> {
  const [mediaType = ''] = (headers.get('content-type') ?? '').split(';')
  const replayed = headers.get('idempotent-replayed') === 'true'
  const json = parseIfJson(text)
  if (ok && mediaType === 'application/json' && json !== undefined) return { kind: 'ok', value: json as T, replayed }
  if (!ok && mediaType === 'application/problem+json' && isProblem(json)) {
    return { kind: 'problem', problem: json, replayed, retryAfterMs: retryAfterMsOf(headers) }
  }
  const cause = new Error(`HTTP ${status} of type ${mediaType || 'none'} is no answer of bulksms-gateway`)
  // A proxy in front of the gateway says so if the gateway's answer was lost.
  return { kind: status >= 500 ? 'lost' : 'foreign', cause }
}

function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isProblem = (json: unknown): json is Problem =>
  typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string'

function retryAfterMsOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  // The gateway only uses seconds.
  return value !== null && /^\d+$/.test(value) ? Number(value) * 1_000 : undefined
}
