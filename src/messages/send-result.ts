import type { Violation } from '../sms/violation.ts'
import type { Caller } from './caller.ts'
import type { MessageRequest } from './compose-message.ts'
import type { MessageFacts } from './journal.ts'
import type { RecipientResult } from './outcome.ts'

/** The caller and its request. */
export type SendContext = {
  readonly caller: Caller
  readonly route: string
  readonly requestId: string
  /** The Idempotency-Key, if there is one. */
  readonly key?: string
}

export type SendResult = Unfit | Refused | QuotaExceeded | Answered

/** The request is invalid, or its caller is not permitted to make it. */
export type Unfit = { readonly kind: 'invalid' | 'forbidden'; readonly violations: readonly Violation[] }

/** The key prevents the request, temporarily or permanently. */
export type Refused = {
  readonly kind: 'refused'
  /** `overloaded`: too many requests already wait for the first one with their key. */
  readonly problem: 'idempotency-key-reused' | 'request-in-progress' | 'overloaded'
}

/** The message exceeds its caller's remaining quota for today. Nothing was submitted. */
export type QuotaExceeded = { readonly kind: 'quota-exceeded'; readonly retryAfterMs: number }

export type Answered = {
  readonly kind: 'answered'
  /** The current state of the message. */
  readonly sent: SentMessage
  /** The request that was executed. A twin's request has the same content and was released. */
  readonly request: MessageRequest
  /** Nothing was submitted for this request, because the message already existed. */
  readonly replayed: boolean
}

/** A message and what is known about each of its recipients. */
export type SentMessage = MessageFacts & {
  readonly results: readonly RecipientResult[]
  /** False if nothing had to be recorded: the message cannot be found by its id. */
  readonly recorded: boolean
}

export const inProgress: Refused = { kind: 'refused', problem: 'request-in-progress' }
export const keyReused: Refused = { kind: 'refused', problem: 'idempotency-key-reused' }
