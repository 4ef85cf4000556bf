/** A column, by its name in PostgreSQL: its type there, and how SQLite yields it. */
export type CopiedColumn = {
  readonly name: string
  readonly type: 'bigint' | 'integer' | 'text' | 'uuid' | 'bytea' | 'boolean' | 'json'
  /** An expression over the table in SQLite. */
  readonly from: string
}

export type CopiedTable = {
  readonly name: string
  readonly columns: readonly CopiedColumn[]
  /** The columns that order the rows the same way on both sides: instants, numbers, ids, or texts by their bytes. */
  readonly key: readonly string[]
  /** Numbers that the database would give itself. */
  readonly numbered?: boolean
}

/** `name type`, with `= expression` where SQLite has the column under another name or in another form. */
function table(name: string, key: string, written: readonly string[], numbered = false): CopiedTable {
  const columns = written.map((text): CopiedColumn => {
    const [, column = '', type = '', from = column] = /^(\w+) (\w+)(?: = (.*))?$/.exec(text) ?? []
    return { name: column, type: type as CopiedColumn['type'], from }
  })
  return { name, columns, key: key.split(' '), numbered }
}

/** SQLite names a message by its number. */
const message = 'message uuid = (SELECT id FROM messages WHERE number = message)'
const attempt = [
  ...[message, 'position integer', 'number integer', 'recipient text', 'state text', 'problem text'],
  ...['upstream_code integer', 'smpp_name text', 'upstream_id text', 'duplicate_of uuid', 'started_at bigint'],
  'ended_at bigint',
]
const report = ['status text', 'error text', 'submitted text', 'done text', 'done_at bigint', 'received_at bigint']
/** Ids are ASCII, or were made of other letters by nobody: SQLite's NOCASE and PostgreSQL's "C" fold those of ASCII alone. */
const foldedId = 'folded_id text = lower(upstream_id)'
/** As `ages_from` is computed when a message begins: from its id, which begins with the journal's time. */
const agesFrom =
  'ages_from bigint = CASE WHEN scheduled_at IS NULL THEN NULL ELSE number / 4096 + 1577836800000 + max(0, scheduled_at - created_at - 2592000000) END'

/** What a journal consists of. Runs and leases are not among it: nothing runs while it is copied. */
export const copiedTables: readonly CopiedTable[] = [
  table('messages', 'id', [
    ...['id uuid', 'caller text', 'request_id text', 'created_at bigint', 'sender text', 'encoding text'],
    ...['segments integer', 'reference text', 'scheduled_at bigint', 'content_hash bytea', 'wants_report boolean'],
    agesFrom,
  ]),
  table('idempotency_keys', 'caller route key', [
    ...['caller text', 'route text', 'key text', 'fingerprint bytea', message],
  ]),
  table('attempts', 'message position', [
    ...[...attempt, 'content_hash bytea', 'unknown_since bigint', 'delivery text', 'caller text'],
  ]),
  table('past_attempts', 'message position number', attempt),
  table('resolutions', 'message position', [
    ...[message, 'position integer', 'outcome text', 'reason text', 'resolved_by text', 'resolved_at bigint'],
    ...['caller text', 'problem text', 'upstream_code integer', 'smpp_name text'],
  ]),
  table('used_segments', 'caller day', ['caller text', 'day bigint', 'count bigint', 'seen_at bigint']),
  // In the order of their arrival, which PostgreSQL numbers.
  table('delivery_reports', 'received_at message position folded_id status', [
    ...[message, 'position integer', 'upstream_id text', foldedId, ...report],
  ]),
  table(
    'unmatched_reports',
    'number',
    [
      ...['number bigint', 'recipient text', 'upstream_id text', foldedId, 'sender text', ...report],
      ...['submitted_at bigint', 'seen_at bigint'],
    ],
    true,
  ),
  table('events', 'seq', [
    ...[
      'seq bigint',
      'caller text',
      'type text',
      'message_id uuid',
      'reference text',
      'recipient text',
      'outcome text',
    ],
    ...['resend text', 'delivery json', 'at bigint', 'seen_at bigint'],
  ]),
]
