import type { DatabaseSync } from 'node:sqlite'
import { instantOfNumber, lowestNumberAt } from './message-number.ts'

/** A row: the range of the difference between `created_at` and the time in the number, for messages from this number on. */
type Offsets = { readonly number: number; readonly least: number; readonly most: number }

/** The numbers from the first (inclusive) to the second (exclusive). */
export type NumberRange = readonly [from: number, until: number]

/** The maximum range of offsets in one row: wide enough for clock corrections, narrow enough that a list reads little. */
const maxSpanMs = 60_000

export type CreatedOffsets = ReturnType<typeof createCreatedOffsets>

/**
 * Lists are queried by wall clock time, but messages are ordered by the journal's clock. The offset between the two only
 * changes when the wall clock is set or the gateway was stopped, so a few rows are enough to map any range of wall clock
 * time to a range of numbers.
 *
 * @param flush inserts the messages that the transaction has put off
 */
export function createCreatedOffsets(database: DatabaseSync, flush: () => void = () => {}) {
  const select = database.prepare('SELECT number, least, most FROM created_offsets ORDER BY number')
  const write = database.prepare(
    `INSERT INTO created_offsets (number, least, most) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET least = min(least, excluded.least), most = max(most, excluded.most)`,
  )
  // Deletes rows without messages. The last row at or before the oldest message still applies to it.
  database.exec(
    `DELETE FROM created_offsets WHERE number < (
       SELECT max(number) FROM created_offsets WHERE number <= (SELECT min(number) FROM messages))`,
  )
  const newest = database.prepare('SELECT max(number) AS number FROM messages')
  /** The committed rows. A rolled-back transaction must not change them. */
  let rows = read()
  let isStale = false

  function read(): readonly Offsets[] {
    return select.all() as unknown as readonly Offsets[]
  }

  function refresh(): void {
    isStale = false
    if (database.isOpen) rows = read()
  }

  /** Adds an offset to the row of the number, or to a new row that starts at this number. */
  function widen(number: number, offset: number): void {
    // Reread: an earlier message of the same transaction may have changed them.
    const current = read()
    const row = rowOf(current, number)
    if (row !== undefined && holds(row, offset)) return
    flush()
    const isNewest = newest.get()?.['number'] === number
    const spanMs = row === undefined ? 0 : Math.max(row.most, offset) - Math.min(row.least, offset)
    write.run(row === undefined || (isNewest && spanMs > maxSpanMs) ? number : row.number, offset, offset)
    if (isStale) return
    // Transactions begin and end within one event loop turn, so in the next one this is committed or rolled back.
    isStale = true
    setImmediate(refresh)
  }

  return {
    /** Adds a message's offset, in the transaction that records the message. */
    note(number: number, createdAt: number): void {
      const offset = createdAt - instantOfNumber(number)
      const row = rowOf(rows, number)
      if (row === undefined || !holds(row, offset)) widen(number, offset)
    },
    /** The numbers that messages with `created_at` between two instants (exclusive) can have. */
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

/** The row of a number. Numbers before the first row belong to the first row. */
function rowOf(rows: readonly Offsets[], number: number): Offsets | undefined {
  for (let index = rows.length - 1; index > 0; index--) {
    const row = rows[index]
    if (row !== undefined && row.number <= number) return row
  }
  return rows[0]
}

const holds = ({ least, most }: Offsets, offset: number): boolean => least <= offset && offset <= most
