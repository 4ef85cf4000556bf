import type { ReportComparison } from '../messages/observer.ts'

/** Enough that a few odd dates do not move the median, and few enough that it follows a correction. */
const keptCount = 101
/** With fewer, one odd date could be the median. */
const leastCount = 5
/** Every zone of the world is a multiple of this away from UTC. */
const zoneStepMs = 15 * 60_000
/** How far from such a multiple the median may lie: the clocks differ a little, and a GET takes time. */
const toleranceMs = 60_000

export type ProviderClock = {
  /** Takes a date of the provider into account. Never throws. */
  compared(comparison: ReportComparison): void
  /** The median of provider's date - ours, of the newest comparisons; undefined while there are too few. */
  medianMs(): number | undefined
  /** Whether the median is known and small: dates are evidence only then. */
  agrees(): boolean
}

/**
 * How far the provider's dates are ahead of our clock. A median that is a multiple of 15 minutes is a wrong time zone: then
 * the dates prove nothing about unknown outcomes.
 *
 * @param onZoneError called when the multiple changes, with 0 once the dates agree again
 */
export function createProviderClock(onZoneError: (offsetMs: number) => void): ProviderClock {
  const newest: number[] = []
  let count = 0
  let medianMs: number | undefined
  let told = 0

  function update(): void {
    // Typed arrays are sorted by number, and without a call for each comparison.
    medianMs = Float64Array.from(newest).sort()[Math.floor(newest.length / 2)]
    const offsetMs = zoneErrorOf(medianMs ?? 0)
    if (offsetMs === told) return
    told = offsetMs
    onZoneError(offsetMs)
  }

  return {
    compared({ submittedAt, startedAt }) {
      newest[count % keptCount] = submittedAt - startedAt
      count++
      // Sorting for every report would cost more than it tells.
      if (count % leastCount === 0) update()
    },
    medianMs: () => medianMs,
    agrees: () => medianMs !== undefined && Math.abs(medianMs) <= toleranceMs,
  }
}

/** The multiple of 15 minutes that an offset is close to; 0 if there is none. */
function zoneErrorOf(offsetMs: number): number {
  const nearest = Math.round(offsetMs / zoneStepMs) * zoneStepMs
  return Math.abs(offsetMs - nearest) <= toleranceMs ? nearest + 0 : 0
}
