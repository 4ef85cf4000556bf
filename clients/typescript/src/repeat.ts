import type { Exchange } from './exchange.ts'

/** How long to wait after a lost answer. It doubles each time, because the gateway or the network may need a while. */
const firstPauseMs = 500
const longestPauseMs = 10_000

/**
 * How long to wait before the same request is repeated under the same key; undefined if it must not be.
 *
 * * After a lost answer: the key makes sure that nothing is sent twice, and only a repetition tells what has happened.
 * * After a problem: if `resend` is `safe` and the gateway says when. Under the same key, it only sends to recipients that are
 *   `not-attempted`. If there are recipients and none of them is, the answer would stay the same: to send to them again
 *   takes a new message, which is the caller's decision.
 *
 * @param lostCount how many answers were lost so far, this one included
 * @param random from 0 to 1: spreads clients that lost their answers together
 */
export function pauseBeforeRepeat(result: Exchange<unknown>, lostCount: number, random: number): number | undefined {
  if (result.kind === 'lost') {
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (lostCount - 1))
    return pauseMs * (0.5 + random / 2)
  }
  if (result.kind !== 'problem' || result.problem.resend !== 'safe') return undefined
  const { recipients } = result.problem
  const isFinal = recipients !== undefined && !recipients.some(({ outcome }) => outcome === 'not-attempted')
  return isFinal ? undefined : result.retryAfterMs
}
