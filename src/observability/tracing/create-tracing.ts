import type { Journal } from '../../messages/journal.ts'
import type { Upstream } from '../../messages/upstream.ts'
import type { RequestTracing } from '../requests.ts'
import { createRequestSpans } from './request-spans.ts'
import { createSpanExport, type SpanExportSettings } from './span-export.ts'
import { createSpans } from './spans.ts'
import { traceJournal, traceUpstream } from './submission-spans.ts'

/** Creates spans and wraps the parts of the gateway in them. */
export type Tracing = {
  readonly requests: RequestTracing
  traceUpstream(upstream: Upstream): Upstream
  traceJournal(journal: Journal): Journal
  /** Sends the finished spans, within a short time limit. */
  close(): Promise<void>
}

/** Creates the tracing of a gateway. This file and its imports are only loaded if a collector is configured. */
export function createTracing(settings: SpanExportSettings, onFailure: (reason: string) => void): Tracing {
  const { tracer, close } = createSpanExport(settings, onFailure)
  const spans = createSpans(tracer)
  return {
    requests: createRequestSpans(spans),
    traceUpstream: (upstream) => traceUpstream(spans, upstream),
    traceJournal: (journal) => traceJournal(spans, journal),
    close,
  }
}
