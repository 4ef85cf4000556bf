import type { Message } from '../sms/message.ts'
import { without } from './batches.ts'
import type { RecipientResult } from './outcome.ts'
import type { Batch, Deadline, Turn } from './upstream.ts'

/** One run of a recorded message: what it is about, and how far it has got. */
export type Run = {
  readonly id: string
  readonly message: Message
  readonly deadline: Deadline
  /** All recipients of the message, in order. */
  readonly to: readonly string[]
  /** The recipients that this run submits to. */
  readonly batches: readonly Batch[]
  /** The results of the others. */
  readonly known: ReadonlyMap<string, RecipientResult>
  /** For the first batch; absent if it takes a turn like the others. */
  readonly turn: Turn | undefined
  /** Whether the first batch's attempt was recorded together with the message. */
  firstIsRecorded: boolean
  /** Batches that have not started must not be submitted. */
  stopped: boolean
  /** The batches with a durable attempt. */
  readonly onRecord: Batch[]
  /** The error of recording a result, which is not awaited separately. */
  recordFailure: unknown
}

type RunPlan = Pick<Run, 'id' | 'message' | 'deadline' | 'to' | 'known'> & {
  /** Passes on the turn of the admission, or gives it back. */
  readonly useTurn: (isUsed: boolean) => Turn | undefined
  /** Of all recipients that the admission is for. Those in `known` are left out. */
  readonly planned: readonly Batch[]
  /** Whether the attempts of the first batch were recorded together with the message. */
  readonly firstIsRecorded: boolean
}

export function createRun({ id, message, deadline, to, known, useTurn, planned, firstIsRecorded }: RunPlan): Run {
  // If nobody of the first batch is left, the turn may not fit the next one, which has no recorded attempt either.
  const usesTurn = planned[0]?.some((one) => !known.has(one)) === true
  return {
    id,
    message,
    deadline,
    to,
    batches: known.size === 0 ? planned : without(planned, (one) => known.has(one)),
    known,
    turn: useTurn(usesTurn),
    firstIsRecorded: firstIsRecorded && usesTurn,
    stopped: false,
    onRecord: [],
    recordFailure: undefined,
  }
}
