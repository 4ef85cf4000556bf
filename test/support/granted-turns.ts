import type { RecipientResult } from '../../src/messages/outcome.ts'
import type { Batch, Deadline, Turn, Upstream } from '../../src/messages/upstream.ts'
import type { Message } from '../../src/sms/message.ts'

export type Submit = (message: Message, batch: Batch, deadline: Deadline) => Promise<readonly RecipientResult[]>

/** A `takeTurn` that grants the turn immediately. */
export const grantTurns =
  (submit: Submit): ((...demand: Parameters<Upstream['takeTurn']>) => Promise<Turn>) =>
  async (message, taken) => ({
    submit: (batch, deadline) => {
      if (batch.some((to) => !taken.includes(to))) throw new Error('A turn is for the batch it was taken for')
      return submit(message, batch, deadline)
    },
    giveBack() {},
  })

/** Takes a turn and submits; without a turn, each recipient gets the failure. */
export async function submitInTurn(
  upstream: Pick<Upstream, 'takeTurn'>,
  message: Message,
  batch: Batch,
  deadline: Deadline,
): Promise<readonly RecipientResult[]> {
  const turn = await upstream.takeTurn(message, batch, { until: deadline.startBy })
  if ('code' in turn) return batch.map((to) => ({ to, accepted: false, failure: turn }))
  return turn.submit(batch, deadline)
}

/** The status of an upstream that does nothing. */
export const quietStatus: Upstream['status'] = () => ({ waiting: 0, running: 0, accounts: [] })
