import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { roundMs } from '../../observability/requests.ts'
import type { App } from './app-type.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Fields that a handler adds to the log line of its request: never a text, a secret or a full number. */
    logFields: Record<string, unknown> | undefined
    /** Whether a handler has already written the log line. */
    isLogged: boolean
  }
}

/** Logs one line per request, with the route's pattern instead of the address, which may contain anything. */
export function logRequests(app: Pick<App, 'addHook' | 'decorateRequest'>, logger: Logger): void {
  app.decorateRequest('logFields', undefined)
  app.decorateRequest('isLogged', false)
  app.addHook('onResponse', (request, reply, done) => {
    // Probes and pages only matter for debugging, unless the handler has something to say: a delivery report may be a GET.
    const isPage = request.method !== 'POST' && reply.statusCode < 400 && request.logFields === undefined
    const quiet = request.isLogged || isPage
    const level = quiet ? 'debug' : 'info'
    if (logger.isLevelEnabled(level)) {
      // Only a refused request has a problem, so most lines lack this field.
      const code = reply.problem
      const line = { ...formatRequestLine(request, reply, reply.statusCode), code, ...request.logFields }
      request.log[level](line, 'request completed')
    }
    done()
  })
}

/** The fields of every line about a request. The duration is the time until now. */
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
    durationMs: roundMs(reply.elapsedTime),
    // Public routes and refused keys have no caller; the line then lacks the field.
    caller: caller?.name,
  }
}
