import { type Static, Type } from '@sinclair/typebox'
import { attemptStates, type JournaledMessage, type JournaledRecipient } from '../../messages/journal.ts'
import { recordedResults, standingAttempt } from '../../messages/journal-entry.ts'
import { messageStatuses, statusOf, summarize } from '../../messages/outcome.ts'
import { problems } from '../../messages/problems.ts'
import { formatInstant } from '../../sms/instant.ts'
import { DeliverySchema, describeDelivery } from './delivery.ts'
import { describeFacts, factFields, ScheduleSchema } from './message-facts.ts'
import {
  describeFailure,
  failedOutcomes,
  failureFields,
  RecipientErrorSchema,
  SummarySchema,
  upstreamIdFields,
} from './recipient.ts'
import { ref, stringEnum, unionBy } from './schema.ts'

const instant = (description: string) => Type.String({ format: 'date-time', description })

const AttemptSchema = Type.Object(
  {
    number: Type.Integer({ description: 'From 1.' }),
    state: stringEnum(attemptStates, {
      description: 'An outcome, `queued` (waiting in the queue), or `sending` (possibly on the wire right now).',
    }),
    startedAt: Type.Optional(instant('When the attempt was recorded, before it was made.')),
    endedAt: Type.Optional(instant('When its result was known.')),
    error: Type.Optional(ref(RecipientErrorSchema)),
  },
  { $id: 'Attempt', description: 'One attempt to submit the message for this recipient.' },
)

const RecordedResolutionSchema = Type.Object(
  {
    outcome: stringEnum(['accepted', 'rejected'], { description: 'The outcome that was found.' }),
    reason: Type.String({ description: 'How it was found out.' }),
    by: Type.String({ description: 'Who settled it, in free text; `delivery-report` if a report did.' }),
    caller: Type.Optional(
      Type.String({ description: 'The caller whose key was used. Absent if a report settled it.' }),
    ),
    at: instant('When it was settled.'),
    before: ref(RecipientErrorSchema),
  },
  { $id: 'RecordedResolution', description: 'How an unknown outcome was settled, and what was known before.' },
)

const recordFields = {
  to: Type.String({ description: 'The number.' }),
  attempts: Type.Array(ref(AttemptSchema), { description: 'All attempts, the first one first.' }),
  resolution: Type.Optional(ref(RecordedResolutionSchema)),
}

const recordedFailure = <const T extends keyof typeof failedOutcomes>(outcome: T, $id: string) =>
  Type.Object(
    { ...recordFields, outcome: Type.Literal(outcome, { description: failedOutcomes[outcome] }), ...failureFields },
    { $id, description: failedOutcomes[outcome] },
  )

const recordedVariants = {
  accepted: Type.Object(
    {
      ...recordFields,
      outcome: Type.Literal('accepted', { description: 'The upstream accepted the message.' }),
      ...upstreamIdFields,
      delivery: Type.Optional(ref(DeliverySchema)),
    },
    { $id: 'RecordedAcceptedRecipient', description: 'A recipient whose message the upstream accepted.' },
  ),
  rejected: recordedFailure('rejected', 'RecordedRejectedRecipient'),
  unknown: recordedFailure('unknown', 'RecordedUnknownRecipient'),
  'not-attempted': recordedFailure('not-attempted', 'RecordedNotAttemptedRecipient'),
  pending: Type.Object(
    { ...recordFields, outcome: Type.Literal('pending', { description: 'It is being sent.' }) },
    { $id: 'RecordedPendingRecipient', description: 'A recipient to whom the message is being sent.' },
  ),
}

const RecordedRecipientSchema = unionBy('outcome', recordedVariants, {
  $id: 'RecordedRecipient',
  description: 'A recipient with everything that was recorded about it.',
})

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
    summary: ref(SummarySchema),
    recipients: Type.Array(ref(RecordedRecipientSchema), { description: "Every recipient, in the request's order." }),
  },
  { $id: 'RecordedMessage', description: 'A message as recorded in the journal.' },
)

export const RecordedMessageListSchema = Type.Object(
  {
    messages: Type.Array(ref(RecordedMessageSchema), { description: 'The messages, newest first.' }),
    next: Type.Optional(Type.String({ description: 'The `cursor` of the next page; absent on the last one.' })),
  },
  { $id: 'RecordedMessageList', description: 'A page of messages.' },
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

/** What the schema of a recorded message consists of. */
export const recordedMessageSchemas = [
  ScheduleSchema,
  DeliverySchema,
  AttemptSchema,
  RecordedResolutionSchema,
  ...Object.values(recordedVariants),
  RecordedRecipientSchema,
  RecordedMessageSchema,
  RecordedMessageListSchema,
]

type RecordedRecipient = Static<typeof RecordedRecipientSchema>

function describeRecordedRecipient(recipient: JournaledRecipient, message: JournaledMessage): RecordedRecipient {
  const { to } = recipient
  const standing = standingAttempt(recipient)
  const history = describeHistory(recipient, message)
  if (standing === undefined || standing.state === 'queued' || standing.state === 'sending') {
    return { to, outcome: 'pending', ...history }
  }
  if (standing.state === 'accepted') {
    const { upstreamMessageId, upstreamMessageIds } = standing
    const delivery = describeDelivery(recipient, message)
    return {
      to,
      outcome: 'accepted',
      ...(upstreamMessageId !== undefined && { upstreamMessageId }),
      ...(upstreamMessageIds && { upstreamMessageIds: [...upstreamMessageIds] }),
      ...history,
      ...(delivery && { delivery }),
    }
  }
  // Whatever was not accepted has a reason. Without one, it may have been sent.
  const failure = standing.failure ?? { code: 'outcome-unknown' }
  const { resend } = problems[failure.code]
  return { to, outcome: standing.state, resend, error: describeFailure(failure), ...history }
}

function describeHistory({ to, attempts }: JournaledRecipient, { resolutions }: JournaledMessage) {
  const resolution = resolutions.find((candidate) => candidate.to === to)
  return {
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
  }
}
