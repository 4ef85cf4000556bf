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

/** The part of an account's rate that this process may use, if several processes share the account. */
export type RateShare = {
  /** Above 0, at most 1. */
  fraction(): number
  /** For how long nothing may be sent: until every other process counts this one. 0: they do. */
  untilMs(): number
}

/** The rate of an account at the provider; without a number there is no limit. */
export type RateSettings = {
  readonly segmentsPerSecond?: number
  /** Absent: this process alone uses the account. */
  readonly share?: RateShare
}

/** The segments per second that this process may send at present. */
export const ownRateOf = ({ segmentsPerSecond, share }: RateSettings): number | undefined =>
  segmentsPerSecond && segmentsPerSecond * (share?.fraction() ?? 1)

/**
 * Creates the limit of one account. A GET of more than one second's worth starts once a full second is saved up, and
 * later ones wait until it is paid for.
 *
 * With a share, what is saved up and what is owed are segments and not time: otherwise a share that grows, because another
 * process has gone, would multiply what was saved up, and the second in which that process went would see too much. For the
 * same reason nothing is saved up at the start.
 *
 * @param now the `performance.now()` clock, in ms
 * @see ITU-T I.371, the generic cell rate algorithm (GCRA)
 */
export function createRate(settings: RateSettings, now: () => number): Rate {
  const { segmentsPerSecond, share } = settings
  if (segmentsPerSecond === undefined) return unlimited
  const segmentMsNow = () => 1_000 / segmentsPerSecond / (share?.fraction() ?? 1)
  let segmentMs = segmentMsNow()
  /** When everything taken so far is paid for: GCRA's theoretical arrival time. */
  let paidAt = share === undefined ? Number.NEGATIVE_INFINITY : now() + share.untilMs() + burstMs

  /** Converts the account to the present share. */
  function follow(): void {
    const nextMs = segmentMsNow()
    if (nextMs === segmentMs) return
    const savedMs = Math.min(burstMs, now() + burstMs - paidAt)
    // Before the start there is nothing to convert.
    if (share?.untilMs() === 0) paidAt = now() + burstMs - Math.min(burstMs, (savedMs / segmentMs) * nextMs)
    segmentMs = nextMs
  }

  return {
    waitMs(segments, segmentsAhead) {
      follow()
      const costMs = segments * segmentMs
      const debtMs = Math.max(0, paidAt - now()) + segmentsAhead * segmentMs
      return Math.max(0, share?.untilMs() ?? 0, debtMs + costMs - Math.max(burstMs, costMs))
    },
    take(segments) {
      follow()
      paidAt = Math.max(paidAt, now()) + segments * segmentMs
    },
    giveBack(segments) {
      follow()
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
