import { setTimeout as sleep } from 'node:timers/promises'
import type { Tracer } from '@opentelemetry/api'
import { setGlobalErrorHandler } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, resourceAttributesEnvDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

export type SpanExportSettings = {
  /** Of the collector, without `/v1/traces`. */
  readonly endpoint: string
  readonly serviceName: string
  readonly version: string
  readonly mode: string
}

export type SpanExport = { readonly tracer: Tracer; close(): Promise<void> }

/** A few seconds of load. A collector that is away costs this much memory, and then spans are dropped. */
const maxQueuedSpans = 4_096
const maxBatchSpans = 512
const exportTimeoutMs = 10_000
/** A collector that is away must not hold up the end of the process. */
const closeTimeoutMs = 2_000
/** A collector that is away fails every few seconds; one line a minute says as much. */
const reportIntervalMs = 60_000

/**
 * Sends spans to a collector over OTLP/HTTP, in batches and in the background.
 *
 * @param onFailure told why spans were lost, once a minute at most
 */
export function createSpanExport(settings: SpanExportSettings, onFailure: (reason: string) => void): SpanExport {
  const { endpoint, serviceName, version, mode } = settings
  const report = createReport(onFailure)
  setGlobalErrorHandler(report)
  const provider = new TracerProvider({
    // OTEL_RESOURCE_ATTRIBUTES first: what is said here holds.
    resource: detectResources({ detectors: [resourceAttributesEnvDetector] }).merge(
      resourceFromAttributes({
        'service.name': serviceName,
        'service.version': version,
        'bulksms.mode': mode,
      }),
    ),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }),
        maxQueueSize: maxQueuedSpans,
        maxExportBatchSize: maxBatchSpans,
        exportTimeoutMillis: exportTimeoutMs,
      }),
    ],
  })
  return {
    tracer: provider.getTracer('bulksms-gateway', version),
    async close() {
      const late = sleep(closeTimeoutMs, undefined, { ref: false })
      await Promise.race([provider.shutdown().catch(report), late])
    },
  }
}

/** Says a code or a name: the words of an exporter's error may hold the collector's answer, or its address. */
function createReport(onFailure: (reason: string) => void): (error: unknown) => void {
  let silentUntil = 0
  return (error) => {
    const now = performance.now()
    if (now < silentUntil) return
    silentUntil = now + reportIntervalMs
    const { code, name } =
      error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, name: 'Error' }
    onFailure(String(code ?? name))
  }
}
