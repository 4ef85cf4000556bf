/** The rules of an attempt's states, which hold whatever a gateway does. */
export const attemptRules = `
  CREATE FUNCTION attempts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'an attempt moves forward only' USING ERRCODE = 'GW004';
  END $$;

  -- Most updates are sending to accepted. The condition is checked without a call.
  CREATE TRIGGER attempts_forward_only BEFORE UPDATE OF message, position, number, recipient, state, problem ON attempts
    FOR EACH ROW WHEN (NOT (
      NEW.message = OLD.message AND NEW.position = OLD.position AND NEW.recipient = OLD.recipient
      AND CASE
        WHEN NEW.number = OLD.number THEN CASE OLD.state
          WHEN 'sending' THEN NEW.state IN ('accepted', 'rejected', 'not-attempted')
            OR (NEW.state = 'unknown' AND NEW.content_hash IS NOT NULL AND NEW.unknown_since IS NOT NULL)
          WHEN 'queued' THEN NEW.state IN ('sending', 'not-attempted')
          WHEN 'unknown' THEN NEW.state IN ('accepted', 'rejected')
          ELSE false
        END
        WHEN NEW.number = OLD.number + 1 THEN
          NEW.state = 'sending' AND (
            (OLD.state = 'not-attempted' AND OLD.problem <> 'possible-duplicate')
            OR (OLD.state = 'rejected' AND OLD.problem = 'upstream-user-validation-failed')
          )
        ELSE false
      END
    )) EXECUTE FUNCTION attempts_refuse();

  CREATE FUNCTION attempts_keep() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO past_attempts VALUES (
      OLD.message, OLD.position, OLD.number, OLD.recipient, OLD.state, OLD.problem, OLD.upstream_code, OLD.smpp_name,
      OLD.upstream_id, OLD.duplicate_of, OLD.started_at, OLD.ended_at
    );
    RETURN NULL;
  END $$;
  CREATE TRIGGER attempts_keep_the_past AFTER UPDATE OF number ON attempts
    FOR EACH ROW WHEN (NEW.number <> OLD.number) EXECUTE FUNCTION attempts_keep();
  CREATE TRIGGER past_attempts_stay BEFORE UPDATE ON past_attempts
    FOR EACH ROW EXECUTE FUNCTION attempts_refuse();
`
