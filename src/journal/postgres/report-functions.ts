/** The functions for what comes after the answers: delivery reports, an operator's word, quotas. */
export const reportFunctions = `
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
    IF p_change->>'settledBy' IS NOT NULL THEN
      INSERT INTO resolutions (message, position, outcome, reason, resolved_by, resolved_at, problem, upstream_code, smpp_name)
      VALUES (v_message, v_position, 'accepted', p_change->>'settledBy', p_change->>'settledBy',
        (v_report->>'receivedAt')::bigint, v_attempt.problem, v_attempt.upstream_code, v_attempt.smpp_name);
      UPDATE attempts SET state = 'accepted', problem = NULL, upstream_code = NULL, smpp_name = NULL
      WHERE message = v_message AND position = v_position;
    END IF;
    IF p_change->>'idsAfter' IS DISTINCT FROM v_attempt.upstream_id THEN
      UPDATE attempts SET upstream_id = p_change->>'idsAfter' WHERE message = v_message AND position = v_position;
    END IF;
    IF v_report IS NOT NULL THEN
      INSERT INTO delivery_reports (message, position, upstream_id, folded_id, status, error, submitted, done, done_at,
        received_at)
      VALUES (v_message, v_position, v_report->>'id', v_report->>'foldedId', v_report->>'status', v_report->>'error',
        v_report->>'submit', v_report->>'done', (v_report->>'doneAt')::bigint, (v_report->>'receivedAt')::bigint);
    END IF;
    IF p_change->>'delivery' IS DISTINCT FROM v_attempt.delivery THEN
      -- A failed delivery is listed per caller: only then an accepted attempt names its caller.
      UPDATE attempts SET delivery = p_change->>'delivery', caller = CASE state
          WHEN 'accepted' THEN p_change->>'caller' ELSE caller END
      WHERE message = v_message AND position = v_position;
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
`
