import { type Static, Type } from '@sinclair/typebox'
import { outcomes } from '../domain/outcome.ts'
import { exampleRecordedMessage } from './examples.ts'
import { stringEnum } from './schema.ts'

const instantFilter = (description: string) =>
  Type.Optional(
    Type.String({
      format: 'date-time',
      description,
      'x-expected': 'an instant as 2026-11-22T08:00:00Z',
      examples: ['2026-11-22T08:00:00Z'],
    }),
  )

export const ListParameters = Type.Object(
  {
    caller: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'Messages of this caller, or of all with `*`. For callers with the scope `operations`.',
        examples: ['orders'],
      }),
    ),
    outcome: Type.Optional(stringEnum(outcomes, { description: 'Messages with a recipient of this outcome.' })),
    to: Type.Optional(
      Type.String({ maxLength: 20, description: 'Messages to this number.', examples: ['+213550000001'] }),
    ),
    reference: Type.Optional(
      Type.String({ maxLength: 128, description: 'Messages with this reference.', examples: ['order-42'] }),
    ),
    from: Type.Optional(Type.String({ maxLength: 18, description: 'Messages of this sender.', examples: ['ACME'] })),
    createdAfter: instantFilter('Messages later than this instant.'),
    createdBefore: instantFilter('Messages earlier than this instant.'),
    cursor: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'The `next` of the page before.',
        examples: [exampleRecordedMessage.id],
      }),
    ),
    limit: Type.Optional(
      Type.String({
        pattern: '^([1-9][0-9]?|100)$',
        description: 'The size of the page, 1 to 100.',
        'x-expected': 'a whole number from 1 to 100',
        examples: ['20'],
      }),
    ),
  },
  { additionalProperties: false },
)

/** The filters of a list, as the journal takes them. Whose messages it is about is decided apart from them. */
export const formatFilter = ({
  outcome,
  to,
  reference,
  from,
  createdAfter,
  createdBefore,
}: Static<typeof ListParameters>) => ({
  ...(outcome !== undefined && { outcome }),
  ...(to !== undefined && { to }),
  ...(reference !== undefined && { reference }),
  ...(from !== undefined && { from }),
  ...(createdAfter !== undefined && { createdAfter: parseInstant(createdAfter) }),
  ...(createdBefore !== undefined && { createdBefore: parseInstant(createdBefore) }),
})

/**
 * `Date.parse` makes NaN of some forms that the schema's `date-time` lets pass: a leap second, an offset of hours alone.
 * More than nine digits of a second are beyond Temporal.
 */
const parseInstant = (text: string): number =>
  Temporal.Instant.from(text.replace(/(\.\d{9})\d+/, '$1')).epochMilliseconds
