/** How long it is until an instant on the clock of `performance.now()`. Timers warn about a negative time. */
export const msUntil = (instant: number): number => Math.max(0, instant - performance.now())
