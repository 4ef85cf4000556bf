import { failAll, type RecipientResult } from '../messages/outcome.ts'
import type { RecipientProblemCode } from '../messages/problems.ts'
import type { Batch } from '../messages/upstream.ts'
import { readAnswer } from './answer.ts'
import { withoutDoubtful } from './doubt.ts'
import { type Exchange, notAllowed } from './exchange.ts'
import { isLocalShortage } from './local-resources.ts'

/**
 * What one GET says about each recipient of its batch, in the batch's order.
 *
 * @param scheduled whether the message was scheduled, which changes the form of the answer
 */
export function readExchange(result: Exchange, batch: Batch, scheduled: boolean): readonly RecipientResult[] {
  switch (result.kind) {
    case 'not-written':
      return failAll(batch, { code: codeOfUnwritten(result.reason) })
    case 'unanswered':
      return failAll(batch, { code: 'outcome-unknown' })
    case 'answered':
      // Application errors have status 200 too, so any other status comes from a proxy or a broken server.
      if (result.statusCode !== 200 || result.undecoded !== undefined)
        return failAll(batch, { code: 'upstream-answer-not-understood' })
      return withoutDoubtful(readAnswer(result, batch, scheduled), result)
  }
}

function codeOfUnwritten(reason: string): RecipientProblemCode {
  if (reason === notAllowed) return 'journal-unavailable'
  return isLocalShortage(reason) ? 'local-resources-exhausted' : 'upstream-unreachable'
}
