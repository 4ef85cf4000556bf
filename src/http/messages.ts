import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SentMessage } from '../domain/complete-message.ts'
import type { MessageRequest } from '../domain/compose-message.ts'
import { parseIdempotencyKey } from '../domain/idempotency.ts'
import type { StoredAnswer } from '../domain/journal.ts'
import { statusOf, summarize } from '../domain/outcome.ts'
import { maskPhoneNumber } from '../domain/phone-number.ts'
import type { Messages } from '../domain/send-message.ts'
import { refuseAs, refuseUnfit } from './error-handler.ts'
import { exampleAccepted, examplePartial, exampleScheduled, exampleScheduledPartial } from './examples.ts'
import { type App, formatRequestLine } from './fastify.ts'
import { formatSendAnswer, locationOf, MessageAnswerSchema, retryAfterSecondsOf } from './message-answer.ts'
import {
  checkUsable,
  type ScheduleMessage,
  ScheduleMessageSchema,
  type SendMessage,
  SendMessageSchema,
  toImmediateRequest,
  toScheduledRequest,
} from './message-request.ts'
import { type Problem, problemMediaType, retryAfterSeconds } from './problem-details.ts'
import {
  bodyProblems,
  callerProblems,
  jsonResponse,
  keyProblems,
  messageHeaders,
  problemResponses,
  sendProblems,
} from './responses.ts'
import { NoParameters, ref } from './schema.ts'

/** `POST /messages` and `POST /scheduled-messages`: submit a message, and answer what is known about each recipient. */
export function registerMessages(app: App, messages: Messages, keyRequired: boolean): void {
  app.addSchema(MessageAnswerSchema)
  app.addSchema(SendMessageSchema)
  app.addSchema(ScheduleMessageSchema)

  app.post(
    '/messages',
    {
      schema: {
        operationId: 'sendMessage',
        tags: ['Messages'],
        summary: 'Send a message now',
        description: sendDescription,
        headers: IdempotencyHeaders,
        querystring: NoParameters,
        body: ref(SendMessageSchema),
        response: sendResponses(exampleAccepted, examplePartial),
      },
      config: {
        scope: 'messages:send',
        check: (body, unusable, caller) =>
          checkUsable(body as SendMessage, unusable, (usable) => messages.check(toImmediateRequest(usable), caller)),
      },
    },
    async (request, reply) => {
      await send(request, reply, 'messages', toImmediateRequest(request.body))
      return reply
    },
  )

  app.post(
    '/scheduled-messages',
    {
      schema: {
        operationId: 'scheduleMessage',
        tags: ['Messages'],
        summary: 'Have a message sent later',
        description: `${sendDescription} The provider keeps the message until its time; it can then be neither listed, nor changed, nor cancelled.`,
        headers: IdempotencyHeaders,
        querystring: NoParameters,
        body: ref(ScheduleMessageSchema),
        response: sendResponses(exampleScheduled, exampleScheduledPartial),
      },
      config: {
        scope: 'messages:send',
        check: (body, unusable, caller) =>
          checkUsable(body as ScheduleMessage, unusable, (usable) =>
            messages.check(toScheduledRequest(usable), caller),
          ),
      },
    },
    async (request, reply) => {
      await send(request, reply, 'scheduled-messages', toScheduledRequest(request.body))
      return reply
    },
  )

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    route: string,
    message: MessageRequest,
  ): Promise<FastifyReply> {
    const header = request.headers['idempotency-key']
    const key = typeof header === 'string' ? parseIdempotencyKey(header) : undefined
    if (key === undefined && header !== undefined) return refuseAs('idempotency-key-malformed', request, reply)
    if (key === undefined && keyRequired) return refuseAs('idempotency-key-required', request, reply)

    const requestId = request.id
    const format = (sent: SentMessage) => {
      const { statusCode, body } = formatSendAnswer(sent, requestId)
      return { statusCode, body: JSON.stringify(body) }
    }
    const context = { caller: request.caller, route, requestId, format, ...(key !== undefined && { key }) }
    const result = await messages.send(message, context)
    if ('violations' in result) return refuseUnfit(request, reply, result)
    if (result.kind === 'refused') return refuseAs(result.problem, request, reply)
    if (result.kind === 'quota-exceeded') {
      return refuseAs(result.kind, request, reply, Math.ceil(result.retryAfterMs / 1_000))
    }

    const { id, answer, replayed, sent } = result
    // At once and not with the answer, which nobody may be there to take: what was sent is told in any case.
    const told = { messageId: id, ...(sent ? describeForLog(sent) : { replayed }) }
    request.log.info({ ...formatRequestLine(request, reply, answer.statusCode), ...told }, 'message answered')
    request.isLogged = true
    request.messageId = id
    if (id !== undefined) reply.header('location', locationOf(id))
    if (replayed) reply.header('idempotent-replayed', 'true')
    if (mayBeSentAgain(answer)) reply.header('retry-after', (sent && retryAfterSecondsOf(sent)) ?? retryAfterSeconds)
    const mediaType = answer.statusCode < 400 ? 'application/json' : problemMediaType
    return reply.code(answer.statusCode).type(mediaType).send(answer.body)
  }
}

const mayBeSentAgain = ({ statusCode, body }: StoredAnswer): boolean =>
  statusCode >= 400 && (JSON.parse(body) as Problem).resend === 'safe'

const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      description:
        'Makes it safe to repeat the request: the same key and body get the first answer again, and only recipients that provably got nothing are sent to. 16 to 255 letters, digits or signs of `_ : . -`.',
      examples: ['7d3f4a52-9d0b-4f0e-8b57-0d2b6a7c1f10'],
    }),
  ),
})

const sendDescription =
  'Answers once the outcome of every recipient is known, or known to be unknown. 201: all were accepted. 207: some were; look at each. Otherwise a problem, which says for each recipient whether it may be sent again.'

const sendResponses = (accepted: unknown, partial: unknown) => ({
  201: jsonResponse('Every recipient was accepted.', ref(MessageAnswerSchema), { accepted }, messageHeaders),
  207: jsonResponse(
    'Some recipients were accepted, and some were not.',
    ref(MessageAnswerSchema),
    { partial },
    messageHeaders,
  ),
  ...problemResponses([...bodyProblems, ...callerProblems, 'quota-exceeded', ...keyProblems, ...sendProblems]),
})

/** A line names some of the numbers, masked; a list of a thousand would drown it. */
const maxLoggedNumbers = 5

function describeForLog({ encoding, segments, scheduledAt, results }: SentMessage): Record<string, unknown> {
  const summary = summarize(results)
  const codes = new Set(results.flatMap((result) => (result.accepted ? [] : [result.failure.code])))
  return {
    outcome: statusOf(summary),
    summary,
    codes: [...codes],
    to: results.slice(0, maxLoggedNumbers).map(({ to }) => maskPhoneNumber(to)),
    scheduled: scheduledAt !== undefined,
    ...(encoding !== undefined && { encoding, segments }),
  }
}
