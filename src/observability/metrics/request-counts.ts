import { problemCodes } from '../../messages/problems.ts'
import type { RequestObserver } from '../requests.ts'
import type { Instruments } from './instruments.ts'
import type { Tally } from './tallies.ts'

/** The methods of our routes. Any other is counted as `other`. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])

/** The counts of a route and a method. */
type RouteCounts = { readonly statuses: Map<number, Tally>; readonly observe: (seconds: number) => void }

/** Counts requests. There are as many series as routes, times the statuses that each of them has answered. */
export function createRequestCounts({ tally, observer }: Instruments): RequestObserver {
  const routes = new Map<string, Map<string, RouteCounts>>()
  const refusals = new Map(
    problemCodes.map((problem) => [problem, tally('bulksms_gateway_http_refusals_total', { problem })]),
  )

  function countsOf(route: string, method: string): RouteCounts {
    const known = routes.get(route)?.get(method)
    if (known !== undefined) return known
    const byMethod = routes.get(route) ?? new Map<string, RouteCounts>()
    routes.set(route, byMethod)
    const observe = observer('bulksms_gateway_http_request_duration_seconds', { method, route })
    const made = { statuses: new Map<number, Tally>(), observe }
    byMethod.set(method, made)
    return made
  }

  return {
    answered({ method: given, route = 'none', statusCode, durationMs, problem }) {
      const method = methods.has(given) ? given : 'other'
      const { statuses, observe } = countsOf(route, method)
      let requests = statuses.get(statusCode)
      if (requests === undefined) {
        requests = tally('bulksms_gateway_http_requests_total', { method, route, status: String(statusCode) })
        statuses.set(statusCode, requests)
      }
      requests.value++
      if (durationMs !== undefined) observe(durationMs / 1000)
      const refused = problem && refusals.get(problem)
      if (refused !== undefined) refused.value++
    },
  }
}
