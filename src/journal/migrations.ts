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
  `
  -- Runs are kept in memory: see running-messages.ts.
  DROP TABLE running;
  -- As before, but AFTER: a trigger that runs before makes SQLite look for the row again and read it again. What it refuses ends
  -- the transaction in either case. The usual change stands first.
  DROP TRIGGER attempts_forward_only;
  CREATE TRIGGER attempts_forward_only AFTER UPDATE OF message, position, number, recipient, state, problem ON attempts
    WHEN NOT (
      NEW.message = OLD.message AND NEW.position = OLD.position AND NEW.recipient = OLD.recipient
      AND CASE NEW.number
        WHEN OLD.number THEN CASE OLD.state
          WHEN 'sending' THEN CASE NEW.state
            WHEN 'accepted' THEN 1
            WHEN 'queued' THEN 0
            WHEN 'sending' THEN 0
            WHEN 'unknown' THEN NEW.content_hash IS NOT NULL AND NEW.unknown_since IS NOT NULL
            ELSE 1
          END
          WHEN 'queued' THEN NEW.state IN ('sending', 'not-attempted')
          WHEN 'unknown' THEN NEW.state IN ('accepted', 'rejected')
          ELSE 0
        END
        WHEN OLD.number + 1 THEN
          NEW.state = 'sending' AND (
            (OLD.state = 'not-attempted' AND OLD.problem <> 'possible-duplicate')
            OR (OLD.state = 'rejected' AND OLD.problem = 'upstream-user-validation-failed')
          )
        ELSE 0
      END
    )
    BEGIN SELECT RAISE(ROLLBACK, 'an attempt moves forward only'); END;
  `,
]
