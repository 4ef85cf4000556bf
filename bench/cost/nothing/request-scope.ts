import type * as original from '../../../src/http/server/request-scope.ts'

export * from '../../../src/http/server/request-scope.ts'
export const enterRequestScope: typeof original.enterRequestScope = () => {}
