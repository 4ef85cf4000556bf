import type { SentMessage } from '../../messages/send-result.ts'
import { formatInstant } from '../../sms/instant.ts'
import type { AsRequested } from './message-answer.ts'

/**
 * Writes the answer to nearly every message: one recipient, accepted, sent at once, nothing replaced. The same text as
 * `JSON.stringify(describeSendAnswer(...).body)`, in 4,500 instructions and not 16,000 (docs/performance.md); a test compares
 * the two.
 *
 * @param request the original request
 * @returns undefined for any other message
 */
export function formatAcceptedAnswer(
  { id, reference, createdAt, from, encoding, segments, scheduledAt, results }: SentMessage,
  request: AsRequested,
): string | undefined {
  const [result] = results
  if (results.length !== 1 || !result?.accepted) return undefined
  if (result.to !== request.to[0] || request.replace !== undefined) return undefined
  if (scheduledAt !== undefined || result.upstreamMessageIds !== undefined) return undefined
  const { to, upstreamMessageId } = result
  const ownReference = reference === undefined ? '' : `,"reference":${JSON.stringify(reference)}`
  // A WAP push has neither.
  const size = encoding === undefined ? '' : `,"encoding":"${encoding}"`
  const count = segments === undefined ? '' : `,"segments":${segments}`
  const upstreamId = upstreamMessageId === undefined ? '' : `,"upstreamMessageId":${JSON.stringify(upstreamMessageId)}`
  return `{"id":"${id}","status":"accepted"${ownReference},"createdAt":"${formatInstant(createdAt)}","from":${JSON.stringify(from)}${size}${count},"summary":${oneAccepted},"recipients":[{"to":"${to}","outcome":"accepted"${upstreamId}}]}`
}

const oneAccepted = '{"accepted":1,"rejected":0,"unknown":0,"notAttempted":0}'
