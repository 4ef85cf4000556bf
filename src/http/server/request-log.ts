import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { App } from './app-type.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a handler adds to the one log line of its request: never a text, a secret or a full number. */
    logFields: Record<string, unknown> | undefined
    /** Whether a handler has written the request's line itself. */
    isLogged: boolean
  }
}

/** One line for each request, with the route's pattern in place of its address, which may hold anything. */
export function logRequests(app: Pick<App, 'addHook' | 'decorateRequest'>, logger: Logger): void {
  app.decorateRequest('logFields', undefined)
  app.decorateRequest('isLogged', false)
  app.addHook('onResponse', (request, reply, done) => {
    // Probes and pages are of interest only when something is looked for.
    const quiet = request.isLogged || (request.method !== 'POST' && reply.statusCode < 400)
    const level = quiet ? 'debug' : 'info'
    if (logger.isLevelEnabled(level)) {
      // A request that was not refused has no problem, and its line no such field.
      const code = reply.problem
      const line = { ...formatRequestLine(request, reply, reply.statusCode), code, ...request.logFields }
      request.log[level](line, 'request completed')
    }
    done()
  })
}

/** What every line about a request says of it. Its time is that until now. */
export function formatRequestLine(
  { id: requestId, method, route, caller }: FastifyRequest,
  reply: FastifyReply,
  statusCode: number,
) {
  return {
    requestId,
    method,
    route: route.url ?? null,
    statusCode,
    durationMs: Math.round(reply.elapsedTime * 1000) / 1000,
    // Nobody is known on public routes, nor where a key was refused; then the line has no such field.
    caller: caller?.name,
  }
}
