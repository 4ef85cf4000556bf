import { failed, type RecipientResult } from '../messages/outcome.ts'
import { destinationsNamed, isBareCode } from './answer.ts'
import type { AnsweredExchange } from './exchange.ts'
import { retryableCode } from './status-codes.ts'

/**
 * Turns refusals that may answer another GET into unknown, because a refusal may cause the same message to be sent
 * again.
 *
 * * Bytes after an answer are a second answer to one GET. A bare code, and 1709 in any form, then proves nothing.
 * * 1709 is the only code after which the gateway itself retries. On a connection that has carried other GETs it must
 *   name its destination, because a late answer to one of them could not be distinguished from ours.
 *
 * @see docs/never-twice.md, "The connections"
 */
export function withoutDoubtful(
  results: readonly RecipientResult[],
  { text, reused, connection }: AnsweredExchange,
): readonly RecipientResult[] {
  if (results.every((result) => codeOf(result) === undefined)) return results
  const isAmbiguous = connection?.broughtMore() ?? true
  const isBare = isBareCode(text)
  // Computed once: a list may have a thousand destinations, and its answer as many tuples.
  const named = reused ? destinationsNamed(text, batchOf(results)) : undefined
  return results.map((result) => {
    const upstreamCode = codeOf(result)
    if (upstreamCode === undefined) return result
    const isDoubtful =
      upstreamCode === retryableCode ? isAmbiguous || named?.has(result.to) === false : isAmbiguous && isBare
    return isDoubtful ? failed(result.to, { code: 'upstream-answer-not-understood', upstreamCode }) : result
  })
}

const batchOf = (results: readonly RecipientResult[]): readonly string[] => results.map(({ to }) => to)

const codeOf = (result: RecipientResult): number | undefined =>
  result.accepted ? undefined : result.failure.upstreamCode
