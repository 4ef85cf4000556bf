/** What an idle account may send at once, as time: a second's worth, so no second ever holds more than two. */
const burstMs = 1_000

/** A limit in segments per second, by virtual scheduling: one number instead of a bucket that must be filled. */
export type Rate = {
  /** How long until this many segments may go, where others go before them. 0: they may go now. */
  waitMs(segments: number, segmentsAhead: number): number
  take(segments: number): void
  /** For segments that were taken and not sent. */
  giveBack(segments: number): void
}

/**
 * Creates the limit of one account. A GET that alone is more than a second's worth goes when a whole second is saved up,
 * and those behind it wait until it is paid for.
 *
 * @param now the clock of `performance.now()`, in ms
 * @see ITU-T I.371, the generic cell rate algorithm (GCRA)
 */
export function createRate(segmentsPerSecond: number | undefined, now: () => number): Rate {
  if (segmentsPerSecond === undefined) return unlimited
  const segmentMs = 1_000 / segmentsPerSecond
  /** When everything that was taken is paid for: GCRA's theoretical arrival time. */
  let paidAt = Number.NEGATIVE_INFINITY
  return {
    waitMs(segments, segmentsAhead) {
      const costMs = segments * segmentMs
      const debtMs = Math.max(0, paidAt - now()) + segmentsAhead * segmentMs
      return Math.max(0, debtMs + costMs - Math.max(burstMs, costMs))
    },
    take(segments) {
      paidAt = Math.max(paidAt, now()) + segments * segmentMs
    },
    giveBack(segments) {
      paidAt -= segments * segmentMs
    },
  }
}

const unlimited: Rate = { waitMs: () => 0, take() {}, giveBack() {} }

/** How many recipients one GET may carry: a second's worth of segments, and one in any case. */
export const recipientsPerSecond = (segmentsPerSecond: number | undefined, segments: number): number =>
  segmentsPerSecond === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(segmentsPerSecond / segments))

/** How many recipients can have started within a time, on an account that has nothing else to do. */
export function recipientsWithin(startMs: number, segmentsPerSecond: number | undefined, segments: number): number {
  if (segmentsPerSecond === undefined) return Number.POSITIVE_INFINITY
  const costMs = (segments * 1_000) / segmentsPerSecond
  return Math.floor((startMs + Math.max(burstMs, costMs)) / costMs)
}
