import { type Static, Type } from '@sinclair/typebox'
import { attemptStates, type JournaledMessage, type JournaledRecipient } from '../../messages/journal.ts'
import { recordedResults, standingAttempt } from '../../messages/journal-entry.ts'
import { messageStatuses, statusOf, summarize } from '../../messages/outcome.ts'
import { outcomes } from '../../messages/outcome-kinds.ts'
import { problems } from '../../messages/problems.ts'
import { formatInstant } from '../../sms/instant.ts'
import { DeliverySchema, describeDelivery } from './delivery.ts'
import { describeFacts, factFields } from './message-facts.ts'
import { describeFailure, RecipientErrorSchema, ResendSchema, SummarySchema, upstreamIdFields } from './recipient.ts'
import { ref, stringEnum } from './schema.ts'

const instant = (description: string) => Type.String({ format: 'date-time', description })

const AttemptSchema = Type.Object(
  {
    number: Type.Integer({ description: 'From 1.' }),
    state: stringEnum(attemptStates, {
      description: 'An outcome, `queued` (waiting in the queue), or `sending` (possibly on the wire right now).',
    }),
    startedAt: Type.Optional(instant('When the attempt was recorded, before it was made.')),
    endedAt: Type.Optional(instant('When its result was known.')),
    error: Type.Optional(RecipientErrorSchema),
  },
  { additionalProperties: false, description: 'One attempt to submit the message for this recipient.' },
)

const ResolutionSchema = Type.Object(
  {
    outcome: stringEnum(['accepted', 'rejected'], { description: 'The outcome that was found.' }),
    reason: Type.String({ description: 'How it was found out.' }),
    by: Type.String({ description: 'Who settled it, in free text; `delivery-report` if a report did.' }),
    caller: Type.Optional(
      Type.String({ description: 'The caller whose key was used. Absent if a report settled it.' }),
    ),
    at: instant('When it was settled.'),
    before: RecipientErrorSchema,
  },
  { additionalProperties: false, description: 'How an unknown outcome was settled, and what was known before.' },
)

const RecordedRecipientSchema = Type.Object(
  {
    to: Type.String({ description: 'The number.' }),
    outcome: stringEnum([...outcomes, 'pending'], {
      description: 'What is known now; `pending` while it is being sent.',
    }),
    resend: Type.Optional(ResendSchema),
    ...upstreamIdFields,
    error: Type.Optional(RecipientErrorSchema),
    attempts: Type.Array(AttemptSchema, { description: 'All attempts, the first one first.' }),
    resolution: Type.Optional(ResolutionSchema),
    delivery: Type.Optional(DeliverySchema),
  },
  { additionalProperties: false, description: 'A recipient with everything that was recorded about it.' },
)

export const RecordedMessageSchema = Type.Object(
  {
    ...factFields,
    status: stringEnum([...messageStatuses, 'pending'], {
      description: 'What is known now; `pending` while it is being sent.',
    }),
    caller: Type.Optional(
      Type.String({
        description: 'The caller that sent the message, if it is not you. Only with the scope `operations`.',
      }),
    ),
    requestId: Type.String({ description: 'The id of the request that contained the message.' }),
    summary: SummarySchema,
    recipients: Type.Array(RecordedRecipientSchema, { description: "Every recipient, in the request's order." }),
  },
  { $id: 'RecordedMessage', additionalProperties: false, description: 'A message as recorded in the journal.' },
)

export const RecordedMessageListSchema = Type.Object(
  {
    messages: Type.Array(ref(RecordedMessageSchema), { description: 'The messages, newest first.' }),
    next: Type.Optional(Type.String({ description: 'The `cursor` of the next page; absent on the last one.' })),
  },
  { $id: 'RecordedMessageList', additionalProperties: false, description: 'A page of messages.' },
)

/** A journaled message as the API shows it: its current state and its history. */
export function describeRecordedMessage(message: JournaledMessage): Static<typeof RecordedMessageSchema> {
  const summary = summarize(recordedResults(message))
  return {
    ...describeFacts(message),
    status: message.finished ? statusOf(summary) : 'pending',
    requestId: message.requestId,
    summary,
    recipients: message.recipients.map((recipient) => describeRecordedRecipient(recipient, message)),
  }
}

type RecordedRecipient = Static<typeof RecordedRecipientSchema>

function describeRecordedRecipient(recipient: JournaledRecipient, message: JournaledMessage): RecordedRecipient {
  const { to, attempts } = recipient
  const last = standingAttempt(recipient)
  const pending = last === undefined || last.state === 'queued' || last.state === 'sending'
  const delivery = describeDelivery(recipient, message)
  const resolution = message.resolutions.find((candidate) => candidate.to === to)
  return {
    to,
    outcome: pending ? 'pending' : last.state,
    ...(last?.failure && { resend: problems[last.failure.code].resend, error: describeFailure(last.failure) }),
    ...(last?.upstreamMessageId !== undefined && { upstreamMessageId: last.upstreamMessageId }),
    ...(last?.upstreamMessageIds && { upstreamMessageIds: [...last.upstreamMessageIds] }),
    attempts: attempts.map(({ number, state, startedAt, endedAt, failure }) => ({
      number,
      state,
      ...(startedAt !== undefined && { startedAt: formatInstant(startedAt) }),
      ...(endedAt !== undefined && { endedAt: formatInstant(endedAt) }),
      ...(failure && { error: describeFailure(failure) }),
    })),
    ...(resolution && {
      resolution: {
        outcome: resolution.outcome,
        reason: resolution.reason,
        by: resolution.by,
        ...(resolution.caller !== undefined && { caller: resolution.caller }),
        at: formatInstant(resolution.at),
        before: describeFailure(resolution.before),
      },
    }),
    ...(delivery && { delivery }),
  }
}
