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

/** Creates spans and tracks the current one. */
export type Spans = {
  /** Starts a span, in the trace of `parent` if there is one. */
  begin(name: string, kind: SpanKind, attributes: Attributes, parent?: Context): Span
  /** Runs code with a span as the current one. */
  run(span: Span, next: () => void): void
  /** Wraps some work in a span, a child of the current one. `describe` adds attributes when the work ends. */
  around<T>(
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    work: () => Promise<T>,
    describe?: (span: Span, result: T) => void,
  ): Promise<T>
}

/** Uses its own context instead of OpenTelemetry's global one: two gateways in a process share nothing. */
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
        // Only its name: a message may quote anything.
        span.setStatus({ code: SpanStatusCode.ERROR })
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
        throw error
      } finally {
        span.end()
      }
    },
  }
}
