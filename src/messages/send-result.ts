import type { Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'
import type { MessageRequest } from './compose-message.ts'
import type { MessageFacts } from './journal.ts'
import type { RecipientResult } from './outcome.ts'

/** Who asks, and by which request. */
export type SendContext = {
  readonly caller: Caller
  readonly route: string
  readonly requestId: string
  /** The Idempotency-Key, if there is one. */
  readonly key?: string
}

export type SendResult = Unfit | Refused | QuotaExceeded | Answered

/** The request is invalid, or valid but not permitted to its caller. */
export type Unfit = { readonly kind: 'invalid' | 'forbidden'; readonly violations: readonly Violation[] }

/** The key keeps the request from being carried out, now or for ever. */
export type Refused = {
  readonly kind: 'refused'
  /** `overloaded`: too many requests wait already for the first with their key. */
  readonly problem: 'idempotency-key-reused' | 'request-in-progress' | 'overloaded'
}

/** A message that is more than its caller has left of the day. Nothing was submitted. */
export type QuotaExceeded = { readonly kind: 'quota-exceeded'; readonly retryAfterMs: number }

export type Answered = {
  readonly kind: 'answered'
  /** What is known about the message by now. */
  readonly sent: SentMessage
  /** The request that was carried out. A twin, which says the same, no longer has its own. */
  readonly request: MessageRequest
  /** Nothing was submitted for this request: the message was there before. */
  readonly replayed: boolean
}

/** A message and what is known about each of its recipients. */
export type SentMessage = MessageFacts & {
  readonly results: readonly RecipientResult[]
  /** False where nothing came of it that would have to be remembered: then nobody will find it by its id. */
  readonly recorded: boolean
}

export const inProgress: Refused = { kind: 'refused', problem: 'request-in-progress' }
export const keyReused: Refused = { kind: 'refused', problem: 'idempotency-key-reused' }
