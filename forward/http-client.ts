import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'

/** `code`: why there was no answer. Contains no address. */
export type Answer =
  | { readonly status: number; readonly body: string | undefined }
  | { readonly status?: never; readonly code: string }

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string | number>>
  readonly body?: string
  /** The whole time, from the connection to the end of the answer. */
  readonly timeoutMs: number
  /** The `body` of a longer answer is undefined. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

export type HttpClient = (url: URL, request: HttpRequest) => Promise<Answer>

/** A client for one server, over one connection. It follows no redirects. */
export function createHttpClient(protocol: string): HttpClient {
  const isSecure = protocol === 'https:'
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1 })
  const send = isSecure ? requestHttps : requestHttp

  /** @returns `stale` if the server has closed the kept connection meanwhile, which is no failure yet */
  function attempt(url: URL, { method, headers, body, timeoutMs, maxBytes, signal }: HttpRequest) {
    return new Promise<Answer | 'stale'>((resolve) => {
      let isLate = false
      const sending = send(url, { agent, method, headers })
      const abandon = () => sending.destroy()
      const timer = setTimeout(() => {
        isLate = true
        abandon()
      }, timeoutMs)
      const end = (result: Answer | 'stale') => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abandon)
        resolve(result)
      }
      signal?.addEventListener('abort', abandon)
      if (signal?.aborted) abandon()

      sending.on('response', (answer) => {
        const status = answer.statusCode ?? 0
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > maxBytes) abandon()
          else chunks.push(chunk)
        })
        answer.on('end', () => end({ status, body: Buffer.concat(chunks).toString() }))
        // Too long, cut, or too slow: its status is known all the same.
        answer.on('error', () => end({ status, body: undefined }))
      })
      sending.on('error', (error: NodeJS.ErrnoException) => {
        const isStale =
          sending.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') && !isLate && !signal?.aborted
        end(isStale ? 'stale' : { code: isLate ? 'timeout' : (error.code ?? 'no-answer') })
      })
      sending.end(body)
    })
  }

  return async (url, request) => {
    const first = await attempt(url, request)
    const result = first === 'stale' ? await attempt(url, request) : first
    return result === 'stale' ? { code: 'ECONNRESET' } : result
  }
}
