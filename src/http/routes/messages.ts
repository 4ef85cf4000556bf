import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MessageRequest } from '../../messages/compose-message.ts'
import { keyForm, parseIdempotencyKey } from '../../messages/idempotency.ts'
import type { Messages } from '../../messages/send.ts'
import type { SendResult } from '../../messages/send-result.ts'
import { formatAcceptedAnswer } from '../schemas/accepted-answer.ts'
import { exampleAccepted, examplePartial, exampleScheduled, exampleScheduledPartial } from '../schemas/examples.ts'
import {
  describeSendAnswer,
  locationOf,
  MessageAnswerSchema,
  mayBeSentAgain,
  retryAfterSecondsOf,
} from '../schemas/message-answer.ts'
import {
  checkUsable,
  type MessageSchema,
  type ScheduleMessage,
  ScheduleMessageSchema,
  type SendMessage,
  SendMessageSchema,
  toImmediateRequest,
  toScheduledRequest,
  withNationalNumbers,
} from '../schemas/message-request.ts'
import { problemMediaType, retryAfterSeconds } from '../schemas/problem-details.ts'
import { ReplacedSchema } from '../schemas/replaced.ts'
import {
  bodyProblems,
  callerProblems,
  jsonResponse,
  keyProblems,
  messageHeaders,
  problemResponses,
  sendProblems,
} from '../schemas/responses.ts'
import { NoParameters, ref } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs, refuseUnfit } from '../server/error-handler.ts'
import { findMisnamedKey } from '../server/misnamed-key.ts'
import { logAnsweredMessage } from './message-log.ts'

/**
 * `POST /messages` and `POST /scheduled-messages`: submit a message, and answer with what is known about each recipient.
 *
 * @param defaultCountry the country whose national number format is accepted in addition to E.164
 */
export function registerMessages(app: App, messages: Messages, keyRequired: boolean, defaultCountry?: string): void {
  const withNumbers = (schema: MessageSchema) =>
    defaultCountry === undefined ? schema : withNationalNumbers(schema, defaultCountry)
  app.addSchema(ReplacedSchema)
  app.addSchema(MessageAnswerSchema)
  app.addSchema(withNumbers(SendMessageSchema))
  app.addSchema(withNumbers(ScheduleMessageSchema))
  const { basePath } = app

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
    sendAs('messages', toImmediateRequest),
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
    sendAs('scheduled-messages', toScheduledRequest),
  )

  /**
   * Creates the handler of a route. It is not async, and its closure holds no part of the body: a request that waits for a
   * long time keeps nothing but its reply.
   */
  function sendAs(route: string, toMessage: (body: SendMessage) => MessageRequest) {
    return (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
      if (findMisnamedKey(request.raw) !== undefined) return void refuseAs('idempotency-key-misnamed', request, reply)
      const header = request.headers['idempotency-key']
      const key = typeof header === 'string' ? parseIdempotencyKey(header) : undefined
      if (key === undefined && header !== undefined) return void refuseAs('idempotency-key-malformed', request, reply)
      if (key === undefined && keyRequired) return void refuseAs('idempotency-key-required', request, reply)

      const { caller, id: requestId } = request
      const context = key === undefined ? { caller, route, requestId } : { caller, route, requestId, key }
      const message = toMessage(request.body as SendMessage)
      request.body = undefined
      return messages.send(message, context).then((result) => answer(request, reply, result))
    }
  }

  /** Returns nothing: a reply is thenable, and Fastify would wait for it again. */
  function answer(request: FastifyRequest, reply: FastifyReply, result: SendResult): void {
    if ('violations' in result) return void refuseUnfit(request, reply, result)
    if (result.kind === 'refused') return void refuseAs(result.problem, request, reply)
    if (result.kind === 'quota-exceeded') {
      return void refuseAs(result.kind, request, reply, Math.ceil(result.retryAfterMs / 1_000))
    }

    const { sent, replayed } = result
    const id = sent.recorded ? sent.id : undefined
    const acceptedText = formatAcceptedAnswer(sent, result.request)
    const other =
      acceptedText === undefined ? describeSendAnswer(sent, request.id, result.request, basePath) : undefined
    const statusCode = other?.statusCode ?? 201
    // Logged now and not when the answer ends: the client may have disconnected, and the send must be logged in any case.
    logAnsweredMessage(request, reply, statusCode, id, sent, replayed)
    request.isLogged = true
    request.messageId = id
    if (id !== undefined) reply.header('location', basePath + locationOf(id))
    if (replayed) reply.header('idempotent-replayed', 'true')
    if (other !== undefined && mayBeSentAgain(other.body)) {
      reply.header('retry-after', retryAfterSecondsOf(sent) ?? retryAfterSeconds)
    }
    const mediaType = statusCode < 400 ? 'application/json' : problemMediaType
    reply
      .code(statusCode)
      .type(mediaType)
      .send(acceptedText ?? JSON.stringify(other?.body))
  }
}

/** Fastify validates headers in lowercase; clients see the name as it is written here. */
const IdempotencyHeaders = Type.Object({
  'Idempotency-Key': Type.Optional(
    Type.String({
      description:
        'Makes it safe to repeat the request: the same key and body return what is known about the message, and it is only sent to recipients that provably got nothing. 16 to 255 letters, digits or characters of `_ : . -`: a new one for each message, for example a UUID.',
      'x-described-as': { type: 'string', ...keyForm },
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
