import type * as original from '../../../src/http/server/request-tracing.ts'

export const traceRequests: typeof original.traceRequests = (app) => {
  app.decorateRequest('messageId', undefined)
}
