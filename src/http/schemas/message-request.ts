import { type Static, type TSchema, Type } from '@sinclair/typebox'
import {
  type ImmediateRequest,
  maxNumbersToRead,
  maxRecipients,
  type ScheduledRequest,
} from '../../messages/compose-message.ts'
import { disambiguations } from '../../sms/date-time.ts'
import { encodingChoices } from '../../sms/encoding.ts'
import { replacementChoices } from '../../sms/lookalikes.ts'
import { maxWrittenNumberLength, phoneNumberPattern } from '../../sms/phone-number.ts'
import type { Violation } from '../../sms/violation.ts'
import { normalizeId } from './formats.ts'
import { stringEnum } from './schema.ts'

/** The example of every request. The sandbox accepts it unchanged. */
export const exampleRequest = {
  to: ['+213550000001'],
  from: 'ACME',
  text: 'Your code is 1234',
  reference: 'order-42',
}

/** A fixed time, so that the document does not change over time; Swagger UI gets one in the future. */
export const exampleSendAt = '2027-06-01T09:00:00+01:00'
export const exampleDateTime = '2027-06-01T09:00'

const registration = (of: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[A-Za-z0-9_.,-]+$',
      description: `The registered ${of}.`,
      'x-expected': 'letters, digits and the signs _ . , -',
    }),
  )

const requestFields = {
  to: Type.Array(
    Type.String({
      pattern: phoneNumberPattern,
      description: 'A mobile number in E.164 form, with its `+`.',
      'x-expected': 'a phone number in E.164 form with +, such as +213550000001',
    }),
    { minItems: 1, maxItems: maxRecipients, description: 'The recipients, each number once.' },
  ),
  from: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 18,
      'x-expected': 'a number of up to 18 characters, or a name of up to 11',
      description:
        'The sender: a number of up to 18 characters, or a name of up to 11. Optional if the gateway has a `DEFAULT_SENDER`.',
    }),
  ),
  text: Type.String({
    minLength: 1,
    maxLength: 40_000,
    description: 'The text of the message, or the title of a WAP push.',
  }),
  encoding: Type.Optional(
    stringEnum(encodingChoices, {
      description:
        '`auto`, which is also the default, chooses GSM 7-bit if every character fits and UCS-2 otherwise; with the others, a text that does not fit is refused.',
    }),
  ),
  replace: Type.Optional(
    stringEnum(replacementChoices, {
      description:
        '`lookalikes`: replace typographic characters (no-break spaces, ’ “ – … and the like) by plain ones if the whole text then fits GSM 7-bit, or the requested `encoding`. The answer lists the replacements. By default nothing is replaced.',
    }),
  ),
  flash: Type.Optional(
    Type.Boolean({
      description: 'Display the message immediately without storing it (a class 0 message). By default it is stored.',
    }),
  ),
  deliveryReport: Type.Optional(
    Type.Boolean({ description: 'Ask the upstream for a delivery report, as by default.' }),
  ),
  maxSegments: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 255,
      description: "Refuse a text that takes more segments than this. The gateway's own `MAX_SEGMENTS` also applies.",
    }),
  ),
  reference: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      description: 'Your own reference for the message. It is returned in answers and never sent to the provider.',
    }),
  ),
  wapPush: Type.Optional(
    Type.Object(
      { url: Type.String({ minLength: 1, maxLength: 1_000, description: 'An absolute http or https address.' }) },
      {
        additionalProperties: false,
        description:
          'Send a WAP push: a link with `text` as its title. Cannot be combined with flash, encoding, replace or maxSegments.',
      },
    ),
  ),
  template: Type.Optional(
    Type.Object(
      {
        entityId: registration('principal entity'),
        templateId: registration('template'),
        telemarketerId: registration('telemarketer or chain of them'),
      },
      {
        additionalProperties: false,
        minProperties: 1,
        description: 'The registration of the text with an authority (DLT in India), passed on unchanged.',
      },
    ),
  ),
  acknowledgePossibleDuplicate: Type.Optional(
    Type.String({
      format: 'uuid',
      'x-expected': 'the id of a message, as `duplicateOf` gives it',
      description:
        'The id of an earlier message with an unknown outcome, as `possible-duplicate` names it: send this message although that one, or an identical earlier one, may have been sent. It does not apply to any later message.',
    }),
  ),
}

