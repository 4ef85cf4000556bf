import type * as original from '../../../src/observability/metrics/upstream-counts.ts'

export const createUpstreamCounts: typeof original.createUpstreamCounts = () => ({
  exchange() {},
  notUnderstood() {},
  breaker() {},
})
