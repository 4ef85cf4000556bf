/** The function that moves attempts from state to state, and ends runs of messages. */
export const moveFunctions = `
  -- Starts and ends attempts, and finishes messages. The settings: its plans are made while the tables are small, and kept
  -- while they grow. Each row of a group is to be looked up by its key.
  CREATE FUNCTION journal_move_1(p_run uuid, p_seen_at bigint, p_stage json) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
  DECLARE
    v_missing bigint;
  BEGIN
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
  END $$;
`
