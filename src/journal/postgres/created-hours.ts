const hourMs = 3_600_000
/** Ranges are widened to whole seconds, so that small corrections of a clock write nothing. */
const roundMs = 1_000
/** Messages arrive in the order of their ids, except for some that waited. */
const maxKnown = 48

type Range = { readonly low: number; readonly high: number }
type Offset = { readonly idAt: number; readonly offsetMs: number }

/**
 * What this process knows of the table `created_offsets`: lists are asked for by wall clock time, but messages are ordered by
 * the journal's clock. Nearly every message fits what is known, and writes nothing.
 */
export type CreatedHours = {
  /** The rows that these messages need and that may not be there. */
  missing(offsets: readonly Offset[]): readonly (Range & { readonly hour: number })[]
  /** These messages, and so their rows, are durable. */
  learn(offsets: readonly Offset[]): void
}

export function createCreatedHours(): CreatedHours {
  const known = new Map<number, Range>()

  function missing(offsets: readonly Offset[]) {
    const rows = new Map<number, Range>()
    for (const { idAt, offsetMs } of offsets) {
      const hour = Math.floor(idAt / hourMs) * hourMs
      const there = known.get(hour)
      if (there !== undefined && there.low <= offsetMs && offsetMs <= there.high) continue
      const { low, high } = rows.get(hour) ?? there ?? { low: offsetMs, high: offsetMs }
      rows.set(hour, {
        low: Math.min(low, Math.floor(offsetMs / roundMs) * roundMs),
        high: Math.max(high, Math.ceil(offsetMs / roundMs) * roundMs),
      })
    }
    return [...rows].map(([hour, range]) => ({ hour, ...range }))
  }

  return {
    missing,
    learn(offsets) {
      for (const { hour, ...range } of missing(offsets)) {
        known.set(hour, range)
        const [oldest] = known.keys()
        if (known.size > maxKnown && oldest !== undefined) known.delete(oldest)
      }
    },
  }
}
