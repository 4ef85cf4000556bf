import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;
import {
  createContentHash,
  createEventWatch,
  createFinishWatch,
  createJournalClock,
  createOverError,
  dayMs,
  deliveryOf,
  eventFromRow,
  eventOf,
  findProven,
  foldId,
  formatUpstreamIds,
  isLoss,
  isUnavailable,
  maxUnmatched,
  messageFromRows,
  recipientsNotAttempted,
  reportFromRow,
  reportFromUnmatched,
  systemClocks,
  translateError,
  unmatchedRetentionMs
} from "./chunk-LL6JPPHA.js";
import {
  JournalError
} from "./chunk-MSWVM5GX.js";
import {
  failAll,
  outcomeOf,
  problemOf
} from "./chunk-G37RINV3.js";
import {
  startLease
} from "./chunk-G2S7W6WS.js";
import "./chunk-KJFL4LYA.js";

// src/journal/postgres/open-postgres.ts
import { randomUUID } from "node:crypto";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/journal/postgres/installation.ts
import { timingSafeEqual } from "node:crypto";
var leastServer = 14e4;
async function checkServer({ query }) {
  const [row] = await query(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() AS standby, current_setting('fsync') AS fsync,
       current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commits`
  );
  if (Number(row?.["version"]) < leastServer)
    throw new JournalError("The PostgreSQL server is too old: version 14 or newer is needed");
  if (row?.["encoding"] !== "UTF8") throw new JournalError("The encoding of the database must be UTF8");
  if (row?.["standby"] === true)
    throw new JournalError("DATABASE_URL leads to a standby: the journal needs the primary server", {
      kind: "unavailable"
    });
  const unsafe = [
    ["fsync", row?.["fsync"]],
    ["full_page_writes", row?.["pages"]],
    ["synchronous_commit", row?.["commits"]]
  ].filter(([, value]) => value === "off");
  return unsafe.map(([name]) => `${name}=off`);
}
var keyCheckText = "the key of this installation";
async function checkInstallation({ query }, key, purpose) {
  const check = createContentHash(key)(keyCheckText);
  const [row] = await query(
    `UPDATE installation SET purpose = coalesce(purpose, $1), key_check = coalesce(key_check, $2)
     RETURNING purpose, key_check, (SELECT min(noticed_at)::text FROM lost_commits) AS lost`,
    [purpose ?? null, check]
  );
  if (purpose !== void 0 && row?.["purpose"] !== purpose)
    throw new JournalError(
      `The journal does not belong to ${purpose} mode: set DATABASE_URL to another database, so that no message of one mode is taken for one of the other`
    );
  const stored = Buffer.from(row?.["key_check"]);
  if (stored.length !== check.length || !timingSafeEqual(stored, check))
    throw new JournalError(
      "INSTALLATION_KEY_FILE holds another key than that of the journal: with it, used Idempotency-Keys would be refused and the duplicate fence would find nothing. Give every gateway the same file"
    );
  if (row?.["lost"] !== null)
    throw new JournalError(
      `The database has lost commits that it had acknowledged, which a gateway noticed at ${row?.["lost"]}: messages may have been sent that it does not know. See docs/operations.md, "Lost commits", for what to check before a gateway may start again`
    );
}

// src/journal/postgres/attempt-rules.ts
var attemptRules = `
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
`;

// src/journal/postgres/purge-functions.ts
var purgeFunctions = `
  -- The lowest id of an instant on the journal's clock.
  CREATE FUNCTION journal_id_at_1(p_ms bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(greatest(0, p_ms)), 12, '0') || repeat('0', 20))::uuid
  $$;

  -- The ids that messages can have whose creation lies between two instants of the wall clock, both excluded.
  CREATE FUNCTION journal_created_between_1(p_after bigint, p_before bigint, OUT first uuid, OUT until uuid)
  LANGUAGE sql STABLE AS $$
    SELECT journal_id_at_1(min(start)), journal_id_at_1(max(stop)) FROM (
      SELECT greatest(hour, p_after + 1 - high) AS start, least(hour + 3600000, p_before - low) AS stop
      FROM created_offsets
    ) AS hours WHERE start < stop
  $$;

  -- Removes messages that are past their retention, oldest first, and returns how many and where to go on. Another gateway
  -- may do the same at the same time, and one that a run is beginning on is left alone.
  CREATE FUNCTION journal_purge_1(p_limit integer, p_from uuid, p_old_at bigint, p_wall_at bigint)
  RETURNS json LANGUAGE plpgsql AS $$
  DECLARE
    v_locked uuid[];
    v_gone uuid[];
    v_last uuid;
  BEGIN
    PERFORM journal_durable_1();
    WITH plain AS (
      SELECT id FROM messages AS m
      WHERE id >= p_from AND id < journal_id_at_1(p_old_at) AND ages_from IS NULL
        AND NOT EXISTS (SELECT 1 FROM running WHERE message = m.id)
        AND NOT EXISTS (SELECT 1 FROM attempts WHERE message = m.id AND state = 'unknown' AND unknown_since >= p_old_at)
      ORDER BY id LIMIT p_limit FOR UPDATE OF m SKIP LOCKED
    ), scheduled AS (
      SELECT id, journal_id_at_1(ages_from) AS age FROM messages AS m
      WHERE ages_from < p_old_at AND scheduled_at < p_wall_at
        AND NOT EXISTS (SELECT 1 FROM running WHERE message = m.id)
        AND NOT EXISTS (SELECT 1 FROM attempts WHERE message = m.id AND state = 'unknown' AND unknown_since >= p_old_at)
      ORDER BY ages_from LIMIT p_limit FOR UPDATE OF m SKIP LOCKED
    )
    SELECT array_agg(id ORDER BY age), (SELECT id FROM plain ORDER BY id DESC LIMIT 1) INTO v_locked, v_last
    FROM (SELECT id, id AS age FROM plain UNION ALL SELECT id, age FROM scheduled) AS old;
    -- A run that began before the lock is seen only by a new statement.
    SELECT array_agg(id) INTO v_gone FROM (
      SELECT id FROM unnest(v_locked) WITH ORDINALITY AS l (id, place)
      WHERE NOT EXISTS (SELECT 1 FROM running WHERE message = id) ORDER BY place LIMIT p_limit
    ) AS l;
    DELETE FROM attempts WHERE message = ANY (v_gone);
    DELETE FROM past_attempts WHERE message = ANY (v_gone);
    DELETE FROM idempotency_keys WHERE message = ANY (v_gone);
    DELETE FROM resolutions WHERE message = ANY (v_gone);
    DELETE FROM delivery_reports WHERE message = ANY (v_gone);
    DELETE FROM messages WHERE id = ANY (v_gone);
    -- The offsets of hours whose messages are all older than any that is kept.
    DELETE FROM created_offsets
    WHERE journal_id_at_1(hour + 3600000) <= (SELECT id FROM messages ORDER BY id LIMIT 1);
    RETURN json_build_object('removed', coalesce(cardinality(v_gone), 0),
      'next', CASE WHEN v_last = ANY (v_gone) THEN v_last END);
  END $$;

  -- Removes reports and events that are past their time, and returns how many.
  CREATE FUNCTION journal_purge_reports_1(p_limit integer, p_reports_before bigint, p_events_before bigint)
  RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    v_reports bigint;
    v_events bigint;
  BEGIN
    PERFORM journal_durable_1();
    DELETE FROM unmatched_reports WHERE number IN (
      SELECT number FROM unmatched_reports WHERE seen_at < p_reports_before ORDER BY seen_at LIMIT p_limit
      FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS v_reports = ROW_COUNT;
    DELETE FROM events WHERE seq IN (
      SELECT seq FROM events WHERE seen_at < p_events_before ORDER BY seen_at, seq LIMIT p_limit FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS v_events = ROW_COUNT;
    RETURN v_reports + v_events;
  END $$;
`;

// src/journal/postgres/read-functions.ts
var readFunctions = `
  -- A commit is acknowledged once it is on the disk, and on that of a synchronous standby, whatever the server's default.
  CREATE FUNCTION journal_durable_1() RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
      PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
  END $$;

  -- Adds events. The lock on the counter lasts until the commit, so that numbers appear in their order: call this last.
  CREATE FUNCTION journal_tell_1(p_seen_at bigint, p_events json) RETURNS void LANGUAGE sql AS $$
    WITH told AS MATERIALIZED (
      SELECT *, row_number() OVER () AS place FROM json_to_recordset(p_events) AS e (
        caller text, type text, message uuid, reference text, recipient text, outcome text, resend text, delivery json,
        at bigint)
    ), counter AS (
      UPDATE last_event SET seq = seq + (SELECT count(*) FROM told) RETURNING seq - (SELECT count(*) FROM told) AS before
    )
    INSERT INTO events (seq, caller, type, message_id, reference, recipient, outcome, resend, delivery, at, seen_at)
    SELECT before + place, caller, type, message, reference, recipient, outcome, resend, delivery, at, p_seen_at
    FROM told, counter ORDER BY place
  $$;

  -- A message with all its parts, in the form of rows.ts. NULL if there is none.
  CREATE FUNCTION journal_message_1(p_id uuid) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_build_object(
      'row', json_build_object(
        'id', m.id, 'caller', m.caller, 'request_id', m.request_id, 'created_at', m.created_at, 'sender', m.sender,
        'encoding', m.encoding, 'segments', m.segments, 'reference', m.reference, 'scheduled_at', m.scheduled_at,
        'wants_report', m.wants_report::int),
      'finished', NOT EXISTS (SELECT 1 FROM running WHERE running.message = m.id),
      'attempts', (
        SELECT json_agg(a ORDER BY position, number) FROM (
          SELECT position, number, recipient, state, problem, upstream_code, smpp_name, upstream_id, duplicate_of,
            started_at, ended_at FROM past_attempts WHERE message = m.id
          UNION ALL
          SELECT position, number, recipient, state, problem, upstream_code, smpp_name, upstream_id, duplicate_of,
            started_at, ended_at FROM attempts WHERE message = m.id
        ) AS a),
      'resolutions', (
        SELECT json_agg(r ORDER BY position) FROM (
          SELECT position, outcome, reason, resolved_by, resolved_at, caller, problem, upstream_code, smpp_name
          FROM resolutions WHERE message = m.id
        ) AS r),
      'reports', (
        SELECT json_agg(d ORDER BY received_at, number) FROM (
          SELECT position, upstream_id, status, error, submitted, done, done_at, received_at, number
          FROM delivery_reports WHERE message = m.id
        ) AS d))
    FROM messages AS m WHERE m.id = p_id
  $$;

  -- The newest message of the same content to a number whose outcome became unknown since then.
  CREATE FUNCTION journal_open_1(p_recipient text, p_hash bytea, p_since bigint) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT message FROM attempts
    WHERE state = 'unknown' AND recipient = p_recipient AND content_hash = p_hash AND unknown_since >= p_since
    ORDER BY message DESC LIMIT 1
  $$;
`;

// src/journal/postgres/report-functions.ts
var reportFunctions = `
  -- Settles unknown recipients, all of them or those that are named, and returns how many. The deliveries are those of a
  -- recipient without reports: one for a message that asked for them, and one for another.
  CREATE FUNCTION journal_resolve_1(p_id uuid, p_seen_at bigint, p_resolution json) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    v_told json;
    v_count bigint;
    v_outcome text := p_resolution->>'outcome';
    v_at bigint := (p_resolution->>'at')::bigint;
  BEGIN
    PERFORM journal_durable_1();
    WITH open AS MATERIALIZED (
      SELECT message, position, recipient, problem, upstream_code, smpp_name FROM attempts
      WHERE message = p_id AND state = 'unknown' AND (
        p_resolution->'recipients' IS NULL
        OR recipient IN (SELECT json_array_elements_text(p_resolution->'recipients')))
      ORDER BY position FOR UPDATE
    ), kept AS (
      INSERT INTO resolutions (message, position, outcome, reason, resolved_by, resolved_at, caller, problem, upstream_code,
        smpp_name)
      SELECT message, position, v_outcome, p_resolution->>'reason', p_resolution->>'by', v_at, p_resolution->>'caller',
        problem, upstream_code, smpp_name
      FROM open
    ), settled AS (
      UPDATE attempts AS a
      SET state = v_outcome, problem = p_resolution->>'problem', upstream_code = NULL, smpp_name = NULL
      FROM open WHERE a.message = open.message AND a.position = open.position
      RETURNING a.message, a.position, a.recipient
    )
    SELECT count(*), json_agg(json_build_object('caller', m.caller, 'type', 'recipient.settled', 'message', m.id,
        'reference', m.reference, 'recipient', recipient, 'outcome', v_outcome, 'resend', p_resolution->>'resend', 'at', v_at,
        'delivery', CASE WHEN v_outcome = 'accepted' THEN
          CASE WHEN m.wants_report THEN p_resolution->'delivery' ELSE p_resolution->'deliveryUnasked' END END)
      ORDER BY position)
    INTO v_count, v_told FROM settled JOIN messages AS m ON m.id = settled.message;
    IF v_count > 0 THEN
      PERFORM journal_tell_1(p_seen_at, v_told);
    END IF;
    RETURN v_count;
  END $$;

  -- A recipient with all that decides about its reports. NULL if there is none.
  CREATE FUNCTION journal_recipient_1(p_message uuid, p_position integer) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_build_object('id', m.id, 'caller', m.caller, 'reference', m.reference, 'segments', m.segments,
      'wants_report', m.wants_report, 'recipient', a.recipient, 'state', a.state, 'upstream_id', a.upstream_id,
      'delivery', a.delivery, 'problem', a.problem,
      'reports', (SELECT coalesce(json_agg(d ORDER BY number), '[]') FROM delivery_reports AS d
        WHERE d.message = p_message AND d.position = p_position))
    FROM attempts AS a JOIN messages AS m ON m.id = a.message WHERE a.message = p_message AND a.position = p_position
  $$;

  -- Applies what a gateway has decided about a report, if the recipient is still as it was read. False: read it again.
  CREATE FUNCTION journal_report_1(p_seen_at bigint, p_change json) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    v_message uuid := (p_change->>'message')::uuid;
    v_position integer := (p_change->>'position')::integer;
    v_attempt attempts%ROWTYPE;
    v_report json := p_change->'report';
  BEGIN
    PERFORM journal_durable_1();
    SELECT * INTO v_attempt FROM attempts WHERE message = v_message AND position = v_position FOR UPDATE;
    IF NOT FOUND OR v_attempt.state IS DISTINCT FROM p_change->>'state'
      OR v_attempt.upstream_id IS DISTINCT FROM p_change->>'ids'
      OR v_attempt.delivery IS DISTINCT FROM p_change->>'deliveryBefore'
      OR (p_change->>'reportCount')::bigint <> (
        SELECT count(*) FROM delivery_reports WHERE message = v_message AND position = v_position) THEN
      RETURN false;
    END IF;
    IF p_change->>'unmatched' IS NOT NULL THEN
      DELETE FROM unmatched_reports WHERE number = (p_change->>'unmatched')::bigint;
      -- Another gateway has just applied it.
      IF NOT FOUND THEN
        RETURN true;
      END IF;
    END IF;
    IF p_change->'settle' IS NOT NULL THEN
      INSERT INTO resolutions (message, position, outcome, reason, resolved_by, resolved_at, problem, upstream_code, smpp_name)
      VALUES (v_message, v_position, 'accepted', p_change->'settle'->>'by', p_change->'settle'->>'by',
        (v_report->>'receivedAt')::bigint, v_attempt.problem, v_attempt.upstream_code, v_attempt.smpp_name);
      UPDATE attempts SET state = 'accepted', problem = NULL, upstream_code = NULL, smpp_name = NULL,
        upstream_id = v_report->>'id'
      WHERE message = v_message AND position = v_position;
    END IF;
    IF v_report IS NOT NULL THEN
      INSERT INTO delivery_reports (message, position, upstream_id, folded_id, status, error, submitted, done, done_at,
        received_at)
      VALUES (v_message, v_position, v_report->>'id', v_report->>'foldedId', v_report->>'status', v_report->>'error',
        v_report->>'submit', v_report->>'done', (v_report->>'doneAt')::bigint, (v_report->>'receivedAt')::bigint);
    END IF;
    IF p_change->>'delivery' IS DISTINCT FROM v_attempt.delivery THEN
      UPDATE attempts SET delivery = p_change->>'delivery' WHERE message = v_message AND position = v_position;
    END IF;
    IF p_change->'events' IS NOT NULL THEN
      PERFORM journal_tell_1(p_seen_at, p_change->'events');
    END IF;
    RETURN true;
  END $$;

  -- Keeps a report that belongs to no recipient yet. False if it is kept already. Beyond a number the oldest go: somebody
  -- else's reports must not fill the disk.
  CREATE FUNCTION journal_keep_report_1(p_seen_at bigint, p_most bigint, p_report json) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    v_number bigint;
  BEGIN
    PERFORM journal_durable_1();
    INSERT INTO unmatched_reports (recipient, upstream_id, folded_id, status, sender, error, submitted, submitted_at, done,
      done_at, received_at, seen_at)
    VALUES (p_report->>'to', p_report->>'id', p_report->>'foldedId', p_report->>'status', p_report->>'sender',
      p_report->>'error', p_report->>'submit', (p_report->>'submittedAt')::bigint, p_report->>'done',
      (p_report->>'doneAt')::bigint, (p_report->>'receivedAt')::bigint, p_seen_at)
    ON CONFLICT DO NOTHING RETURNING number INTO v_number;
    IF v_number IS NULL THEN
      RETURN false;
    END IF;
    DELETE FROM unmatched_reports WHERE number <= v_number - p_most;
    RETURN true;
  END $$;

  -- Takes segments of days, each only if it keeps within its limit; a negative number gives back. Returns for each whether it
  -- was taken. They come in the order of their rows, so that two calls cannot wait for each other.
  CREATE FUNCTION journal_take_segments_1(p_seen_at bigint, p_takes json) RETURNS json LANGUAGE plpgsql AS $$
  DECLARE
    v_take record;
    v_taken jsonb := '[]';
  BEGIN
    PERFORM journal_durable_1();
    FOR v_take IN
      SELECT * FROM ROWS FROM (json_to_recordset(p_takes) AS (caller text, day bigint, count bigint, most bigint))
        WITH ORDINALITY ORDER BY ordinality
    LOOP
      INSERT INTO used_segments (caller, day, count, seen_at) VALUES (v_take.caller, v_take.day, 0, p_seen_at)
      ON CONFLICT DO NOTHING;
      UPDATE used_segments SET count = greatest(0, count + v_take.count), seen_at = p_seen_at
      WHERE caller = v_take.caller AND day = v_take.day AND (v_take.most IS NULL OR count + v_take.count <= v_take.most);
      v_taken := v_taken || to_jsonb(FOUND);
    END LOOP;
    RETURN v_taken;
  END $$;
`;

// src/journal/postgres/run-functions.ts
var runFunctions = `
  -- Ends a run: what may be on the wire is unknown, what waited was not attempted. The caller holds a lock on its row.
  CREATE FUNCTION journal_end_run_1(p_run uuid, p_seen_at bigint, p_at bigint, p_resend text)
  RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_told json;
    v_unknown bigint;
    v_not_attempted bigint;
  BEGIN
    WITH settled AS (
      UPDATE attempts AS a
      SET state = 'unknown', problem = 'outcome-unknown', ended_at = p_at, unknown_since = p_seen_at,
        content_hash = m.content_hash, caller = m.caller
      FROM (
        SELECT message FROM running WHERE run = p_run UNION SELECT message FROM left_open WHERE run = p_run
      ) AS own JOIN messages AS m ON m.id = own.message
      WHERE a.message = own.message AND a.state = 'sending'
      RETURNING m.caller, 'recipient.unknown' AS type, m.id AS message, m.reference, a.recipient, 'unknown' AS outcome,
        p_resend AS resend, p_at AS at, a.position
    )
    SELECT count(*), json_agg(settled ORDER BY message, position) INTO v_unknown, v_told FROM settled;
    UPDATE attempts AS a SET state = 'not-attempted', problem = 'interrupted', ended_at = p_at, caller = m.caller
    FROM running JOIN messages AS m ON m.id = running.message
    WHERE running.run = p_run AND a.message = running.message AND a.state = 'queued';
    GET DIAGNOSTICS v_not_attempted = ROW_COUNT;
    DELETE FROM running WHERE run = p_run;
    DELETE FROM left_open WHERE run = p_run;
    DELETE FROM replicas WHERE run = p_run;
    IF v_told IS NOT NULL THEN
      PERFORM journal_tell_1(p_seen_at, v_told);
    END IF;
    RETURN jsonb_build_object('unknown', v_unknown, 'notAttempted', v_not_attempted);
  END $$;

  -- Begins a run. Whoever had its name before is over: it waits for that one's last group, and ends it.
  CREATE FUNCTION journal_enter_1(p_run uuid, p_name text, p_knows integer, p_lanes integer, p_lease_ms integer,
    p_seen_at bigint, p_wall_at bigint, p_at bigint, p_resend text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_before uuid;
    v_ended jsonb := '{"unknown": 0, "notAttempted": 0}';
  BEGIN
    PERFORM journal_durable_1();
    INSERT INTO clock (seen_at, wall_at) VALUES (p_seen_at, p_wall_at)
    ON CONFLICT (single) DO UPDATE SET seen_at = greatest(clock.seen_at, excluded.seen_at);
    SELECT run INTO v_before FROM replicas WHERE name = p_name FOR UPDATE;
    IF FOUND THEN
      v_ended := journal_end_run_1(v_before, p_seen_at, p_at, p_resend);
    END IF;
    INSERT INTO replicas (run, name, knows, lease_until)
    VALUES (p_run, p_name, p_knows, clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0));
    INSERT INTO lanes (run, lane, seq) SELECT p_run, lane, 0 FROM generate_series(0, p_lanes - 1) AS lane;
    RETURN v_ended;
  END $$;

  -- Renews the lease and the journal's clock, and ends those whose lease is over. A run that is over gets NULL.
  CREATE FUNCTION journal_beat_1(p_run uuid, p_lease_ms integer, p_ends_others boolean, p_seen_at bigint, p_wall_at bigint,
    p_at bigint, p_resend text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_seen_at bigint;
    v_other uuid;
    v_ended jsonb;
    v_unknown bigint := 0;
    v_not_attempted bigint := 0;
  BEGIN
    PERFORM journal_durable_1();
    UPDATE replicas SET lease_until = clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0) WHERE run = p_run;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    UPDATE clock SET seen_at = greatest(seen_at, p_seen_at),
      wall_at = CASE WHEN p_wall_at IS NULL OR p_seen_at < seen_at THEN wall_at + greatest(0, p_seen_at - seen_at)
        ELSE p_wall_at END
    RETURNING seen_at INTO v_seen_at;
    IF p_ends_others THEN
      -- One that another gateway is ending, or that is just writing, is left to that one or to the next time.
      FOR v_other IN SELECT run FROM replicas WHERE lease_until < clock_timestamp() FOR UPDATE SKIP LOCKED LOOP
        v_ended := journal_end_run_1(v_other, v_seen_at, p_at, p_resend);
        v_unknown := v_unknown + (v_ended->>'unknown')::bigint;
        v_not_attempted := v_not_attempted + (v_ended->>'notAttempted')::bigint;
      END LOOP;
    END IF;
    RETURN jsonb_build_object('seenAt', v_seen_at, 'unknown', v_unknown, 'notAttempted', v_not_attempted,
      'live', (SELECT count(*) FROM replicas WHERE lease_until >= clock_timestamp()));
  END $$;

  -- Ends one's own run.
  CREATE FUNCTION journal_leave_1(p_run uuid, p_seen_at bigint, p_at bigint, p_resend text)
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM journal_durable_1();
    PERFORM 1 FROM replicas WHERE run = p_run FOR UPDATE;
    IF FOUND THEN
      UPDATE clock SET wall_at = wall_at + greatest(0, p_seen_at - seen_at), seen_at = greatest(seen_at, p_seen_at);
      PERFORM journal_end_run_1(p_run, p_seen_at, p_at, p_resend);
    END IF;
  END $$;
`;

// src/journal/postgres/schema.ts
var tables = `
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

  -- The running processes. Whose lease is over, or who is missing here, can write nothing.
  CREATE TABLE replicas (
    run           uuid PRIMARY KEY,
    name          text NOT NULL UNIQUE,
    -- The number of versions that the process knows.
    knows         integer NOT NULL,
    started_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
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
`;

// src/journal/postgres/write-functions.ts
var writeFunctions = `
  -- Applies writes that do not depend on one another, but for their kind: a message begins before its attempts end. Returns
  -- an object with the results that are not just success, by the number of the write.
  CREATE FUNCTION journal_apply_1(p_run uuid, p_seen_at bigint, p_stage json) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_result jsonb := '{}';
    v_more jsonb;
    v_missing bigint;
  BEGIN
    IF p_stage->'begins' IS NOT NULL THEN
      -- Keys are claimed in their order, so that two groups cannot wait for each other.
      WITH given AS MATERIALIZED (
        SELECT *, decode(hash, 'hex') AS content_hash FROM json_to_recordset(p_stage->'begins') AS b (
          x integer, id uuid, caller text, request_id text, created_at bigint, sender text, encoding text, segments integer,
          reference text, scheduled_at bigint, hash text, wants_report boolean, ages_from bigint,
          route text, key text, fingerprint text, fenced_since bigint, acknowledged text, recipients json)
      ), wanted AS MATERIALIZED (
        SELECT x, (ordinality - 1)::integer AS position, value->>0 AS recipient, value->>1 = 's' AS is_sending,
          CASE WHEN fenced_since IS NOT NULL THEN journal_open_1(value->>0, content_hash, fenced_since) END AS open,
          acknowledged
        FROM given, json_array_elements(recipients) WITH ORDINALITY
      ), fenced AS MATERIALIZED (
        SELECT x, position, recipient, open FROM wanted WHERE open IS NOT NULL AND open::text IS DISTINCT FROM acknowledged
      ), blocked AS MATERIALIZED (
        SELECT x FROM given
        WHERE json_array_length(recipients) = (SELECT count(*) FROM fenced WHERE fenced.x = given.x)
      ), claims AS (
        INSERT INTO idempotency_keys (caller, route, key, fingerprint, message)
        SELECT caller, route, key, decode(fingerprint, 'hex'), id FROM given
        WHERE key IS NOT NULL AND x NOT IN (SELECT x FROM blocked)
        ORDER BY caller, route, key, x ON CONFLICT DO NOTHING RETURNING message
      ), good AS MATERIALIZED (
        SELECT * FROM given
        WHERE x NOT IN (SELECT x FROM blocked) AND (key IS NULL OR id IN (SELECT message FROM claims))
      ), begun AS (
        INSERT INTO messages (id, caller, request_id, created_at, sender, encoding, segments, reference, scheduled_at,
          content_hash, wants_report, ages_from)
        SELECT id, caller, request_id, created_at, sender, encoding, segments, reference, scheduled_at, content_hash,
          wants_report, ages_from
        FROM good
      ), runs AS (
        INSERT INTO running (message, run) SELECT id, p_run FROM good
      ), attempted AS (
        INSERT INTO attempts (message, position, number, recipient, state, problem, duplicate_of, started_at, caller)
        SELECT id, wanted.position, 1, wanted.recipient,
          CASE WHEN fenced.open IS NOT NULL THEN 'not-attempted' WHEN is_sending THEN 'sending' ELSE 'queued' END,
          CASE WHEN fenced.open IS NOT NULL THEN 'possible-duplicate' END,
          fenced.open,
          CASE WHEN fenced.open IS NULL AND is_sending THEN created_at END,
          CASE WHEN fenced.open IS NOT NULL THEN caller END
        FROM good JOIN wanted USING (x) LEFT JOIN fenced USING (x, position)
      )
      SELECT coalesce(jsonb_object_agg(x, CASE
          WHEN x IN (SELECT x FROM blocked) AND EXISTS (
            SELECT 1 FROM idempotency_keys AS k WHERE (k.caller, k.route, k.key) = (given.caller, given.route, given.key)
          ) OR x NOT IN (SELECT x FROM blocked) AND x NOT IN (SELECT x FROM good)
          THEN '{"claimed": true}'
          ELSE jsonb_build_object('fenced', (
            SELECT jsonb_object_agg(recipient, open) FROM fenced WHERE fenced.x = given.x))
        END), '{}')
      INTO v_result FROM given
      WHERE x NOT IN (SELECT x FROM good) OR x IN (SELECT x FROM fenced);
    END IF;

    IF p_stage->'starts' IS NOT NULL THEN
      WITH given AS MATERIALIZED (
        SELECT * FROM json_to_recordset(p_stage->'starts') AS s (x integer, m uuid, p integer, at bigint)
      ), done AS (
        UPDATE attempts AS a
        SET state = 'sending', number = CASE a.state WHEN 'queued' THEN a.number ELSE a.number + 1 END, started_at = given.at,
          problem = NULL, upstream_code = NULL, smpp_name = NULL, upstream_id = NULL, duplicate_of = NULL, caller = NULL,
          ended_at = NULL
        FROM given, running
        WHERE a.message = given.m AND a.position = given.p AND running.message = given.m AND running.run = p_run
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM given) - (SELECT count(*) FROM done) INTO v_missing;
      IF v_missing > 0 THEN
        RAISE EXCEPTION 'an attempt starts in a run of its message only' USING ERRCODE = 'GW004';
      END IF;
    END IF;

    IF p_stage->'ends' IS NOT NULL THEN
      WITH given AS MATERIALIZED (
        SELECT * FROM json_to_recordset(p_stage->'ends') AS e (
          x integer, m uuid, p integer, state text, problem text, code integer, smpp text, ids text, at bigint)
      ), done AS (
        UPDATE attempts AS a
        SET state = given.state, problem = given.problem, upstream_code = given.code, smpp_name = given.smpp,
          upstream_id = given.ids, ended_at = given.at,
          unknown_since = CASE given.state WHEN 'unknown' THEN p_seen_at ELSE a.unknown_since END,
          content_hash = CASE given.state
            WHEN 'unknown' THEN (SELECT content_hash FROM messages WHERE id = a.message) ELSE a.content_hash END,
          caller = CASE given.state
            WHEN 'accepted' THEN a.caller ELSE (SELECT caller FROM messages WHERE id = a.message) END
        FROM given WHERE a.message = given.m AND a.position = given.p
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM given) - (SELECT count(*) FROM done) INTO v_missing;
      IF v_missing > 0 THEN
        RAISE EXCEPTION 'the journal does not have this attempt' USING ERRCODE = 'GW004';
      END IF;
    END IF;

    IF p_stage->'finishes' IS NOT NULL THEN
      WITH given AS MATERIALIZED (
        SELECT * FROM json_to_recordset(p_stage->'finishes') AS f (x integer, m uuid, waits boolean, open boolean, stays boolean)
      ), open AS (
        INSERT INTO left_open (run, message) SELECT p_run, m FROM given WHERE open ON CONFLICT DO NOTHING
      ), ended AS (
        DELETE FROM running USING given
        WHERE running.message = given.m AND running.run = p_run AND stays IS NOT TRUE RETURNING given.m, waits
      )
      UPDATE attempts AS a SET state = 'not-attempted', problem = 'message-stopped',
        caller = (SELECT caller FROM messages WHERE id = a.message)
      FROM ended WHERE ended.waits AND a.message = ended.m AND a.state = 'queued';
    END IF;

    IF p_stage->'reopens' IS NOT NULL THEN
      -- The lock keeps the message from being purged in between.
      WITH given AS MATERIALIZED (
        SELECT * FROM json_to_recordset(p_stage->'reopens') AS o (
          x integer, m uuid, fenced_since bigint, acknowledged text)
      ), there AS MATERIALIZED (
        SELECT id FROM messages WHERE id IN (SELECT m FROM given) ORDER BY id FOR KEY SHARE
      ), won AS (
        INSERT INTO running (message, run) SELECT id, p_run FROM there ON CONFLICT DO NOTHING RETURNING message
      )
      SELECT jsonb_object_agg(x, jsonb_build_object(
          'message', journal_message_1(m),
          'fenced', (
            SELECT jsonb_object_agg(recipient, open) FROM (
              SELECT a.recipient, journal_open_1(a.recipient, messages.content_hash, fenced_since) AS open
              FROM attempts AS a JOIN messages ON messages.id = a.message
              WHERE a.message = m AND a.state = 'not-attempted' AND fenced_since IS NOT NULL
            ) AS o WHERE open IS NOT NULL AND open::text IS DISTINCT FROM acknowledged)))
      INTO v_more FROM given JOIN won ON won.message = given.m;
      v_result := v_result || coalesce(v_more, '{}');
    END IF;
    RETURN v_result;
  END $$;

  -- The part of a stage that belongs to one write.
  CREATE FUNCTION journal_pick_1(p_stage json, p_x integer) RETURNS json LANGUAGE sql IMMUTABLE AS $$
    SELECT json_object_agg(kind.key, (
      SELECT json_agg(entry) FROM json_array_elements(kind.value) AS entry WHERE (entry->>'x')::integer = p_x))
    FROM json_each(p_stage) AS kind
    WHERE EXISTS (SELECT 1 FROM json_array_elements(kind.value) AS entry WHERE (entry->>'x')::integer = p_x)
  $$;

  -- After a write broke a rule: applies each by itself, so that only that one is refused.
  CREATE FUNCTION journal_apply_each_1(p_run uuid, p_seen_at bigint, p_stages json) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_result jsonb := '{}';
    v_stage json;
    v_x integer;
  BEGIN
    FOR v_stage IN SELECT value FROM json_array_elements(p_stages) LOOP
      FOR v_x IN
        SELECT DISTINCT (entry->>'x')::integer AS x
        FROM json_each(v_stage) AS kind, json_array_elements(kind.value) AS entry ORDER BY x
      LOOP
        BEGIN
          v_result := v_result || journal_apply_1(p_run, p_seen_at, journal_pick_1(v_stage, v_x));
        EXCEPTION
          WHEN SQLSTATE 'GW004' OR integrity_constraint_violation OR data_exception THEN
            -- Other messages may quote a value, such as a phone number.
            v_result := v_result || jsonb_build_object(v_x, jsonb_build_object(
              'refused', CASE SQLSTATE WHEN 'GW004' THEN SQLERRM ELSE 'error ' || SQLSTATE END));
        END;
      END LOOP;
    END LOOP;
    RETURN v_result;
  END $$;

  -- Writes one group of one lane, once, whatever becomes of the connection.
  CREATE FUNCTION journal_write_1(p_run uuid, p_lane integer, p_seq bigint, p_group json) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_lane lanes%ROWTYPE;
    v_stage json;
    v_result jsonb := '{}';
    v_seen_at bigint := (p_group->>'seenAt')::bigint;
    v_told json;
  BEGIN
    PERFORM journal_durable_1();
    -- Who ends the run has to wait for this group, or this group finds that the run is over.
    PERFORM 1 FROM replicas WHERE run = p_run FOR KEY SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the run is over' USING ERRCODE = 'GW001';
    END IF;
    SELECT * INTO STRICT v_lane FROM lanes WHERE run = p_run AND lane = p_lane FOR UPDATE;
    IF v_lane.seq = p_seq THEN
      RETURN v_lane.result;
    ELSIF v_lane.seq > p_seq THEN
      RAISE EXCEPTION 'an old group: % is written, and % was given', v_lane.seq, p_seq USING ERRCODE = 'GW002';
    ELSIF v_lane.seq < p_seq - 1 THEN
      RAISE EXCEPTION 'acknowledged groups are lost: % is the last, and % was given', v_lane.seq, p_seq
        USING ERRCODE = 'GW003';
    END IF;

    BEGIN
      FOR v_stage IN SELECT value FROM json_array_elements(p_group->'stages') LOOP
        v_result := v_result || journal_apply_1(p_run, v_seen_at, v_stage);
      END LOOP;
    EXCEPTION
      WHEN SQLSTATE 'GW004' OR integrity_constraint_violation OR data_exception THEN
        v_result := journal_apply_each_1(p_run, v_seen_at, p_group->'stages');
    END;

    -- The reports that came before the answer which names their id.
    IF p_group->'ended' IS NOT NULL AND EXISTS (SELECT 1 FROM unmatched_reports) THEN
      v_result := v_result || jsonb_build_object('rejoin', (
        SELECT jsonb_agg(DISTINCT recipient) FROM unmatched_reports
        WHERE recipient IN (SELECT json_array_elements_text(p_group->'ended'))));
    END IF;
    IF p_group->'offsets' IS NOT NULL THEN
      INSERT INTO created_offsets AS o (hour, low, high)
      SELECT hour, low, high FROM json_to_recordset(p_group->'offsets') AS g (hour bigint, low bigint, high bigint)
      ORDER BY hour
      ON CONFLICT (hour) DO UPDATE SET low = least(o.low, excluded.low), high = greatest(o.high, excluded.high);
    END IF;
    IF p_group->'unknown' IS NOT NULL THEN
      SELECT json_agg(e) INTO v_told FROM (
        SELECT m.caller, 'recipient.unknown' AS type, m.id AS message, m.reference, given.recipient, 'unknown' AS outcome,
          given.resend, given.at
        FROM json_to_recordset(p_group->'unknown') AS given (x integer, m uuid, recipient text, resend text, at bigint)
        JOIN messages AS m ON m.id = given.m
        WHERE v_result->given.x::text->'refused' IS NULL
      ) AS e;
      IF v_told IS NOT NULL THEN
        PERFORM journal_tell_1(v_seen_at, v_told);
      END IF;
    END IF;
    UPDATE lanes SET seq = p_seq, result = v_result WHERE run = p_run AND lane = p_lane;
    RETURN v_result;
  END $$;
`;

// src/journal/postgres/migrations.ts
var postgresMigrations = [
  {
    script: [tables, attemptRules, readFunctions, writeFunctions, runFunctions, reportFunctions, purgeFunctions].join(
      ""
    ),
    compatibleFrom: 1
  }
];

// src/journal/postgres/migrate.ts
var lockNumber = 7267512604;
async function migratePostgres(connection, migrations = postgresMigrations) {
  await connection.run(`BEGIN; SELECT pg_advisory_xact_lock(${lockNumber})`);
  try {
    await applyMissing(connection, migrations);
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => {
    });
    throw error;
  }
}
async function applyMissing(connection, migrations) {
  const version = await readVersion(connection);
  const missing = migrations.slice(version);
  if (missing.length === 0) return;
  const compatibleFrom = Math.max(...missing.map((migration) => migration.compatibleFrom));
  if (version > 0) await refuseOldReplicas(connection, compatibleFrom);
  for (const { script } of missing) await connection.run(script);
  await connection.query(
    `INSERT INTO installation (version, compatible_from) VALUES ($1, $2)
     ON CONFLICT (single) DO UPDATE SET version = excluded.version, compatible_from = excluded.compatible_from`,
    [migrations.length, compatibleFrom]
  );
  async function readVersion({ query }) {
    const [found] = await query(
      `SELECT to_regclass('installation') IS NOT NULL AS ours, to_regclass('messages') IS NOT NULL AS others`
    );
    if (found?.["ours"] !== true) {
      if (found?.["others"] === true)
        throw new JournalError(
          'The database holds a table "messages" of another program, and was left as it is: set DATABASE_URL to another database'
        );
      return 0;
    }
    const [row] = await query("SELECT version, compatible_from FROM installation");
    const [applied, oldest] = [Number(row?.["version"]), Number(row?.["compatible_from"])];
    if (oldest > migrations.length)
      throw new JournalError(
        `The journal is of version ${applied}, which gateways that know version ${oldest} or later can use, and this one knows versions up to ${migrations.length}: run the newer gateway`
      );
    return applied;
  }
}
async function refuseOldReplicas({ query }, compatibleFrom) {
  const rows = await query("SELECT name FROM replicas WHERE knows < $1 AND lease_until > clock_timestamp()", [
    compatibleFrom
  ]);
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(", ");
  throw new JournalError(
    `The journal cannot be brought up to date while gateways of an older release run on it: stop ${names}, then start this one`
  );
}

// src/journal/postgres/feed.ts
var pollMs = 250;
function createFeed({ query }) {
  const watch = createEventWatch();
  let waiterCount = 0;
  let seen = 0;
  let timer;
  async function bounds() {
    const [row] = await query(
      "SELECT seq AS last, coalesce((SELECT min(events.seq) - 1 FROM events), seq) AS floor FROM last_event"
    );
    return { last: Number(row?.["last"]), floor: Number(row?.["floor"]) };
  }
  async function look(caller, after) {
    const [row] = await query(
      `SELECT seq AS last, CASE WHEN $2::text IS NULL THEN seq > $1
         ELSE EXISTS (SELECT 1 FROM events WHERE caller = $2 AND events.seq > $1) END AS there FROM last_event`,
      [after, caller ?? null]
    );
    return { last: Number(row?.["last"]), isThere: row?.["there"] === true };
  }
  async function poll() {
    try {
      const rows = await query("SELECT caller, max(seq) AS seq FROM events WHERE seq > $1 GROUP BY caller", [seen]);
      for (const { caller, seq } of rows) {
        seen = Math.max(seen, Number(seq));
        watch.note(String(caller));
      }
      watch.wake();
    } catch {
    }
    if (waiterCount > 0) timer = setTimeout(poll, pollMs).unref();
    else timer = void 0;
  }
  return {
    /** Wakes who waits for a caller's events: one is durable. */
    tell(callers) {
      for (const caller of callers) watch.note(caller);
      watch.wake();
    },
    async list({ caller, after, limit }) {
      const { last, floor } = await bounds();
      if (after !== 0 && after < floor || after > last) return { kind: "gone", oldest: floor };
      const rows = await query(
        `SELECT * FROM events WHERE seq > $1 AND seq <= $2${caller === void 0 ? "" : " AND caller = $4"} ORDER BY seq LIMIT $3`,
        [after, last, limit, ...caller === void 0 ? [] : [caller]]
      );
      const events = rows.map(eventFromRow);
      return { kind: "page", events, next: events.length < limit ? last : events.at(-1)?.seq ?? after };
    },
    last: async () => (await bounds()).last,
    async whenEvent({ caller, after }, timeoutMs, signal) {
      const stopping = new AbortController();
      waiterCount++;
      try {
        const waiting = watch.wait(caller, timeoutMs, AbortSignal.any([signal, stopping.signal]));
        const { last, isThere } = await look(caller, after).catch((error) => {
          stopping.abort();
          throw error;
        });
        if (isThere) {
          stopping.abort();
          return true;
        }
        if (timer === void 0) {
          seen = last;
          timer = setTimeout(poll, pollMs).unref();
        }
        return await waiting;
      } finally {
        waiterCount--;
      }
    },
    async listUnmatched(before, limit) {
      const rows = await query(
        `SELECT u.*, (
           SELECT json_agg(id ORDER BY id DESC) FROM (
             SELECT DISTINCT message AS id FROM attempts WHERE state = 'unknown' AND recipient = u.recipient
             ORDER BY id DESC LIMIT 10) AS h) AS hints
         FROM unmatched_reports AS u WHERE number < $1 ORDER BY number DESC LIMIT $2`,
        [before ?? Number.MAX_SAFE_INTEGER, limit + 1]
      );
      const reports = rows.slice(0, limit).map(
        (row) => ({
          ...reportFromUnmatched(row),
          number: row.number,
          receivedAt: row.received_at,
          hints: row.hints ?? []
        })
      );
      const last = reports.at(-1);
      return rows.length <= limit || last === void 0 ? { reports } : { reports, next: last.number };
    },
    countUnmatched: async () => Number((await query("SELECT count(*) AS count FROM unmatched_reports"))[0]?.["count"]),
    close() {
      clearTimeout(timer);
    }
  };
}

// src/journal/postgres/json.ts
var unfit = /\\u(?:0000|d[89a-f])/i;
function formatJson(value) {
  const text = JSON.stringify(value);
  if (!unfit.test(text)) return text;
  return JSON.stringify(
    value,
    (_name, part) => typeof part === "string" ? part.toWellFormed().replaceAll("\0", "\uFFFD") : part
  );
}

// src/journal/postgres/created-hours.ts
var hourMs = 36e5;
var roundMs = 1e3;
var maxKnown = 48;
function createCreatedHours() {
  const known = /* @__PURE__ */ new Map();
  function missing(offsets) {
    const rows = /* @__PURE__ */ new Map();
    for (const { idAt, offsetMs } of offsets) {
      const hour = Math.floor(idAt / hourMs) * hourMs;
      const there = known.get(hour);
      if (there !== void 0 && there.low <= offsetMs && offsetMs <= there.high) continue;
      const { low, high } = rows.get(hour) ?? there ?? { low: offsetMs, high: offsetMs };
      rows.set(hour, {
        low: Math.min(low, Math.floor(offsetMs / roundMs) * roundMs),
        high: Math.max(high, Math.ceil(offsetMs / roundMs) * roundMs)
      });
    }
    return [...rows].map(([hour, range]) => ({ hour, ...range }));
  }
  return {
    missing,
    learn(offsets) {
      for (const { hour, ...range } of missing(offsets)) {
        known.set(hour, range);
        const [oldest] = known.keys();
        if (known.size > maxKnown && oldest !== void 0) known.delete(oldest);
      }
    }
  };
}

// src/journal/postgres/write.ts
var writeKinds = ["begins", "starts", "ends", "finishes", "reopens"];
var hexOf = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex");
var instantOfId = (id) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
function beginChange(message, { claim, sending, ...fence }) {
  const { id, to, createdAt, scheduledAt, contentHash } = message;
  const idAt = instantOfId(id);
  const sends = new Set(sending);
  const row = {
    id,
    caller: message.caller,
    request_id: message.requestId,
    created_at: createdAt,
    sender: message.from,
    encoding: message.encoding,
    segments: message.segments,
    reference: message.reference,
    scheduled_at: scheduledAt,
    hash: hexOf(contentHash),
    wants_report: message.deliveryReport,
    // It counts as young until 30 days before its time, so that a purge need not step over it each time.
    ages_from: scheduledAt === void 0 ? void 0 : idAt + Math.max(0, scheduledAt - createdAt - 30 * dayMs),
    ...claimRow(claim),
    ...fenceRow(fence),
    recipients: to.map((number) => [number, sends.has(number) ? "s" : "q"])
  };
  return { kind: "begins", messageId: id, rows: [row], offset: { idAt, offsetMs: createdAt - idAt } };
}
var claimRow = (claim) => claim && { route: claim.route, key: claim.key, fingerprint: hexOf(claim.fingerprint) };
var fenceRow = ({ fencedSince, acknowledged }) => ({ fenced_since: fencedSince, acknowledged });
var startChange = (messageId, positions, at) => ({
  kind: "starts",
  messageId,
  rows: positions.map((p) => ({ m: messageId, p, at }))
});
function endChange(messageId, results, positions, at) {
  const rows = results.map((result, index) => ({ m: messageId, p: positions[index], at, ...resultRow(result) }));
  const unknown = results.flatMap(
    (result) => !result.accepted && outcomeOf(result) === "unknown" ? [{ m: messageId, recipient: result.to, resend: problemOf(result.failure.code).resend, at }] : []
  );
  return { kind: "ends", messageId, rows, unknown, ended: results.map(({ to }) => to) };
}
function resultRow(result) {
  if (result.accepted) return { state: "accepted", ids: formatUpstreamIds(result) };
  const { code: problem, upstreamCode: code, smpp } = result.failure;
  return { state: outcomeOf(result), problem, code, smpp: smpp?.name };
}
var finishChange = (messageId, { waits, open }) => ({
  kind: "finishes",
  messageId,
  rows: [{ m: messageId, waits, open }]
});
var openChange = (messageId) => ({
  kind: "finishes",
  messageId,
  rows: [{ m: messageId, open: true, stays: true }]
});
var reopenChange = (messageId, fence) => ({
  kind: "reopens",
  messageId,
  rows: [{ m: messageId, ...fenceRow(fence) }]
});

// src/journal/postgres/group.ts
function formatGroup(changes, seenAt, hours) {
  const stages = [];
  const places = /* @__PURE__ */ new Map();
  for (const [x, { kind, messageId, rows }] of changes.entries()) {
    const rank = writeKinds.indexOf(kind);
    const before = places.get(messageId);
    const stage = before === void 0 ? 0 : before.kind < rank ? before.stage : before.stage + 1;
    places.set(messageId, { stage, kind: rank });
    const entries = entriesOf(stages, stage, kind);
    for (const row of rows) entries.push({ x, ...row });
  }
  const unknown = changes.flatMap((change, x) => (change.unknown ?? []).map((row) => ({ x, ...row })));
  const ended = changes.flatMap((change) => change.ended ?? []);
  const offsets = hours.missing(changes.flatMap(({ offset }) => offset ?? []));
  return formatJson({
    seenAt,
    stages,
    ...unknown.length > 0 && { unknown },
    ...ended.length > 0 && { ended },
    ...offsets.length > 0 && { offsets }
  });
}
function entriesOf(stages, index, kind) {
  const stage = stages[index] ?? {};
  const entries = stage[kind] ?? [];
  stages[index] = stage;
  stage[kind] = entries;
  return entries;
}

// src/journal/postgres/lane.ts
import { setTimeout as sleep } from "node:timers/promises";
var patienceMs = 5e3;
var lookMs = 250;
var maxWrites = 500;
var pausesMs = [20, 50, 100, 200, 500];
function createLane({ connect, send, format, onDurable, fail, observer }) {
  let waiting = [];
  let group = [];
  let groupSince = 0;
  let seq = 0;
  let isBusy = false;
  let connection;
  let ended;
  const timer = setInterval(abandonLate, lookMs).unref();
  async function flush() {
    while (waiting.length > 0 && ended === void 0) {
      group = waiting.splice(0, maxWrites);
      groupSince = performance.now();
      seq++;
      const result = await write(format(group.map(({ change }) => change)));
      if (result !== void 0) settle(result);
      group = [];
    }
    isBusy = false;
  }
  async function write(text) {
    for (let tries = 0; ended === void 0; tries++) {
      try {
        connection ??= await connect();
        return await send(connection, seq, text);
      } catch (cause) {
        if (!isUnavailable(translateError(cause))) {
          end(fail(cause));
          break;
        }
        connection?.destroy();
        connection = void 0;
        await sleep(pausesMs[Math.min(tries, pausesMs.length - 1)]);
      }
    }
    return void 0;
  }
  function settle(result) {
    const settled = group;
    const changes = settled.map(({ change }) => change);
    observer?.committed({ durationMs: performance.now() - groupSince, writeCount: settled.length });
    onDurable(changes, result);
    const undone = [];
    for (const [x, { isAbandoned, undo, resolve, reject }] of settled.entries()) {
      const own = result[x] ?? {};
      if (own.refused !== void 0) reject(new Error(`The journal refused a write: ${own.refused}`));
      else if (isAbandoned) undone.push(...(undo?.(own) ?? []).map(takeBack));
      else resolve(own, result.rejoin ?? []);
    }
    waiting = [...undone, ...waiting];
  }
  const takeBack = (change) => ({
    change,
    isKept: true,
    since: performance.now(),
    isAbandoned: true,
    resolve() {
    },
    reject() {
    }
  });
  function abandonLate() {
    const before = performance.now() - patienceMs;
    const isLate = ({ since, isAbandoned }) => since < before && !isAbandoned;
    if (!group.some(isLate) && !waiting.some(isLate)) return;
    for (const write2 of [...group, ...waiting].filter(isLate)) {
      write2.isAbandoned = true;
      write2.reject(new JournalError("The database does not answer", { kind: "unavailable" }));
    }
    waiting = waiting.filter(({ isAbandoned, isKept }) => !isAbandoned || isKept);
  }
  function end(error) {
    if (ended !== void 0) return;
    ended = error;
    clearInterval(timer);
    connection?.destroy();
    for (const { reject } of [...group, ...waiting.splice(0)]) reject(error);
  }
  return {
    add(write2) {
      if (ended !== void 0) return write2.reject(ended);
      waiting.push({ ...write2, since: performance.now(), isAbandoned: false });
      if (isBusy) return;
      isBusy = true;
      setImmediate(setImmediate, flush);
    },
    waitedMs: () => group.length > 0 ? performance.now() - groupSince : 0,
    async close() {
      const until = performance.now() + patienceMs;
      while (isBusy && ended === void 0 && performance.now() < until) await sleep(5);
      end(new JournalError("The journal is closed", { kind: "over" }));
    },
    end
  };
}

// src/journal/postgres/lanes.ts
function createLanes({ database, run, seenAt, fail, observer }) {
  const hours = createCreatedHours();
  const lanes = Array.from(
    { length: run.laneCount },
    (_, lane) => createLane({
      connect: database.connect,
      async send(connection, seq, group) {
        const [row] = await connection.query("SELECT journal_write_1($1, $2, $3, $4) AS result", [
          run.id,
          lane,
          seq,
          group
        ]);
        return row?.["result"];
      },
      format: (changes) => formatGroup(changes, seenAt(), hours),
      onDurable: (changes) => hours.learn(changes.flatMap(({ offset }) => offset ?? [])),
      fail,
      observer
    })
  );
  const laneOf = (messageId) => lanes[Number.parseInt(messageId.slice(-4), 16) % lanes.length];
  return {
    write(change, options) {
      return new Promise((resolve, reject) => {
        laneOf(change.messageId).add({
          change,
          ...options,
          resolve: (result, rejoin) => resolve({ result, rejoin }),
          reject
        });
      });
    },
    waitedMs: () => Math.max(...lanes.map((lane) => lane.waitedMs())),
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
    end(error) {
      for (const lane of lanes) lane.end(error);
    }
  };
}

// src/journal/postgres/queries.ts
function messageFromParts(value) {
  const { attempts, resolutions, reports, ...parts } = value;
  const groups = Map.groupBy(reports ?? [], ({ position }) => position);
  return messageFromRows({
    ...parts,
    attempts: attempts ?? [],
    resolutions: resolutions ?? [],
    reports: new Map([...groups].map(([position, rows]) => [position, rows.map(reportFromRow)]))
  });
}
function fencedFrom(to, fenced) {
  return new Map(to.flatMap((number) => fenced?.[number] === void 0 ? [] : [[number, fenced[number]]]));
}
function createQueries({ query }) {
  const first = async (text, values) => (await query(text, values))[0];
  return {
    async findMessage(caller, messageId) {
      const parts = (await first("SELECT journal_message_1($1) AS parts", [messageId]))?.["parts"];
      const message = parts === null || parts === void 0 ? void 0 : messageFromParts(parts);
      return message && (caller === void 0 || message.caller === caller) ? message : void 0;
    },
    async findKey({ caller, route, key }) {
      const row = await first(
        `SELECT fingerprint, journal_message_1(message) AS parts FROM idempotency_keys
         WHERE caller = $1 AND route = $2 AND key = $3`,
        [caller, route, key]
      );
      if (row === void 0 || row["parts"] === null) return void 0;
      return { fingerprint: row["fingerprint"], message: messageFromParts(row["parts"]) };
    },
    async findFenced({ to, contentHash }, { fencedSince, acknowledged }) {
      if (fencedSince === void 0) return /* @__PURE__ */ new Map();
      const row = await first(
        `SELECT json_object_agg(recipient, open) AS fenced FROM (
           SELECT recipient, journal_open_1(recipient, $2, $3) AS open FROM unnest($1::text[]) AS recipient
         ) AS o WHERE open IS NOT NULL AND open::text IS DISTINCT FROM $4`,
        [to, contentHash, fencedSince, acknowledged ?? null]
      );
      return fencedFrom(to, row?.["fenced"]);
    },
    /** The position of each recipient of a message; empty if there is no such message. */
    async findPositions(messageId) {
      const rows = await query("SELECT recipient, position FROM attempts WHERE message = $1", [messageId]);
      return new Map(rows.map(({ recipient, position }) => [String(recipient), Number(position)]));
    },
    isRunning: async (messageId) => await first("SELECT 1 FROM running WHERE message = $1", [messageId]) !== void 0,
    async countUnknown() {
      const row = await first(
        `SELECT (SELECT count(*) FROM attempts WHERE state = 'unknown') AS count,
           (SELECT min(unknown_since) FROM attempts WHERE state = 'unknown') AS since`,
        []
      );
      const since = row?.["since"];
      return { count: Number(row?.["count"]), ...typeof since === "number" && { since } };
    },
    usedSegments: async (caller, dayAt) => Number(
      (await first("SELECT count FROM used_segments WHERE caller = $1 AND day = $2", [caller, dayAt]))?.["count"] ?? 0
    )
  };
}

// src/journal/postgres/list.ts
var maxPageRecipients = 2e3;
var windowSize = 2e3;
async function readPage({ query: run }, query) {
  const values = [];
  const text = pageStatement(query, (value) => `$${values.push(value)}`);
  const [row] = await run(text, values);
  const messages = (row?.["messages"] ?? []).map(messageFromParts);
  const next = nextOf(messages.at(-1)?.id, row ?? {});
  return next === void 0 ? { messages } : { messages, next };
}
function nextOf(last, row) {
  if (row["more"] === true) return last;
  return typeof row["reached"] === "string" ? row["reached"] : void 0;
}
function pageStatement(query, value) {
  const { limit, createdAfter, createdBefore } = query;
  const { table, id, along, besides } = wayOf(query, value);
  if (query.before !== void 0) along.push(`${id} < ${value(query.before)}::uuid`);
  if (createdAfter !== void 0) besides.push(`m.created_at > ${value(createdAfter)}`);
  if (createdBefore !== void 0) besides.push(`m.created_at < ${value(createdBefore)}`);
  if (createdAfter !== void 0 || createdBefore !== void 0) {
    const range = `journal_created_between_1(${value(createdAfter ?? -(2 ** 52))}, ${value(createdBefore ?? 2 ** 52)})`;
    along.push(`${id} >= (SELECT first FROM ${range})`, `${id} < (SELECT until FROM ${range})`);
  }
  return `WITH walked AS MATERIALIZED (
      SELECT ${id} AS id${table === "attempts" ? ", attempts.state" : ""} FROM ${table}${where(along)}
      ORDER BY ${id} DESC LIMIT ${windowSize}
    ), found AS (
      SELECT DISTINCT m.id FROM walked JOIN messages AS m ON m.id = walked.id${where(besides)}
      ORDER BY m.id DESC LIMIT ${value(limit + 1)}
    ), counted AS MATERIALIZED (
      SELECT id, row_number() OVER (ORDER BY id DESC) AS place,
        coalesce(sum((SELECT count(*) FROM attempts WHERE message = found.id)) OVER (
          ORDER BY id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
      FROM found
    ), page AS MATERIALIZED (
      SELECT id FROM counted WHERE place <= ${value(limit)} AND before < ${maxPageRecipients}
    )
    SELECT (SELECT json_agg(journal_message_1(id) ORDER BY id DESC) FROM page) AS messages,
      (SELECT count(*) FROM counted) > (SELECT count(*) FROM page) AS more,
      CASE WHEN (SELECT count(*) FROM walked) = ${windowSize} THEN (SELECT id FROM walked ORDER BY id LIMIT 1) END AS reached`;
}
function wayOf({ caller, outcome, to, reference, from }, value) {
  const on = (column, given) => given === void 0 ? [] : [`${column} = ${value(given)}`];
  const byAttempt = { table: "attempts", id: "message" };
  if (to !== void 0) {
    const ofMessage = [...on("m.caller", caller), ...on("m.reference", reference), ...on("m.sender", from)];
    return { ...byAttempt, along: on("recipient", to), besides: [...ofMessage, ...on("walked.state", outcome)] };
  }
  const isNarrower = caller !== void 0 && reference !== void 0;
  if (outcome !== void 0 && outcome !== "accepted" && !isNarrower) {
    const along2 = [`state = '${outcome}'`, ...on("attempts.caller", caller)];
    return { ...byAttempt, along: along2, besides: [...on("m.reference", reference), ...on("m.sender", from)] };
  }
  const along = on("caller", caller);
  const besides = [];
  (isNarrower ? along : besides).push(...on(isNarrower ? "reference" : "m.reference", reference));
  const isBySender = caller !== void 0 && !isNarrower;
  (isBySender ? along : besides).push(...on(isBySender ? "sender" : "m.sender", from));
  if (outcome !== void 0)
    besides.push(`EXISTS (SELECT 1 FROM attempts WHERE message = m.id AND state = ${value(outcome)})`);
  return { table: "messages", id: "id", along, besides };
}
var where = (conditions) => conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;

// src/journal/postgres/messages.ts
var pollsMs = [50, 100, 150, 250];
var kept = { isKept: true };
function createMessageWrites({ lanes, queries, rejoinTo, onEvents, nowAt }) {
  const running = /* @__PURE__ */ new Map();
  const finishes = createFinishWatch();
  function forget(messageId) {
    running.delete(messageId);
    finishes.tell(messageId);
  }
  const takeBack = (messageId, to, positions) => endChange(messageId, failAll(to, { code: "journal-unavailable" }), positions, nowAt());
  async function begin(message, options) {
    const { id, to, caller } = message;
    if (running.has(id)) throw new Error("A message begins once");
    const openCount = to.filter((one) => options.sending.includes(one)).length;
    running.set(id, { caller, to, mayWait: openCount < to.length, openCount });
    try {
      const { result } = await lanes.write(beginChange(message, options), {
        isKept: false,
        undo({ claimed, fenced: fenced2 }) {
          if (claimed || Object.keys(fenced2 ?? {}).length === to.length) return [];
          const sent = to.filter((one) => options.sending.includes(one) && fenced2?.[one] === void 0);
          const positions = sent.map((one) => to.indexOf(one));
          return [
            ...sent.length > 0 ? [takeBack(id, sent, positions)] : [],
            finishChange(id, { waits: true, open: false })
          ];
        }
      });
      const fenced = fencedFrom(to, result.fenced);
      if (result.claimed || fenced.size === to.length) forget(id);
      return result.claimed ? { kind: "claimed", claimed: await readClaimed(options.claim) } : { kind: "begun", fenced };
    } catch (error) {
      forget(id);
      throw error;
    }
  }
  async function readClaimed(claim) {
    const claimed = claim && await queries.findKey(claim);
    if (claimed === void 0) throw new Error("An Idempotency-Key is claimed for a message that is not there");
    return claimed;
  }
  function positionsOf(messageId, recipients) {
    const entry = running.get(messageId);
    if (entry === void 0) {
      return queries.findPositions(messageId).then((known) => recipients.map((to) => present(known.get(to))));
    }
    let position = -1;
    return recipients.map((to) => {
      position = entry.to[position + 1] === to ? position + 1 : entry.to.indexOf(to);
      return present(position === -1 ? void 0 : position);
    });
  }
  async function startAttempts(messageId, recipients, startedAt) {
    const positions = positionsOf(messageId, recipients);
    const known = Array.isArray(positions) ? positions : await positions;
    const entry = running.get(messageId);
    if (entry !== void 0) entry.openCount += recipients.length;
    await lanes.write(startChange(messageId, known, startedAt), {
      isKept: false,
      undo: () => [takeBack(messageId, recipients, known)]
    });
  }
  async function endAttempts(messageId, results, endedAt) {
    const numbers = results.map(({ to }) => to);
    const entry = running.get(messageId);
    if (entry !== void 0) entry.openCount -= numbers.length;
    const positions = positionsOf(messageId, numbers);
    const known = Array.isArray(positions) ? positions : await positions;
    const ending = lanes.write(endChange(messageId, results, known, endedAt), kept);
    const { rejoin } = await ending.catch((error) => {
      if (!(error instanceof JournalError)) lanes.write(openChange(messageId), kept).catch(() => {
      });
      throw error;
    });
    if (entry !== void 0 && results.some((result) => outcomeOf(result) === "unknown")) onEvents([entry.caller]);
    for (const to of numbers) if (rejoin.includes(to)) await rejoinTo(to).catch(() => {
    });
  }
  async function finish(messageId) {
    const { mayWait = true, openCount = 0 } = running.get(messageId) ?? {};
    await lanes.write(finishChange(messageId, { waits: mayWait, open: openCount > 0 }), kept);
    forget(messageId);
  }
  async function reopen(messageId, fence) {
    const { result } = await lanes.write(reopenChange(messageId, fence), {
      isKept: false,
      undo: ({ message: message2 }) => message2 === void 0 ? [] : [finishChange(messageId, { waits: true, open: false })]
    });
    if (result.message === void 0 || result.message === null) return void 0;
    const message = { ...messageFromParts(result.message), finished: false };
    const to = message.recipients.map((recipient) => recipient.to);
    running.set(messageId, { caller: message.caller, to, mayWait: true, openCount: 0 });
    return { message, fenced: fencedFrom(recipientsNotAttempted(message), result.fenced) };
  }
  async function whenFinished(messageId, timeoutMs) {
    if (running.has(messageId)) return finishes.wait(messageId, timeoutMs);
    const until = performance.now() + timeoutMs;
    for (let count = 0; await queries.isRunning(messageId); count++) {
      const left = until - performance.now();
      if (left <= 0) return false;
      const pauseMs = pollsMs[Math.min(count, pollsMs.length - 1)] ?? 0;
      if (await finishes.wait(messageId, Math.min(pauseMs, left))) return true;
    }
    return true;
  }
  return { begin, startAttempts, endAttempts, finish, reopen, whenFinished };
}
function present(position) {
  if (position === void 0) throw new Error("The journal was asked for a recipient that the message does not have");
  return position;
}

// src/journal/postgres/reports.ts
var settledByReport = "delivery-report";
var maxTries = 20;
var newestOfNumber = `SELECT message, position, state, upstream_id, started_at FROM attempts
  WHERE recipient = $1 ORDER BY message DESC LIMIT 1000`;
function createReports({ query }, { settle, trustedWallAt, seenAt, onEvent }) {
  async function record(report, receivedAt) {
    const matched = await match(report, receivedAt);
    if (matched !== void 0) return matched;
    const { to, upstreamMessageId: id, ...others } = report;
    const kept2 = { ...others, to, id, foldedId: id && foldId(id), receivedAt };
    const [row] = await query("SELECT journal_keep_report_1($1, $2, $3) AS kept", [
      seenAt(),
      maxUnmatched,
      formatJson(kept2)
    ]);
    return row?.["kept"] === true ? "unmatched" : "repeated";
  }
  async function match(report, receivedAt, unmatched) {
    const { to, upstreamMessageId: id } = report;
    if (to === void 0 || id === void 0) return void 0;
    for (let tries = 0; tries < maxTries; tries++) {
      const place = await findById(to, id);
      const proven = place ?? (settle === "exclusive" ? await findSettled(report, to, receivedAt) : void 0);
      if (proven === void 0) return void 0;
      const result = await apply(proven, place === void 0, { report, id, receivedAt, unmatched });
      if (result !== void 0) return result;
    }
    throw new Error("A recipient has changed too often while a report was applied");
  }
  async function findById(to, id) {
    const [row] = await query(
      `SELECT message, position FROM (${newestOfNumber}) AS newest
       WHERE upstream_id IS NOT NULL AND $2 = ANY (string_to_array(lower(upstream_id COLLATE "C"), ',')) LIMIT 1`,
      [to, foldId(id)]
    );
    return row;
  }
  async function findSettled(report, to, receivedAt) {
    if (report.status === "other" || trustedWallAt() === void 0) return void 0;
    const attempts = await query(
      `WITH newest AS MATERIALIZED (${newestOfNumber})
       SELECT n.*, m.sender, m.segments FROM newest AS n JOIN messages AS m ON m.id = n.message
       UNION ALL
       SELECT n.message, n.position, p.state, NULL, p.started_at, m.sender, m.segments FROM newest AS n
       JOIN past_attempts AS p ON p.message = n.message AND p.position = n.position AND p.state = 'rejected'
       JOIN messages AS m ON m.id = n.message`,
      [to]
    );
    return findProven(report, attempts, receivedAt);
  }
  async function apply({ message, position }, settles, given) {
    const { report, id, receivedAt, unmatched } = given;
    const [row] = await query("SELECT journal_recipient_1($1, $2) AS recipient", [message, position]);
    const before = row?.["recipient"];
    if (!before || settles && before.state !== "unknown") return void 0;
    const foldedId = foldId(id);
    const isKnown = before.reports.some((one) => foldId(one.upstream_id) === foldedId && one.status === report.status);
    if (isKnown && unmatched === void 0) return "repeated";
    const after = settles ? { ...before, state: "accepted", problem: null, upstream_id: id } : before;
    const added = { upstream_id: id, status: report.status, ...datesOf(report), position, received_at: receivedAt };
    const delivery = deliveryNow(after, isKnown ? before.reports : [...before.reports, added]);
    const type = delivery.status === before.delivery ? void 0 : eventOf[delivery.status];
    const events = [
      ...settles ? [describeEvent(after, "recipient.settled", receivedAt, deliveryNow(after, before.reports))] : [],
      ...type === void 0 ? [] : [describeEvent(after, type, receivedAt, delivery)]
    ];
    const change = {
      message,
      position,
      state: before.state,
      ids: before.upstream_id,
      deliveryBefore: before.delivery,
      reportCount: before.reports.length,
      delivery: delivery.status,
      unmatched,
      ...settles && { settle: { by: settledByReport } },
      ...!isKnown && { report: { ...report, id, foldedId, receivedAt } },
      ...events.length > 0 && { events }
    };
    const [done] = await query("SELECT journal_report_1($1, $2) AS done", [seenAt(), formatJson(change)]);
    if (done?.["done"] !== true) return void 0;
    if (events.length > 0) onEvent(before.caller);
    if (settles) return "settled";
    return isKnown ? "repeated" : "applied";
  }
  async function rejoin(rows) {
    for (const row of rows) await match(reportFromUnmatched(row), row.received_at, row.number);
  }
  return {
    record,
    async rejoinTo(to) {
      const rows = await query("SELECT * FROM unmatched_reports WHERE recipient = $1 ORDER BY number", [to]);
      await rejoin(rows);
    },
    /**
     * Looks at the kept reports that came since an instant and whose recipient is known by now: the answer may have been
     * recorded by another gateway, at the same moment.
     */
    async sweep(since) {
      const rows = await query(
        `SELECT u.* FROM unmatched_reports AS u WHERE seen_at >= $1 AND EXISTS (
           SELECT 1 FROM attempts AS a WHERE a.recipient = u.recipient AND (
             u.folded_id = ANY (string_to_array(lower(a.upstream_id COLLATE "C"), ','))
             OR ($2 AND a.state = 'unknown')))
         ORDER BY number LIMIT 1000`,
        [since, settle === "exclusive"]
      );
      await rejoin(rows);
    }
  };
}
var datesOf = ({ error, submit, done, doneAt }) => ({
  error: error ?? null,
  submitted: submit ?? null,
  done: done ?? null,
  done_at: doneAt ?? null
});
function deliveryNow(row, reports) {
  const ids = row.upstream_id?.split(",") ?? [];
  const submitted = { ids, segments: row.segments ?? void 0, reportRequested: row.wants_report };
  return deliveryOf(submitted, reports.map(reportFromRow));
}
function describeEvent(row, type, at, delivery) {
  const { caller, id: message, reference, recipient, state: outcome, problem } = row;
  const resend = problem === null ? void 0 : problemOf(problem).resend;
  return {
    caller,
    type,
    message,
    reference,
    recipient,
    outcome,
    resend,
    at,
    ...outcome === "accepted" && { delivery }
  };
}

// src/journal/postgres/runs.ts
function createRunCalls({ query, run, clock, clocks }) {
  const { resend } = problemOf("outcome-unknown");
  const wallAt = () => clock.trustedWallAt() ?? null;
  const nowAt = () => Math.trunc(clocks.wallMs());
  return {
    /** Begins the run, and ends the one that had its name before. */
    async enter() {
      const { id, name, laneCount: laneCount2, leaseMs } = run;
      const [row] = await query("SELECT journal_enter_1($1, $2, $3, $4, $5, $6, $7, $8, $9) AS ended", [
        ...[
          id,
          name,
          postgresMigrations.length,
          laneCount2,
          leaseMs,
          clock.seenAt(),
          wallAt() ?? nowAt(),
          nowAt(),
          resend
        ]
      ]);
      return row?.["ended"];
    },
    /** Renews the lease; undefined: the run is over. */
    async beat(endsOthers) {
      const [row] = await query("SELECT journal_beat_1($1, $2, $3, $4, $5, $6, $7) AS beat", [
        ...[run.id, run.leaseMs, endsOthers, clock.seenAt(), wallAt(), nowAt(), resend]
      ]);
      const beat = row?.["beat"];
      if (beat === null) return void 0;
      clock.advanceTo(beat.seenAt);
      return beat;
    },
    async leave() {
      await query("SELECT journal_leave_1($1, $2, $3, $4)", [run.id, clock.seenAt(), nowAt(), resend]);
    }
  };
}

// src/journal/postgres/segments.ts
function createSharedUsage({ query }, seenAt) {
  let waiting = [];
  let isBusy = false;
  async function flush() {
    while (waiting.length > 0) {
      const takes = waiting.toSorted(byRow);
      waiting = [];
      try {
        const rows = takes.map(({ caller, dayAt: day, count, limit: most }) => ({ caller, day, count, most }));
        const [row] = await query("SELECT journal_take_segments_1($1, $2) AS taken", [seenAt(), formatJson(rows)]);
        const taken = row?.["taken"];
        for (const [index, { resolve }] of takes.entries()) resolve(taken[index] === true);
      } catch (error) {
        for (const { reject } of takes) reject(error);
      }
    }
    isBusy = false;
  }
  function add(take) {
    return new Promise((resolve, reject) => {
      waiting.push({ ...take, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      setImmediate(flush);
    });
  }
  return {
    take: (caller, dayAt, count, limit) => add({ caller, dayAt, count, limit }),
    async giveBack(caller, dayAt, count) {
      await add({ caller, dayAt, count: -count, limit: void 0 });
    }
  };
}
var byRow = (one, other) => (one.caller < other.caller ? -1 : one.caller > other.caller ? 1 : one.dayAt - other.dayAt) || Math.sign(one.count) - Math.sign(other.count);

// src/journal/postgres/postgres-journal.ts
var stallMs = 2e3;
var sweepMs = 6e5;
async function createPostgresJournal(database, settings, run, clock) {
  const { retentionMs, onFailure, onRecovered, observer, lease: leaseSettings, settle = "hint" } = settings;
  const { clocks = systemClocks, eventRetentionMs = 7 * dayMs } = settings;
  const { seenAt } = clock;
  let failure;
  let isClosed = false;
  let lease;
  let purgeFrom;
  async function query(text, values = []) {
    if (isClosed) throw closed();
    try {
      return await database.query(text, values);
    } catch (error) {
      throw translateError(error);
    }
  }
  const ask = (text, values) => query(text, values).catch((error) => {
    if (!isUnavailable(error)) throw error;
    return query(text, values);
  });
  function fail(error) {
    failure ??= error instanceof JournalError ? error : new JournalError("The journal can no longer be used", { cause: error });
    lease?.stop();
    lanes.end(failure);
    onFailure(failure);
    return failure;
  }
  const queries = createQueries({ query: ask });
  const feed = createFeed({ query: ask });
  const calls = createRunCalls({ query, run, clock, clocks });
  const usage = createSharedUsage({ query }, seenAt);
  const { trustedWallAt } = clock;
  const reports = createReports({ query }, { settle, trustedWallAt, seenAt, onEvent: (caller) => feed.tell([caller]) });
  const lanes = createLanes({ database, run, seenAt, fail: failLanes, observer });
  const nowAt = () => Math.trunc(clocks.wallMs());
  const { rejoinTo } = reports;
  const writes = createMessageWrites({ lanes, queries, rejoinTo, onEvents: feed.tell, nowAt });
  function failLanes(error) {
    if (failure !== void 0) return failure;
    if (isLoss(error)) query("INSERT INTO lost_commits (run) VALUES ($1)", [run.id]).catch(() => {
    });
    return fail(translateError(error));
  }
  const sweep = () => reports.sweep(seenAt() - sweepMs);
  async function renew(endsOthers) {
    const beat = await calls.beat(endsOthers);
    if (beat === void 0) return void 0;
    if (beat.unknown + beat.notAttempted > 0) onRecovered?.({ unknown: beat.unknown, notAttempted: beat.notAttempted });
    sweep().catch(() => {
    });
    return beat;
  }
  const entered = { wallMs: clocks.wallMs(), steadyMs: clocks.steadyMs(), live: 1 };
  const recovery = await calls.enter();
  if (recovery.unknown + recovery.notAttempted > 0) onRecovered?.(recovery);
  await sweep();
  lease = startLease(leaseSettings, clocks, entered, renew, () => void fail(createOverError()));
  async function resolve(messageId, { recipients, ...resolution }) {
    const problem = resolution.outcome === "rejected" ? "settled-as-rejected" : void 0;
    const given = {
      ...resolution,
      recipients,
      problem,
      resend: problem && problemOf(problem).resend,
      delivery: deliveryOf({ ids: [], reportRequested: true }, []),
      deliveryUnasked: deliveryOf({ ids: [], reportRequested: false }, [])
    };
    const [row] = await query("SELECT journal_resolve_1($1, $2, $3) AS count", [messageId, seenAt(), formatJson(given)]);
    return Number(row?.["count"]);
  }
  async function saveClock() {
    clock.observe();
    const wallAt = clock.trustedWallAt() ?? null;
    await query(
      "UPDATE clock SET wall_at = coalesce($2, wall_at + greatest(0, $1 - seen_at)), seen_at = greatest(seen_at, $1)",
      [seenAt(), wallAt]
    );
    await query("DELETE FROM used_segments WHERE seen_at < $1", [seenAt() - retentionMs]);
  }
  async function purge(limit) {
    const wallAt = clock.trustedWallAt();
    const [row] = await query("SELECT journal_purge_1($1, $2, $3, $4) AS step", [
      limit,
      purgeFrom ?? "00000000-0000-0000-0000-000000000000",
      seenAt() - retentionMs,
      // A scheduled message must also be a day past its time; while the wall clock is in doubt, it is kept.
      wallAt === void 0 ? null : wallAt - dayMs
    ]);
    const step = row?.["step"];
    purgeFrom = step?.next ?? void 0;
    return step?.removed ?? 0;
  }
  const journal = {
    begin: writes.begin,
    startAttempts: writes.startAttempts,
    endAttempts: writes.endAttempts,
    finish: writes.finish,
    reopen: writes.reopen,
    whenFinished: writes.whenFinished,
    resolve,
    recordReport: reports.record,
    findMessage: queries.findMessage,
    findKey: queries.findKey,
    findFenced: queries.findFenced,
    listMessages: (list) => readPage({ query: ask }, list),
    listUnmatchedReports: ({ before, limit }) => feed.listUnmatched(before, limit),
    countUnmatchedReports: feed.countUnmatched,
    listEvents: feed.list,
    lastEvent: feed.last,
    whenEvent: feed.whenEvent,
    countUnknown: queries.countUnknown,
    usedSegments: queries.usedSegments,
    async saveUsedSegments(caller, dayAt, count) {
      await Promise.resolve();
      await query(
        `INSERT INTO used_segments (caller, day, count, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (caller, day) DO UPDATE SET count = excluded.count, seen_at = excluded.seen_at`,
        [caller, dayAt, count(), seenAt()]
      );
    },
    mayStart: () => failure === void 0 && lease.isValid(),
    isStalled: () => !lease.isWell() || lanes.waitedMs() > stallMs,
    purge,
    async purgeReports(limit) {
      const [row] = await query("SELECT journal_purge_reports_1($1, $2, $3) AS count", [
        ...[limit, seenAt() - unmatchedRetentionMs, seenAt() - eventRetentionMs]
      ]);
      return Number(row?.["count"]);
    },
    seenAt,
    saveClock,
    wallClock: clock.status,
    confirmWallClock() {
      clock.confirm();
      return saveClock();
    },
    // PostgreSQL looks after its own log.
    logBacklogBytes: () => 0,
    explainLogBacklog: () => void 0,
    async close() {
      if (isClosed) return;
      await lanes.close();
      lease.stop();
      feed.close();
      if (failure === void 0) await calls.leave().catch(() => {
      });
      failure ??= closed();
      isClosed = true;
      await database.close();
    }
  };
  return { journal, usage, replicas: { liveReplicas: lease.liveReplicas, leaseMs: run.leaseMs } };
}
var closed = () => new JournalError("The journal is closed", { kind: "over" });

// src/journal/postgres/open-postgres.ts
var laneCount = 2;
var startTries = 20;
var startPauseMs = 500;
async function openPostgresJournal(database, settings, key) {
  const { purpose, onUnsafe, lease, replicaName, clocks = systemClocks, wallClockObserver } = settings;
  const run = { id: randomUUID(), name: replicaName, laneCount, leaseMs: lease.leaseMs };
  try {
    const connection = await connectAtStart(database);
    try {
      const unsafe = await checkServer(connection);
      if (unsafe.length > 0 && purpose === "live")
        throw new JournalError(
          `The PostgreSQL server runs with ${unsafe.join(" and ")}: a crash would lose what was sent, and it could be sent again`
        );
      if (unsafe.length > 0) onUnsafe?.(unsafe);
      await migratePostgres(connection);
      await checkInstallation(connection, key, purpose);
      const clock = createJournalClock(clocks, await readClock(connection), wallClockObserver);
      return await createPostgresJournal(database, settings, run, clock);
    } finally {
      connection.destroy();
    }
  } catch (error) {
    await database.close().catch(() => {
    });
    const cause = translateError(error);
    if (cause instanceof JournalError && cause.cause === void 0) throw cause;
    const reason = (cause.cause ?? cause).message;
    throw new JournalError(`The journal in PostgreSQL cannot be opened: ${reason}`, { cause });
  }
}
async function connectAtStart(database) {
  for (let tries = 1; ; tries++) {
    try {
      return await database.connect();
    } catch (error) {
      if (tries === startTries || !isUnavailable(translateError(error))) throw error;
      await sleep2(startPauseMs);
    }
  }
}
async function readClock({ query }) {
  const [row] = await query(
    `SELECT (SELECT json_build_object('seenAt', seen_at, 'wallAt', wall_at) FROM clock) AS stored,
       (SELECT id FROM messages ORDER BY id DESC LIMIT 1) AS newest`
  );
  const stored = row?.["stored"];
  const newest = row?.["newest"];
  return {
    stored: stored === null ? void 0 : { ...stored, doubtMs: 0, doubtSince: stored.seenAt },
    newestAt: newest === null ? void 0 : instantOfId(newest)
  };
}
export {
  openPostgresJournal
};
