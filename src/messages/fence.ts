import type { MessageRequest } from './compose-message.ts'
import type { Fence, FencedRecipients, Journal } from './journal.ts'
import type { SendObserver } from './observer.ts'
import { failed, type RecipientResult } from './outcome.ts'

/**
 * Creates the fence to apply to a request.
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
export type RefuseFenced = (fenced: FencedRecipients) => ReadonlyMap<string, RecipientResult>

const nobody: ReadonlyMap<string, RecipientResult> = new Map()

/** @param observer told how many recipients were refused */
export const createFenceRefusal =
  ({ fenced: count }: Pick<SendObserver, 'fenced'>): RefuseFenced =>
  (fenced) => {
    if (fenced.size === 0) return nobody
    count(fenced.size)
    return new Map(
      [...fenced].map(([to, duplicateOf]) => [to, failed(to, { code: 'possible-duplicate', duplicateOf })]),
    )
  }
