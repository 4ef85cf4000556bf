import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Deadline } from '../messages/upstream.ts'
import { msUntil } from './clock.ts'
import type { ConnectedHandler, Connection } from './connection.ts'
import { decodeBody } from './content-coding.ts'
import { causeOfError } from './fault-causes.ts'
import { createPermit } from './permit.ts'

/** What came of one GET. */
export type Exchange =
  /** Provably nothing was written. */
  | { readonly kind: 'not-written'; readonly reason: string }
  /** Written, at least in part, and no complete answer was read. */
  | { readonly kind: 'unanswered'; readonly reason: string }
  | Answered

export type Answered = {
  readonly kind: 'answered'
  readonly statusCode: number
  readonly text: string
  readonly endProven: boolean
  /** The content coding that could not be undone: then the text is empty, and there is no answer to read. */
  readonly undecoded: string | undefined
  /** What the answer came on; unknown where the dispatcher is not the gateway's pool. */
  readonly connection: Connection | undefined
  /** False where the connection certainly carried no other GET before. */
  readonly reused: boolean
  /** Where a redirect leads, as the upstream said it. Nobody follows it. */
  readonly location: string | undefined
}

/** 1,000 destinations answer in some 70 KB; a body beyond this is no answer of the upstream's. */
const maxBodyBytes = 256 * 1024

/**
 * Makes one GET through undici and says what is certain about it. Never throws, never repeats: no error code of
 * undici proves that nothing was sent, so the verdict comes from the permit alone.
 *
 * @param released called once, when undici has let go of the request (which can be after the verdict)
 * @see docs/never-twice.md, "The permit"
 */
export function exchange(
  dispatcher: Dispatcher,
  target: string,
  headers: Record<string, string>,
  deadline: Deadline,
  released: () => void,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const permit = createPermit()
    const chunks: Buffer[] = []
    let bodyBytes = 0
    let statusCode = 0
    let endProven = false
    /** A header that comes several times is an array. */
    let coding: string | readonly string[] | undefined
    let reused = true
    let location: string | undefined

    const fail = (reason: string) =>
      settle(permit.cancel() ? { kind: 'not-written', reason } : { kind: 'unanswered', reason })
    // One timer for both deadlines: nearly every GET is answered long before it had to start.
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
      controller?.abort(new Error('The deadline of the answer has passed'))
    }

    function settle(result: Exchange) {
      clearTimeout(timer)
      resolve(result)
    }

    const handler: ConnectedHandler = {
      connection: undefined,
      onRequestStart(started) {
        controller = started
        // The timer alone is not enough: after a stall of the process a connection may be ready before it fires.
        if (msUntil(deadline.startBy) === 0) fail('start-deadline')
        // undici calls this synchronously before it writes, and writes nothing when it throws.
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
        controller.abort(new Error('The body of the answer is too large'))
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

/** Nearly every answer comes in one piece, which needs no copy. */
function bodyOf(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)
}

/**
 * Whether a body with these headers says itself where it ends. Under a transfer coding other than chunked (old servers
 * say `identity`) it is the end of the connection, which may come anywhere.
 *
 * @see RFC 9112, section 6.3
 */
function provesEnd(headers: IncomingHttpHeaders): boolean {
  const codings = headers['transfer-encoding']
  if (codings === undefined) return headers['content-length'] !== undefined
  return /(?:^|,)[ \t]*chunked[ \t]*$/i.test(String(codings))
}
