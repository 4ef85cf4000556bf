import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { Test } from 'tap'

/** SQLite's error for a failing disk, as `node:sqlite` throws it. */
export const diskError = (errcode = 10) =>
  Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode, errstr: 'disk I/O error' })

/** Records every statement that is prepared or run during the test, and makes chosen ones fail. */
export function spyStatements(t: Pick<Test, 'teardown'>) {
  const { prepare } = DatabaseSync.prototype
  const prepared: string[] = []
  const ran: string[] = []
  let breaks = (_text: string): Error | undefined => undefined
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, text, ...others): StatementSync {
    const statement = prepare.call(this, text, ...others)
    prepared.push(text)
    for (const method of ['run', 'get', 'all'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown
      Object.assign(statement, {
        [method](...values: unknown[]) {
          const error = breaks(text)
          if (error !== undefined) throw error
          ran.push(text)
          return original(...values)
        },
      })
    }
    return statement
  }
  t.teardown(() => {
    DatabaseSync.prototype.prepare = prepare
  })
  return {
    prepared,
    ran,
    commitCount: () => ran.filter((text) => text === 'COMMIT').length,
    /** Makes these statements fail from now on. */
    break(matches: (text: string) => boolean, error: Error = diskError()) {
      breaks = (text) => (matches(text) ? error : undefined)
    },
  }
}
