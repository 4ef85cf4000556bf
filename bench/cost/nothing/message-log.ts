import type * as original from '../../../src/http/routes/message-log.ts'

export const logAnsweredMessage: typeof original.logAnsweredMessage = () => {}
