/** A day of 24 hours, as limits and retention count them; the days of a calendar may be longer or shorter. */
export const dayMs = 86_400_000

/**
 * Creates a formatter for instants in UTC, like `Date.toISOString`, that remembers the last second: the messages of a second
 * share its text. This takes 400 instructions and not 9,200, for the log line and for the answer of each message
 * (docs/performance.md). For instants in ascending order; each kind of instant has its own formatter.
 */
export function createInstantFormat(): (at: number) => string {
  let lastSecond = Number.NaN
  let text = ''
  return (at) => {
    const second = Math.floor(at / 1_000)
    if (second !== lastSecond) {
      text = new Date(second * 1_000).toISOString().slice(0, -'000Z'.length)
      lastSecond = second
    }
    const ms = Math.floor(at - second * 1_000)
    return `${text}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`
  }
}

/** @param at milliseconds since 1970 */
export const formatInstant = createInstantFormat()
