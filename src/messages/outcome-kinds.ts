/** What is known about one recipient. `unknown` is never retried automatically: only evidence settles it. */
export const outcomes = ['accepted', 'rejected', 'unknown', 'not-attempted'] as const
export type Outcome = (typeof outcomes)[number]

/** Whether the caller may send to a recipient again. From the strictest to the most permissive. */
export const resends = ['forbidden', 'after-correction', 'safe'] as const
export type Resend = (typeof resends)[number]
