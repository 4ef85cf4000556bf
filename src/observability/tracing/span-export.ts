import { setTimeout as sleep } from 'node:timers/promises'
import type { Tracer } from '@opentelemetry/api'
import { setGlobalErrorHandler } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, resourceAttributesEnvDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

export type SpanExportSettings = {
  /** The collector's URL, without `/v1/traces`. */
  readonly endpoint: string
  readonly serviceName: string
  readonly version: string
  readonly mode: string
}

export type SpanExport = { readonly tracer: Tracer; close(): Promise<void> }

/** A few seconds of load. An unreachable collector costs this much memory; further spans are dropped. */
const maxQueuedSpans = 4_096
const maxBatchSpans = 512
const exportTimeoutMs = 10_000
/** An unreachable collector must not delay the end of the process. */
const closeTimeoutMs = 2_000
/** An unreachable collector fails every few seconds; one log line a minute is enough. */
const reportIntervalMs = 60_000

/**
 * Sends spans to a collector over OTLP/HTTP, in batches and in the background.
 *
 * @param onFailure called with the reason when spans were lost, at most once a minute
 */
export function createSpanExport(settings: SpanExportSettings, onFailure: (reason: string) => void): SpanExport {
  const { endpoint, serviceName, version, mode } = settings
  const report = createReport(onFailure)
  setGlobalErrorHandler(report)
  const provider = new TracerProvider({
    // After OTEL_RESOURCE_ATTRIBUTES, which these values override.
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

/** Returns a code or a name: an exporter's message may contain the collector's answer or address. */
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
