import { type Static, Type } from '@sinclair/typebox'
import { outcomeOf, type RecipientFailure, type RecipientResult } from '../../messages/outcome.ts'
import { outcomes, resends } from '../../messages/outcome-kinds.ts'
import { problems, recipientProblemCodes } from '../../messages/problems.ts'
import { stringEnum } from './schema.ts'

export const ResendSchema = stringEnum(resends, {
  description:
    'Whether to send again. `forbidden`: no, it could be sent twice or refused again. `after-correction`: yes, once the cause is fixed. `safe`: yes, unchanged.',
})

export const SmppStatusSchema = Type.Object(
  {
    commandStatus: Type.Integer({ description: 'The number of the command_status, in decimal.' }),
    name: Type.String({ description: 'The name of the command_status in SMPP v3.4.' }),
  },
  { additionalProperties: false, description: 'The SMPP v3.4 command_status that the upstream passed on.' },
)

export const SummarySchema = Type.Object(
  {
    accepted: Type.Integer({ description: 'Recipients whose message the upstream accepted.' }),
    rejected: Type.Integer({ description: 'Recipients that were refused: nothing was sent to them.' }),
    unknown: Type.Integer({ description: 'Recipients to whom the message may have been sent.' }),
    notAttempted: Type.Integer({ description: 'Recipients for whom certainly nothing was submitted.' }),
  },
  { additionalProperties: false, description: 'The number of recipients by outcome.' },
)

export const RecipientErrorSchema = Type.Object(
  {
    code: stringEnum(recipientProblemCodes, { description: 'The problem; its page is `/problems/{code}`.' }),
    title: Type.String({ description: 'The problem in a few words.' }),
    upstreamCode: Type.Optional(Type.Integer({ description: "The upstream's own code, if it returned one." })),
    smpp: Type.Optional(SmppStatusSchema),
    duplicateOf: Type.Optional(
      Type.String({ description: 'The id of the open message that this one may repeat (`possible-duplicate`).' }),
    ),
  },
  { additionalProperties: false, description: 'Why this recipient was not accepted.' },
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

export const RecipientSchema = Type.Object(
  {
    to: Type.String({ description: 'The number in E.164 form, as submitted.' }),
    requestedAs: Type.Optional(
      Type.String({ description: 'The number as written in the request, if that was not in E.164 form.' }),
    ),
    outcome: stringEnum(outcomes, {
      description:
        '`accepted` by the upstream, `rejected` (nothing was sent), `unknown` (it may have been sent) or `not-attempted` (certainly not submitted).',
    }),
    resend: Type.Optional(ResendSchema),
    ...upstreamIdFields,
    error: Type.Optional(RecipientErrorSchema),
  },
  { $id: 'Recipient', additionalProperties: false, description: 'What is known about one recipient.' },
)
export type Recipient = Static<typeof RecipientSchema>

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
    const recipient: Recipient = { to, outcome: 'accepted' }
    if (upstreamMessageId !== undefined) recipient.upstreamMessageId = upstreamMessageId
    if (upstreamMessageIds !== undefined) recipient.upstreamMessageIds = [...upstreamMessageIds]
    return recipient
  }
  const { failure } = result
  return { to, outcome: outcomeOf(result), resend: problems[failure.code].resend, error: describeFailure(failure) }
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
