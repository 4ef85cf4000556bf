import type { BreakerState } from '../messages/upstream.ts'

/** Told of everything that is worth a log line or a number. Holds no URL, no text, no number of a person. */
export type UpstreamObserver = {
  /** One GET has ended, or was given up before it was written. */
  exchange(event: ExchangeEvent): void
  /** An answer, or a part of it, was not understood. */
  notUnderstood(event: { readonly shape: AnswerShape }): void
  /** A breaker has changed its state. */
  breaker(event: { readonly account: string; readonly state: BreakerState; readonly cause?: string }): void
}

/** How a GET can end; `refused` got no turn, for the `reason` that is its problem. The last two were never written. */
export const exchangeKinds = ['answered', 'unanswered', 'not-written', 'refused'] as const

export type ExchangeEvent = {
  readonly kind: (typeof exchangeKinds)[number]
  /** Why it has no answer that could be read: one word, of which `fault-causes.ts` makes the metric's label. */
  readonly reason?: string
  readonly statusCode?: number
  /** Where a redirect leads: host and path. */
  readonly location?: string
  readonly account: string
  readonly destinationCount: number
  readonly segmentCount: number
  /** In the queue. */
  readonly waitMs: number
  /** The exchange alone. */
  readonly durationMs: number
}

/** In what way an answer was not understood. */
export const answerShapes = [
  'http-status',
  'encoded',
  'empty',
  'html',
  'json',
  'foreign-number',
  'doubtful',
  'unknown-code',
  'incomplete',
  'cut',
  'text',
] as const
export type AnswerShape = (typeof answerShapes)[number]
