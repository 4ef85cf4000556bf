/** Functions that read, and those that all others use. The number at the end of a name is the version that brought it. */
export const readFunctions = `
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

  -- The newest message of the same content to a number whose outcome became unknown since then. Not in SQL, which would plan
  -- it for each group.
  CREATE FUNCTION journal_open_1(p_recipient text, p_hash bytea, p_since bigint) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN (
      SELECT message FROM attempts
      WHERE state = 'unknown' AND recipient = p_recipient AND content_hash = p_hash AND unknown_since >= p_since
      ORDER BY message DESC LIMIT 1
    );
  END $$;
`
