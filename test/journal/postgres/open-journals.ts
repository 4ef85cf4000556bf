import type { Test } from 'tap'
import type { Database } from '../../../src/journal/postgres/connections.ts'
import { ordinaryLease } from '../../../src/journal/postgres/lease.ts'
import { openPostgresJournal } from '../../../src/journal/postgres/open-postgres.ts'
import type { Clocks } from '../../../src/messages/clocks.ts'
import type { OpenedJournal, OpenJournal } from '../contract.ts'
import { createTestClocks } from '../entries.ts'
import type { ModelStorage } from '../model.ts'
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

async function empty(database: Database): Promise<void> {
  const connection = await database.connect()
  await connection.run(emptyTables)
  connection.destroy()
}

/** @param database whose tables exist */
export function createModelStorage(database: Database): ModelStorage {
  let end = async () => {}
  async function open(clocks: Clocks, retentionMs: number) {
    let recovery = { unknown: 0, notAttempted: 0 }
    const cuttable = createCuttable(database)
    const { journal } = await openPostgresJournal(
      cuttable,
      {
        retentionMs,
        clocks,
        replicaName: 'one',
        lease: ordinaryLease,
        onFailure: () => {},
        onRecovered: (settled) => {
          recovery = settled
        },
      },
      installationKey,
    )
    end = async () => {
      cuttable.cut()
      void journal.close()
    }
    return { journal, recovery }
  }
  return {
    async open(clocks, retentionMs) {
      await end()
      await empty(database)
      return (await open(clocks, retentionMs)).journal
    },
    async crash(clocks, retentionMs) {
      await end()
      return open(clocks, retentionMs)
    },
  }
}

/**
 * Opens journals for the contract in one database, which each test finds empty.
 *
 * @param database whose connections outlive the journals
 */
export function createOpenJournal(database: Database): OpenJournal {
  let isPrepared = false
  const old = new Set<() => Promise<void>>()

  return async (t: Test, settings) => {
    for (const end of old) await end()
    old.clear()
    if (isPrepared) await empty(database)
    const clocks = createTestClocks()

    async function open(): Promise<OpenedJournal> {
      let recovery = { unknown: 0, notAttempted: 0 }
      const cuttable = createCuttable(database)
      let isOver = false
      const { journal } = await openPostgresJournal(
        cuttable,
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
        cuttable.cut()
        // Without waiting: it gives writes that were on their way some seconds, as if the database could come back.
        void journal.close()
      }
      old.add(end)
      t.teardown(() => {
        old.delete(end)
        return end()
      })
      return {
        journal,
        recovery,
        clocks,
        async crash() {
          isOver = true
          cuttable.cut()
          return open()
        },
      }
    }
    return open()
  }
}
