import type { Client } from 'pg'
import type { Database, DatabaseConnection } from '../../src/journal/postgres/connections.ts'
import { translateError } from '../../src/journal/postgres/database-errors.ts'
import type { DisturbanceName } from './disturbances.ts'

/** A change of one function of the journal in a test's database: texts that are found and replaced. */
type Patch = { readonly name: string; readonly replace: readonly (readonly [from: string, to: string])[] }

/** One safeguard less. Nothing that an operator can set does any of this. */
export type Control = {
  /** What is done wrong. */
  readonly title: string
  readonly patches?: readonly Patch[]
  /** Further statements. */
  readonly script?: string
  /** Lines of postgresql.conf. */
  readonly server?: readonly string[]
  /** What disturbs the run, in place of the usual. */
  readonly cards?: readonly DisturbanceName[]
  /** Wraps the connections of the gateways. */
  readonly database?: (database: Database) => Database
}

export const controlNames = ['stale-retryable', 'assume-acknowledged', 'no-fence', 'asynchronous-commit'] as const
export type ControlName = (typeof controlNames)[number]

/** The environment variable in which a gateway of a test is told its control. */
export const controlVariable = 'REPLICAS_CONTROL'

export const controls: Readonly<Record<ControlName, Control>> = {
  'stale-retryable': {
    title: 'what was on the wire when a process ended counts as not attempted',
    patches: [
      {
        name: 'journal_end_run_1',
        replace: [
          [
            "SET state = 'unknown', problem = 'outcome-unknown', ended_at = p_at, unknown_since = p_seen_at,\n        content_hash = m.content_hash, caller = m.caller",
            "SET state = 'not-attempted', problem = 'interrupted', ended_at = p_at, caller = m.caller",
          ],
        ],
      },
    ],
  },
  'assume-acknowledged': {
    title: 'a commit whose answer is lost counts as done',
    database: assumeAcknowledged,
  },
  'no-fence': {
    title: 'a process whose run is over can write',
    patches: [
      {
        name: 'journal_write_1',
        replace: [["RAISE EXCEPTION 'the run is over' USING ERRCODE = 'GW001';", 'NULL;']],
      },
    ],
    // The lanes of a run outlive it, so that its groups find them.
    script: 'ALTER TABLE lanes DROP CONSTRAINT lanes_run_fkey',
  },
  'asynchronous-commit': {
    title: 'commits are acknowledged before they are on the disk',
    patches: [
      {
        name: 'journal_durable_1',
        replace: [
          ["IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN", 'IF true THEN'],
          ["set_config('synchronous_commit', 'on', true)", "set_config('synchronous_commit', 'off', true)"],
        ],
      },
    ],
    server: ['wal_writer_delay=10s', 'wal_writer_flush_after=1GB'],
    // Only a crash of the server loses commits, and only those since the last one that another statement has made durable.
    cards: ['restart', 'restart', 'restart', 'kill'],
  },
}

/** Takes the safeguard from a journal whose tables exist. */
export async function applyControl({ patches = [], script }: Control, client: Client): Promise<void> {
  for (const { name, replace } of patches) {
    const { rows } = await client.query<{ text: string }>('SELECT pg_get_functiondef($1::regproc) AS text', [name])
    let text = rows[0]?.text ?? ''
    for (const [from, to] of replace) {
      if (!text.includes(from)) throw new Error(`The control does not fit ${name} any more: ${from}`)
      text = text.replace(from, to)
    }
    await client.query(text)
  }
  if (script !== undefined) await client.query(script)
}

function assumeAcknowledged(database: Database): Database {
  async function connect(): Promise<DatabaseConnection> {
    let inner: DatabaseConnection | undefined = await database.connect()
    return {
      async query(text, values) {
        inner ??= await database.connect()
        try {
          return await inner.query(text, values)
        } catch (error) {
          const isLost =
            translateError(error).name === 'JournalError' && !(error instanceof Error && 'severity' in error)
          if (!isLost || !text.includes('journal_write_1')) throw error
          inner.destroy()
          inner = undefined
          return [{ result: {} }]
        }
      },
      async run(script) {
        inner ??= await database.connect()
        return inner.run(script)
      },
      destroy: () => inner?.destroy(),
    }
  }
  return { ...database, connect }
}
