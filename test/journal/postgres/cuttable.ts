import type { Database, DatabaseConnection } from '../../../src/journal/postgres/connections.ts'

/** A database that a test can cut off: from then on the process that has it is as good as dead. */
export type CuttableDatabase = Database & { cut(): void; heal(): void }

const lost = () => Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' })

export function createCuttable(database: Database): CuttableDatabase {
  let isCut = false
  const guard = async <T>(act: () => Promise<T>): Promise<T> => {
    if (isCut) throw lost()
    const result = await act()
    if (isCut) throw lost()
    return result
  }
  return {
    query: (text, values) => guard(() => database.query(text, values)),
    connect: () =>
      guard(async () => {
        const connection = await database.connect()
        return {
          query: (text, values) => guard(() => connection.query(text, values)),
          run: (script) => guard(() => connection.run(script)),
          destroy: () => connection.destroy(),
        } satisfies DatabaseConnection
      }),
    close: () => database.close(),
    cut() {
      isCut = true
    },
    heal() {
      isCut = false
    },
  }
}
