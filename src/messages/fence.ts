import type { MessageRequest } from './compose-message.ts'
import type { Fence, Journal } from './journal.ts'
import { failed, type RecipientResult } from './outcome.ts'
import type { Batch } from './upstream.ts'

/**
 * Finds the recipients of a request that the duplicate fence blocks.
 *
 * @param fenceMs how long an unknown outcome blocks the same message; 0 disables the fence
 */
export function fenceOf(
  { acknowledgePossibleDuplicate: acknowledged }: MessageRequest,
  { seenAt }: Pick<Journal, 'seenAt'>,
  fenceMs: number,
): Fence {
  if (fenceMs === 0) return {}
  return { fencedSince: seenAt() - fenceMs, ...(acknowledged !== undefined && { acknowledged }) }
}

/** The results of fenced recipients, each with the id of its open message. */
export const refusedByFence = (fenced: ReadonlyMap<string, string>): ReadonlyMap<string, RecipientResult> =>
  new Map([...fenced].map(([to, duplicateOf]) => [to, failed(to, { code: 'possible-duplicate', duplicateOf })]))

/** Removes recipients from batches, and batches that become empty. */
export const without = (batches: readonly Batch[], isExcluded: (to: string) => boolean): readonly Batch[] =>
  batches.map((batch) => batch.filter((to) => !isExcluded(to))).filter((batch) => batch.length > 0)
