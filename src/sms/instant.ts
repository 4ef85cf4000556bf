/** A day of 24 hours, as limits and retention count them; the days of a calendar may be longer or shorter. */
export const dayMs = 86_400_000

/**
 * Creates a formatter for instants in UTC, like `Date.toISOString`, that remembers the last one: under load, several
 * messages share a millisecond. This saves 1.3 of 1.4 µs, for the log line and for the answer of each message. For
 * instants in ascending order; each kind of instant has its own formatter.
 */
export function createInstantFormat(): (at: number) => string {
  let lastAt = Number.NaN
  let text = ''
  return (at) => {
    if (at !== lastAt) {
      text = new Date(at).toISOString()
      lastAt = at
    }
    return text
  }
}

/** @param at milliseconds since 1970 */
export const formatInstant = createInstantFormat()
