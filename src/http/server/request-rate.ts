import type { App } from './app-type.ts'
import { refuseAs } from './error-handler.ts'

const windowSeconds = 60
const windowMs = windowSeconds * 1_000

/** A caller's requests since the first of them; the count starts anew after a minute. */
type Window = { readonly endsAt: number; count: number }

/**
 * Limits how many requests a caller makes per minute. By caller, not by address: behind a proxy all callers share one
 * address, and a caller may have many. Registered after the authentication, so that requests without a valid key count
 * for no caller and use no memory.
 *
 * Operations routes are not limited: they are what shows that a caller is at its limit.
 *
 * @param requestsPerMinute for callers without a limit of their own; without keys, for all requests together
 * @param gatewayCount the gateways over which a load balancer spreads the requests: each admits its part of a limit
 * @param now a monotonic clock in ms: when the wall clock was set back by a day, a minute lasted a day
 * @see draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4, for the headers
 */
export function registerRequestRate(
  app: App,
  requestsPerMinute: number,
  gatewayCount: () => number = () => 1,
  now = () => performance.now(),
): void {
  const count = createMinuteCounts()
  app.addHook('onRequest', (request, reply, done) => {
    const { scope } = request.route.config
    if (scope === undefined || scope === 'operations') {
      done()
      return
    }
    const { caller } = request
    const max = Math.max(1, Math.floor((caller.requestsPerMinute ?? requestsPerMinute) / gatewayCount()))
    const at = now()
    const made = count(caller.name, at)
    const secondsLeft = Math.ceil((made.endsAt - at) / 1_000)
    reply.header('ratelimit-policy', formatPolicy(max))
    reply.header('ratelimit', `"minute";r=${Math.max(0, max - made.count)};t=${secondsLeft}`)
    if (made.count > max) refuseAs('too-many-requests', request, reply, secondsLeft)
    else done()
  })
}

/** The text of a limit. There are few limits: one for each caller, or for each number of gateways. */
const policies = new Map<number, string>()
const maxPolicies = 1_000

function formatPolicy(max: number): string {
  const known = policies.get(max)
  if (known !== undefined) return known
  const policy = `"minute";q=${max};w=${windowSeconds}`
  if (policies.size < maxPolicies) policies.set(max, policy)
  return policy
}

/**
 * Counts requests by caller name. No limit on the number of callers is needed: names come from the keys file, and
 * entries whose minute is over, including those of removed callers, are dropped once a minute.
 */
function createMinuteCounts(): (name: string, at: number) => Window {
  const windows = new Map<string, Window>()
  let sweepAt = 0

  function sweep(at: number): void {
    sweepAt = at + windowMs
    for (const [name, { endsAt }] of windows) if (endsAt <= at) windows.delete(name)
  }

  return (name, at) => {
    if (at >= sweepAt) sweep(at)
    let window = windows.get(name)
    if (window === undefined || window.endsAt <= at) {
      window = { endsAt: at + windowMs, count: 0 }
      windows.set(name, window)
    }
    window.count++
    return window
  }
}
