/**
 * Milliseconds until an instant on the `performance.now()` clock, never negative: timers warn about negative delays.
 */
export const msUntil = (instant: number): number => Math.max(0, instant - performance.now())

/** The clock and timer that waiting code needs. Injected, so that tests need not wait in real time. */
export type Timers = {
  /** Milliseconds on the `performance.now()` clock. */
  now(): number
  /** Runs a callback once after a delay. Returns a function that cancels it. */
  set(act: () => void, ms: number): () => void
}

export const timers: Timers = {
  now: () => performance.now(),
  set(act, ms) {
    const timer = setTimeout(act, Math.max(0, ms))
    return () => clearTimeout(timer)
  },
}
