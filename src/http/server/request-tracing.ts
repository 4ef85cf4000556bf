import type { FastifyRequest } from 'fastify'
import type { RequestSpan, RequestTracing } from '../../observability/requests.ts'
import { parseTraceParent, type TraceParent } from '../../observability/tracing/trace-parent.ts'
import type { App } from './app-type.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The message that the request created or repeated. */
    messageId: string | undefined
  }
}

function beginSpan(tracing: RequestTracing, request: FastifyRequest, parent: TraceParent | undefined): RequestSpan {
  const route = request.is404 ? undefined : request.route.url
  const { method, id: requestId } = request
  return tracing.begin({ method, route, requestId, ...(parent && { parent }) })
}

/** Adds the trace id to the log lines of a request, and creates a span for it if tracing is enabled. */
export function traceRequests(
  app: Pick<App, 'addHook' | 'decorateRequest'>,
  tracing: RequestTracing | undefined,
): void {
  app.decorateRequest('messageId', undefined)
  const spans = new WeakMap<object, RequestSpan>()

  app.addHook('onRequest', (request, reply, done) => {
    const parent = parseTraceParent(request.headers['traceparent'])
    const span = tracing && beginSpan(tracing, request, parent)
    if (span !== undefined) {
      spans.set(request, span)
      // Emitted after the last byte of the answer, or when the client disconnects before; sending continues in that
      // case.
      reply.raw.once('close', () => {
        const { messageId, caller } = request
        const answered = reply.raw.writableFinished && { statusCode: reply.statusCode }
        span.end({ ...answered, ...(messageId !== undefined && { messageId }), ...(caller && { caller: caller.name }) })
      })
    }
    const traceId = span?.traceId ?? parent?.traceId
    if (traceId !== undefined) {
      request.log = request.log.child({ traceId })
      reply.log = request.log
    }
    done()
  })
  if (tracing === undefined) return

  // After the body was read, as for the request id scope.
  app.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request)
    if (span === undefined) done()
    else span.run(done)
  })
}
