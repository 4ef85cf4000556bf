import { setTimeout as sleep } from 'node:timers/promises'
import { toPrintable } from '../../src/logging/printable.ts'
import { type Context, tell } from '../context.ts'
import { problemOfBody, recipientsOf, type ShownProblem, type ShownRecipient } from './answers.ts'
import type { ClientSettings } from './client-settings.ts'
import { exchangeJson, type Json, type Reply } from './exchange-json.ts'

/** The longest wait that a person at a terminal accepts. A quota is free again at midnight: that is for later. */
const maxWaitMs = 60_000
/** The pause after a lost answer, which doubles each time. */
const firstPauseMs = 500

export type Submission = {
  readonly path: '/messages' | '/scheduled-messages'
  readonly body: unknown
  readonly key: string
  /** How often the request is repeated at most. */
  readonly repeats: number
}

export type SubmissionResult =
  /** What is known about each recipient. */
  | {
      readonly kind: 'told'
      readonly recipients: readonly ShownRecipient[]
      readonly replayed: boolean
      readonly body: Json
    }
  /** Nothing was sent. */
  | { readonly kind: 'refused'; readonly problem: ShownProblem; readonly body: Json }
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It may have been sent. */
  | { readonly kind: 'lost'; readonly reason: string }

/**
 * Posts a message, and repeats the request under the same key where the gateway then sends nothing twice: when an answer was
 * lost, and when an answer says that sending again is safe and names a time.
 */
export async function submitMessage(
  context: Context,
  settings: ClientSettings,
  submission: Submission,
): Promise<SubmissionResult> {
  const { path, body, key, repeats } = submission
  const request = { method: 'POST', path, body, headers: { 'idempotency-key': key } } as const
  /** From then on a refused connection says nothing about the message. */
  let mayBeSent = false
  for (let repeated = 0; ; repeated++) {
    const reply = await exchangeJson(settings, request, context.interrupted)
    mayBeSent ||= reply.kind === 'lost'
    const submitted = judge(reply, mayBeSent)
    const pauseMs = pauseBefore(reply, submitted, repeated)
    if (pauseMs === undefined || repeated >= repeats) return submitted
    const why = reply.kind === 'answer' ? 'the gateway asks to' : `the answer was lost (${reply.reason})`
    tell(context, toPrintable(`Repeating with the same key in ${Math.ceil(pauseMs / 100) / 10} s: ${why}`))
    await sleep(pauseMs, undefined, { signal: context.interrupted })
  }
}

function judge(reply: Reply, mayBeSent: boolean): SubmissionResult {
  if (reply.kind !== 'answer') return { kind: mayBeSent ? 'lost' : 'unreachable', reason: reply.reason }
  const { body, replayed, status } = reply
  const recipients = recipientsOf(body)
  if (recipients !== undefined) return { kind: 'told', recipients, replayed, body }
  const problem = problemOfBody(body)
  if (problem === undefined)
    return { kind: 'lost', reason: `an answer with status ${status} that the tool cannot read` }
  // Nothing was sent for this request; the one whose answer was lost may still be under way.
  return mayBeSent ? { kind: 'lost', reason: problem.title } : { kind: 'refused', problem, body }
}

/** @returns undefined where the request must not be repeated, or not now */
function pauseBefore(reply: Reply, { kind }: SubmissionResult, repeated: number): number | undefined {
  if (reply.kind === 'answer') {
    const { body, retryAfterMs } = reply
    const isSafe = body['resend'] === 'safe' && retryAfterMs !== undefined
    return isSafe && retryAfterMs <= maxWaitMs ? retryAfterMs : undefined
  }
  return kind === 'lost' ? firstPauseMs * 2 ** repeated : undefined
}
