import { collectDefaultMetrics, Registry } from 'prom-client'
import type { JournalObserver, ReportObserver, SendObserver } from '../../messages/observer.ts'
import type { UpstreamObserver } from '../../upstream/observer.ts'
import type { RequestObserver } from '../requests.ts'
import type { Exposition } from './exposition.ts'
import { type GaugeSources, registerGauges } from './gauges.ts'
import { createInstruments } from './instruments.ts'
import { createReportCounts } from './report-counts.ts'
import { createRequestCounts } from './request-counts.ts'
import { createSendCounts } from './send-counts.ts'
import { createUpstreamCounts } from './upstream-counts.ts'

/** The observers for the parts of the gateway, and the metrics for Prometheus. */
export type Metrics = {
  readonly send: SendObserver
  readonly upstream: UpstreamObserver
  readonly journal: JournalObserver
  readonly request: RequestObserver
  readonly report: ReportObserver
  /** The file of API keys could not be reloaded. */
  keysReloadFailed(): void
  /** Sets the sources of the gauges, which are created later than the observers. */
  watch(sources: GaugeSources): void
  /** Adds the metrics of any Node process: CPU, memory, event loop delay. Cannot be undone. */
  watchProcess(): void
  readonly exposition: Exposition
}

/** Creates the metrics of one gateway, in its own registry: two gateways in a process share nothing. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const instruments = createInstruments(registry)
  const commit = instruments.observer('bulksms_gateway_journal_commit_duration_seconds', {})
  const writes = instruments.observer('bulksms_gateway_journal_commit_writes', {})
  const reloadFailures = instruments.tally('bulksms_gateway_api_keys_reload_failures_total', {})

  return {
    send: createSendCounts(instruments),
    upstream: createUpstreamCounts(instruments),
    request: createRequestCounts(instruments),
    report: createReportCounts(instruments),
    journal: {
      committed({ durationMs, writeCount }) {
        commit(durationMs / 1000)
        writes(writeCount)
      },
    },
    keysReloadFailed() {
      reloadFailures.value++
    },
    watch: (sources) => registerGauges(instruments, sources),
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    exposition: { contentType: registry.contentType, format: () => registry.metrics() },
  }
}
