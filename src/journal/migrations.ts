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
  // For the age of the oldest. Few rows are in it, so it costs an ordinary send nothing.
  "CREATE INDEX attempts_unknown_by_time ON attempts (started_at) WHERE state = 'unknown'",
]
