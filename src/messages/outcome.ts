import type { Mutable } from './mutable.ts'
import { type Outcome, type Resend, resends } from './outcome-kinds.ts'
import { problems, type RecipientProblemCode } from './problems.ts'

/** What is known about a whole message. `partial`: some recipients were accepted, and some were not. */
export const messageStatuses = ['accepted', 'partial', 'rejected', 'unknown', 'not-attempted'] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** An SMPP v3.4 command_status that the upstream passed on. */
export type SmppStatus = { readonly commandStatus: number; readonly name: string }

/** Why a recipient was not accepted. The problem's row holds its outcome and whether it may be sent again. */
export type RecipientFailure = {
  readonly code: RecipientProblemCode
  /** As the upstream sent it; absent if it sent no code. */
  readonly upstreamCode?: number
  readonly smpp?: SmppStatus
  /** The id of the open message that may be the same. */
  readonly duplicateOf?: string
  /** When a retry makes sense, if known. Reported to the caller and not recorded. */
  readonly retryAfterMs?: number
}

/** The ids that the upstream gave an accepted message. */
export type UpstreamIds = {
  /** The only id, or the first of several. */
  readonly upstreamMessageId?: string
  /** All ids, in order; present only if there are several, for example for the parts of a long message. */
  readonly upstreamMessageIds?: readonly string[]
}

/** @param ids in order, each once */
export function upstreamIdsOf(ids: readonly string[]): UpstreamIds {
  const [first] = ids
  if (first === undefined) return {}
  return ids.length === 1 ? { upstreamMessageId: first } : { upstreamMessageId: first, upstreamMessageIds: ids }
}

/** Picks the ids from a value with other fields. */
export function pickUpstreamIds({ upstreamMessageId, upstreamMessageIds }: UpstreamIds): UpstreamIds {
  const picked: Mutable<UpstreamIds> = {}
  if (upstreamMessageId !== undefined) picked.upstreamMessageId = upstreamMessageId
  if (upstreamMessageIds !== undefined) picked.upstreamMessageIds = upstreamMessageIds
  return picked
}

/** The result of one recipient: accepted, with the upstream's ids if it sent any, or a failure. */
export type RecipientResult =
  | ({ readonly to: string; readonly accepted: true } & UpstreamIds)
  | { readonly to: string; readonly accepted: false; readonly failure: RecipientFailure }

/** The number of recipients by outcome. */
export type Summary = {
  readonly accepted: number
  readonly rejected: number
  readonly unknown: number
  readonly notAttempted: number
}

export const failed = (to: string, failure: RecipientFailure): RecipientResult => ({ to, accepted: false, failure })

export const failAll = (to: readonly string[], failure: RecipientFailure): readonly RecipientResult[] =>
  to.map((to) => failed(to, failure))

export const outcomeOf = (result: RecipientResult): Outcome =>
  result.accepted ? 'accepted' : problems[result.failure.code].outcome

/** How many recipients may have been sent to, and so are charged. */
export function countSubmitted(results: readonly RecipientResult[]): number {
  let count = 0
  for (const result of results) if (outcomeOf(result) !== 'not-attempted') count++
  return count
}

export function summarize(results: readonly RecipientResult[]): Summary {
  const counts = { accepted: 0, rejected: 0, unknown: 0, 'not-attempted': 0 }
  for (const result of results) counts[outcomeOf(result)]++
  const { 'not-attempted': notAttempted, ...others } = counts
  return { ...others, notAttempted }
}

/** The status of a message. If no recipient was accepted, the least settled outcome wins: unknown, then rejected. */
export function statusOf(summary: Summary): MessageStatus {
  const { accepted, rejected, unknown, notAttempted } = summary
  if (accepted > 0) return rejected + unknown + notAttempted === 0 ? 'accepted' : 'partial'
  if (unknown > 0) return 'unknown'
  return rejected > 0 ? 'rejected' : 'not-attempted'
}

/** Whether a message with no accepted recipient may be sent again: the strictest `resend` of its recipients. */
export function strictestResend(results: readonly RecipientResult[]): Resend {
  const words = new Set(results.map((result) => (result.accepted ? 'forbidden' : problems[result.failure.code].resend)))
  return resends.find((word) => words.has(word)) ?? 'forbidden'
}
