import { firstSchema } from './first-schema.ts'

/**
 * The schema's versions, in order. Forward only: a released version is never changed, and new versions are added at the end.
 */
export const migrations: readonly string[] = [
  firstSchema,
  `
  -- The failed deliveries of one caller, for lists. Only such a delivery makes an accepted attempt name its caller.
  UPDATE attempts SET caller = (SELECT messages.caller FROM messages WHERE messages.number = message)
    WHERE delivery IN ('undelivered', 'partially-delivered');
  CREATE INDEX attempts_undelivered_of_caller ON attempts (caller, delivery, message)
    WHERE delivery IN ('undelivered', 'partially-delivered');
  `,
]
