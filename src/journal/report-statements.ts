import type { DatabaseSync } from 'node:sqlite'
import { recipientColumns } from './deliveries.ts'

/** A busy test number may have any number of messages; a report is about a recent one. */
export const maxAttempts = 1_000
const newestOfNumber = `SELECT message, position, number, recipient, state, problem, upstream_id, started_at, ended_at, delivery
  FROM attempts INDEXED BY attempts_by_recipient
  WHERE recipient = ? ORDER BY message DESC LIMIT ${maxAttempts}`

export type ReportStatements = ReturnType<typeof prepareReportStatements>

/** The statements about delivery reports, prepared once. */
export function prepareReportStatements(database: DatabaseSync) {
  const prepare = (text: string) => database.prepare(text)
  return {
    // Ids are not indexed: that would cost every send 15 to 45 µs, and a report gains nothing by it.
    // With all that the report changes, so that most reports need no second look at the recipient.
    findById: prepare(
      `SELECT ${recipientColumns}, attempt.started_at, messages.scheduled_at FROM (${newestOfNumber}) AS attempt
       CROSS JOIN messages ON messages.number = attempt.message
       WHERE attempt.upstream_id IS NOT NULL AND instr(lower(attempt.upstream_id), ?) > 0`,
    ),
    idsTo: prepare(`SELECT upstream_id FROM (${newestOfNumber}) WHERE upstream_id IS NOT NULL`),
    attemptsTo: prepare(
      `SELECT attempt.*, messages.sender, messages.segments, messages.scheduled_at FROM (${newestOfNumber}) AS attempt
       JOIN messages ON messages.number = message`,
    ),
    pastRefusalsOf: prepare(
      `SELECT message, started_at FROM past_attempts WHERE message = ? AND position = ? AND state = 'rejected'`,
    ),
    insert: prepare(
      `INSERT INTO delivery_reports
         (message, position, upstream_id, status, error, submitted, done, done_at, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    settle: prepare(
      `UPDATE attempts SET state = 'accepted', problem = NULL, upstream_code = NULL, smpp_name = NULL, upstream_id = ?
       WHERE message = ? AND position = ?`,
    ),
    addId: prepare(`UPDATE attempts SET upstream_id = upstream_id || ',' || ? WHERE message = ? AND position = ?`),
    insertUnmatched: prepare(
      `INSERT INTO unmatched_reports
         (recipient, upstream_id, status, sender, error, submitted, submitted_at, done, done_at, received_at, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    anyUnmatched: prepare('SELECT 1 FROM unmatched_reports LIMIT 1'),
    countUnmatched: prepare('SELECT count(*) AS count FROM unmatched_reports'),
    // A number of somebody else may have any number of them.
    unmatchedTo: prepare('SELECT * FROM unmatched_reports WHERE recipient = ? ORDER BY number DESC LIMIT 100'),
    unmatchedToUnknown: prepare(
      `SELECT DISTINCT unmatched_reports.recipient AS recipient FROM unmatched_reports
       JOIN attempts INDEXED BY attempts_unknown ON attempts.recipient = unmatched_reports.recipient
       WHERE state = 'unknown'`,
    ),
    listUnmatched: prepare('SELECT * FROM unmatched_reports WHERE number < ? ORDER BY number DESC LIMIT ?'),
    hints: prepare(
      // In the order of the inner query, which CROSS JOIN keeps.
      `SELECT messages.id FROM (${newestOfNumber}) AS attempt CROSS JOIN messages ON messages.number = attempt.message
       WHERE attempt.state = 'unknown' LIMIT 10`,
    ),
    deleteUnmatched: prepare('DELETE FROM unmatched_reports WHERE number = ?'),
    purgeUnmatched: prepare(
      `DELETE FROM unmatched_reports
       WHERE number IN (SELECT number FROM unmatched_reports WHERE seen_at < ? ORDER BY seen_at LIMIT ?)`,
    ),
    dropUnmatchedUpTo: prepare('DELETE FROM unmatched_reports WHERE number <= ?'),
  }
}
