import { outcomeOf, type RecipientResult } from './outcome.ts'
import type { RecipientProblemCode } from './problems.ts'

/** Long enough for a connection to come back, and a small part of a message's time. */
const firstBackoffMs = 200
const maxBackoffMs = 2_000

/** A retry that was never written does not replace a result: after a 1709 it must not say that nothing was submitted. */
export const afterRetry = (result: RecipientResult, later: RecipientResult | undefined): RecipientResult =>
  later === undefined || (outcomeOf(later) === 'not-attempted' && outcomeOf(result) !== 'not-attempted')
    ? result
    : later

const retriedCodes: ReadonlySet<RecipientProblemCode> = new Set([
  'upstream-user-validation-failed',
  'upstream-unreachable',
  'local-resources-exhausted',
])

/**
 * 1709 is the only code after which the provider allows a retry, and a GET that was never written is safe to send.
 *
 * @see docs/never-twice.md, "Retries"
 */
export const mayBeRetried = (result: RecipientResult): boolean =>
  !result.accepted && retriedCodes.has(result.failure.code)

/** Exponential backoff; half of it is random, so that many messages do not retry at the same moment. */
export function backoffMs(retry: number, random: number): number {
  const full = Math.min(maxBackoffMs, firstBackoffMs * 2 ** (retry - 1))
  return full / 2 + (full / 2) * random
}
