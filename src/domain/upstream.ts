import type { Message } from './message.ts'
import type { RecipientResult } from './outcome.ts'

/** The recipients that one GET carries. */
export type Batch = readonly string[]

/** How a message would be submitted: one query for each GET, without the credentials. */
export type SubmissionPreview = { readonly path: string; readonly queries: readonly string[] }

/** How the recipients of a message are spread over GETs, or by how much even one does not fit. */
export type Plan =
  | { readonly fits: true; readonly batches: readonly Batch[] }
  | { readonly fits: false; readonly urlBytes: number; readonly maxUrlBytes: number }

/**
 * When a GET may still start and when it must be answered: two instants on the clock of `performance.now()`, in ms.
 * A GET that has not started by the first is given up for certain, so that a started one has time for its answer.
 */
export type Deadline = { readonly startBy: number; readonly answerBy: number }

/** Whether an account's messages go out: `open` after failures in a row, and then one at a time to see (`half-open`). */
export const breakerStates = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof breakerStates)[number]

/** What is under way towards the provider. */
export type UpstreamStatus = {
  /** GETs that wait for a connection, and those that have one. */
  readonly waiting: number
  readonly running: number
  readonly accounts: readonly {
    readonly account: string
    readonly breaker: BreakerState
    /** When the next message is let through, in ms since 1970. */
    readonly retryAt?: number
    readonly cause?: string
  }[]
}

/** The provider, seen from the domain. Implemented by `upstream/client.ts`. */
export interface Upstream {
  plan(message: Message): Plan
  preview(message: Message): SubmissionPreview
  /**
   * Submits one batch with at most one GET, and never throws: trouble of any kind is in the results.
   * The results hold each recipient of the batch once, in the batch's order.
   */
  submit(message: Message, batch: Batch, deadline: Deadline): Promise<readonly RecipientResult[]>
  status(): UpstreamStatus
  /** Lets running GETs end, then closes every connection. */
  close(): Promise<void>
}
