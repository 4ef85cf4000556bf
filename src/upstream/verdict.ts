import type { RecipientResult } from '../messages/outcome.ts'
import { problemOf } from '../messages/problems.ts'
import type { Verdict } from './breaker.ts'
import { type Exchange, notAllowed } from './exchange.ts'
import { causeOfAnswer, isUnreadable } from './fault-causes.ts'
import { isLocalShortage } from './local-resources.ts'
import type { AnswerShape } from './observer.ts'

const works: Verdict = { kind: 'works' }
const understood: Verdict = { kind: 'understood' }
export const saysNothing: Verdict = { kind: 'says-nothing' }

/** HTTP statuses that refuse an account. The outcome of the message is still unknown. */
const accountStatuses: ReadonlySet<number> = new Set([401, 403])

/**
 * What the result of a GET says about its account and its connection.
 *
 * @param shape how its answer was not understood; undefined if it was understood, or if there was none
 * @param startedAt on the `performance.now()` clock
 */
export function verdictOf(
  result: Exchange,
  results: readonly RecipientResult[],
  shape: AnswerShape | undefined,
  startedAt: number,
): Verdict {
  switch (result.kind) {
    case 'not-written':
      return verdictOfUnwritten(result.reason)
    case 'unanswered':
      if (isUnreadable(result.reason)) return { kind: 'unreadable', cause: result.reason }
      return { kind: 'unreadable', cause: result.reason, lostSince: startedAt }
    case 'answered':
      return verdictOfAnswer(result.statusCode, results, shape)
  }
}

/** Our own deadline reflects our load; a failed journal and exhausted local resources say nothing about the upstream. */
function verdictOfUnwritten(reason: string): Verdict {
  if (reason === 'start-deadline' || reason === notAllowed || isLocalShortage(reason)) return saysNothing
  return { kind: 'fails', cause: reason }
}

/**
 * A refusal that stops a message and is not solved by waiting concerns the account: wrong credentials, no credit, an
 * address that is not allowed. Any other refusal comes from a provider that accepts the account.
 */
function verdictOfAnswer(
  statusCode: number,
  results: readonly RecipientResult[],
  shape: AnswerShape | undefined,
): Verdict {
  if (results.every(isAccepted)) return works
  const codes = results.flatMap((result) => (result.accepted ? [] : [result.failure.code]))
  const cause = codes.find((code) => {
    const { outcome, resend, stopsMessage } = problemOf(code)
    return stopsMessage === true && outcome === 'rejected' && resend !== 'safe'
  })
  if (cause !== undefined) return { kind: 'fails', cause }
  if (codes.length < results.length || codes.some((code) => problemOf(code).outcome === 'rejected')) return works
  // A doubtful answer is readable, but may belong to another GET.
  if (shape === undefined || shape === 'doubtful') return understood
  const fault = causeOfAnswer(statusCode, shape)
  return accountStatuses.has(statusCode) ? { kind: 'fails', cause: fault } : { kind: 'unreadable', cause: fault }
}

const isAccepted = ({ accepted }: RecipientResult): boolean => accepted
