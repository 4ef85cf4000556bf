import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Deadline } from '../messages/upstream.ts'
import { msUntil } from './clock.ts'
import type { ConnectedHandler, Connection } from './connection.ts'
import { decodeBody } from './content-coding.ts'
import { causeOfError } from './fault-causes.ts'
import { createPermit } from './permit.ts'

/** The result of one GET. */
export type Exchange =
  /** Certainly nothing was written. */
  | { readonly kind: 'not-written'; readonly reason: string }
  /** Written, at least in part, without a complete answer. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  | AnsweredExchange

export type AnsweredExchange = {
  readonly kind: 'answered'
  readonly statusCode: number
  readonly text: string
  readonly endProven: boolean
  /** The content coding that could not be decoded. The text is then empty. */
  readonly undecoded: string | undefined
  /** The connection of the answer; undefined if the dispatcher is not the gateway's pool. */
  readonly connection: Connection | undefined
  /** False if the connection has certainly carried no earlier GET. */
  readonly reused: boolean
  /** The redirect target as the upstream gave it. Redirects are never followed. */
  readonly location: string | undefined
}

/** 1,000 destinations make an answer of about 70 KB. A body beyond this limit is not an answer of this protocol. */
const maxBodyBytes = 256 * 1024

export type ExchangeTerms = {
  readonly deadline: Deadline
  /** Called just before the bytes are written: false if the GET must no longer be sent. */
  readonly mayStart: () => boolean
  /** Called once, when undici has released the request (possibly after the result). */
  readonly released: () => void
}

/** The reason if the journal no longer allowed the GET. */
export const notAllowed = 'not-allowed'

/**
 * Makes one GET through undici and reports what is certain about it. Never throws, never retries. No undici error code
 * proves that nothing was sent, so only the permit decides whether the GET was written.
 *
 * @see docs/never-twice.md, "The permit"
 */
export function exchange(
  dispatcher: Dispatcher,
  target: string,
  headers: Record<string, string>,
  { deadline, mayStart, released }: ExchangeTerms,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const permit = createPermit()
    const chunks: Buffer[] = []
    let bodyBytes = 0
    let statusCode = 0
    let endProven = false
    /** A repeated header is an array. */
    let coding: string | readonly string[] | undefined
    let reused = true
    let location: string | undefined

    const fail = (reason: string) =>
      settle(permit.cancel() ? { kind: 'not-written', reason } : { kind: 'unanswered', reason })
    // One timer for both deadlines: nearly every GET is answered long before its start deadline.
    let timer = setTimeout(
      () => {
        if (permit.cancel()) fail('start-deadline')
        else timer = setTimeout(giveUp, msUntil(deadline.answerBy))
      },
      msUntil(Math.min(deadline.startBy, deadline.answerBy)),
    )
    let controller: Dispatcher.DispatchController | undefined

    function giveUp() {
      fail('answer-deadline')
      controller?.abort(new Error('The answer deadline has expired'))
    }

    function settle(result: Exchange) {
      clearTimeout(timer)
      resolve(result)
    }

    const handler: ConnectedHandler = {
      connection: undefined,
      onRequestStart(started) {
        controller = started
        // The timer alone is not enough: after the process has stalled, a connection may become ready before the timer
        // fires.
        if (msUntil(deadline.startBy) === 0) fail('start-deadline')
        if (!mayStart()) fail(notAllowed)
        // undici calls this synchronously before it writes, and writes nothing if it throws.
        permit.consume()
        if (handler.connection !== undefined) reused = handler.connection.begin()
      },
      onResponseStart(_controller, status, responseHeaders) {
        statusCode = status
        endProven = provesEnd(responseHeaders)
        coding = responseHeaders['content-encoding']
        if (status >= 300 && status < 400) location = responseHeaders['location']?.toString()
      },
      onResponseData(controller, chunk) {
        bodyBytes += chunk.length
        if (bodyBytes <= maxBodyBytes) {
          chunks.push(chunk)
          return
        }
        fail('body-too-large')
        controller.abort(new Error('The answer body is too large'))
      },
      onResponseEnd() {
        const body = bodyOf(chunks)
        const decoded = coding === undefined ? body : decodeBody(body, String(coding), maxBodyBytes)
        settle({
          kind: 'answered',
          statusCode,
          text: decoded === undefined ? '' : decoded.toString('utf8'),
          endProven,
          undecoded: decoded === undefined ? String(coding) : undefined,
          connection: handler.connection,
          reused,
          location,
        })
        released()
      },
      onResponseError(_controller, error) {
        fail(causeOfError(error))
        released()
      },
    }
    dispatcher.dispatch({ method: 'GET', path: target, headers, idempotent: false }, handler)
  })
}

/** Nearly every answer arrives in one chunk, which needs no copy. */
function bodyOf(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
}

/**
 * Whether the headers delimit the body. Under a transfer coding other than chunked (old servers say `identity`) the
 * body ends with the connection, which may close at any point.
 *
 * @see RFC 9112, section 6.3
 */
function provesEnd(headers: IncomingHttpHeaders): boolean {
  const codings = headers['transfer-encoding']
  if (codings === undefined) return headers['content-length'] !== undefined
  return /(?:^|,)[ \t]*chunked[ \t]*$/i.test(String(codings))
}
