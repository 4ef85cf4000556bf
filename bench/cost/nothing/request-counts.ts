import type * as original from '../../../src/observability/metrics/request-counts.ts'

export const createRequestCounts: typeof original.createRequestCounts = () => ({ answered() {} })
