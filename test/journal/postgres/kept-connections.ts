import type { Database, DatabaseConnection } from '../../../src/journal/postgres/connections.ts'

/**
 * A database whose connections outlive the journals that use them one after the other: to open one takes longer than most
 * tests.
 */
export function keepConnections(database: Database): { readonly database: Database; close(): Promise<void> } {
  const all = new Set<DatabaseConnection>()
  const idle: DatabaseConnection[] = []

  async function connect(): Promise<DatabaseConnection> {
    const connection = idle.pop() ?? (await database.connect())
    all.add(connection)
    let running = 0
    const count = async <T>(act: () => Promise<T>): Promise<T> => {
      running++
      try {
        return await act()
      } finally {
        running--
      }
    }
    return {
      query: (text, values) => count(() => connection.query(text, values)),
      run: (script) => count(() => connection.run(script)),
      destroy() {
        if (running === 0) idle.push(connection)
        else connection.destroy()
      },
    }
  }

  return {
    database: { query: (text, values) => database.query(text, values), connect, async close() {} },
    async close() {
      for (const connection of all) connection.destroy()
      await database.close()
    },
  }
}
