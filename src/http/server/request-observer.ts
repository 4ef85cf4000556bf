import type { ProblemCode } from '../../messages/problems.ts'
import type { App } from './fastify.ts'

/** A request as far as it may be counted. */
export type AnsweredRequest = {
  /** As it came, which may be any word that HTTP has for one. */
  readonly method: string
  /** The route's pattern; absent where there is no route. */
  readonly route: string | undefined
  readonly statusCode: number
  /** Absent where nobody took the time: of bytes that were no request. */
  readonly durationMs?: number
  /** Why it was refused as a whole. */
  readonly problem?: ProblemCode | undefined
}

/** Told of every answer, to count it. Never throws. */
export type RequestObserver = { answered(request: AnsweredRequest): void }

declare module 'fastify' {
  interface FastifyReply {
    /** The problem for which the request was refused. */
    problem: ProblemCode | undefined
  }
}

/** Tells of each request that is answered on a route, or for want of one. */
export function observeRequests(app: Pick<App, 'addHook'>, observer: RequestObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode, elapsedTime: durationMs, problem } = reply
    const route = request.is404 ? undefined : request.route.url
    observer.answered({ method: request.method, route, statusCode, durationMs, problem })
    done()
  })
}
