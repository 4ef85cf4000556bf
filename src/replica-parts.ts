// What the gateways of one journal share: each uses its part of what is limited for all together.

import type { ReplicaStatus } from './http/routes/health.ts'
import type { Replicas } from './journal/replicas.ts'
import { ownRateOf, type RateShare } from './upstream/rate.ts'

export type ReplicaParts = {
  /** Of each account's rate at the provider. */
  readonly share: RateShare
  /** Whether this gateway may use its share: until then its messages would only wait. */
  mayShare(): boolean
  live(): number
  status(): ReplicaStatus
}

/** @param segmentsPerSecond the rate of an account, for all gateways together; absent: no limit */
export function createReplicaParts(replicas: Replicas, segmentsPerSecond: number | undefined): ReplicaParts {
  const { liveReplicas: live, countedInMs } = replicas
  const share: RateShare = { fraction: () => 1 / live(), untilMs: countedInMs }
  return {
    share,
    mayShare: () => segmentsPerSecond === undefined || countedInMs() === 0,
    live,
    status() {
      const own = segmentsPerSecond && ownRateOf({ segmentsPerSecond, share })
      return { live: live(), ...(own !== undefined && { segmentsPerSecond: own }) }
    },
  }
}
