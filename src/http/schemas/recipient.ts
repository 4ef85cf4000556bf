import { type Static, Type } from '@sinclair/typebox'
import type { RecipientFailure, RecipientResult } from '../../messages/outcome.ts'
import { type Outcome, outcomes, resends } from '../../messages/outcome-kinds.ts'
import { problems, recipientProblemCodes } from '../../messages/problems.ts'
import { ref, stringEnum, unionBy } from './schema.ts'

export const OutcomeSchema = stringEnum(outcomes, {
  $id: 'Outcome',
  description:
    'What is known about a recipient. `accepted` by the upstream, `rejected` (nothing was sent), `unknown` (it may have been sent) or `not-attempted` (certainly not submitted).',
})

export const ResendSchema = stringEnum(resends, {
  $id: 'Resend',
  description:
    'Whether to send again. `forbidden`: no, it could be sent twice or refused again. `after-correction`: yes, once the cause is fixed. `safe`: yes, unchanged.',
})

export const SmppStatusSchema = Type.Object(
  {
    commandStatus: Type.Integer({ description: 'The number of the command_status, in decimal.' }),
    name: Type.String({ description: 'The name of the command_status in SMPP v3.4.' }),
  },
  { $id: 'SmppStatus', description: 'The SMPP v3.4 command_status that the upstream passed on.' },
)

export const SummarySchema = Type.Object(
  {
    accepted: Type.Integer({ description: 'Recipients whose message the upstream accepted.' }),
    rejected: Type.Integer({ description: 'Recipients that were refused: nothing was sent to them.' }),
    unknown: Type.Integer({ description: 'Recipients to whom the message may have been sent.' }),
    notAttempted: Type.Integer({ description: 'Recipients for whom certainly nothing was submitted.' }),
  },
  { $id: 'Summary', description: 'The number of recipients by outcome.' },
)

const RecipientProblemCodeSchema = stringEnum(recipientProblemCodes, {
  $id: 'RecipientProblemCode',
  description:
    'The problem of a recipient; its page is `/problems/{code}`. New codes may be added: act on `outcome` and `resend`.',
})

export const RecipientErrorSchema = Type.Object(
  {
    code: ref(RecipientProblemCodeSchema),
    title: Type.String({ description: 'The problem in a few words.' }),
    upstreamCode: Type.Optional(Type.Integer({ description: "The upstream's own code, if it returned one." })),
    smpp: Type.Optional(ref(SmppStatusSchema)),
    duplicateOf: Type.Optional(
      Type.String({ description: 'The id of the open message that this one may repeat (`possible-duplicate`).' }),
    ),
  },
  { $id: 'RecipientError', description: 'Why this recipient was not accepted.' },
)

type RecipientError = Static<typeof RecipientErrorSchema>

const upstreamId = { minLength: 1, maxLength: 256, pattern: '^[\\x20-\\x2b\\x2d-\\x7b\\x7d\\x7e]+$' }

/** The upstream's ids of an accepted message. */
export const upstreamIdFields = {
  upstreamMessageId: Type.Optional(
    Type.String({
      ...upstreamId,
      description: "The upstream's id of an accepted message, or the first of several; some dialects return none.",
    }),
  ),
  upstreamMessageIds: Type.Optional(
    Type.Array(Type.String(upstreamId), {
      minItems: 2,
      description:
        'All ids, in order. Only present if the upstream returned several, as it may for the parts of a long message.',
    }),
  ),
}

const numberFields = {
  to: Type.String({ description: 'The number in E.164 form, as submitted.' }),
  requestedAs: Type.Optional(
    Type.String({ description: 'The number as written in the request, if that was not in E.164 form.' }),
  ),
}

type Failed = Exclude<Outcome, 'accepted'>

/** What each outcome means, for the recipient that has it. */
export const failedOutcomes = {
  rejected: 'A recipient that was refused: nothing was sent.',
  unknown: 'A recipient to whom the message may have been sent.',
  'not-attempted': 'A recipient for whom certainly nothing was submitted.',
} as const satisfies Record<Failed, string>

/** What an answer says about every recipient that was not accepted. */
export const failureFields = { resend: ref(ResendSchema), error: ref(RecipientErrorSchema) }

const failedRecipient = <const T extends Failed>(outcome: T, $id: string) =>
  Type.Object(
    { ...numberFields, outcome: Type.Literal(outcome, { description: failedOutcomes[outcome] }), ...failureFields },
    { $id, description: failedOutcomes[outcome] },
  )

const recipientVariants = {
  accepted: Type.Object(
    {
      ...numberFields,
      outcome: Type.Literal('accepted', { description: 'The upstream accepted the message.' }),
      ...upstreamIdFields,
    },
    { $id: 'AcceptedRecipient', description: 'A recipient whose message the upstream accepted.' },
  ),
  rejected: failedRecipient('rejected', 'RejectedRecipient'),
  unknown: failedRecipient('unknown', 'UnknownRecipient'),
  'not-attempted': failedRecipient('not-attempted', 'NotAttemptedRecipient'),
}

export const RecipientSchema = unionBy('outcome', recipientVariants, {
  $id: 'Recipient',
  description: 'What is known about one recipient.',
})
export type Recipient = Static<typeof RecipientSchema>

/** What the schema of a recipient consists of. */
export const recipientSchemas = [
  OutcomeSchema,
  ResendSchema,
  SmppStatusSchema,
  SummarySchema,
  RecipientProblemCodeSchema,
  RecipientErrorSchema,
  ...Object.values(recipientVariants),
  RecipientSchema,
]

/**
 * Describes the recipients of a message.
 *
 * @param requested the numbers as written in the request, in the same order
 */
export function describeRecipients(results: readonly RecipientResult[], requested: readonly string[]): Recipient[] {
  const recipients = results.map(describeRecipient)
  // A loop, because for nearly all messages there is nothing to add.
  for (let index = 0; index < results.length; index++) {
    const recipient = recipients[index]
    const requestedAs = requested[index]
    if (recipient !== undefined && requestedAs !== undefined && requestedAs !== recipient.to) {
      const { to, ...others } = recipient
      recipients[index] = { to, requestedAs, ...others }
    }
  }
  return recipients
}

function describeRecipient(result: RecipientResult): Recipient {
  const { to } = result
  if (result.accepted) {
    const { upstreamMessageId, upstreamMessageIds } = result
    const recipient: Static<typeof recipientVariants.accepted> = { to, outcome: 'accepted' }
    if (upstreamMessageId !== undefined) recipient.upstreamMessageId = upstreamMessageId
    if (upstreamMessageIds !== undefined) recipient.upstreamMessageIds = [...upstreamMessageIds]
    return recipient
  }
  const { failure } = result
  const { outcome, resend } = problems[failure.code]
  return { to, outcome, resend, error: describeFailure(failure) }
}

export function describeFailure({ code, upstreamCode, smpp, duplicateOf }: RecipientFailure): RecipientError {
  return {
    code,
    title: problems[code].title,
    ...(upstreamCode === undefined ? {} : { upstreamCode }),
    ...(smpp === undefined ? {} : { smpp }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  }
}
