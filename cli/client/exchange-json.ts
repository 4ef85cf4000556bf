import http from 'node:http'
import https from 'node:https'
import type { ClientSettings } from './client-settings.ts'

/** Far more than a page of messages with a thousand recipients each takes. */
const maxAnswerBytes = 64 * 1024 * 1024

export type Json = Readonly<Record<string, unknown>>

export type Reply =
  /** A JSON object. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly retryAfterMs: number | undefined
      readonly replayed: boolean
      readonly body: Json
    }
  /** Certainly nothing reached a gateway. */
  | { readonly kind: 'not-sent'; readonly reason: string }
  /** The request may have been carried out. */
  | { readonly kind: 'lost'; readonly reason: string }

export type JsonRequest = {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Sends one request on a connection of its own, exactly once: Node's `http` repeats nothing, and no kept connection can be
 * found closed after the request was written.
 *
 * @throws the signal's reason if it is aborted
 */
export async function exchangeJson(
  { url, key, timeoutMs }: ClientSettings,
  { method, path, body, headers }: JsonRequest,
  signal: AbortSignal,
): Promise<Reply> {
  signal.throwIfAborted()
  const { request: open } = url.startsWith('https:') ? https : http
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const timeout = AbortSignal.timeout(timeoutMs)
  let isConnected = false
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = open(`${url}${path}`, {
        method,
        agent: false,
        signal: AbortSignal.any([signal, timeout]),
        headers: {
          accept: 'application/json, application/problem+json',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': payload.length }),
          ...headers,
        },
      })
      // Nothing is written before: over TLS, before the handshake is done.
      request.once('socket', (socket) => {
        socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => {
          isConnected = true
        })
      })
      request.once('response', resolve).once('error', reject)
      request.end(payload)
    })
    return read(response, await readWhole(response))
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const reason = timeout.aborted ? `no answer within ${timeoutMs / 1_000} s` : describe(error)
    return { kind: isConnected ? 'lost' : 'not-sent', reason }
  }
}

async function readWhole(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxAnswerBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** An answer that is not a JSON object comes from something else: a proxy, or another server. */
function read({ statusCode: status = 0, headers }: http.IncomingMessage, text: string): Reply {
  const isJson = /^application\/(?:problem\+)?json\b/.test(headers['content-type'] ?? '')
  const body = isJson ? parse(text) : undefined
  if (body === undefined) return { kind: 'lost', reason: `an answer with status ${status} that is not the gateway's` }
  const seconds = /^\d{1,9}$/.exec(headers['retry-after'] ?? '')?.[0]
  return {
    kind: 'answer',
    status,
    retryAfterMs: seconds === undefined ? undefined : Number(seconds) * 1_000,
    replayed: headers['idempotent-replayed'] === 'true',
    body,
  }
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

/** An error's code, or its message: neither holds a header. Several addresses fail with one error for each. */
function describe(error: unknown): string {
  const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: readonly unknown[] }
  if (errors?.[0] !== undefined) return describe(errors[0])
  return code === undefined ? message : code
}
