/** The tables of the journal in PostgreSQL, as the first version creates them. Those of SQLite explain their columns. */
export const tables = `
  -- What holds for all gateways of this journal.
  CREATE TABLE installation (
    single          boolean PRIMARY KEY DEFAULT true CHECK (single),
    -- The number of versions applied, and the oldest version whose gateways can still work with the tables.
    version         integer NOT NULL,
    compatible_from integer NOT NULL,
    -- live or sandbox.
    purpose         text,
    -- An HMAC with the installation's key: a gateway with another key would not recognise what was sent before.
    key_check       bytea
  );

  -- The time that gateways have counted, and what their wall clocks said then.
  CREATE TABLE clock (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    seen_at bigint NOT NULL,
    wall_at bigint NOT NULL
  );

  -- The running processes. A process whose lease is over, or that is not listed here, can write nothing.
  CREATE TABLE replicas (
    run           uuid PRIMARY KEY,
    name          text NOT NULL UNIQUE,
    -- The number of versions that the process knows.
    knows         integer NOT NULL,
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- From when every other process counts this one: each has renewed its lease by then, or may send nothing.
    counted_from  timestamptz NOT NULL,
    lease_until   timestamptz NOT NULL
  );

  -- The number and the result of the last group of each lane: they decide what became of a commit whose answer was lost.
  CREATE TABLE lanes (
    run    uuid NOT NULL REFERENCES replicas ON DELETE CASCADE,
    lane   integer NOT NULL,
    seq    bigint NOT NULL,
    result jsonb,
    PRIMARY KEY (run, lane)
  ) WITH (fillfactor = 20);

  -- Commits that were acknowledged and are gone. No gateway starts while there is one.
  CREATE TABLE lost_commits (
    noticed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    run        uuid NOT NULL
  );

  CREATE TABLE messages (
    -- Begins with the time on the journal's clock, and so orders messages and tells their age.
    id           uuid PRIMARY KEY,
    caller       text NOT NULL,
    request_id   text NOT NULL,
    created_at   bigint NOT NULL,
    sender       text NOT NULL,
    encoding     text,
    segments     integer,
    reference    text,
    scheduled_at bigint,
    content_hash bytea NOT NULL,
    wants_report boolean NOT NULL,
    -- From when a scheduled message ages, on the journal's clock.
    ages_from    bigint
  );
  CREATE INDEX messages_by_caller ON messages (caller, id);
  CREATE INDEX messages_by_sender ON messages (caller, sender, id);
  CREATE INDEX messages_by_reference ON messages (caller, reference, id) WHERE reference IS NOT NULL;
  CREATE INDEX messages_scheduled ON messages (ages_from) WHERE ages_from IS NOT NULL;

  -- How far created_at may lie from the time in the id, for the messages of an hour.
  CREATE TABLE created_offsets (
    hour bigint PRIMARY KEY,
    low  bigint NOT NULL,
    high bigint NOT NULL
  );

  CREATE TABLE idempotency_keys (
    caller      text NOT NULL,
    route       text NOT NULL,
    key         text NOT NULL,
    fingerprint bytea NOT NULL,
    message     uuid NOT NULL,
    PRIMARY KEY (caller, route, key)
  );
  CREATE INDEX idempotency_keys_by_message ON idempotency_keys (message);

  CREATE TABLE running (
    message uuid PRIMARY KEY,
    run     uuid NOT NULL
  );
  CREATE INDEX running_by_run ON running (run);

  -- Messages whose run ended while an attempt had no result: it is settled together with what its process runs.
  CREATE TABLE left_open (
    run     uuid NOT NULL,
    message uuid NOT NULL,
    PRIMARY KEY (run, message)
  );

  CREATE TABLE attempts (
    message       uuid NOT NULL,
    position      integer NOT NULL,
    number        integer NOT NULL,
    recipient     text NOT NULL,
    state         text NOT NULL,
    problem       text,
    upstream_code integer,
    smpp_name     text,
    upstream_id   text,
    duplicate_of  uuid,
    started_at    bigint,
    ended_at      bigint,
    content_hash  bytea,
    unknown_since bigint,
    delivery      text,
    caller        text,
    CHECK (
      CASE
        WHEN state IN ('queued', 'sending', 'accepted') THEN problem IS NULL
        WHEN state IN ('rejected', 'unknown', 'not-attempted') THEN problem IS NOT NULL AND caller IS NOT NULL
        ELSE false
      END
    ),
    PRIMARY KEY (message, position)
  ) WITH (fillfactor = 80);
  CREATE INDEX attempts_by_recipient ON attempts (recipient, message);
  CREATE INDEX attempts_unknown ON attempts (recipient, content_hash, message, unknown_since) WHERE state = 'unknown';
  CREATE INDEX attempts_unknown_by_time ON attempts (unknown_since) WHERE state = 'unknown';
  -- Those that are on the wire are not among them, so an accepted message does not pay for these.
  CREATE INDEX attempts_not_accepted ON attempts (state, message)
    WHERE state IN ('rejected', 'unknown', 'not-attempted');
  CREATE INDEX attempts_of_caller ON attempts (caller, state, message) WHERE caller IS NOT NULL;
  CREATE INDEX attempts_undelivered ON attempts (delivery, message)
    WHERE delivery IN ('undelivered', 'partially-delivered');
  CREATE INDEX attempts_undelivered_of_caller ON attempts (caller, delivery, message)
    WHERE delivery IN ('undelivered', 'partially-delivered');

  CREATE TABLE past_attempts (
    message       uuid NOT NULL,
    position      integer NOT NULL,
    number        integer NOT NULL,
    recipient     text NOT NULL,
    state         text NOT NULL,
    problem       text NOT NULL,
    upstream_code integer,
    smpp_name     text,
    upstream_id   text,
    duplicate_of  uuid,
    started_at    bigint,
    ended_at      bigint,
    CHECK (
      (state = 'not-attempted' AND problem <> 'possible-duplicate')
      OR (state = 'rejected' AND problem = 'upstream-user-validation-failed')
    ),
    PRIMARY KEY (message, position, number)
  );

  CREATE TABLE resolutions (
    message       uuid NOT NULL,
    position      integer NOT NULL,
    outcome       text NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
    reason        text NOT NULL,
    resolved_by   text NOT NULL,
    resolved_at   bigint NOT NULL,
    caller        text,
    problem       text NOT NULL,
    upstream_code integer,
    smpp_name     text,
    PRIMARY KEY (message, position)
  );

  CREATE TABLE used_segments (
    caller  text NOT NULL,
    day     bigint NOT NULL,
    count   bigint NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (caller, day)
  ) WITH (fillfactor = 50);

  CREATE TABLE delivery_reports (
    message     uuid NOT NULL,
    position    integer NOT NULL,
    -- As it was spelled, and in lower case: an id may come in another case.
    upstream_id text NOT NULL,
    folded_id   text NOT NULL,
    status      text NOT NULL,
    error       text,
    submitted   text,
    done        text,
    done_at     bigint,
    received_at bigint NOT NULL,
    -- In the order of their arrival.
    number      bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (message, position, folded_id, status)
  );

  CREATE TABLE unmatched_reports (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient    text,
    upstream_id  text,
    folded_id    text,
    status       text NOT NULL,
    sender       text,
    error        text,
    submitted    text,
    submitted_at bigint,
    done         text,
    done_at      bigint,
    received_at  bigint NOT NULL,
    seen_at      bigint NOT NULL
  );
  CREATE UNIQUE INDEX unmatched_reports_once
    ON unmatched_reports (coalesce(recipient, ''), coalesce(folded_id, ''), status);
  CREATE INDEX unmatched_reports_by_recipient ON unmatched_reports (recipient);
  CREATE INDEX unmatched_reports_by_age ON unmatched_reports (seen_at);

  -- The number of the last event. A sequence would show numbers in another order than their commits, and a reader that asks
  -- for what follows its last number would miss events.
  CREATE TABLE last_event (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seq    bigint NOT NULL
  ) WITH (fillfactor = 20);
  INSERT INTO last_event (seq) VALUES (0);

  CREATE TABLE events (
    seq        bigint PRIMARY KEY,
    caller     text NOT NULL,
    type       text NOT NULL,
    message_id uuid NOT NULL,
    reference  text,
    recipient  text NOT NULL,
    outcome    text NOT NULL,
    resend     text,
    delivery   json,
    at         bigint NOT NULL,
    seen_at    bigint NOT NULL
  );
  CREATE INDEX events_of_caller ON events (caller, seq);
  CREATE INDEX events_by_age ON events (seen_at);
`
