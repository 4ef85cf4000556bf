import { PGlite } from '@electric-sql/pglite'
import type { Database, Row } from '../../../src/journal/postgres/connections.ts'

/** PostgreSQL in this process, compiled to WebAssembly: it has one session, and its data is in memory. */
export async function openPglite(): Promise<Database> {
  const server = await PGlite.create()
  const query = async (text: string, values: readonly unknown[] = []) =>
    (await server.query<Row>(text, [...values])).rows
  return {
    query,
    connect: async () => ({ query, run: (script) => server.exec(script), destroy() {} }),
    close: () => server.close(),
  }
}
