/** The functions for the life of a process: it enters, renews its lease, ends others, leaves. */
export const runFunctions = `
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

  -- Begins a run. It waits for the last group of an earlier run with the same name, and ends that run. If that run was still
  -- alive, the other processes count it, and the new run takes its place. If there are no other processes, it need not wait
  -- to be counted.
  CREATE FUNCTION journal_enter_1(p_run uuid, p_name text, p_knows integer, p_lanes integer, p_lease_ms integer,
    p_seen_at bigint, p_wall_at bigint, p_at bigint, p_resend text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_before uuid;
    v_counted_from timestamptz;
    v_others bigint;
    v_ended jsonb := '{"unknown": 0, "notAttempted": 0}';
  BEGIN
    PERFORM journal_durable_1();
    INSERT INTO clock (seen_at, wall_at) VALUES (p_seen_at, p_wall_at)
    ON CONFLICT (single) DO UPDATE SET seen_at = greatest(clock.seen_at, excluded.seen_at);
    -- The row of the clock is locked now: of several that begin at once, each sees those before it.
    SELECT run, CASE WHEN lease_until >= clock_timestamp() THEN counted_from END INTO v_before, v_counted_from
    FROM replicas WHERE name = p_name FOR UPDATE;
    IF FOUND THEN
      v_ended := journal_end_run_1(v_before, p_seen_at, p_at, p_resend);
    END IF;
    SELECT count(*) INTO v_others FROM replicas WHERE lease_until >= clock_timestamp();
    v_counted_from := coalesce(v_counted_from, journal_counted_from_1(v_others, p_lease_ms));
    INSERT INTO replicas (run, name, knows, counted_from, lease_until)
    VALUES (p_run, p_name, p_knows, v_counted_from, clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0));
    INSERT INTO lanes (run, lane, seq) SELECT p_run, lane, 0 FROM generate_series(0, p_lanes - 1) AS lane;
    RETURN v_ended || jsonb_build_object('live', v_others + 1, 'countedInMs', journal_ms_until_1(v_counted_from));
  END $$;

  -- From when all others count a gateway that they may not have counted so far. Nobody waits where there are none.
  CREATE FUNCTION journal_counted_from_1(p_others bigint, p_lease_ms integer) RETURNS timestamptz LANGUAGE sql AS $$
    SELECT clock_timestamp() + CASE WHEN p_others = 0 THEN interval '0' ELSE make_interval(secs => p_lease_ms / 1000.0) END
  $$;

  -- In whole milliseconds; 0 for the past.
  CREATE FUNCTION journal_ms_until_1(p_at timestamptz) RETURNS numeric LANGUAGE sql AS $$
    SELECT greatest(0, ceil(extract(epoch FROM p_at - clock_timestamp()) * 1000))
  $$;

  -- Renews the lease and the journal's clock, and ends those whose lease is over. A run that is over gets NULL.
  CREATE FUNCTION journal_beat_1(p_run uuid, p_lease_ms integer, p_ends_others boolean, p_seen_at bigint, p_wall_at bigint,
    p_at bigint, p_resend text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_seen_at bigint;
    v_counted_from timestamptz;
    v_other uuid;
    v_ended jsonb;
    v_unknown bigint := 0;
    v_not_attempted bigint := 0;
  BEGIN
    PERFORM journal_durable_1();
    -- Those that come back after an outage do so one after the other, as those that begin.
    PERFORM 1 FROM clock FOR UPDATE;
    UPDATE replicas SET lease_until = clock_timestamp() + make_interval(secs => p_lease_ms / 1000.0),
      -- Others that have renewed theirs meanwhile have not counted this one.
      counted_from = CASE WHEN lease_until >= clock_timestamp() THEN counted_from ELSE journal_counted_from_1(
        (SELECT count(*) FROM replicas WHERE lease_until >= clock_timestamp()), p_lease_ms) END
    WHERE run = p_run RETURNING counted_from INTO v_counted_from;
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
      'countedInMs', journal_ms_until_1(v_counted_from),
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
`
