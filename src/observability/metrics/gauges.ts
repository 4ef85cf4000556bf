import type { ConsumerLag } from '../../messages/event-consumers.ts'
import { type Journal, JournalError } from '../../messages/journal.ts'
import { breakerStates, type Upstream } from '../../messages/upstream.ts'
import type { Instruments } from './instruments.ts'

/** The sources of values that are read on each scrape rather than counted. */
export type GaugeSources = {
  readonly version: string
  readonly mode: string
  readonly ready: () => boolean
  /** Whether delivery reports are received. */
  readonly reportsEnabled: boolean
  readonly journal: Pick<Journal, 'countUnknown' | 'countUnmatchedReports' | 'seenAt' | 'wallClock' | 'logBacklogBytes'>
  readonly eventLags: () => Promise<readonly ConsumerLag[]>
  readonly upstream: Pick<Upstream, 'status'>
  /** The last known credit; absent if it is not queried. */
  readonly balance?: () => number | undefined
  /** How far the provider's dates are ahead of our clock; undefined as long as it is not known. */
  readonly providerOffsetMs: () => number | undefined
  /** The gateways on this journal that are alive; absent: there can be only this one. */
  readonly liveReplicas?: () => number
}

/** Registers the gauges, which read their sources directly. */
export function registerGauges({ gauge }: Instruments, sources: GaugeSources): void {
  const {
    version,
    mode,
    ready,
    reportsEnabled,
    journal,
    eventLags,
    upstream,
    balance,
    providerOffsetMs,
    liveReplicas,
  } = sources
  const one = (value: number | undefined) => (value === undefined ? [] : [{ labels: {}, value }])

  gauge('bulksms_gateway_build_info', () => [{ labels: { version, mode }, value: 1 }])
  gauge('bulksms_gateway_ready', () => one(ready() ? 1 : 0))
  gauge('bulksms_gateway_live_replicas', () => one(liveReplicas?.()))
  gauge('bulksms_gateway_unknown_recipients', async () => one((await ofJournal(() => journal.countUnknown()))?.count))
  gauge('bulksms_gateway_oldest_unknown_age_seconds', async () => {
    const unknown = await ofJournal(() => journal.countUnknown())
    const now = journal.seenAt()
    // An outcome recorded just before a crash may be slightly ahead of the clock.
    return one(unknown && Math.max(0, now - (unknown.since ?? now)) / 1000)
  })
  gauge('bulksms_gateway_delivery_reports_enabled', () => one(reportsEnabled ? 1 : 0))
  gauge('bulksms_gateway_unmatched_delivery_reports', async () =>
    one(await ofJournal(() => journal.countUnmatchedReports())),
  )
  gauge('bulksms_gateway_delivery_report_clock_offset_seconds', () => {
    const offsetMs = providerOffsetMs()
    return one(offsetMs && offsetMs / 1000)
  })
  gauge('bulksms_gateway_event_consumer_lag_seconds', async () =>
    ((await ofJournal(eventLags)) ?? []).map(({ consumer, events, lagMs }) => ({
      labels: { consumer, events },
      value: lagMs / 1000,
    })),
  )
  gauge('bulksms_gateway_wall_clock_moved_seconds', () => {
    const status = journal.wallClock()
    return one(status.state === 'trusted' ? 0 : status.movedMs / 1000)
  })
  gauge('bulksms_gateway_journal_log_backlog_bytes', async () => one(await ofJournal(() => journal.logBacklogBytes())))
  gauge('bulksms_gateway_upstream_waiting', () => one(upstream.status().waiting))
  gauge('bulksms_gateway_upstream_running', () => one(upstream.status().running))
  gauge('bulksms_gateway_upstream_breaker_state', () =>
    upstream
      .status()
      .accounts.flatMap(({ account, breaker }) =>
        breakerStates.map((state) => ({ labels: { account, state }, value: state === breaker ? 1 : 0 })),
      ),
  )
  gauge('bulksms_gateway_upstream_unreadable_in_a_row', () =>
    upstream
      .status()
      .accounts.map(({ account, unreadableCount = 0 }) => ({ labels: { account }, value: unreadableCount })),
  )
  gauge('bulksms_gateway_upstream_balance', () => one(balance?.()))

  /** A failed journal has no values, and the other metrics are then needed most. */
  async function ofJournal<T>(query: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await query()
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      return undefined
    }
  }
}
