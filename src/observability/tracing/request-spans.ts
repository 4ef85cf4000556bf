import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import type { RequestTracing } from '../requests.ts'
import type { Spans } from './spans.ts'
import type { TraceParent } from './trace-parent.ts'

/**
 * Creates the spans of requests. They contain the route's pattern and never an address, a text or a number.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function createRequestSpans(spans: Spans): RequestTracing {
  return {
    begin({ method, route, requestId, parent }) {
      const span = spans.begin(
        route === undefined ? method : `${method} ${route}`,
        SpanKind.SERVER,
        {
          'http.request.method': method,
          ...(route !== undefined && { 'http.route': route }),
          'bulksms.request_id': requestId,
        },
        parent && remoteContext(parent),
      )
      return {
        traceId: span.spanContext().traceId,
        run: (next) => spans.run(span, next),
        end({ statusCode, messageId, caller }) {
          if (!span.isRecording()) return
          if (messageId !== undefined) span.setAttribute('bulksms.message_id', messageId)
          if (caller !== undefined) span.setAttribute('bulksms.caller', caller)
          if (statusCode === undefined) span.setAttribute('error.type', 'client-disconnected')
          else span.setAttribute('http.response.status_code', statusCode)
          if ((statusCode ?? 500) >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
  }
}

/** The caller decides whether its trace is sampled; in an unsampled trace, our span would have no parent. */
const remoteContext = ({ traceId, spanId, sampled }: TraceParent) =>
  trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  })
