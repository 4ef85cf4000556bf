/** A day in UTC: it has no clock changes, and so no other length. */
export const dayMs = 86_400_000

/**
 * Creates what formats instants in UTC, as `Date.toISOString` does, and remembers the last one: under load several messages
 * share a millisecond. For instants that run in one order; others have their own.
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
