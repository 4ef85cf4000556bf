/** How long it is until an instant on the clock of `performance.now()`. Timers warn about a negative time. */
export const msUntil = (instant: number): number => Math.max(0, instant - performance.now())

/** Time as waiting needs it, passed in where tests must not wait themselves. */
export type Timers = {
  /** Milliseconds on the clock of `performance.now()`. */
  now(): number
  /** Acts once after a time. Returns what prevents it. */
  set(act: () => void, ms: number): () => void
}

export const timers: Timers = {
  now: () => performance.now(),
  set(act, ms) {
    const timer = setTimeout(act, Math.max(0, ms))
    return () => clearTimeout(timer)
  },
}
