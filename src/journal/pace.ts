/**
 * When a group of writes starts, and where it is synced. A message that is alone on the gateway neither waits for company nor
 * for another thread: a sync of 0.14 ms took 0.6 ms there, most of it for two threads to wake each other. In company, groups are
 * larger, and the event loop goes on while the disk works.
 */
export type Pace = {
  /** Whether the next group starts in this turn of the event loop, and not in the next one. */
  startsAtOnce(): boolean
  /** A group of so many writes was committed. Returns whether it is synced on this thread. */
  syncsHere(writeCount: number): boolean
  /** How long a sync took, on this thread or, with the time until the event loop noticed its end, on another. */
  took(ms: number, isHere: boolean): void
}

/** A message writes its beginning, and later its result and its end together. */
const writesOfOne = 2
/** A quick disk takes 0.1 to 0.2 ms, and threads up to half a millisecond to wake each other; network storage takes 2 ms. */
const quickMs = 1
/** A disk that is slow once in a hundred times blocks the event loop once in two hundred times at most. */
const leastQuickCount = 100

export function createPace(): Pace {
  let lastCount = 0
  /** The quick syncs since one on this thread was slow. */
  let quickCount = 0

  return {
    startsAtOnce: () => lastCount <= writesOfOne,
    syncsHere(writeCount) {
      lastCount = writeCount
      return writeCount <= writesOfOne && quickCount >= leastQuickCount
    },
    took(ms, isHere) {
      if (ms <= quickMs) quickCount = Math.min(quickCount + 1, leastQuickCount)
      // On another thread it may be the event loop that was slow, which says little of the disk.
      else quickCount = isHere ? 0 : Math.max(quickCount - 1, 0)
    },
  }
}
