import { Client } from 'pg'
import { openConnections } from '../../src/journal/postgres/connections.ts'
import { migratePostgres } from '../../src/journal/postgres/migrate.ts'
import { type PostgresServer, startPostgres } from '../../test/support/postgres-server.ts'
import { applyControl, type Control } from './controls.ts'

/** A server of its own with the tables of a journal. */
export type TestDatabase = {
  readonly server: PostgresServer
  readonly url: string
  /** Creates another database with the tables. Returns its URL. */
  readonly createJournal: () => Promise<string>
  /** Runs a statement over a connection of its own, since the server is restarted. */
  readonly query: (text: string) => Promise<readonly Record<string, unknown>[]>
}

/** For three gateways, and connections that have lost theirs. */
const serverLines = ['max_connections=200', 'log_min_messages=fatal']

/** Starts a server, creates the tables, and takes a safeguard from them if a control says so. */
export async function withDatabase<T>(
  bin: string,
  control: Control | undefined,
  work: (database: TestDatabase) => Promise<T>,
): Promise<T> {
  const server = await startPostgres(bin, [...serverLines, ...(control?.server ?? [])])
  try {
    async function createJournal(): Promise<string> {
      const created = await server.createDatabase()
      await createTables(created)
      return created
    }
    const url = await createJournal()

    async function withClient<R>(act: (client: Client) => Promise<R>): Promise<R> {
      const client = new Client({ connectionString: url, query_timeout: 10_000 })
      client.on('error', () => {})
      try {
        await client.connect()
        return await act(client)
      } finally {
        await client.end().catch(() => {})
      }
    }
    if (control !== undefined) await withClient((client) => applyControl(control, client))
    const query: TestDatabase['query'] = (text) => withClient(async (client) => (await client.query(text)).rows)
    return await work({ server, url, query, createJournal })
  } finally {
    await server.remove()
  }
}

async function createTables(url: string): Promise<void> {
  const database = openConnections(url, 'replicas test')
  const connection = await database.connect()
  await migratePostgres(connection)
  connection.destroy()
  await database.close()
}
