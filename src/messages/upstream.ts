import type { Message } from '../sms/message.ts'
import type { RecipientFailure, RecipientResult } from './outcome.ts'

/** What the upstream knows an account by. */
export type Credential = { readonly username: string; readonly password: string }

/** The gateway's own account; the others have the names of callers. */
export const defaultAccount = 'default'

/** The recipients that one GET carries. */
export type Batch = readonly string[]

/** How a message would be submitted: one query for each GET, without the credentials. */
export type SubmissionPreview = { readonly path: string; readonly queries: readonly string[] }

/** How the recipients of a message are spread over GETs, or what it is too large for. */
export type Plan =
  | { readonly ok: true; readonly batches: readonly Batch[] }
  /** Even one recipient does not fit the URL. */
  | { readonly ok: false; readonly limit: 'url'; readonly urlBytes: number; readonly maxUrlBytes: number }
  /** At the account's rate the list would still be going out when its time is over, even if nothing else waited. */
  | { readonly ok: false; readonly limit: 'time'; readonly maxRecipients: number }

/**
 * When a GET may still start and when it must be answered: two instants on the clock of `performance.now()`, in ms.
 * A GET that has not started by the first is given up for certain, so that a started one has time for its answer.
 */
export type Deadline = { readonly startBy: number; readonly answerBy: number }

/** How long a batch may wait for its turn. Instants are on the clock of `performance.now()`, in ms. */
export type Patience = {
  readonly until: number
  /**
   * Said of the first batch of a message alone: what follows it, and when the last of that must have started. Where the
   * backlog leaves no time for all of it, the message is refused as a whole. First batches go before later ones.
   */
  readonly others?: { readonly recipientCount: number; readonly startBy: number }
}

/**
 * The right to submit one batch now: it holds a connection, a share of the rate, and perhaps the breaker's probe. Used or given
 * back, exactly once.
 */
export type Turn = {
  /** Set on a probe, by which an open breaker looks whether the trouble is over: it may cost one recipient and no more. */
  readonly maxRecipients?: number
  /**
   * Submits the batch that the turn was taken for, or a part of it, with at most one GET, and never throws: trouble
   * of any kind is in the results. They hold each recipient of the batch once, in the batch's order.
   */
  submit(batch: Batch, deadline: Deadline): Promise<readonly RecipientResult[]>
  /** Leaves everything that is held to others. Nothing is submitted. */
  giveBack(): void
}

/** A turn, or why there is none: then nothing is held, and nothing was submitted. */
export type TurnResult = Turn | RecipientFailure

/** `closed`: GETs go out. `open`: none does for a while. `half-open`: one goes out, to see whether the trouble is over. */
export const breakerStates = ['closed', 'open', 'half-open'] as const
export type BreakerState = (typeof breakerStates)[number]

/** How it stands with the upstream, for whoever watches. */
export type UpstreamStatus = {
  /** Batches that wait for their turn. */
  readonly waiting: number
  /** Connections that are in use. */
  readonly running: number
  readonly accounts: readonly AccountStatus[]
}

export type AccountStatus = {
  readonly account: string
  readonly breaker: BreakerState
  /** When an open breaker lets the next GET out, in milliseconds since 1970. */
  readonly retryAt?: number
  /** What the last failure was: a problem's code, or the word for a fault of the way there. */
  readonly cause?: string
  /** How many GETs in a row had an answer that could not be read, all for the same cause; absent if none had. */
  readonly unreadableCount?: number
}

/** The provider, as the rest of the gateway sees it. Implemented by `upstream/client.ts`. */
export interface Upstream {
  /** @param startMs how long after the first GET the last one may start */
  plan(message: Message, startMs: number): Plan
  preview(message: Message): SubmissionPreview
  /**
   * Waits for the turn of a batch; where there is no need to wait, it is there at once. Comes before anything is recorded: what
   * waits is certainly not sent, so a crash may forget it.
   */
  takeTurn(message: Message, batch: Batch, patience: Patience): TurnResult | Promise<TurnResult>
  status(): UpstreamStatus
  /** Lets running GETs end, then closes every connection. */
  close(): Promise<void>
}
