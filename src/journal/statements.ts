import type { DatabaseSync } from 'node:sqlite'

export type Statements = ReturnType<typeof prepareStatements>

/** The content of an attempt's message, stored with the attempt while its outcome is unknown. */
export const contentHash = '(SELECT content_hash FROM messages WHERE messages.number = message)'

/** The caller of an attempt's message, stored with the attempt if it was not accepted. */
export const callerOf = '(SELECT messages.caller FROM messages WHERE messages.number = message)'

/** Every statement of the journal except those of lists, prepared once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text)
  const scheduledAge = '(number + max(0, scheduled_at - created_at - 2592000000) * 4096)'
  const youngUnknown = "state = 'unknown' AND state <> 'accepted' AND unknown_since >= ?"
  // By default SQLite would scan all recipients of the message.
  const hasNoYoungUnknown = `NOT EXISTS (SELECT 1 FROM attempts INDEXED BY attempts_not_accepted WHERE message = messages.number AND ${youngUnknown})`
  const attempt = 'message = ? AND position = ?'
  const openOutcome = "recipient = ? AND state = 'unknown' AND attempts.content_hash = ? AND unknown_since >= ?"
  const columns = `position, number, recipient, state, problem, upstream_code, smpp_name, upstream_id, duplicate_of, started_at,
    ended_at`
  return {
    claimKey: prepare(
      'INSERT INTO idempotency_keys (caller, route, key, fingerprint, message) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    findKey: prepare('SELECT fingerprint, message FROM idempotency_keys WHERE caller = ? AND route = ? AND key = ?'),
    findNumber: prepare('SELECT number FROM messages WHERE number BETWEEN ? AND ? AND id = ?'),
    findContent: prepare('SELECT content_hash FROM messages WHERE number = ?'),
    findMessage: prepare('SELECT * FROM messages WHERE number = ?'),
    usedSegments: prepare('SELECT count FROM used_segments WHERE caller = ? AND day = ?'),
    saveUsedSegments: prepare(
      `INSERT INTO used_segments (caller, day, count, seen_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET count = excluded.count, seen_at = excluded.seen_at`,
    ),
    deleteUsedSegments: prepare('DELETE FROM used_segments WHERE seen_at < ?'),
    insertFenced: prepare(
      `INSERT INTO attempts (message, position, number, recipient, state, problem, duplicate_of, caller)
       VALUES (?, ?, 1, ?, 'not-attempted', 'possible-duplicate', ?, ?)`,
    ),
    // By default SQLite would scan all recipients of the message.
    findPosition: prepare(
      'SELECT position FROM attempts INDEXED BY attempts_by_recipient WHERE recipient = ? AND message = ?',
    ),
    startQueued: prepare(`UPDATE attempts SET state = 'sending', started_at = ? WHERE ${attempt} AND state = 'queued'`),
    countQueued: prepare(
      `SELECT count(*) AS count FROM attempts WHERE message = ? AND position BETWEEN ? AND ? AND state = 'queued'`,
    ),
    startQueuedBetween: prepare(
      `UPDATE OR ROLLBACK attempts SET state = 'sending', started_at = ?
       WHERE message = ? AND position BETWEEN ? AND ? AND state = 'queued'`,
    ),
    // Triggers refuse this for an attempt that is in progress, or that may have been sent.
    startAnother: prepare(
      `UPDATE attempts SET number = number + 1, state = 'sending', problem = NULL, upstream_code = NULL, smpp_name = NULL,
         upstream_id = NULL, duplicate_of = NULL, caller = NULL, started_at = ?, ended_at = NULL WHERE ${attempt}`,
    ),
    // The result of nearly every attempt. OR ROLLBACK avoids the page copies of a statement journal. Run by `get`: `run` makes an
    // object with two numbers of each result.
    acceptAttempt: prepare(
      `UPDATE OR ROLLBACK attempts SET state = 'accepted', problem = NULL, upstream_code = NULL, smpp_name = NULL, upstream_id = ?,
         ended_at = ? WHERE ${attempt}`,
    ),
    endAttempt: prepare(
      `UPDATE attempts SET state = ?1, problem = ?2, upstream_code = ?3, smpp_name = ?4, upstream_id = NULL, ended_at = ?5,
         unknown_since = ?6, content_hash = CASE ?1 WHEN 'unknown' THEN ${contentHash} END, caller = ${callerOf}
       WHERE message = ?7 AND position = ?8`,
    ),
    settleQueued: prepare(
      `UPDATE attempts SET state = 'not-attempted', problem = 'message-stopped', caller = ${callerOf}
       WHERE message = ? AND state = 'queued'`,
    ),
    anyUnknown: prepare(`SELECT 1 FROM attempts INDEXED BY attempts_unknown WHERE state = 'unknown' LIMIT 1`),
    isOpen: prepare(`SELECT 1 FROM attempts INDEXED BY attempts_unknown_since WHERE ${openOutcome} LIMIT 1`),
    findOpen: prepare(
      `SELECT id FROM attempts INDEXED BY attempts_unknown CROSS JOIN messages ON messages.number = message
       WHERE ${openOutcome} ORDER BY message DESC LIMIT 1`,
    ),
    // Two statements: `min` alone reads one index entry; together with `count` it would read all entries again.
    countUnknown: prepare(`SELECT count(*) AS count FROM attempts WHERE state = 'unknown'`),
    oldestUnknown: prepare(`SELECT min(unknown_since) AS since FROM attempts WHERE state = 'unknown'`),
    countUnknownUntil: prepare(
      `SELECT count(*) AS count FROM attempts INDEXED BY attempts_unknown_by_time
       WHERE state = 'unknown' AND unknown_since <= ?`,
    ),
    unknownAttempts: prepare(`SELECT position, recipient FROM attempts WHERE message = ? AND state = 'unknown'`),
    resolveAttempt: prepare(
      `UPDATE attempts SET state = ?, problem = ?, upstream_code = NULL, smpp_name = NULL WHERE ${attempt}`,
    ),
    insertResolution: prepare(
      `INSERT INTO resolutions
         (message, position, outcome, reason, resolved_by, resolved_at, caller, problem, upstream_code, smpp_name)
       SELECT message, position, ?, ?, ?, ?, ?, problem, upstream_code, smpp_name FROM attempts WHERE ${attempt}`,
    ),
    attemptsOf: prepare(
      `SELECT ${columns} FROM past_attempts WHERE message = ?1 UNION ALL SELECT ${columns} FROM attempts WHERE message = ?1
       ORDER BY position, number`,
    ),
    resolutionsOf: prepare('SELECT * FROM resolutions WHERE message = ? ORDER BY position'),
    // Along the primary key. Scheduled messages are kept longer, and have their own index.
    findOld: prepare(
      `SELECT number, number AS age FROM messages
       WHERE number >= ? AND number < ? AND scheduled_at IS NULL AND ${hasNoYoungUnknown} ORDER BY number LIMIT ?`,
    ),
    findOldScheduled: prepare(
      `SELECT number, ${scheduledAge} AS age FROM messages
       WHERE ${scheduledAge} < ? AND scheduled_at < ? AND scheduled_at IS NOT NULL AND ${hasNoYoungUnknown}
       ORDER BY ${scheduledAge} LIMIT ?`,
    ),
    firstYoungUnknown: prepare(
      `SELECT message FROM attempts WHERE message >= ? AND message < ? AND ${youngUnknown} ORDER BY message LIMIT 1`,
    ),
    deleteAttempts: prepare('DELETE FROM attempts WHERE message = ?'),
    deleteOthers: [
      'DELETE FROM past_attempts WHERE message = ?',
      'DELETE FROM idempotency_keys WHERE message = ?',
      'DELETE FROM resolutions WHERE message = ?',
      'DELETE FROM delivery_reports WHERE message = ?',
      'DELETE FROM messages WHERE number = ?',
    ].map(prepare),
  }
}
