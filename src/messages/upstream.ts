import type { Message } from '../sms/message.ts'
import type { RecipientFailure, RecipientResult } from './outcome.ts'

/** The credential of an upstream account. */
export type Credential = { readonly username: string; readonly password: string }

/** The gateway's own account; the others are named after their callers. */
export const defaultAccount = 'default'

/** The recipients of one GET. */
export type Batch = readonly string[]

/** How a message would be submitted: one query for each GET, without the credentials. */
export type SubmissionPreview = { readonly path: string; readonly queries: readonly string[] }

/** How the recipients of a message are split into GETs, or which limit it exceeds. */
export type Plan =
  | { readonly ok: true; readonly batches: readonly Batch[] }
  /** Even one recipient does not fit the URL. */
  | { readonly ok: false; readonly limit: 'url'; readonly urlBytes: number; readonly maxUrlBytes: number }
  /** At the account's rate, the list takes longer than its deadline even if nothing else waits. */
  | { readonly ok: false; readonly limit: 'time'; readonly maxRecipients: number }

/**
 * When a GET may still start and when it must be answered: two instants on the clock of `performance.now()`, in ms.
 * A GET that has not started by the first is abandoned, so that a started one has time for its answer.
 */
export type Deadline = { readonly startBy: number; readonly answerBy: number }

/** How long a batch may wait for its turn. Instants are on the clock of `performance.now()`, in ms. */
export type Patience = {
  readonly until: number
  /**
   * Only set for the first batch of a message: the batches after it, and when the last of them must have started. If the
   * backlog leaves too little time, the whole message is refused. First batches go before later ones.
   */
  readonly others?: { readonly recipientCount: number; readonly startBy: number }
}

/**
 * The right to submit one batch now: holds a connection, a share of the rate and, if the breaker is open, its probe. Used
 * or given back, exactly once.
 */
export type Turn = {
  /** Set on a probe, with which an open breaker tests whether the upstream has recovered: it risks only one recipient. */
  readonly maxRecipients?: number
  /**
   * Submits the turn's batch, or a part of it, with at most one GET. Never throws: the results describe every failure,
   * and contain each recipient of the batch once, in the batch's order.
   */
  submit(batch: Batch, deadline: Deadline): Promise<readonly RecipientResult[]>
  /** Releases everything held. Nothing is submitted. */
  giveBack(): void
}

/** A turn, or why there is none: nothing is held then, and nothing was submitted. */
export type TurnResult = Turn | RecipientFailure

/** `closed`: GETs go out. `open`: none does for a while. `half-open`: one goes out as a probe. */
export const breakerStates = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof breakerStates)[number]

/** The state of the upstream, for monitoring. */
export type UpstreamStatus = {
  /** The number of batches waiting for a turn. */
  readonly waiting: number
  /** The number of connections in use. */
  readonly running: number
  readonly accounts: readonly AccountStatus[]
}

export type AccountStatus = {
  readonly account: string
  readonly breaker: BreakerState
  /** When an open breaker allows the next GET, in milliseconds since 1970. */
  readonly retryAt?: number
  /** The last failure: a problem's code, or the name of a transport fault. */
  readonly cause?: string
  /** The number of consecutive GETs with an unreadable answer, all for the same cause; absent if none. */
  readonly unreadableCount?: number
  /** The number of batches in its queue, which accounts with the same username share; absent if none. */
  readonly waiting?: number
  /** The limit of its rate; absent if there is none. */
  readonly segmentsPerSecond?: number
}

/** The interface to the provider. Implemented by `upstream/client.ts`. */
export interface Upstream {
  /** @param startMs how long after the first GET the last one may start */
  plan(message: Message, startMs: number): Plan
  preview(message: Message): SubmissionPreview
  /**
   * Waits for the turn of a batch; returns it synchronously if there is no need to wait. Called before anything is
   * recorded: a waiting batch has provably not been sent, so a crash may lose it.
   */
  takeTurn(message: Message, batch: Batch, patience: Patience): TurnResult | Promise<TurnResult>
  status(): UpstreamStatus
  /** Waits for running GETs to end, then closes every connection. */
  close(): Promise<void>
}
