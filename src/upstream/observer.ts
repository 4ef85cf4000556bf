import type { BreakerState } from '../messages/upstream.ts'

/** Receives every event worth a log line or a metric. The events contain no URL, text or phone number. */
export type UpstreamObserver = {
  /** A GET has ended, or was abandoned before it was written. */
  exchange(event: ExchangeEvent): void
  /** An answer, or a part of it, was not understood. */
  notUnderstood(event: { readonly shape: AnswerShape }): void
  /** A breaker has changed state. */
  breaker(event: { readonly account: string; readonly state: BreakerState; readonly cause?: string }): void
}

/** How a GET can end. `refused` never started; its `reason` is the problem. The last two were never written. */
export const exchangeKinds = ['answered', 'unanswered', 'not-written', 'refused'] as const

export type ExchangeEvent = {
  readonly kind: (typeof exchangeKinds)[number]
  /** Why there is no readable answer, as one word, which `fault-causes.ts` maps to the metric's label. */
  readonly reason?: string
  readonly statusCode?: number
  /** The redirect target: host and path. */
  readonly location?: string
  readonly account: string
  readonly destinationCount: number
  readonly segmentCount: number
  /** Time in the queue. */
  readonly waitMs: number
  /** Time of the exchange alone. */
  readonly durationMs: number
}

/** How an answer was not understood. */
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
