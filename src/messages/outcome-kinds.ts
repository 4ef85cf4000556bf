/** What is known about one recipient. `unknown` is final for machines: only evidence settles it, never another try. */
export const outcomes = ['accepted', 'rejected', 'unknown', 'not-attempted'] as const
export type Outcome = (typeof outcomes)[number]

/** Whether the caller may send to a recipient again. From the strictest to the freest. */
export const resends = ['forbidden', 'after-correction', 'safe'] as const
export type Resend = (typeof resends)[number]
