/** The second that was formatted last, and how its instants begin: those of a running gateway mostly share it. */
let lastSecond = Number.NaN
let beginning = ''

/**
 * Formats an instant in UTC, as `Date.toISOString` does: `2026-11-22T08:00:00.000Z`. A Date for each of a message's
 * instants would cost ten times as much.
 *
 * @param at whole milliseconds since 1970
 * @throws RangeError when it is no time that a Date can have
 */
export function formatInstant(at: number): string {
  const second = Math.floor(at / 1_000)
  if (second !== lastSecond) {
    beginning = new Date(second * 1_000).toISOString().slice(0, -4)
    lastSecond = second
  }
  const ms = Math.trunc(at - second * 1_000)
  return `${beginning}${ms < 10 ? '00' : ms < 100 ? '0' : ''}${ms}Z`
}