export const SendMessageSchema = Type.Object(requestFields, {
  $id: 'SendMessage',
  additionalProperties: false,
  description: 'A message to be sent immediately.',
  examples: [exampleRequest],
})

export const ScheduleMessageSchema = Type.Object(
  {
    ...requestFields,
    sendAt: Type.Optional(
      Type.String({
        maxLength: 40,
        description:
          'When to send: RFC 3339 with an offset. Seconds round up to the minute. Exactly one of `sendAt` and `sendAtLocal` is required.',
        examples: [exampleSendAt],
      }),
    ),
    sendAtLocal: Type.Optional(
      Type.Object(
        {
          dateTime: Type.String({
            maxLength: 40,
            description: 'A local date and time.',
            examples: [exampleDateTime],
          }),
          timeZone: Type.String({ maxLength: 64, description: 'An IANA time zone.', examples: ['Africa/Algiers'] }),
          disambiguation: Type.Optional(
            stringEnum(disambiguations, {
              description:
                'How to resolve a local time that a clock change skips or repeats. `reject`, the default, refuses it.',
            }),
          ),
        },
        { additionalProperties: false, description: 'When to send, in local time.' },
      ),
    ),
  },
  {
    $id: 'ScheduleMessage',
    additionalProperties: false,
    description: 'A message for the provider to send later.',
    'x-exactly-one-of': { sendAt: 'MessageAtInstant', sendAtLocal: 'MessageAtLocalTime' },
    examples: [{ ...exampleRequest, sendAt: exampleSendAt }],
  },
)

export type MessageSchema = typeof SendMessageSchema | typeof ScheduleMessageSchema

/**
 * The same body, except that numbers may also be in a country's national format. No pattern can express that, so the
 * rules check them.
 */
export function withNationalNumbers(schema: MessageSchema, country: string): TSchema {
  const items = Type.String({
    maxLength: maxWrittenNumberLength,
    description: `A mobile number with \`+\` or \`00\` and its country code, or as it is dialled in ${country}. At most ${maxNumbersToRead} numbers of a message may be in another form than E.164.`,
    'x-expected': `a phone number with + and its country code, or as it is dialled in ${country}`,
  })
  const { properties } = schema
  return { ...schema, properties: { ...properties, to: { ...properties.to, items } } }
}

export type SendMessage = Static<typeof SendMessageSchema>
export type ScheduleMessage = Static<typeof ScheduleMessageSchema>

export const toImmediateRequest = (body: SendMessage): ImmediateRequest => ({
  ...normalizeRequest(body),
  kind: 'immediate',
})
export const toScheduledRequest = (body: ScheduleMessage): ScheduledRequest => ({
  ...normalizeRequest(body),
  kind: 'scheduled',
})

/** Normalizes values with two spellings, so that they compare equal, also under an Idempotency-Key. */
function normalizeRequest<Body extends SendMessage>(body: Body): Body {
  const { acknowledgePossibleDuplicate: id } = body
  return id === undefined ? body : { ...body, acknowledgePossibleDuplicate: normalizeId(id) }
}

/** Valid values for fields without which the rules cannot check the others. */
const standIns = { to: exampleRequest.to, text: exampleRequest.text, wapPush: { url: 'https://example.com' } }

/**
 * Checks a body whose `unusable` fields violate the schema. They are left out, or replaced by a valid value if leaving
 * them out would affect how the rules judge other fields. Violations of the unusable fields themselves are dropped.
 */
export function checkUsable<Body extends SendMessage>(
  body: Body,
  unusable: ReadonlySet<string>,
  check: (body: Body) => readonly Violation[],
): readonly Violation[] {
  if (unusable.size === 0) return check(body)
  const replaced = Object.entries(standIns).filter(([field]) => unusable.has(field))
  const kept = Object.entries(body).filter(([field]) => !unusable.has(field))
  const usable = Object.fromEntries([...kept, ...replaced]) as Body
  // The two are alternatives, and the rule for each depends on whether the other is present.
  const unjudged = scheduleFields.some((field) => unusable.has(field))
    ? [...unusable, ...scheduleFields]
    : [...unusable]
  return check(usable).filter(({ pointer }) => !unjudged.includes(pointer.split('/')[1] ?? ''))
}

const scheduleFields = ['sendAt', 'sendAtLocal']
