import { Client, Pool, type QueryResult, types } from 'pg'

export type Row = Readonly<Record<string, unknown>>

/** A connection of its own. It keeps no state on the server between two calls, so that a pooler may stand in between. */
export type DatabaseConnection = {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Runs several statements. */
  run(script: string): Promise<unknown>
  /** Closes it at once; what is under way may or may not be done by the server. */
  destroy(): void
}

/** A PostgreSQL database. Numbers are returned as JavaScript's, `bytea` as bytes, JSON parsed. */
export type Database = {
  /** Runs one statement on any of several connections. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
  connect(): Promise<DatabaseConnection>
  close(): Promise<void>
}

/** PostgresQueries at the same time; more wait. Writes of messages have connections of their own. */
const poolSize = 8
/** Far longer than any statement takes, and far shorter than a message may take. */
const gatewayQueryMs = 5_000
const connectMs = 3_000

/** Numbers, counts and times stay below 2^53. */
const bigint = 20
const parsers: { getTypeParser: typeof types.getTypeParser } = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === bigint ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

/**
 * @param url a connection string; it may contain a password
 * @param name shown in `pg_stat_activity`
 * @param queryMs how long a statement may take
 */
export function openConnections(url: string, name: string, queryMs = gatewayQueryMs): Database {
  const options = {
    connectionString: url,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    types: parsers,
  }
  const pool = new Pool({ ...options, max: poolSize })
  // An idle connection was lost. The pool opens another one when it is needed.
  pool.on('error', () => {})

  return {
    query: async (text, values = []) => rowsOf(await pool.query(text, [...values])),
    async connect() {
      const client = new Client(options)
      // The query that is under way rejects as well.
      client.on('error', () => {})
      await client.connect()
      return {
        query: async (text, values = []) => rowsOf(await client.query(text, [...values])),
        run: (script) => client.query(script),
        destroy: () => void client.end().catch(() => {}),
      }
    },
    close: () => pool.end(),
  }
}

const rowsOf = ({ rows }: QueryResult): readonly Row[] => rows
