/**
 * The functions that write a group. Every gateway writes its messages with these alone.
 *
 * Errors: GW001 the run is over, GW002 an old group, GW003 acknowledged commits are lost, GW004 a write breaks a rule.
 */
export const writeFunctions = `
  -- Applies writes that depend on one another only by their kind: a message begins before its attempts end. Returns
  -- an object with the results that are not just success, by the number of the write.
  CREATE FUNCTION journal_apply_1(p_run uuid, p_seen_at bigint, p_stage json) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    v_result jsonb := '{}';
    v_more jsonb;
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

    IF p_stage->'starts' IS NOT NULL OR p_stage->'ends' IS NOT NULL OR p_stage->'finishes' IS NOT NULL THEN
      PERFORM journal_move_1(p_run, p_seen_at, p_stage);
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
    -- A process that ends this run waits for this group, or this group finds that the run is over.
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
`
