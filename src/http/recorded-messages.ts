import { type Static, Type } from '@sinclair/typebox'
import type { Journal, JournaledMessage } from '../domain/journal.ts'
import { outcomes } from '../domain/outcome.ts'
import { refuse, refuseAs } from './error-handler.ts'
import { exampleRecordedMessage } from './examples.ts'
import type { App } from './fastify.ts'
import { formatRecordedMessage, RecordedMessageListSchema, RecordedMessageSchema } from './message-view.ts'
import { bodyProblems, commonProblems, jsonResponse, problemResponses } from './responses.ts'
import { NoParameters, ref, stringEnum } from './schema.ts'

const defaultPageSize = 20
/** A page ends early with lists of many recipients: more would make an answer of many megabytes. */
const maxPageRecipients = 2_000

const MessageId = Type.Object({
  id: Type.String({ format: 'uuid', description: 'The id of the message.', examples: [exampleRecordedMessage.id] }),
})

const instantFilter = (description: string) =>
  Type.Optional(
    Type.String({
      format: 'date-time',
      description,
      'x-expected': 'an instant as 2026-11-22T08:00:00Z',
      examples: ['2026-11-22T08:00:00Z'],
    }),
  )

const ListParameters = Type.Object(
  {
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

const ResolutionSchema = Type.Object(
  {
    outcome: stringEnum(['accepted', 'rejected'], { description: 'What was found out about the recipients.' }),
    reason: Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'How it was found out. It is kept with the message.',
    }),
    by: Type.String({ minLength: 1, maxLength: 100, description: 'Who found it out.' }),
    to: Type.Optional(
      Type.Array(Type.String({ description: 'A recipient whose outcome is unknown.' }), {
        minItems: 1,
        maxItems: 1_000,
        description: 'The recipients concerned; all with an unknown outcome where absent.',
      }),
    ),
  },
  {
    $id: 'Resolution',
    additionalProperties: false,
    description: "A person's word about recipients whose outcome is unknown.",
    examples: [{ outcome: 'accepted', reason: 'The recipient confirmed it by phone', by: 'A. Operator' }],
  },
)

/** What was recorded: `GET /messages`, `GET /messages/{id}` and `POST /messages/{id}/resolution`. Nothing here sends. */
export function registerRecordedMessages(app: App, journal: Journal, caller: string): void {
  app.addSchema(RecordedMessageSchema)
  app.addSchema(RecordedMessageListSchema)
  app.addSchema(ResolutionSchema)

  app.get(
    '/messages/:id',
    {
      schema: {
        operationId: 'getMessage',
        tags: ['Messages'],
        summary: 'What is known about a message',
        description: 'The recipients with every attempt. Nothing is asked of the upstream, which has no such question.',
        params: MessageId,
        response: {
          200: jsonResponse('The message.', ref(RecordedMessageSchema), { message: exampleRecordedMessage }),
          ...problemResponses([...commonProblems, 'invalid-request', 'not-found', 'journal-unavailable']),
        },
      },
    },
    async (request, reply) => {
      const message = await findDurable(request.params.id)
      return message ? reply.send(formatRecordedMessage(message)) : refuseAs('not-found', request, reply)
    },
  )

  app.get(
    '/messages',
    {
      schema: {
        operationId: 'listMessages',
        tags: ['Messages'],
        summary: 'Messages, newest first',
        description:
          'All filters must hold. `next` is the `cursor` of the next page; messages with many recipients make a page shorter than `limit`.',
        querystring: ListParameters,
        response: {
          200: jsonResponse('A page.', ref(RecordedMessageListSchema), {
            page: { messages: [exampleRecordedMessage], next: exampleRecordedMessage.id },
          }),
          ...problemResponses([...commonProblems, 'invalid-request', 'journal-unavailable']),
        },
      },
    },
    async (request, reply) => {
      const page = await listPage(request.query)
      await journal.settled()
      return reply.send(page)
    },
  )

  app.post(
    '/messages/:id/resolution',
    {
      schema: {
        operationId: 'resolveMessage',
        tags: ['Messages'],
        summary: 'Settle unknown outcomes',
        description:
          'Records what a person has found out about recipients with an unknown outcome. It never sends anything.',
        params: MessageId,
        querystring: NoParameters,
        body: ref(ResolutionSchema),
        response: {
          200: jsonResponse('The message after it.', ref(RecordedMessageSchema), { message: exampleRecordedMessage }),
          ...problemResponses([...bodyProblems, 'not-found', 'nothing-unknown', 'journal-unavailable']),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { outcome, reason, by, to } = request.body
      const message = await findDurable(id)
      if (message === undefined) return refuseAs('not-found', request, reply)
      const unknown = new Set(
        message.recipients
          .filter(({ attempts }) => attempts.at(-1)?.state === 'unknown')
          .map((recipient) => recipient.to),
      )
      const strangers = (to ?? []).flatMap((number, index) =>
        unknown.has(number)
          ? []
          : [{ pointer: `/to/${index}`, message: 'must be a recipient whose outcome is unknown' }],
      )
      if (strangers.length > 0) return refuse(request, reply, strangers)
      const settled = await journal.resolve(id, { outcome, reason, by, at: Date.now(), ...(to && { recipients: to }) })
      if (settled === 0) return refuseAs('nothing-unknown', request, reply)
      Object.assign(request.logFields, { messageId: id, resolution: outcome, settled })
      const after = await findDurable(id)
      return after ? reply.send(formatRecordedMessage(after)) : refuseAs('not-found', request, reply)
    },
  )

  async function findDurable(id: string): Promise<JournaledMessage | undefined> {
    const message = journal.findMessage(caller, id)
    await journal.settled()
    return message
  }

  /**
   * Reads a page message by message, each in a turn of its own, since a list of a thousand recipients takes a while to
   * read and sends must not wait for all of them.
   */
  async function listPage(query: Static<typeof ListParameters>): Promise<Static<typeof RecordedMessageListSchema>> {
    const filter = formatFilter(query)
    const limit = Number(query.limit ?? defaultPageSize)
    const page: JournaledMessage[] = []
    let recipientCount = 0
    let before = query.cursor
    while (page.length < limit && recipientCount < maxPageRecipients) {
      const [message] = journal.listMessages({ caller, ...filter, limit: 1, ...(before !== undefined && { before }) })
      if (message === undefined) return { messages: page.map(formatRecordedMessage) }
      page.push(message)
      recipientCount += message.recipients.length
      before = message.id
      await new Promise((resolve) => setImmediate(resolve))
    }
    const more =
      journal.listMessages({ caller, ...filter, limit: 1, ...(before !== undefined && { before }) }).length > 0
    return { messages: page.map(formatRecordedMessage), ...(more && before !== undefined && { next: before }) }
  }
}

const formatFilter = ({
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
