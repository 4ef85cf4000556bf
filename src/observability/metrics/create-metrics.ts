import { collectDefaultMetrics, Registry } from 'prom-client'
import type { JournalObserver, SendObserver } from '../../messages/observer.ts'
import type { UpstreamObserver } from '../../upstream/observer.ts'
import type { RequestObserver } from '../requests.ts'
import type { Exposition } from './exposition.ts'
import { type GaugeSources, registerGauges } from './gauges.ts'
import { createInstruments } from './instruments.ts'
import { createRequestCounts } from './request-counts.ts'
import { createSendCounts } from './send-counts.ts'
import { createUpstreamCounts } from './upstream-counts.ts'

/** What the parts of the gateway tell, and how it reads for Prometheus. */
export type Metrics = {
  readonly send: SendObserver
  readonly upstream: UpstreamObserver
  readonly journal: JournalObserver
  readonly request: RequestObserver
  /** The file of API keys could not be read anew. */
  keysReloadFailed(): void
  /** Names the sources of the gauges, which are there later than those who count. */
  watch(sources: GaugeSources): void
  /** Adds what is known of any process: CPU, memory, the delay of the event loop. It cannot be ended. */
  watchProcess(): void
  readonly exposition: Exposition
}

/** Creates the metrics of one gateway, in a registry of their own: two gateways in a process share nothing. */
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
