import { Type } from '@sinclair/typebox'
import { type Caller, everybody } from '../../messages/caller.ts'
import type { Journal, JournaledMessage } from '../../messages/journal.ts'
import { indexedDeliveries, isIndexed } from '../../messages/message-list.ts'
import { exampleRecordedMessage, exampleReportedMessage } from '../schemas/examples.ts'
import { normalizeId } from '../schemas/formats.ts'
import {
  describeRecordedMessage,
  RecordedMessageListSchema,
  RecordedMessageSchema,
  recordedMessageSchemas,
} from '../schemas/message-view.ts'
import { bodyProblems, callerProblems, commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { NoParameters, ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuse, refuseAs } from '../server/error-handler.ts'
import { defaultPageSize, filterOf, findCursor, ListParameters } from './list-parameters.ts'

const MessageId = Type.Object({
  id: Type.String({
    format: 'uuid',
    description: 'The id of the message, in lower or upper case.',
    'x-expected': `the id of a message, as ${exampleRecordedMessage.id}`,
  }),
})

const ResolutionSchema = Type.Object(
  {
    outcome: stringEnum(['accepted', 'rejected'], { description: 'What became of the message for these recipients.' }),
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
        description: 'The recipients concerned; if absent, all with an unknown outcome.',
      }),
    ),
  },
  {
    $id: 'Resolution',
    additionalProperties: false,
    description: "A person's finding about recipients with an unknown outcome.",
    examples: [{ outcome: 'accepted', reason: 'The recipient confirmed it by phone', by: 'A. Operator' }],
  },
)

/**
 * The recorded messages: `GET /messages`, `GET /messages/{id}` and `POST /messages/{id}/resolution`. None of these
 * sends. Callers only see their own messages, unless they have the scope `operations`.
 */
export function registerRecordedMessages(app: App, journal: Journal): void {
  for (const schema of recordedMessageSchemas) app.addSchema(schema)
  app.addSchema(ResolutionSchema)

  app.get(
    '/messages/:id',
    {
      schema: {
        operationId: 'getMessage',
        tags: ['Messages'],
        summary: 'What is known about a message',
        description:
          'Returns the recipients with every attempt. Does not query the upstream, which has no such request. Messages of other callers are only found with the scope `operations`.',
        params: MessageId,
        response: {
          200: jsonResponse('The message.', ref(RecordedMessageSchema), {
            message: exampleRecordedMessage,
            reported: exampleReportedMessage,
          }),
          ...problemResponses([
            ...commonProblems,
            ...callerProblems,
            'invalid-request',
            'message-not-found',
            'journal-unavailable',
          ]),
        },
      },
      config: { scope: 'messages:read', otherScope: 'operations' },
    },
    async (request, reply) => {
      const message = await find(request.caller, normalizeId(request.params.id))
      return message ? reply.send(show(message, request.caller)) : refuseAs('message-not-found', request, reply)
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
          'All filters must match. `next` is the `cursor` of the next page, and only its absence means that there are no more messages: a page can be shorter than `limit` if messages have many recipients, and short or even empty if the filters skip thousands of messages.',
        querystring: ListParameters,
        response: {
          200: jsonResponse('A page.', ref(RecordedMessageListSchema), {
            page: { messages: [exampleRecordedMessage], next: exampleRecordedMessage.id },
          }),
          ...problemResponses([...commonProblems, ...callerProblems, 'invalid-request', 'journal-unavailable']),
        },
      },
      config: { scope: 'messages:read', otherScope: 'operations' },
    },
    async (request, reply) => {
      const { caller: asker, query } = request
      if (query.caller !== undefined && query.caller !== asker.name && !asker.scopes.has('operations')) {
        return refuseAs('not-permitted', request, reply)
      }
      const whose = query.caller ?? asker.name
      const filter = { ...filterOf(query), ...(whose !== everybody && { caller: whose }) }
      if (filter.delivery !== undefined && (filter.outcome ?? 'accepted') !== 'accepted') {
        const message = 'must be absent with an outcome other than accepted: no other recipient has a delivery'
        return refuse(request, reply, [{ in: 'query', name: 'delivery', message }])
      }
      if (!isIndexed(filter)) {
        const message = `may be ${everybody} with from or reference only together with to, an outcome other than accepted, or the delivery ${indexedDeliveries.join(' or ')}`
        return refuse(request, reply, [{ in: 'query', name: 'caller', message }])
      }
      const before = findCursor(query)
      const limit = Number(query.limit ?? defaultPageSize)
      const page = await journal.listMessages({ ...filter, limit, ...(before !== undefined && { before }) })
      return reply.send({ ...page, messages: page.messages.map((message) => show(message, asker)) })
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
          'Records what a person has found out about recipients with an unknown outcome. Never sends anything.',
        params: MessageId,
        querystring: NoParameters,
        body: ref(ResolutionSchema),
        response: {
          200: jsonResponse('The updated message.', ref(RecordedMessageSchema), { message: exampleRecordedMessage }),
          ...problemResponses([
            ...bodyProblems,
            ...callerProblems,
            'message-not-found',
            'nothing-unknown',
            'journal-unavailable',
          ]),
        },
      },
      config: { scope: 'messages:send', otherScope: 'operations' },
    },
    async (request, reply) => {
      const id = normalizeId(request.params.id)
      const { outcome, reason, by, to } = request.body
      const message = await find(request.caller, id)
      if (message === undefined) return refuseAs('message-not-found', request, reply)
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
      const settled = await journal.resolve(id, {
        outcome,
        reason,
        by,
        caller: request.caller.name,
        at: Date.now(),
        ...(to && { recipients: to }),
      })
      if (settled === 0) return refuseAs('nothing-unknown', request, reply)
      request.logFields = { messageId: id, resolution: outcome, settled }
      const after = await find(request.caller, id)
      return after ? reply.send(show(after, request.caller)) : refuseAs('message-not-found', request, reply)
    },
  )

  /** A message that the caller may see. */
  const find = (asker: Caller, id: string): Promise<JournaledMessage | undefined> =>
    journal.findMessage(whoseToFind(asker), id)
}

/** The caller whose messages may be found by id: undefined for any. */
const whoseToFind = ({ name, scopes }: Caller): string | undefined => (scopes.has('operations') ? undefined : name)

/** Messages of other callers name their caller. */
const show = (message: JournaledMessage, asker: Caller) => ({
  ...describeRecordedMessage(message),
  ...(message.caller !== asker.name && { caller: message.caller }),
})
