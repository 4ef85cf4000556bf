import type * as original from '../../../src/http/server/authentication.ts'
import { anonymous } from '../../../src/messages/caller.ts'

export const securityScheme: typeof original.securityScheme = 'apiKey'

export const registerAuthentication: typeof original.registerAuthentication = (app) => {
  app.decorateRequest('caller', { getter: () => anonymous })
}
