import type { FastifyReply, FastifyRequest } from 'fastify'
import { ReadyFields } from '../../logging/ready-fields.ts'
import { type RecipientResult, statusOf, summarize } from '../../messages/outcome.ts'
import type { SentMessage } from '../../messages/send-result.ts'
import { roundMs } from '../../observability/requests.ts'
import { maskPhoneNumber } from '../../sms/phone-number.ts'

/** A log line contains some of the numbers, masked. A thousand of them would make it unreadable. */
const maxLoggedNumbers = 5

/**
 * Logs the line of an answered message. It is written as text, without an object for its fields, none of which can contain a
 * character that JSON escapes: ids, names and words of ours, and numbers with asterisks. With the gate, 18,400 instructions and
 * not 29,300 (docs/performance.md).
 *
 * @param messageId undefined if nothing was recorded
 */
export function logAnsweredMessage(
  request: FastifyRequest,
  reply: FastifyReply,
  statusCode: number,
  messageId: string | undefined,
  sent: SentMessage,
  replayed: boolean,
): void {
  const { id, method, route, caller } = request
  const ownId = messageId === undefined ? '' : `,"messageId":"${messageId}"`
  const line = new ReadyFields(
    `"requestId":"${id}","method":"${method}","route":"${route.url}","statusCode":${statusCode},"durationMs":${roundMs(reply.elapsedTime)},"caller":"${caller.name}"${ownId}${replayed ? ',"replayed":true' : formatSent(sent)}`,
  )
  request.log.info(line, 'message answered')
}

function formatSent({ encoding, segments, scheduledAt, results }: SentMessage): string {
  const summary = summarize(results)
  const { accepted, rejected, unknown, notAttempted } = summary
  const outcome = statusOf(summary)
  const codes =
    outcome === 'accepted'
      ? ''
      : codesOf(results)
          .map((code) => `"${code}"`)
          .join()
  // A WAP push has neither, so its line lacks these fields.
  const size = (encoding && `,"encoding":"${encoding}"`) ?? ''
  const count = segments === undefined ? '' : `,"segments":${segments}`
  return `,"outcome":"${outcome}","summary":{"accepted":${accepted},"rejected":${rejected},"unknown":${unknown},"notAttempted":${notAttempted}},"codes":[${codes}],"to":[${formatNumbers(results)}],"scheduled":${scheduledAt !== undefined}${size}${count}`
}

function formatNumbers(results: readonly RecipientResult[]): string {
  let text = ''
  for (let index = 0; index < results.length && index < maxLoggedNumbers; index++) {
    text += `${index === 0 ? '' : ','}"${maskPhoneNumber(results[index]?.to ?? '')}"`
  }
  return text
}

const codesOf = (results: readonly RecipientResult[]): readonly string[] => [
  ...new Set(results.flatMap((result) => (result.accepted ? [] : [result.failure.code]))),
]
