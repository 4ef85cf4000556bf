import type * as original from '../../../src/http/server/answer-headers.ts'

export const apiHeaders = {} as unknown as typeof original.apiHeaders
