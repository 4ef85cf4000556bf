import type { ProblemCode } from '../../messages/problems.ts'
import type { RequestObserver } from '../../observability/requests.ts'
import type { App } from './app-type.ts'

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
