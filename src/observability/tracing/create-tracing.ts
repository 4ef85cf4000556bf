import type { Journal } from '../../messages/journal.ts'
import type { Upstream } from '../../messages/upstream.ts'
import type { RequestTracing } from '../requests.ts'
import { createRequestSpans } from './request-spans.ts'
import { createSpanExport, type SpanExportSettings } from './span-export.ts'
import { createSpans } from './spans.ts'
import { traceJournal, traceUpstream } from './submission-spans.ts'

/** What makes spans, and puts them around the parts of the gateway. */
export type Tracing = {
  readonly requests: RequestTracing
  traceUpstream(upstream: Upstream): Upstream
  traceJournal(journal: Journal): Journal
  /** Sends what has ended, for as long as that takes a moment. */
  close(): Promise<void>
}

/** Creates the traces of a gateway. This file and what it imports are loaded only where a collector is named. */
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
