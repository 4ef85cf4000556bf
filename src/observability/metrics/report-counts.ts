import { reportStatuses } from '../../messages/delivery.ts'
import type { ReportObserver } from '../../messages/observer.ts'
import { reportRefusals, reportResults } from '../../messages/reports.ts'
import type { Instruments } from './instruments.ts'
import type { Tally } from './tallies.ts'

/** Counts delivery reports. All series exist from the start, so that the first one of a kind is an increase. */
export function createReportCounts({ tally, observer }: Instruments): ReportObserver {
  const count = (status: string, result: string) => tally('bulksms_gateway_delivery_reports_total', { status, result })
  const counts: ReadonlyMap<string, Tally> = new Map(
    reportStatuses.flatMap((status) =>
      reportResults.map((result) => [`${status} ${result}`, count(status, result)] as const),
    ),
  )
  const unreadable = count('none', 'unreadable')
  const refusals = new Map(
    reportRefusals.map((reason) => [reason, tally('bulksms_gateway_delivery_report_refusals_total', { reason })]),
  )
  const delay = observer('bulksms_gateway_delivery_report_delay_seconds', {})

  return {
    received({ status, result, delayMs }) {
      const counter = status === undefined ? unreadable : counts.get(`${status} ${result}`)
      if (counter !== undefined) counter.value++
      // A negative delay is a wrong zone, not a delivery in the future.
      if (delayMs !== undefined) delay(Math.max(0, delayMs) / 1000)
    },
    refused(reason) {
      const refused = refusals.get(reason)
      if (refused !== undefined) refused.value++
    },
  }
}
