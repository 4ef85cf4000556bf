import type { Test } from 'tap'
import type { Database } from '../../../src/journal/postgres/connections.ts'
import { ordinaryLease } from '../../../src/journal/postgres/lease.ts'
import { openPostgresJournal } from '../../../src/journal/postgres/open-postgres.ts'
import type { OpenedJournal, OpenJournal } from '../contract.ts'
import { createTestClocks } from '../entries.ts'
import { createCuttable } from './cuttable.ts'

export const installationKey = Buffer.alloc(32, 'key')

/** Empties all tables but those of the installation and the counter, which is set to its beginning. */
export const emptyTables = `${[
  ...[
    'replicas',
    'messages',
    'created_offsets',
    'idempotency_keys',
    'running',
    'attempts',
    'past_attempts',
    'resolutions',
  ],
  ...['used_segments', 'delivery_reports', 'unmatched_reports', 'events', 'clock', 'lost_commits'],
]
  // TRUNCATE makes new files, which takes a hundred times as long for a few rows.
  .map((table) => `DELETE FROM ${table};`)
  .join('')} UPDATE last_event SET seq = 0`

/**
 * Opens journals for the contract in one database, which each test finds empty.
 *
 * @param connect opens the database once more, as another process would
 */
export function createOpenJournal(connect: () => Database): OpenJournal {
  let isPrepared = false
  const old = new Set<() => Promise<void>>()

  return async (t: Test, settings) => {
    for (const end of old) await end()
    old.clear()
    if (isPrepared) {
      const database = connect()
      const connection = await database.connect()
      await connection.run(emptyTables)
      connection.destroy()
      await database.close()
    }
    const clocks = createTestClocks()

    async function open(): Promise<OpenedJournal> {
      let recovery = { unknown: 0, notAttempted: 0 }
      const database = createCuttable(connect())
      let isOver = false
      const { journal } = await openPostgresJournal(
        database,
        {
          ...settings,
          clocks,
          replicaName: 'one',
          lease: ordinaryLease,
          onFailure(error) {
            if (!isOver) throw error
          },
          onRecovered: (settled) => {
            recovery = settled
          },
        },
        installationKey,
      )
      isPrepared = true
      const end = async () => {
        isOver = true
        database.cut()
        await journal.close()
      }
      old.add(end)
      t.teardown(() => {
        old.delete(end)
        isOver = true
        return journal.close()
      })
      return {
        journal,
        recovery,
        clocks,
        async crash() {
          isOver = true
          database.cut()
          return open()
        },
      }
    }
    return open()
  }
}
