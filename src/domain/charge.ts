import type { Answered } from './complete-message.ts'
import { outcomeOf } from './outcome.ts'
import type { Reservation } from './quota.ts'

/** What one try of a message has taken out of its caller's quota. It is settled in one way or another, once. */
export type Charge = {
  /** Waits for a step before which nothing is submitted: if it fails, everything is given back. */
  unless<T>(step: Promise<T>): Promise<T>
  /** Nothing was submitted. */
  cancel(): void
  /** Gives back what the recipients would have taken to whom nothing was submitted. */
  settle(answered: Answered): Answered
}

/** @param recipients those that were to be sent to by this try; what others came to was charged then */
export function createCharge(
  reservation: Reservation,
  segmentsPerRecipient: number,
  recipients: ReadonlySet<string>,
): Charge {
  return {
    async unless(step) {
      try {
        return await step
      } catch (error) {
        reservation.settle(0)
        throw error
      }
    },
    cancel: () => reservation.settle(0),
    settle(answered) {
      const used = answered.sent.results.filter(
        (result) => recipients.has(result.to) && outcomeOf(result) !== 'not-attempted',
      )
      reservation.settle(used.length * segmentsPerRecipient)
      return answered
    },
  }
}

/** For a try that submits nothing. */
export const freeOfCharge: Charge = {
  unless: (step) => step,
  cancel() {},
  settle: (answered) => answered,
}
