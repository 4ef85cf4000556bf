import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MessageRequest } from '../domain/compose-message.ts'
import { statusOf, summarize } from '../domain/outcome.ts'
import { maskPhoneNumber } from '../domain/phone-number.ts'
import type { Messages, SentMessage } from '../domain/send-message.ts'
import { refuse } from './error-handler.ts'
import { exampleAccepted, examplePartial, exampleScheduled, exampleScheduledPartial } from './examples.ts'
import type { App } from './fastify.ts'
import { formatSendAnswer, locationOf, MessageAnswerSchema } from './message-answer.ts'
import {
  checkUsable,
  type ScheduleMessage,
  ScheduleMessageSchema,
  type SendMessage,
  SendMessageSchema,
  toImmediateRequest,
  toScheduledRequest,
} from './message-request.ts'
import { problemMediaType } from './problem-details.ts'
import { bodyProblems, jsonResponse, locationHeader, problemResponses, sendProblems } from './responses.ts'
import { NoParameters, ref } from './schema.ts'

/** `POST /messages` and `POST /scheduled-messages`: submit a message, and answer what is known about each recipient. */
export function registerMessages(app: App, messages: Messages): void {
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
        querystring: NoParameters,
        body: ref(SendMessageSchema),
        response: sendResponses(exampleAccepted, examplePartial),
      },
      config: {
        check: (body, unusable) =>
          checkUsable(body as SendMessage, unusable, (usable) => messages.check(toImmediateRequest(usable))),
      },
    },
    async (request, reply) => {
      await send(request, reply, toImmediateRequest(request.body))
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
        querystring: NoParameters,
        body: ref(ScheduleMessageSchema),
        response: sendResponses(exampleScheduled, exampleScheduledPartial),
      },
      config: {
        check: (body, unusable) =>
          checkUsable(body as ScheduleMessage, unusable, (usable) => messages.check(toScheduledRequest(usable))),
      },
    },
    async (request, reply) => {
      await send(request, reply, toScheduledRequest(request.body))
      return reply
    },
  )

  async function send(request: FastifyRequest, reply: FastifyReply, message: MessageRequest): Promise<FastifyReply> {
    const result = await messages.send(message)
    if (!result.ok) return refuse(request, reply, result.violations)
    Object.assign(request.logFields, describeForLog(result.sent))
    const answer = formatSendAnswer(result.sent, request.id)
    reply.header('location', locationOf(result.sent.id))
    if ('retryAfterSeconds' in answer) reply.header('retry-after', answer.retryAfterSeconds)
    return reply
      .code(answer.statusCode)
      .type('code' in answer.body ? problemMediaType : 'application/json')
      .send(answer.body)
  }
}

const sendDescription =
  'Answers once the outcome of every recipient is known, or known to be unknown. 201: all were accepted. 207: some were; look at each. Otherwise a problem, which says for each recipient whether it may be sent again.'

const sendResponses = (accepted: unknown, partial: unknown) => ({
  201: jsonResponse('Every recipient was accepted.', ref(MessageAnswerSchema), { accepted }, locationHeader),
  207: jsonResponse(
    'Some recipients were accepted, and some were not.',
    ref(MessageAnswerSchema),
    { partial },
    locationHeader,
  ),
  ...problemResponses([...bodyProblems, ...sendProblems]),
})

/** A line names some of the numbers, masked; a list of a thousand would drown it. */
const maxLoggedNumbers = 5

function describeForLog({ id, message, results }: SentMessage): Record<string, unknown> {
  const { content, schedule } = message
  const summary = summarize(results)
  const codes = new Set(results.flatMap((result) => (result.accepted ? [] : [result.failure.code])))
  return {
    messageId: id,
    outcome: statusOf(summary),
    summary,
    codes: [...codes],
    to: message.to.slice(0, maxLoggedNumbers).map(maskPhoneNumber),
    scheduled: schedule !== undefined,
    ...(content.kind === 'text' ? { encoding: content.encoding, segments: content.segments } : {}),
  }
}
