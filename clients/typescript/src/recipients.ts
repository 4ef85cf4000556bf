import type { Problem, Recipient, Resend } from './types.ts'

/** A recipient about which the gateway itself has said nothing. */
export type UntoldRecipient = {
  readonly to: string
  /** As written in the request. */
  readonly outcome: 'unknown' | 'not-attempted'
  readonly resend: Resend
  readonly error?: undefined
}

/** The problems after which a message may have been sent, although they name no recipients. All others say that it was not. */
const openProblems: readonly string[] = ['internal-error', 'request-in-progress']

/**
 * Every recipient of a message with what is known about it after a problem, or without an answer.
 *
 * @param to as written in the request
 * @param wasLost whether an earlier answer to this request was lost: the message may have been sent then
 */
export function recipientsWithout(
  to: readonly string[],
  problem: Problem | undefined,
  wasLost: boolean,
): readonly (Recipient | UntoldRecipient)[] {
  if (problem?.recipients !== undefined) return problem.recipients
  const isOpen = problem === undefined || wasLost || openProblems.includes(problem.code)
  const known = isOpen
    ? ({ outcome: 'unknown', resend: 'forbidden' } as const)
    : ({ outcome: 'not-attempted', resend: problem.resend ?? 'after-correction' } as const)
  return to.map((number) => ({ to: number, ...known }))
}
