import type { MessageRequest } from './compose-message.ts'
import type { Fence, Journal } from './journal.ts'
import { failed, type RecipientResult } from './outcome.ts'
import type { Batch } from './upstream.ts'

/**
 * What the duplicate fence keeps from a request.
 *
 * @param fenceMs how long an unknown outcome keeps the same message away; 0 for not at all
 */
export function fenceOf(
  { acknowledgePossibleDuplicate: acknowledged }: MessageRequest,
  { seenAt }: Pick<Journal, 'seenAt'>,
  fenceMs: number,
): Fence {
  if (fenceMs === 0) return {}
  return { fencedSince: seenAt() - fenceMs, ...(acknowledged !== undefined && { acknowledged }) }
}

/** What the fence makes of recipients: the open message of each, as a result. */
export const refusedByFence = (fenced: ReadonlyMap<string, string>): ReadonlyMap<string, RecipientResult> =>
  new Map([...fenced].map(([to, duplicateOf]) => [to, failed(to, { code: 'possible-duplicate', duplicateOf })]))

/** The batches without some recipients, and without those that this empties. */
export const without = (batches: readonly Batch[], isExcluded: (to: string) => boolean): readonly Batch[] =>
  batches.map((batch) => batch.filter((to) => !isExcluded(to))).filter((batch) => batch.length > 0)
