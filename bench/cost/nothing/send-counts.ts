import type * as original from '../../../src/observability/metrics/send-counts.ts'

export * from '../../../src/observability/metrics/send-counts.ts'
export const createSendCounts: typeof original.createSendCounts = () => ({ sent() {}, replayed() {}, fenced() {} })
