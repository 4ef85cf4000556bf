import { type Static, Type } from '@sinclair/typebox'
import { encodings } from '../domain/message.ts'
import { messageStatuses, type RecipientResult, statusOf, strictestResend, summarize } from '../domain/outcome.ts'
import { type ProblemCode, problemOf } from '../domain/problems.ts'
import type { SentMessage } from '../domain/send-message.ts'
import { createProblem, type Problem, retryAfterSeconds } from './problem-details.ts'
import { formatRecipient, RecipientSchema, SummarySchema } from './recipient.ts'
import { ref, stringEnum } from './schema.ts'

export const ScheduleSchema = Type.Object(
  {
    sendAt: Type.String({ format: 'date-time', description: 'The minute at which the provider is to send, in UTC.' }),
    upstream: Type.Object(
      {
        date: Type.String({ description: 'MM/DD/YYYY' }),
        time: Type.String({ description: 'hh:mm am or pm' }),
        gmt: Type.String({ description: 'The offset in which date and time are said.' }),
      },
      { additionalProperties: false, description: 'The same minute as the upstream is told it.' },
    ),
    cancelable: Type.Literal(false, {
      description: 'Always false: the upstream can neither list, nor change, nor cancel what was scheduled.',
    }),
  },
  { additionalProperties: false, description: 'When the message will be sent.' },
)

export const MessageAnswerSchema = Type.Object(
  {
    id: Type.String({ format: 'uuid', description: 'The id of the message (UUIDv7).' }),
    status: stringEnum(messageStatuses, {
      description: '`accepted`: every recipient was. `partial`: some were, see each recipient.',
    }),
    reference: Type.Optional(Type.String({ description: "The caller's own reference, as in the request." })),
    createdAt: Type.String({ format: 'date-time', description: 'When the gateway took the message.' }),
    from: Type.String({ description: 'The sender that the recipients see.' }),
    encoding: Type.Optional(stringEnum(encodings, { description: 'The encoding on air. Absent for a WAP push.' })),
    segments: Type.Optional(
      Type.Integer({
        description:
          'Segments (parts) each recipient gets. Absent for a WAP push, whose binary form the provider builds.',
      }),
    ),
    schedule: Type.Optional(ScheduleSchema),
    summary: SummarySchema,
    recipients: Type.Array(ref(RecipientSchema), {
      description: "Every recipient, in the request's order.",
    }),
  },
  {
    $id: 'Message',
    additionalProperties: false,
    description: 'A message of which at least one recipient was accepted.',
  },
)
type MessageAnswer = Static<typeof MessageAnswerSchema>

/** An answer about a submitted message: a message where anything was accepted, a problem where nothing was. */
export type SendAnswer =
  | { readonly statusCode: 201 | 207; readonly body: MessageAnswer }
  | { readonly statusCode: number; readonly body: Problem; readonly retryAfterSeconds?: number }

export function formatSendAnswer(sent: SentMessage, requestId: string): SendAnswer {
  const { id, message, results } = sent
  const summary = summarize(results)
  const recipients = results.map(formatRecipient)
  const reference = message.reference === undefined ? {} : { reference: message.reference }
  if (summary.accepted > 0) {
    const body = { id, status: statusOf(summary), ...reference, ...formatMessage(sent), summary, recipients }
    return { statusCode: body.status === 'accepted' ? 201 : 207, body }
  }

  const { code, ...cause } = commonCause(results)
  const resend = strictestResend(results)
  const status = code === 'no-recipient-accepted' && summary.unknown > 0 ? 504 : problemOf(code).status
  const particulars = { ...cause, status, instance: locationOf(id), resend, id, ...reference, summary, recipients }
  const body = createProblem(code, requestId, particulars)
  return { statusCode: status, body, ...(resend === 'safe' ? { retryAfterSeconds } : {}) }
}

export const locationOf = (id: string): string => `/messages/${id}`

/** The part of an answer that says how a message goes out. */
function formatMessage({ createdAt, message }: SentMessage) {
  const { content, from, schedule } = message
  return {
    createdAt: createdAt.toString({ fractionalSecondDigits: 3 }),
    from,
    ...(content.kind === 'text' ? { encoding: content.encoding, segments: content.segments } : {}),
    ...(schedule === undefined ? {} : { schedule: formatSchedule(schedule) }),
  }
}

export function formatSchedule({ sendAt, upstream }: NonNullable<SentMessage['message']['schedule']>) {
  return { sendAt: sendAt.toString(), upstream: { ...upstream }, cancelable: false as const }
}

/** The one problem that all recipients share, with what is the same about it; `message-stopped` only follows another. */
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
