import { AsyncLocalStorage } from 'node:async_hooks'
import type { App } from './app-type.ts'

/** The id of the current request, for log lines of layers that do not know requests. */
export type RequestScope = AsyncLocalStorage<string>

export const createRequestScope = (): RequestScope => new AsyncLocalStorage()

/** After the body was read: its events belong to the connection, not to a request. */
export function enterRequestScope(app: Pick<App, 'addHook'>, scope: RequestScope): void {
  app.addHook('preHandler', (request, _reply, done) => scope.run(request.id, done))
}
