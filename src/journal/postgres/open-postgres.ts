import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClocks } from '../../messages/clocks.ts'
import { JournalError } from '../../messages/journal.ts'
import { createJournalClock } from '../journal-clock.ts'
import { instantOfId } from '../message-number.ts'
import type { Database, DatabaseConnection } from './connections.ts'
import { isStarting, translateError } from './database-errors.ts'
import { checkInstallation, checkServer } from './installation.ts'
import { migratePostgres } from './migrate.ts'
import { createPostgresJournal, type ReplicatedJournal } from './postgres-journal.ts'
import type { PostgresSettings } from './postgres-settings.ts'
import type { ReplicaRun } from './runs.ts'

/** While one lane waits for its commit, the other one sends. More bring little: each has at most one group on its way. */
const laneCount = 2
/** A database often starts together with its gateways. */
const startTries = 20
const startPauseMs = 500

/**
 * Opens the journal in PostgreSQL. Messages that the process before this one, under the same name, left under way are settled.
 *
 * @param key of the installation
 * @throws JournalError if the database cannot be used
 */
export async function openPostgresJournal(
  database: Database,
  settings: PostgresSettings,
  key: Uint8Array,
): Promise<ReplicatedJournal> {
  const { purpose, onUnsafe, lease, replicaName, clocks = systemClocks, wallClockObserver } = settings
  const run: ReplicaRun = { id: randomUUID(), name: replicaName, laneCount, leaseMs: lease.leaseMs }
  try {
    const connection = await connectAtStart(database)
    try {
      const unsafe = await checkServer(connection)
      if (unsafe.length > 0 && purpose === 'live')
        throw new JournalError(
          `The PostgreSQL server runs with ${unsafe.join(' and ')}: a crash would lose what was sent, and it could be sent again`,
        )
      if (unsafe.length > 0) onUnsafe?.(unsafe)
      await migratePostgres(connection)
      await checkInstallation(connection, key, purpose)
      const clock = createJournalClock(clocks, await readClock(connection), wallClockObserver)
      return await createPostgresJournal(database, settings, run, clock)
    } finally {
      connection.destroy()
    }
  } catch (error) {
    await database.close().catch(() => {})
    const cause = translateError(error)
    if (cause instanceof JournalError && cause.cause === undefined) throw cause
    const reason = ((cause.cause as Error | undefined) ?? cause).message
    throw new JournalError(`The journal in PostgreSQL cannot be opened: ${reason}`, { cause })
  }
}

async function connectAtStart(database: Database): Promise<DatabaseConnection> {
  for (let tries = 1; ; tries++) {
    try {
      return await database.connect()
    } catch (error) {
      if (tries === startTries || !isStarting(error)) throw error
      await sleep(startPauseMs)
    }
  }
}

/** The time that gateways have counted so far. Doubts about a wall clock are each process's own. */
async function readClock({ query }: DatabaseConnection): Promise<Parameters<typeof createJournalClock>[1]> {
  const [row] = await query(
    `SELECT (SELECT json_build_object('seenAt', seen_at, 'wallAt', wall_at) FROM clock) AS stored,
       (SELECT id FROM messages ORDER BY id DESC LIMIT 1) AS newest`,
  )
  const stored = row?.['stored'] as { readonly seenAt: number; readonly wallAt: number } | null
  const newest = row?.['newest'] as string | null
  return {
    stored: stored === null ? undefined : { ...stored, doubtMs: 0, doubtSince: stored.seenAt },
    newestAt: newest === null ? undefined : instantOfId(newest),
  }
}
