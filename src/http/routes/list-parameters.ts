import { type Static, Type } from '@sinclair/typebox'
import { callerNamePattern, everybody } from '../../messages/caller.ts'
import { deliveryStatuses } from '../../messages/delivery.ts'
import { outcomes } from '../../messages/outcome-kinds.ts'
import { parseInstant } from '../../sms/date-time.ts'
import { phoneNumberPattern } from '../../sms/phone-number.ts'
import { normalizeId } from '../schemas/formats.ts'
import { OutcomeSchema } from '../schemas/recipient.ts'
import { componentOf, queryInteger, stringEnum } from '../schemas/schema.ts'

export const defaultPageSize = 20

/** Queries are read as forms, as nearly every client encodes them. So only values that cannot contain a blank are fixed. */
const plusIsBlank = 'A `+` is read as a blank: write it as `%2B`.'

const instantFilter = (description: string) =>
  Type.Optional(
    Type.String({
      format: 'date-time',
      description: `${description} ${plusIsBlank}`,
      'x-expected': 'an instant such as 2026-11-22T08:00:00Z; the + of an offset is written as %2B in a query',
    }),
  )

export const ListParameters = Type.Object(
  {
    caller: Type.Optional(
      Type.String({
        pattern: `^(?:\\*|${callerNamePattern})$`,
        description: 'Messages of this caller, or of all callers with `*`. Requires the scope `operations`.',
        'x-expected': `the name of a caller, or ${everybody}`,
      }),
    ),
    outcome: Type.Optional(
      stringEnum(outcomes, {
        description: 'Messages with at least one recipient with this outcome.',
        'x-described-as': { $ref: componentOf(OutcomeSchema) },
      }),
    ),
    delivery: Type.Optional(
      stringEnum(deliveryStatuses, {
        description:
          'Messages with at least one accepted recipient with this delivery status. With `outcome` or `to`, the same recipient must match both.',
      }),
    ),
    to: Type.Optional(
      Type.String({
        // An unencoded + arrives as a blank. No number begins with a blank, so it can only be a +.
        pattern: phoneNumberPattern.replace('\\+', '[+ ]'),
        description: 'Messages to this number. Encode the `+` as `%2B`; a blank in its place is accepted.',
        'x-expected': 'a phone number in E.164 form, whose + is written as %2B in a query: %2B213550000001',
      }),
    ),
    reference: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: `Messages with exactly this reference. ${plusIsBlank}`,
      }),
    ),
    from: Type.Optional(
      Type.String({
        format: 'sender',
        description: `Messages of this sender. ${plusIsBlank}`,
        'x-expected': 'a sender as a message may have it; a + is written as %2B in a query',
      }),
    ),
    createdAfter: instantFilter('Messages created after this instant.'),
    createdBefore: instantFilter('Messages created before this instant.'),
    cursor: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'The `next` of the previous page.',
        'x-expected': 'the id of a message, as `next` gives it',
      }),
    ),
    limit: Type.Optional(
      queryInteger(
        '^([1-9][0-9]?|100)$',
        { minimum: 1, maximum: 100 },
        `The page size, ${defaultPageSize} by default.`,
      ),
    ),
  },
  { additionalProperties: false },
)

/** The filters of a list, for the journal. Whose messages are listed is decided separately. */
export const filterOf = ({
  outcome,
  delivery,
  to,
  reference,
  from,
  createdAfter,
  createdBefore,
}: Static<typeof ListParameters>) => ({
  ...(outcome !== undefined && { outcome }),
  ...(delivery !== undefined && { delivery }),
  ...(to !== undefined && { to: to.replace(' ', '+') }),
  ...(reference !== undefined && { reference }),
  ...(from !== undefined && { from }),
  ...(createdAfter !== undefined && { createdAfter: epochMsOf(createdAfter) }),
  ...(createdBefore !== undefined && { createdBefore: epochMsOf(createdBefore) }),
})

/** The start of the page: after this message. */
export const findCursor = ({ cursor }: Static<typeof ListParameters>): string | undefined =>
  cursor === undefined ? undefined : normalizeId(cursor)

function epochMsOf(text: string): number {
  const instant = parseInstant(text)
  // The schema's format has already accepted it, using the same function.
  if (instant === undefined) throw new Error('A filter contains an instant that its schema rejects')
  return instant.epochMilliseconds
}
