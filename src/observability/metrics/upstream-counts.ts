import { breakerStates, defaultAccount } from '../../messages/upstream.ts'
import { faultCauses, labelOfCause } from '../../upstream/fault-causes.ts'
import { answerShapes, exchangeKinds, type UpstreamObserver } from '../../upstream/observer.ts'
import type { Instruments } from './instruments.ts'
import type { Tally } from './tallies.ts'

/** Counts what happens towards the provider. There are at most as many accounts as callers. */
export function createUpstreamCounts({ tally, observer }: Instruments): UpstreamObserver {
  const requests = createByAccount(exchangeKinds, (account, kind) =>
    tally('bulksms_gateway_upstream_requests_total', { account, kind }),
  )
  const changes = createByAccount(breakerStates, (account, state) =>
    tally('bulksms_gateway_upstream_breaker_changes_total', { account, state }),
  )
  const durations = Object.fromEntries(
    exchangeKinds.map((kind) => [kind, observer('bulksms_gateway_upstream_request_duration_seconds', { kind })]),
  )
  const wait = observer('bulksms_gateway_upstream_wait_seconds', {})
  const shapes = new Map(
    answerShapes.map((shape) => [shape, tally('bulksms_gateway_upstream_answers_not_understood_total', { shape })]),
  )
  const faults = new Map(faultCauses.map((cause) => [cause, tally('bulksms_gateway_upstream_faults_total', { cause })]))

  return {
    exchange({ account, kind, reason, waitMs, durationMs }) {
      increment(requests(account).get(kind))
      // A GET that never started has a problem as its reason, which the sends count.
      if (reason !== undefined && kind !== 'refused') increment(faults.get(labelOfCause(reason)))
      wait(waitMs / 1000)
      // A GET that never started has no duration.
      if (kind !== 'refused') durations[kind]?.(durationMs / 1000)
    },
    notUnderstood({ shape }) {
      increment(shapes.get(shape))
    },
    breaker({ account, state }) {
      increment(changes(account).get(state))
    },
  }
}

/** The counts of an account, created on its first event. */
function createByAccount<K extends string>(keys: readonly K[], create: (account: string, key: K) => Tally) {
  const accounts = new Map<string, ReadonlyMap<K, Tally>>()
  const of = (account: string): ReadonlyMap<K, Tally> => {
    const known = accounts.get(account)
    if (known !== undefined) return known
    const made = new Map(keys.map((key) => [key, create(account, key)]))
    accounts.set(account, made)
    return made
  }
  // The default account always exists, and so do its series: `rate` ignores a new series' first value.
  of(defaultAccount)
  return of
}

function increment(tally: Tally | undefined): void {
  if (tally !== undefined) tally.value++
}
