/** How much an idle account may send at once, as time: one second's worth, so no second exceeds twice the rate. */
const burstMs = 1_000

/** A limit in segments per second by virtual scheduling: a single number instead of a bucket that needs refilling. */
export type Rate = {
  /** Time until this many segments may be sent, after others that go first. 0: now. */
  waitMs(segments: number, segmentsAhead: number): number
  take(segments: number): void
  /** Returns segments that were taken but not sent. */
  giveBack(segments: number): void
}

/**
 * Creates the limit of one account. A GET of more than one second's worth starts once a full second is saved up, and
 * later ones wait until it is paid for.
 *
 * @param now the `performance.now()` clock, in ms
 * @see ITU-T I.371, the generic cell rate algorithm (GCRA)
 */
export function createRate(segmentsPerSecond: number | undefined, now: () => number): Rate {
  if (segmentsPerSecond === undefined) return unlimited
  const segmentMs = 1_000 / segmentsPerSecond
  /** When everything taken so far is paid for: GCRA's theoretical arrival time. */
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

/** How many recipients one GET may carry: one second's worth of segments, but at least one. */
export const recipientsPerSecond = (segmentsPerSecond: number | undefined, segments: number): number =>
  segmentsPerSecond === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(segmentsPerSecond / segments))

/** How many recipients an otherwise idle account can start within a given time. */
export function recipientsWithin(startMs: number, segmentsPerSecond: number | undefined, segments: number): number {
  if (segmentsPerSecond === undefined) return Number.POSITIVE_INFINITY
  const costMs = (segments * 1_000) / segmentsPerSecond
  return Math.floor((startMs + Math.max(burstMs, costMs)) / costMs)
}
