import type * as original from '../../../src/http/server/request-rate.ts'

export const registerRequestRate: typeof original.registerRequestRate = () => {}
