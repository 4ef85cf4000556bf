import type { Message } from '../sms/message.ts'
import { segmentCountOf } from '../sms/segments.ts'
import type { Caller } from './caller.ts'
import type { RecipientFailure } from './outcome.ts'
import type { Quota } from './quota.ts'
import type { QuotaExceeded } from './send-result.ts'
import type { Submitter } from './submit.ts'
import type { Batch, Deadline, Turn } from './upstream.ts'

/** What a run holds before it is recorded: segments of the quota, and the turn of its first batch. */
export type Admission = {
  readonly kind: 'admitted'
  readonly turn: Turn
  readonly deadline: Deadline
  /** Passes the turn on to be used, or gives it back. */
  useTurn(isUsed: boolean): Turn | undefined
  /** Gives back what was not used: the turn if it was not taken, and the segments of all but the given number of recipients. */
  end(submittedCount: number): void
}

export type AdmissionResult =
  | Admission
  | QuotaExceeded
  /** There is no turn, and nothing is held. */
  | { readonly kind: 'no-turn'; readonly failure: RecipientFailure }

/** @param batches those of the recipients in this run */
export type Admit = (message: Message, batches: readonly Batch[], caller: Caller) => Promise<AdmissionResult>

type Dependencies = {
  readonly quota: Quota
  readonly submitter: Pick<Submitter, 'startDeadline' | 'takeFirstTurn'>
}

/**
 * Takes what a run needs before anything is recorded: a waiting message has provably not been sent, and a crash must
 * not make its outcome unknown.
 */
export function createAdmit({ quota, submitter }: Dependencies): Admit {
  return async function admit(message, batches, caller) {
    const segmentsEach = segmentCountOf(message.content)
    const recipientCount = batches.reduce((count, batch) => count + batch.length, 0)
    const held = quota.hold(caller, segmentsEach * recipientCount)
    // A wait for what is there already costs every message a turn of the queue of promises.
    const hold = held instanceof Promise ? await held : held
    if (hold === undefined) return { kind: 'quota-exceeded', retryAfterMs: quota.untilNextDayMs() }
    let isHeld = false
    try {
      const deadline = submitter.startDeadline()
      const taken = submitter.takeFirstTurn(message, batches, deadline)
      const turn = taken instanceof Promise ? await taken : taken
      if ('code' in turn) return { kind: 'no-turn', failure: turn }
      isHeld = true
      let isTaken = false
      return {
        kind: 'admitted',
        turn,
        deadline,
        useTurn(isUsed) {
          isTaken = true
          if (isUsed) return turn
          turn.giveBack()
          return undefined
        },
        end(submittedCount) {
          if (!isTaken) turn.giveBack()
          hold.settle(segmentsEach * submittedCount)
        },
      }
    } finally {
      if (!isHeld) hold.settle(0)
    }
  }
}
