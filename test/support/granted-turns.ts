import type { RecipientResult } from '../../src/messages/outcome.ts'
import type { Batch, Deadline, Reservation, Upstream } from '../../src/messages/upstream.ts'
import type { Message } from '../../src/sms/message.ts'

export type Submit = (message: Message, batch: Batch, deadline: Deadline) => Promise<readonly RecipientResult[]>

/** A `reserve` whose turn comes at once. */
export const grantTurns =
  (submit: Submit): Upstream['reserve'] =>
  async (message, reserved): Promise<Reservation> => ({
    ok: true,
    turn: {
      submit: (batch, deadline) => {
        if (batch.some((to) => !reserved.includes(to))) throw new Error('A turn is for the batch it was reserved for')
        return submit(message, batch, deadline)
      },
      giveBack() {},
    },
  })

/** Takes a turn and submits in it; where there is none, the failure is each recipient's. */
export async function submitInTurn(
  upstream: Pick<Upstream, 'reserve'>,
  message: Message,
  batch: Batch,
  deadline: Deadline,
): Promise<readonly RecipientResult[]> {
  const reserved = await upstream.reserve(message, batch, { until: deadline.startBy })
  if (reserved.ok) return reserved.turn.submit(batch, deadline)
  return batch.map((to) => ({ to, accepted: false, failure: reserved.failure }))
}

/** The status of an upstream that does nothing. */
export const quietStatus: Upstream['status'] = () => ({ waiting: 0, running: 0, accounts: [] })
