import { type Static, Type } from '@sinclair/typebox'
import { everybody } from '../../messages/caller.ts'
import type { EventConsumers } from '../../messages/event-consumers.ts'
import type { Journal } from '../../messages/journal.ts'
import type { EventQuery, MessageEvent } from '../../messages/reports.ts'
import { eventTypes } from '../../messages/reports.ts'
import { formatInstant } from '../../sms/instant.ts'
import { DeliverySummarySchema, describeDeliverySummary } from '../schemas/delivery.ts'
import { createProblem } from '../schemas/problem-details.ts'
import { OutcomeSchema, ResendSchema } from '../schemas/recipient.ts'
import { callerProblems, commonProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { queryInteger, ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs, sendProblem } from '../server/error-handler.ts'
import { createPolls } from './event-polls.ts'

const defaultLimit = 100
const latest = 'latest'

const EventParameters = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        pattern: `^(?:0|[1-9][0-9]{0,15}|${latest})$`,
        description: 'The `next` of the previous page; `latest` for events from now on; absent for the oldest kept.',
        'x-expected': `a cursor, as next gives it, or ${latest}`,
      }),
    ),
    limit: Type.Optional(
      queryInteger(
        '^(?:[1-9][0-9]?|[1-4][0-9]{2}|500)$',
        { minimum: 1, maximum: 500 },
        `The page size, ${defaultLimit} by default.`,
      ),
    ),
    wait: Type.Optional(
      queryInteger(
        '^(?:[0-9]|[12][0-9]|30)$',
        { minimum: 0, maximum: 30, unit: 'seconds' },
        'How many seconds to wait for an event if there is none. By default the answer is immediate.',
      ),
    ),
    caller: Type.Optional(
      Type.String({
        pattern: `^\\${everybody}$`,
        description: 'The events of all callers. Requires the scope `operations`.',
        'x-expected': everybody,
      }),
    ),
  },
  { additionalProperties: false },
)

const EventSchema = Type.Object(
  {
    id: Type.String({ description: 'The place of the event in the feed. The same event always has the same id.' }),
    type: stringEnum(eventTypes, { description: 'What has happened to the recipient.' }),
    at: Type.String({ format: 'date-time', description: 'When the gateway recorded it.' }),
    caller: Type.Optional(Type.String({ description: 'Whose message it is. Only with `caller=*`.' })),
    messageId: Type.String({ format: 'uuid', description: 'The id of the message.' }),
    reference: Type.Optional(Type.String({ description: "The caller's own reference." })),
    to: Type.String({ description: 'The recipient.' }),
    outcome: ref(OutcomeSchema, { description: 'What is known about the submission since then.' }),
    resend: Type.Optional(ref(ResendSchema, { description: 'Whether it may be sent again. Absent if accepted.' })),
    delivery: Type.Optional(ref(DeliverySummarySchema)),
  },
  { $id: 'FeedEvent', description: 'A change that no answer has told.' },
)

const EventPageSchema = Type.Object(
  {
    events: Type.Array(ref(EventSchema), { description: 'The events, oldest first.' }),
    next: Type.String({ description: 'The `after` of the next page. Always present; store it after your work.' }),
  },
  { $id: 'EventPage', description: 'A page of the feed.' },
)

const exampleEvents: Static<typeof EventPageSchema> = {
  events: [
    {
      id: '1042',
      type: 'recipient.delivered',
      at: '2026-11-22T08:00:05.000Z',
      messageId: '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70',
      reference: 'order-42',
      to: '+213550000001',
      outcome: 'accepted',
      delivery: { status: 'delivered', errorCode: '000' },
    },
    {
      id: '1043',
      type: 'recipient.unknown',
      at: '2026-11-22T08:01:30.000Z',
      messageId: '019ab7e3-9a20-7b1c-a4d5-6e7f8091a2b3',
      to: '+213550000002',
      outcome: 'unknown',
      resend: 'forbidden',
    },
  ],
  next: '1043',
}
const exampleNoEvents: Static<typeof EventPageSchema> = { events: [], next: '1043' }

/** `GET /events`: what became of messages after their answer. At least once, in order, from any cursor that is kept. */
export function registerEvents(
  app: App,
  journal: Pick<Journal, 'listEvents' | 'lastEvent' | 'whenEvent'>,
  consumers: Pick<EventConsumers, 'asked'>,
): void {
  app.addSchema(DeliverySummarySchema)
  app.addSchema(EventSchema)
  app.addSchema(EventPageSchema)
  const polls = createPolls(journal)
  app.addHook('preClose', (done) => {
    polls.endAll()
    done()
  })
  app.get(
    '/events',
    {
      schema: {
        operationId: 'listEvents',
        tags: ['Messages'],
        summary: 'What has happened to messages since their answer',
        description:
          'Deliveries, settled outcomes, and outcomes that became unknown. Store `next` after you have acted on a page, and ask with it: every event arrives at least once, in order. With `wait`, an empty page is only answered after that time.',
        querystring: EventParameters,
        response: {
          200: jsonResponse('A page of events.', ref(EventPageSchema), {
            page: exampleEvents,
            none: exampleNoEvents,
          }),
          ...problemResponses([
            ...commonProblems,
            ...callerProblems,
            'invalid-request',
            'events-gone',
            'overloaded',
            'journal-unavailable',
          ]),
        },
      },
      config: { scope: 'messages:read', otherScope: 'operations' },
    },
    async (request, reply) => {
      const { caller, query } = request
      const isForAll = query.caller === everybody
      if (isForAll && !caller.scopes.has('operations')) return refuseAs('not-permitted', request, reply)
      const after = query.after === latest ? await journal.lastEvent() : query.after
      const events: EventQuery = {
        ...(after !== undefined && { after: Number(after) }),
        limit: Number(query.limit ?? defaultLimit),
        ...(!isForAll && { caller: caller.name }),
      }
      if (query.after !== latest) consumers.asked(caller.name, events)
      const result = await polls.read(events, caller.name, Number(query.wait ?? 0) * 1_000, reply.raw)
      if (result === 'crowded') return refuseAs('overloaded', request, reply)
      if (result.kind === 'gone') {
        return sendProblem(reply, createProblem('events-gone', request.id, { oldest: String(result.oldest) }))
      }
      return reply.send({
        events: result.events.map((event) => describeEvent(event, isForAll)),
        next: String(result.next),
      })
    },
  )
}

function describeEvent(event: MessageEvent, withCaller: boolean): Static<typeof EventSchema> {
  const { seq, type, at, caller, messageId, reference, to, outcome, resend, delivery } = event
  return {
    id: String(seq),
    type,
    at: formatInstant(at),
    ...(withCaller && { caller }),
    messageId,
    ...(reference !== undefined && { reference }),
    to,
    outcome,
    ...(resend !== undefined && { resend }),
    ...(delivery && { delivery: describeDeliverySummary(delivery) }),
  }
}
