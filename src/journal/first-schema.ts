/** The first version of the schema. */
export const firstSchema = `
  CREATE TABLE messages (
    -- The time of the id, which is on the journal's clock, and 12 bits more: see message-number.ts. It orders messages, tells
    -- their age, and takes the place of their ids.
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL,
    caller        TEXT NOT NULL,
    request_id    TEXT NOT NULL,
    -- What the wall clock said, for people. Nothing is done by it.
    created_at    INTEGER NOT NULL,
    sender        TEXT NOT NULL,
    encoding      TEXT,
    segments      INTEGER,
    reference     TEXT,
    scheduled_at  INTEGER,
    content_hash  BLOB NOT NULL,
    -- Whether delivery reports were asked for.
    wants_report  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX messages_by_caller ON messages (caller);
  CREATE INDEX messages_by_sender ON messages (caller, sender);
  CREATE INDEX messages_by_reference ON messages (caller, reference) WHERE reference IS NOT NULL;
  -- What is scheduled counts as young until 30 days before its time, so that the purge never has to step over it. That is the
  -- time from its creation to then, added to its number: both instants were read from the same wall clock, right or wrong.
  CREATE INDEX messages_scheduled ON messages (number + max(0, scheduled_at - created_at - 2592000000) * 4096)
    WHERE scheduled_at IS NOT NULL;

  -- How far created_at may lie from the time in the number, of the messages from a number on, up to the next row's.
  CREATE TABLE created_offsets (
    number INTEGER PRIMARY KEY,
    least  INTEGER NOT NULL,
    most   INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE idempotency_keys (
    caller      TEXT NOT NULL,
    route       TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    message     INTEGER NOT NULL,
    PRIMARY KEY (caller, route, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotency_keys_by_message ON idempotency_keys (message);

  -- The messages of which a run is under way, and the process that it belongs to. Any other message is finished.
  CREATE TABLE running (
    message INTEGER PRIMARY KEY,
    owner   TEXT NOT NULL
  ) STRICT;

  CREATE TABLE resolutions (
    message     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    outcome     TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    reason      TEXT NOT NULL,
    resolved_by TEXT NOT NULL,
    resolved_at INTEGER NOT NULL,
    -- The caller whose key was used; NULL where a delivery report settled it.
    caller      TEXT,
    -- What stood there before: it is replaced in the attempt, and must not be lost.
    problem       TEXT,
    upstream_code INTEGER,
    smpp_name     TEXT,
    PRIMARY KEY (message, position)
  ) STRICT, WITHOUT ROWID;

  -- The segments that a caller has used, or may have, on a day in UTC as the wall clock names it.
  CREATE TABLE used_segments (
    caller  TEXT NOT NULL,
    -- Its beginning, in milliseconds since 1970.
    day     INTEGER NOT NULL,
    count   INTEGER NOT NULL,
    -- When it was last written, on the journal's clock.
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (caller, day)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX used_segments_by_age ON used_segments (seen_at);

  -- The journal's clock, as it was last written down: see journal-clock.ts.
  CREATE TABLE clock (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    seen_at     INTEGER NOT NULL,
    wall_at     INTEGER NOT NULL,
    doubt_ms    INTEGER NOT NULL,
    doubt_since INTEGER NOT NULL
  ) STRICT;

  -- A recipient's live attempt. There cannot be two: at most one may be on the wire, have been there, or come to be.
  CREATE TABLE attempts (
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
    -- What the outcome is unknown of, and since when on the journal's clock, for the fence. NULL as long as the outcome was never
    -- unknown, so that an accepted message does not pay for it.
    content_hash  BLOB,
    unknown_since INTEGER,
    -- What its delivery reports add up to; NULL as long as there are none.
    delivery      TEXT,
    -- Whose message it is, where a list by outcome has to find it: an accepted message does not pay for this either.
    caller        TEXT,
    -- Written with CASE here and in the trigger: for each row SQLite would make a tree of a list that is longer than two.
    CHECK (
      CASE state
        WHEN 'sending' THEN problem IS NULL
        WHEN 'accepted' THEN problem IS NULL
        WHEN 'queued' THEN problem IS NULL
        WHEN 'rejected' THEN problem IS NOT NULL AND caller IS NOT NULL
        WHEN 'unknown' THEN problem IS NOT NULL AND caller IS NOT NULL
        WHEN 'not-attempted' THEN problem IS NOT NULL AND caller IS NOT NULL
        ELSE 0
      END
    ),
    PRIMARY KEY (message, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_unknown ON attempts (recipient, content_hash, message, unknown_since) WHERE state = 'unknown';
  -- Whether any of them is young enough to fence, without a look at those that are not.
  CREATE INDEX attempts_unknown_since ON attempts (recipient, content_hash, unknown_since) WHERE state = 'unknown';
  -- For the count and the oldest of what is unknown. No accepted message is in it, so it costs an ordinary send nothing.
  CREATE INDEX attempts_unknown_by_time ON attempts (unknown_since) WHERE state = 'unknown';
  CREATE INDEX attempts_by_recipient ON attempts (recipient, message);
  CREATE INDEX attempts_undelivered ON attempts (delivery, message)
    WHERE delivery IN ('undelivered', 'partially-delivered');
  -- What asks for another state has to say that it is not accepted either: only then SQLite uses this index.
  CREATE INDEX attempts_not_accepted ON attempts (state, message) WHERE state <> 'accepted';
  CREATE INDEX attempts_of_caller ON attempts (caller, state, message) WHERE caller IS NOT NULL;

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

  -- A repeated report changes nothing. An id is kept as the answer spelled it; reports may spell it in another case.
  CREATE TABLE delivery_reports (
    message      INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    upstream_id  TEXT NOT NULL COLLATE NOCASE,
    status       TEXT NOT NULL,
    error        TEXT,
    submitted    TEXT,
    done         TEXT,
    done_at      INTEGER,
    received_at  INTEGER NOT NULL,
    PRIMARY KEY (message, position, upstream_id, status)
  ) STRICT, WITHOUT ROWID;

  -- Reports that belong to no recipient yet: the answer that names their id may still come.
  CREATE TABLE unmatched_reports (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient    TEXT,
    upstream_id  TEXT COLLATE NOCASE,
    status       TEXT NOT NULL,
    sender       TEXT,
    error        TEXT,
    submitted    TEXT,
    submitted_at INTEGER,
    done         TEXT,
    done_at      INTEGER,
    received_at  INTEGER NOT NULL,
    -- The same on the journal's clock, for its removal.
    seen_at      INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX unmatched_reports_once
    ON unmatched_reports (ifnull(recipient, ''), ifnull(upstream_id, '') COLLATE NOCASE, status);
  CREATE INDEX unmatched_reports_by_recipient ON unmatched_reports (recipient);
  CREATE INDEX unmatched_reports_by_age ON unmatched_reports (seen_at);

  -- AUTOINCREMENT: a number that was told is never given again, even after all rows were removed.
  CREATE TABLE events (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    caller       TEXT NOT NULL,
    type         TEXT NOT NULL,
    message_id   TEXT NOT NULL,
    reference    TEXT,
    recipient    TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    resend       TEXT,
    delivery     TEXT,
    at           INTEGER NOT NULL,
    -- The same on the journal's clock, for its removal.
    seen_at      INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX events_of_caller ON events (caller);
  CREATE INDEX events_by_age ON events (seen_at);

  -- Forward only: no attempt leaves a state in which the message may have been sent. An unknown one has its content and time,
  -- for the fence. ROLLBACK ends the whole transaction, as the group commit would; for ABORT, SQLite copies pages each time.
  CREATE TRIGGER attempts_forward_only BEFORE UPDATE OF message, position, number, recipient, state, problem ON attempts
    WHEN NOT (
      NEW.message = OLD.message AND NEW.position = OLD.position AND NEW.recipient = OLD.recipient
      AND CASE NEW.number
        WHEN OLD.number THEN CASE OLD.state
          WHEN 'sending' THEN CASE NEW.state
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
  CREATE TRIGGER attempts_keep_the_past AFTER UPDATE OF number ON attempts WHEN NEW.number <> OLD.number
    BEGIN
      INSERT INTO past_attempts VALUES (
        OLD.message, OLD.position, OLD.number, OLD.recipient, OLD.state, OLD.problem, OLD.upstream_code, OLD.smpp_name,
        OLD.upstream_id, OLD.duplicate_of, OLD.started_at, OLD.ended_at
      );
    END;
  CREATE TRIGGER past_attempts_stay BEFORE UPDATE ON past_attempts
    BEGIN SELECT RAISE(ABORT, 'a past attempt stays as it is'); END;
  `
