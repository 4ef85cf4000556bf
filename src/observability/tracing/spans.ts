import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'

/** Makes spans, and knows of which one the running code is a part. */
export type Spans = {
  /** Begins a span, in the trace of `parent` where there is one. */
  begin(name: string, kind: SpanKind, attributes: Attributes, parent?: Context): Span
  /** Runs code as a part of a span. */
  run(span: Span, next: () => void): void
  /** Makes a span of some work: a child of the one that the work is a part of. `describe` adds what is known at its end. */
  around<T>(
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    work: () => Promise<T>,
    describe?: (span: Span, result: T) => void,
  ): Promise<T>
}

/** The context is our own and not the global one of OpenTelemetry: two gateways in a process share nothing. */
export function createSpans(tracer: Tracer): Spans {
  const scope = new AsyncLocalStorage<Context>()

  const begin: Spans['begin'] = (name, kind, attributes, parent) =>
    tracer.startSpan(name, { kind, attributes }, parent ?? ROOT_CONTEXT)

  return {
    begin,
    run: (span, next) => scope.run(trace.setSpan(ROOT_CONTEXT, span), next),
    async around(name, kind, attributes, work, describe) {
      const span = begin(name, kind, attributes, scope.getStore())
      try {
        const result = await work()
        describe?.(span, result)
        return result
      } catch (error) {
        // Its name alone: a message may quote anything.
        span.setStatus({ code: SpanStatusCode.ERROR })
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
        throw error
      } finally {
        span.end()
      }
    },
  }
}
