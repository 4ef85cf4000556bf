import type { DatabaseSync } from 'node:sqlite'
import { instantOfNumber, lowestNumberAt } from './message-number.ts'

/** A row: how far `created_at` may lie from the time in the number, of the messages from this number on. */
type Offsets = { readonly number: number; readonly least: number; readonly most: number }

/** The numbers from the first to just before the second. */
export type NumberRange = readonly [from: number, until: number]

/** So far apart may the offsets of one row be. Wide enough for corrections of a clock, narrow enough for a list to read little. */
const maxSpanMs = 60_000

export type CreatedOffsets = ReturnType<typeof createCreatedOffsets>

/**
 * Lists are asked for by what the wall clock said, and messages are in the order of the journal's clock. How far apart the two
 * are changes only when the wall clock is set or the gateway was stopped, so a few rows say for all messages which numbers a
 * range of wall time can be found under.
 */
export function createCreatedOffsets(database: DatabaseSync) {
  const select = database.prepare('SELECT number, least, most FROM created_offsets ORDER BY number')
  const write = database.prepare(
    `INSERT INTO created_offsets (number, least, most) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET least = min(least, excluded.least), most = max(most, excluded.most)`,
  )
  // Rows that no message belongs to any more. The last row at or before the oldest message is still needed for it.
  database.exec(
    `DELETE FROM created_offsets WHERE number < (
       SELECT max(number) FROM created_offsets WHERE number <= (SELECT min(number) FROM messages))`,
  )
  const newest = database.prepare('SELECT max(number) AS number FROM messages')
  /** What is committed. A transaction that is rolled back must leave no trace here. */
  let rows = read()
  let isStale = false

  function read(): readonly Offsets[] {
    return select.all() as unknown as readonly Offsets[]
  }

  function refresh(): void {
    isStale = false
    if (database.isOpen) rows = read()
  }

  /** Has a row hold an offset: the one that the number belongs to, or a new one from this number on. */
  function widen(number: number, offset: number): void {
    // Read again: an earlier message of the same transaction may have changed them.
    const current = read()
    const row = rowOf(current, number)
    if (row !== undefined && holds(row, offset)) return
    const isNewest = newest.get()?.['number'] === number
    const spanMs = row === undefined ? 0 : Math.max(row.most, offset) - Math.min(row.least, offset)
    write.run(row === undefined || (isNewest && spanMs > maxSpanMs) ? number : row.number, offset, offset)
    if (isStale) return
    // Transactions begin and end within a turn: in the next one it is known whether this is there to stay.
    isStale = true
    setImmediate(refresh)
  }

  return {
    /** Takes note of a message, within the transaction that has just recorded it. */
    note(number: number, createdAt: number): void {
      const offset = createdAt - instantOfNumber(number)
      const row = rowOf(rows, number)
      if (row === undefined || !holds(row, offset)) widen(number, offset)
    },
    /** Where messages can be whose `created_at` is later than the one instant and earlier than the other. */
    rangeOf(createdAfter = Number.MIN_SAFE_INTEGER, createdBefore = Number.MAX_SAFE_INTEGER): NumberRange {
      if (isStale) refresh()
      const ranges = rows.flatMap(({ number, least, most }, index): NumberRange[] => {
        const from = Math.max(index === 0 ? Number.NEGATIVE_INFINITY : number, lowestNumberAt(createdAfter + 1 - most))
        const until = Math.min(
          rows[index + 1]?.number ?? Number.POSITIVE_INFINITY,
          lowestNumberAt(createdBefore - least),
        )
        return from < until ? [[from, until]] : []
      })
      return [Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, until]) => until))]
    },
  }
}

/** The row that a number belongs to. What comes before the first belongs to that one too. */
function rowOf(rows: readonly Offsets[], number: number): Offsets | undefined {
  for (let index = rows.length - 1; index > 0; index--) {
    const row = rows[index]
    if (row !== undefined && row.number <= number) return row
  }
  return rows[0]
}

const holds = ({ least, most }: Offsets, offset: number): boolean => least <= offset && offset <= most
