/**
 * The schema's versions, in order; the database's `user_version` counts those applied. Forward only: what was released is
 * never changed, a new version is added at the end.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE messages (
    id            TEXT PRIMARY KEY,
    caller        TEXT NOT NULL,
    request_id    TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    sender        TEXT NOT NULL,
    encoding      TEXT,
    segments      INTEGER,
    reference     TEXT,
    scheduled_at  INTEGER,
    content_hash  BLOB NOT NULL,
    finished      INTEGER NOT NULL DEFAULT 0,
    answer_status INTEGER,
    answer_body   TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX messages_by_caller ON messages (caller, id);
  CREATE INDEX messages_by_sender ON messages (caller, sender, id);
  CREATE INDEX messages_by_reference ON messages (caller, reference, id) WHERE reference IS NOT NULL;
  CREATE INDEX messages_unfinished ON messages (id) WHERE finished = 0;
  -- By age; what is scheduled counts as young until 30 days before its time, so that the purge never has to step over it.
  CREATE INDEX messages_by_age ON messages (max(created_at, coalesce(scheduled_at, 0) - 2592000000));

  CREATE TABLE attempts (
    message_id    TEXT NOT NULL,
    position      INTEGER NOT NULL,
    number        INTEGER NOT NULL,
    recipient     TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'rejected', 'unknown', 'not-attempted')),
    problem       TEXT,
    upstream_code INTEGER,
    smpp_name     TEXT,
    upstream_id   TEXT,
    duplicate_of  TEXT,
    started_at    INTEGER,
    ended_at      INTEGER,
    -- Whether a later attempt has taken its place. Only what certainly did not go out may be tried another time.
    superseded    INTEGER NOT NULL DEFAULT 0
      CHECK (
        superseded = 0
        OR (state = 'not-attempted' AND problem IS NOT 'possible-duplicate')
        OR (state = 'rejected' AND problem = 'upstream-user-validation-failed')
      ),
    CHECK ((problem IS NULL) = (state IN ('queued', 'sending', 'accepted'))),
    PRIMARY KEY (message_id, position, number)
  ) STRICT, WITHOUT ROWID;
  -- At most one attempt of a recipient may be on the wire, have been there, or come to be: the rule of this service.
  CREATE UNIQUE INDEX attempts_one_live ON attempts (message_id, position) WHERE superseded = 0;
  -- Only forward: above all, nothing comes back from a state in which a message may have gone out.
  CREATE TRIGGER attempts_forward_only BEFORE UPDATE OF state, problem ON attempts
    WHEN NOT (
      (OLD.state = 'queued' AND NEW.state IN ('sending', 'not-attempted'))
      OR (OLD.state = 'sending' AND NEW.state IN ('accepted', 'rejected', 'unknown', 'not-attempted'))
      OR (OLD.state = 'unknown' AND NEW.state IN ('accepted', 'rejected'))
    )
    BEGIN SELECT RAISE(ABORT, 'an attempt moves forward only'); END;
  -- Written with OR, since SQLite uses a partial index for one of its states only then.
  CREATE INDEX attempts_open ON attempts (state) WHERE state = 'queued' OR state = 'sending';
  CREATE INDEX attempts_unknown ON attempts (recipient) WHERE state = 'unknown';
  CREATE INDEX attempts_by_recipient ON attempts (recipient, message_id);
  CREATE INDEX attempts_not_accepted ON attempts (state, message_id)
    WHERE (state = 'rejected' OR state = 'unknown' OR state = 'not-attempted') AND superseded = 0;

  CREATE TABLE idempotency_keys (
    caller      TEXT NOT NULL,
    route       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    message_id  TEXT NOT NULL,
    PRIMARY KEY (caller, route, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotency_keys_by_message ON idempotency_keys (message_id);

  CREATE TABLE resolutions (
    message_id TEXT NOT NULL,
    position   INTEGER NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    reason     TEXT NOT NULL,
    resolved_by TEXT NOT NULL,
    resolved_at INTEGER NOT NULL,
    PRIMARY KEY (message_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
  // Slimmer: messages have numbers that order them and take the place of their ids; a recipient has one row, which is its live
  // attempt by construction; whether a message is finished, only its process knows.
  `
  CREATE TABLE new_messages (
    -- The time of the id and 12 bits more, see message-number.ts.
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL,
    caller        TEXT NOT NULL,
    request_id    TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    sender        TEXT NOT NULL,
    encoding      TEXT,
    segments      INTEGER,
    reference     TEXT,
    scheduled_at  INTEGER,
    content_hash  BLOB NOT NULL
  ) STRICT;
  INSERT INTO new_messages
    SELECT (created_at - 1577836800000) * 4096 + row_number() OVER (PARTITION BY created_at ORDER BY id) - 1,
      id, caller, request_id, created_at, sender, encoding, segments, reference, scheduled_at, content_hash
    FROM messages;
  CREATE UNIQUE INDEX numbers ON new_messages (id);

  -- The answers to messages with a key: nobody else ever gets them again.
  CREATE TABLE answers (
    message INTEGER PRIMARY KEY,
    status  INTEGER NOT NULL,
    body    TEXT NOT NULL
  ) STRICT;
  INSERT INTO answers
    SELECT number, answer_status, answer_body FROM messages JOIN new_messages USING (id)
    WHERE finished = 1 AND answer_status IS NOT NULL AND answer_body IS NOT NULL
      AND EXISTS (SELECT 1 FROM idempotency_keys WHERE message_id = id);

  -- A recipient's live attempt. There cannot be two: at most one may be on the wire, have been there, or come to be.
  CREATE TABLE new_attempts (
    message       INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    number        INTEGER NOT NULL,
    recipient     TEXT NOT NULL,
    state         TEXT NOT NULL,
    problem       TEXT,
    upstream_code INTEGER,
    smpp_name     TEXT,
    upstream_id   TEXT,
    duplicate_of  TEXT,
    started_at    INTEGER,
    ended_at      INTEGER,
    -- Written with CASE here and below: for each row SQLite would make a tree of a list that is longer than two.
    CHECK (
      CASE state
        WHEN 'sending' THEN problem IS NULL
        WHEN 'accepted' THEN problem IS NULL
        WHEN 'queued' THEN problem IS NULL
        WHEN 'rejected' THEN problem IS NOT NULL
        WHEN 'unknown' THEN problem IS NOT NULL
        WHEN 'not-attempted' THEN problem IS NOT NULL
        ELSE 0
      END
    ),
    PRIMARY KEY (message, position)
  ) STRICT, WITHOUT ROWID;
  -- The attempts that a later one has replaced: those that certainly did not go out, and no others.
  CREATE TABLE past_attempts (
    message       INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    number        INTEGER NOT NULL,
    recipient     TEXT NOT NULL,
    state         TEXT NOT NULL,
    problem       TEXT NOT NULL,
    upstream_code INTEGER,
    smpp_name     TEXT,
    upstream_id   TEXT,
    duplicate_of  TEXT,
    started_at    INTEGER,
    ended_at      INTEGER,
    CHECK (
      (state = 'not-attempted' AND problem <> 'possible-duplicate')
      OR (state = 'rejected' AND problem = 'upstream-user-validation-failed')
    ),
    PRIMARY KEY (message, position, number)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_attempts
    SELECT new_messages.number, position, attempts.number, recipient, state, problem, upstream_code, smpp_name, upstream_id,
      duplicate_of, started_at, ended_at
    FROM attempts JOIN new_messages ON id = message_id WHERE superseded = 0;
  INSERT INTO past_attempts
    SELECT new_messages.number, position, attempts.number, recipient, state, problem, upstream_code, smpp_name, upstream_id,
      duplicate_of, started_at, ended_at
    FROM attempts JOIN new_messages ON id = message_id WHERE superseded = 1;

  CREATE TABLE new_keys (
    caller      TEXT NOT NULL,
    route       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    message     INTEGER NOT NULL,
    PRIMARY KEY (caller, route, key)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_keys
    SELECT idempotency_keys.caller, route, key, fingerprint, number FROM idempotency_keys JOIN new_messages ON id = message_id;
  CREATE TABLE new_resolutions (
    message     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    reason      TEXT NOT NULL,
    resolved_by TEXT NOT NULL,
    resolved_at INTEGER NOT NULL,
    PRIMARY KEY (message, position)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO new_resolutions
    SELECT number, position, outcome, reason, resolved_by, resolved_at FROM resolutions JOIN new_messages ON id = message_id;

  DROP TABLE messages;
  DROP TABLE attempts;
  DROP TABLE idempotency_keys;
  DROP TABLE resolutions;
  DROP INDEX numbers;
  ALTER TABLE new_messages RENAME TO messages;
  ALTER TABLE new_attempts RENAME TO attempts;
  ALTER TABLE new_keys RENAME TO idempotency_keys;
  ALTER TABLE new_resolutions RENAME TO resolutions;

  CREATE INDEX messages_by_caller ON messages (caller);
  CREATE INDEX messages_by_sender ON messages (caller, sender);
  CREATE INDEX messages_by_reference ON messages (caller, reference) WHERE reference IS NOT NULL;
  -- What is scheduled counts as young until 30 days before its time, so that the purge never has to step over it.
  CREATE INDEX messages_scheduled ON messages (max(created_at, scheduled_at - 2592000000)) WHERE scheduled_at IS NOT NULL;
  CREATE INDEX attempts_unknown ON attempts (recipient) WHERE state = 'unknown';
  -- For the count and the oldest of what is unknown. No accepted message is in it, so it costs an ordinary send nothing.
  CREATE INDEX attempts_unknown_by_time ON attempts (started_at) WHERE state = 'unknown';
  CREATE INDEX attempts_by_recipient ON attempts (recipient, message);
  -- What asks for another state has to say that it is not accepted either: only then SQLite uses this index.
  CREATE INDEX attempts_not_accepted ON attempts (state, message) WHERE state <> 'accepted';
  CREATE INDEX idempotency_keys_by_message ON idempotency_keys (message);

  -- Only forward: above all, nothing comes back from a state in which a message may have gone out. Another attempt takes the
  -- place of one that certainly did not go out.
  CREATE TRIGGER attempts_forward_only BEFORE UPDATE OF message, position, number, recipient, state, problem ON attempts
    WHEN NOT (
      NEW.message = OLD.message AND NEW.position = OLD.position AND NEW.recipient = OLD.recipient
      AND CASE NEW.number
        WHEN OLD.number THEN CASE OLD.state
          WHEN 'sending' THEN NEW.state <> 'queued' AND NEW.state <> 'sending'
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
    BEGIN SELECT RAISE(ABORT, 'an attempt moves forward only'); END;
  CREATE TRIGGER attempts_keep_the_past AFTER UPDATE OF number ON attempts WHEN NEW.number <> OLD.number
    BEGIN
      INSERT INTO past_attempts VALUES (
        OLD.message, OLD.position, OLD.number, OLD.recipient, OLD.state, OLD.problem, OLD.upstream_code, OLD.smpp_name,
        OLD.upstream_id, OLD.duplicate_of, OLD.started_at, OLD.ended_at
      );
    END;
  CREATE TRIGGER past_attempts_stay BEFORE UPDATE ON past_attempts
    BEGIN SELECT RAISE(ABORT, 'a past attempt stays as it is'); END;
  `,
  // The fence finds an open outcome by its content as well, and a forbidden change ends its transaction.
  `
  -- What the outcome is unknown of: only there, so that nothing is written for what is accepted.
  ALTER TABLE attempts ADD COLUMN content_hash BLOB;
  UPDATE attempts SET content_hash = (SELECT content_hash FROM messages WHERE messages.number = message)
    WHERE state = 'unknown' AND state <> 'accepted';
  DROP INDEX attempts_unknown;
  CREATE INDEX attempts_unknown ON attempts (recipient, content_hash, message, started_at) WHERE state = 'unknown';
  -- Whether any of them is young enough to fence, without a look at those that are not.
  CREATE INDEX attempts_unknown_since ON attempts (recipient, content_hash, started_at) WHERE state = 'unknown';

  -- As before, but for two things. What is unknown says of which content: the fence would overlook it otherwise. And where ABORT
  -- undoes a statement alone, for which SQLite copies pages at each one, ROLLBACK undoes all, as the group commit would next.
  DROP TRIGGER attempts_forward_only;
  CREATE TRIGGER attempts_forward_only BEFORE UPDATE OF message, position, number, recipient, state, problem ON attempts
    WHEN NOT (
      NEW.message = OLD.message AND NEW.position = OLD.position AND NEW.recipient = OLD.recipient
      AND CASE NEW.number
        WHEN OLD.number THEN CASE OLD.state
          WHEN 'sending' THEN CASE NEW.state
            WHEN 'queued' THEN 0
            WHEN 'sending' THEN 0
            WHEN 'unknown' THEN NEW.content_hash IS NOT NULL
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
