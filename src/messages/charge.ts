import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import type { Caller } from './caller.ts'
import type { SentMessage } from './complete-message.ts'
import { JournalError } from './journal.ts'
import { outcomeOf } from './outcome.ts'
import { type Quota, type Reservation, unlimited } from './quota.ts'

/** A message that is more than its caller has left of the day. Nothing was submitted. */
export type QuotaExceeded = { readonly kind: 'quota-exceeded'; readonly retryAfterMs: number }

/**
 * Runs one try of a message within its caller's quota: what it may use is taken out beforehand, and what it did not use
 * given back, whichever way it ends.
 *
 * @param to the recipients of this try; others in its result were charged when it was their turn
 * @param attempt what submits. A result without `sent` says that nothing was submitted.
 */
export function chargeQuota<T extends Attempt>(
  quota: Quota,
  caller: Caller,
  message: Message,
  to: readonly string[],
  attempt: () => Promise<T>,
): Promise<T | QuotaExceeded> {
  const perRecipient = segmentCountOf(message.content)
  const reservation = quota.reserve(caller, perRecipient * to.length)
  if (reservation === unlimited) return attempt()
  if (reservation === undefined)
    return Promise.resolve({ kind: 'quota-exceeded', retryAfterMs: quota.untilNextDayMs() })
  return settleWith(reservation, perRecipient, to, attempt)
}

type Attempt = { readonly kind: string; readonly sent?: SentMessage }

async function settleWith<T extends Attempt>(
  reservation: Reservation,
  perRecipient: number,
  to: readonly string[],
  attempt: () => Promise<T>,
): Promise<T> {
  // An error that nobody foresaw may have come after a GET.
  let submittedCount = to.length
  try {
    const result = await attempt()
    submittedCount = countSubmitted(result.sent, new Set(to))
    return result
  } catch (error) {
    // It comes through only where the message could not be recorded, before anything was submitted.
    if (error instanceof JournalError) submittedCount = 0
    throw error
  } finally {
    reservation.settle(submittedCount * perRecipient)
  }
}

const countSubmitted = (sent: SentMessage | undefined, to: ReadonlySet<string>): number =>
  sent?.results.filter((result) => to.has(result.to) && outcomeOf(result) !== 'not-attempted').length ?? 0
