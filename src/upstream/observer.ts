import type { BreakerState } from '../domain/upstream.ts'

/** In what way an answer was not understood. Short, since each is a series of a metric. */
export const answerShapes = [
  'empty',
  'http-status',
  'html',
  'json',
  'text',
  'unknown-code',
  'foreign-number',
  'incomplete',
] as const
export type AnswerShape = (typeof answerShapes)[number]

/** How a GET can end: the last two were never written, and `refused` did not even get a turn. */
export const exchangeKinds = ['answered', 'unanswered', 'not-written', 'refused'] as const

/** What is worth a log line about one GET. Holds neither its URL nor the answer's text, which may repeat the URL. */
export type ExchangeEvent = {
  readonly kind: (typeof exchangeKinds)[number]
  readonly reason?: string
  readonly statusCode?: number
  /** `default`, or the name of the caller whose own account it is. */
  readonly account: string
  readonly destinationCount: number
  readonly segmentCount: number
  /** In the queue. */
  readonly waitMs: number
  /** The exchange alone. */
  readonly durationMs: number
}

/** Told of what happens towards the provider, to log and count it. Never throws. */
export type UpstreamObserver = {
  /** One GET has ended, or was given up before it was written. */
  exchange(event: ExchangeEvent): void
  /** An answer, or a part of it, was not understood. */
  notUnderstood(event: { readonly shape: AnswerShape }): void
  /** A breaker has changed its state. */
  breaker(event: { readonly account: string; readonly state: BreakerState; readonly cause?: string }): void
}
