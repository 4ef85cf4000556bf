import type { ProblemCode } from '../../messages/problems.ts'
import type { App } from './fastify.ts'

/** The facts about a request that metrics may contain. */
export type AnsweredRequest = {
  /** As received, so it may be any HTTP token. */
  readonly method: string
  /** The route's pattern; absent if there is no route. */
  readonly route: string | undefined
  readonly statusCode: number
  /** Absent if no time was measured: for bytes that are not a request. */
  readonly durationMs?: number
  /** The problem for which the request was refused as a whole. */
  readonly problem?: ProblemCode | undefined
}

/** Called for every answer, to count it. Never throws. */
export type RequestObserver = { answered(request: AnsweredRequest): void }

declare module 'fastify' {
  interface FastifyReply {
    /** The problem for which the request was refused. */
    problem: ProblemCode | undefined
  }
}

/** Reports each answered request, with or without a route. */
export function observeRequests(app: Pick<App, 'addHook'>, observer: RequestObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode, elapsedTime: durationMs, problem } = reply
    const route = request.is404 ? undefined : request.route.url
    observer.answered({ method: request.method, route, statusCode, durationMs, problem })
    done()
  })
}
