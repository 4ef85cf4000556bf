import type { Outcome, Resend } from '../outcome-kinds.ts'

/** One kind of problem: its answers, its page and its documentation are generated from this row. */
export type ProblemRow = {
  /** The HTTP status of an answer whose only cause is this problem. */
  readonly status: number
  readonly title: string
  /** What happened, in a sentence that is true for every occurrence. */
  readonly description: string
  /** What the caller, or the operator of the gateway, should do. */
  readonly advice: string
  /** Only on problems of a recipient: what is known about it, and whether to send again. */
  readonly outcome?: Exclude<Outcome, 'accepted'>
  readonly resend?: Resend
  /** The account or the connection is at fault, so the remaining GETs of the message are not submitted. */
  readonly stopsMessage?: true
}

/** A problem of a recipient says what is known about it, and whether to send again. */
export type RecipientProblemRow = ProblemRow & Required<Pick<ProblemRow, 'outcome' | 'resend'>>
