/** The functions that find messages by time, and that remove what is past its time. */
export const purgeFunctions = `
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
    -- Arrays, because a join could run these queries again, and each run would lock and remove other rows.
    DELETE FROM unmatched_reports WHERE number = ANY (ARRAY(
      SELECT number FROM unmatched_reports WHERE seen_at < p_reports_before ORDER BY seen_at LIMIT p_limit
      FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_reports = ROW_COUNT;
    DELETE FROM events WHERE seq = ANY (ARRAY(
      SELECT seq FROM events WHERE seen_at < p_events_before ORDER BY seen_at, seq LIMIT p_limit FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS v_events = ROW_COUNT;
    RETURN v_reports + v_events;
  END $$;
`
