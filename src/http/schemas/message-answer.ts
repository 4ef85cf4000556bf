import { type Static, Type } from '@sinclair/typebox'
import { messageStatuses, type RecipientResult, statusOf, strictestResend, summarize } from '../../messages/outcome.ts'
import { type ProblemCode, problemOf } from '../../messages/problems.ts'
import type { SentMessage } from '../../messages/send-result.ts'
import { formatInstant } from '../../sms/instant.ts'
import type { TextRequest } from '../../sms/lookalikes.ts'
import { describeSchedule, factFields } from './message-facts.ts'
import { createProblem, type Problem, placeProblem } from './problem-details.ts'
import { describeRecipients, RecipientSchema, SummarySchema } from './recipient.ts'
import { findReplaced, ReplacedSchema } from './replaced.ts'
import { ref, stringEnum, type ToWrite } from './schema.ts'

export const MessageAnswerSchema = Type.Object(
  {
    ...factFields,
    status: stringEnum(messageStatuses, {
      description: '`accepted`: every recipient was. `partial`: some were, see each recipient.',
    }),
    replaced: Type.Optional(ref(ReplacedSchema)),
    summary: ref(SummarySchema),
    recipients: Type.Array(ref(RecipientSchema), {
      description: "Every recipient, in the request's order.",
    }),
  },
  {
    $id: 'Message',
    description: 'A message of which at least one recipient was accepted.',
  },
)
type MessageAnswer = Static<typeof MessageAnswerSchema>

/** The answer about a submitted message: a message if any recipient was accepted, otherwise a problem. */
export type SendAnswer =
  | { readonly statusCode: 201 | 207; readonly body: ToWrite<MessageAnswer> }
  | { readonly statusCode: number; readonly body: Problem }

/** The parts of a request that are shown as written. */
export type AsRequested = TextRequest & { readonly to: readonly string[] }

/** @param request the original request: it shows what was changed in the message, which is not recorded */
export function describeSendAnswer(
  sent: SentMessage,
  requestId: string,
  request: AsRequested,
  basePath = '',
): SendAnswer {
  const { results } = sent
  const summary = summarize(results)
  const recipients = describeRecipients(results, request.to)
  if (summary.accepted > 0) {
    const status = statusOf(summary)
    const { id, reference, from, encoding, segments, scheduledAt } = sent
    const createdAt = formatInstant(sent.createdAt)
    const schedule = scheduledAt === undefined ? undefined : describeSchedule(scheduledAt)
    const replaced = findReplaced(request)
    const body = { id, status, reference, createdAt, from, encoding, segments, schedule, replaced, summary, recipients }
    return { statusCode: status === 'accepted' ? 201 : 207, body }
  }

  const reference = sent.reference === undefined ? {} : { reference: sent.reference }
  const address = sent.recorded ? { instance: locationOf(sent.id), id: sent.id } : {}
  const { code, ...cause } = commonCause(results)
  const resend = strictestResend(results)
  const status = code === 'no-recipient-accepted' && summary.unknown > 0 ? 504 : problemOf(code).status
  const particulars = { ...cause, status, resend, ...address, ...reference, summary, recipients }
  const body = placeProblem(createProblem(code, requestId, particulars), basePath)
  return { statusCode: status, body }
}

/** Whether a request with this answer may be repeated unchanged. */
export const mayBeSentAgain = (body: SendAnswer['body']): boolean => 'resend' in body && body.resend === 'safe'

export const locationOf = (id: string): string => `/messages/${id}`

/**
 * In how many seconds the whole message is worth retrying; undefined if unknown. The longest time counts: before it, some
 * recipients would be refused again.
 */
export function retryAfterSecondsOf({ results }: SentMessage): number | undefined {
  const times = results.flatMap((result) => (result.accepted ? [] : (result.failure.retryAfterMs ?? [])))
  return times.length === 0 ? undefined : Math.max(1, Math.ceil(Math.max(...times) / 1_000))
}

/** The problem that all recipients share, and the details they share. `message-stopped` only follows another problem. */
function commonCause(results: readonly RecipientResult[]): Pick<Problem, 'code' | 'upstreamCode' | 'smpp'> {
  const failures = results.flatMap((result) => (result.accepted ? [] : [result.failure]))
  const causes = failures.filter((failure) => failure.code !== 'message-stopped')
  const [first] = causes
  if (first === undefined || causes.some((cause) => cause.code !== first.code)) return { code: 'no-recipient-accepted' }
  const code: ProblemCode = first.code
  if (first.upstreamCode === undefined || causes.some((cause) => cause.upstreamCode !== first.upstreamCode))
    return { code }
  return { code, upstreamCode: first.upstreamCode, ...(first.smpp === undefined ? {} : { smpp: first.smpp }) }
}
