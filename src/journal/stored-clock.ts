import type { DatabaseSync } from 'node:sqlite'
import { type Clocks, systemClocks, type WallClockObserver } from '../messages/clocks.ts'
import { type ClockReading, createJournalClock, type JournalClock } from './journal-clock.ts'
import { instantOfNumber } from './message-number.ts'

type Settings = { readonly clocks?: Clocks; readonly wallClockObserver?: WallClockObserver }

/**
 * The journal's clock, continued from its last save, or from the newest message, which is later after a crash. A new
 * journal's clock is saved before the first message.
 */
export function openClock(
  database: DatabaseSync,
  { clocks = systemClocks, wallClockObserver }: Settings = {},
): JournalClock {
  const columns = 'seen_at AS seenAt, wall_at AS wallAt, doubt_ms AS doubtMs, doubt_since AS doubtSince'
  const stored = database.prepare(`SELECT ${columns} FROM clock WHERE only = 1`).get() as ClockReading | undefined
  const newest = database.prepare('SELECT max(number) AS number FROM messages').get()?.['number']
  const newestAt = typeof newest === 'number' ? instantOfNumber(newest) : undefined
  const clock = createJournalClock(clocks, { stored, newestAt }, wallClockObserver)
  createClockWriter(database)(clock.read())
  return clock
}

/** Saves readings, in the current transaction if there is one. */
export function createClockWriter(database: DatabaseSync): (reading: ClockReading) => void {
  const statement = database.prepare(
    'INSERT OR REPLACE INTO clock (only, seen_at, wall_at, doubt_ms, doubt_since) VALUES (1, ?, ?, ?, ?)',
  )
  return ({ seenAt, wallAt, doubtMs, doubtSince }) => {
    statement.run(seenAt, wallAt, doubtMs, doubtSince)
  }
}
