import { type Static, Type } from '@sinclair/typebox'
import type { Messages } from '../../messages/send.ts'
import type { SubmissionPreview } from '../../messages/upstream.ts'
import { findCharactersForcingUcs2 } from '../../sms/encoding.ts'
import type { TextRequest } from '../../sms/lookalikes.ts'
import { type Encoding, encodings, type Message } from '../../sms/message.ts'
import { segment } from '../../sms/segments.ts'
import {
  checkUsable,
  exampleRequest,
  type SendMessage,
  SendMessageSchema,
  toImmediateRequest,
} from '../schemas/message-request.ts'
import { characterFields, findReplaced, ReplacedSchema } from '../schemas/replaced.ts'
import { bodyProblems, callerProblems, jsonResponse, problemResponses } from '../schemas/responses.ts'
import { NoParameters, ref, stringEnum } from '../schemas/schema.ts'
import type { App } from '../server/app-type.ts'
import { refuseAs, refuseUnfit } from '../server/error-handler.ts'
import { findMisnamedKey } from '../server/misnamed-key.ts'

/** A list of a thousand recipients can produce as many queries; the first ones are representative. */
const maxShownQueries = 10

const TextPreviewSchema = Type.Object(
  {
    encoding: stringEnum(encodings, { description: 'The encoding on air.' }),
    segments: Type.Integer({ description: 'Segments (parts) each recipient gets.' }),
    units: Type.Integer({
      description: 'The length on air: septets for GSM 7-bit, UTF-16 code units for UCS-2, octets for Latin-1.',
    }),
    unitsLeft: Type.Integer({ description: 'How many more units fit into the last segment.' }),
    forcingUcs2: Type.Object(
      {
        total: Type.Integer({ description: 'How many characters are not in GSM 7-bit.' }),
        first: Type.Array(Type.Object(characterFields), {
          description: 'The first of them, in order.',
        }),
      },
      { description: 'The characters that require UCS-2.' },
    ),
    replaced: Type.Optional(ref(ReplacedSchema)),
  },
  { description: 'The form of the text on air. Absent for a WAP push.' },
)

export const MessagePreviewSchema = Type.Object(
  {
    from: Type.String({ description: 'The sender that the recipients would see.' }),
    recipientCount: Type.Integer({ description: 'How many recipients the message has.' }),
    numbers: Type.Optional(
      Type.Array(
        Type.Object({
          requestedAs: Type.String({ description: 'The number as the request wrote it.' }),
          to: Type.String({ description: 'The number in E.164 form, as it would be submitted.' }),
        }),
        { description: 'The numbers that were not in E.164 form in the request. Absent if there are none.' },
      ),
    ),
    text: Type.Optional(TextPreviewSchema),
    upstream: Type.Object(
      {
        path: Type.String({ description: 'The path of the upstream requests.' }),
        requestCount: Type.Integer({ description: 'How many GETs the message requires.' }),
        queries: Type.Array(Type.String(), {
          description:
            'The query of each GET, without credentials and extra parameters; only the first ones if there are many.',
        }),
      },
      { description: 'What would be submitted.' },
    ),
  },
  {
    $id: 'MessagePreview',
    description: 'How a message would look on air and on the wire.',
  },
)

/** `POST /messages/preview`: shows the result of a message without sending it. */
export function registerMessagePreview(app: App, messages: Messages): void {
  app.addSchema(MessagePreviewSchema)
  app.post(
    '/messages/preview',
    {
      schema: {
        operationId: 'previewMessage',
        tags: ['Messages'],
        summary: 'Preview a message without sending it',
        description:
          'Takes the body of `POST /messages` and returns its encoding, its segments, the characters that force UCS-2, and the upstream queries. Sends nothing. Scheduled messages have no preview.',
        querystring: NoParameters,
        body: ref(SendMessageSchema),
        response: {
          200: jsonResponse('What would be sent.', ref(MessagePreviewSchema), { preview: examplePreview }),
          ...problemResponses([...bodyProblems, ...callerProblems, 'idempotency-key-misnamed']),
        },
      },
      config: {
        scope: 'messages:send',
        check: (body, unusable, caller) =>
          checkUsable(body as SendMessage, unusable, (usable) => messages.check(toImmediateRequest(usable), caller)),
      },
    },
    async (request, reply) => {
      // A preview needs no key, but a message without one would be refused.
      if (findMisnamedKey(request.raw) !== undefined) return refuseAs('idempotency-key-misnamed', request, reply)
      const result = messages.preview(toImmediateRequest(request.body), request.caller)
      if (!result.ok) return refuseUnfit(request, reply, result)
      return reply.send(describePreview(result.message, result.submission, request.body))
    },
  )
}

export function describePreview(
  message: Message,
  { path, queries }: SubmissionPreview,
  request: TextRequest & { readonly to: readonly string[] },
): Static<typeof MessagePreviewSchema> {
  const { content, from, to } = message
  const text = content.kind === 'text' ? { text: describeText(content.text, content.encoding, request) } : {}
  const upstream = { path, requestCount: queries.length, queries: queries.slice(0, maxShownQueries) }
  const numbers = findRewritten(request.to, to)
  return { from, recipientCount: to.length, ...(numbers.length > 0 && { numbers }), ...text, upstream }
}

/** The numbers whose form in the request differs from the one that is submitted. */
const findRewritten = (requested: readonly string[], to: readonly string[]) =>
  to.flatMap((number, index) => {
    const requestedAs = requested[index] ?? number
    return requestedAs === number ? [] : [{ requestedAs, to: number }]
  })

/** @param text the text that would be sent, which may differ from the request's */
function describeText(text: string, encoding: Encoding, request: TextRequest): Static<typeof TextPreviewSchema> {
  const { total, first } = findCharactersForcingUcs2(text)
  const replaced = findReplaced(request)
  return {
    encoding,
    ...segment(text, encoding),
    forcingUcs2: { total, first: [...first] },
    ...(replaced !== undefined && { replaced }),
  }
}

const examplePreview: Static<typeof MessagePreviewSchema> = {
  from: exampleRequest.from,
  recipientCount: 1,
  text: describeText(exampleRequest.text, 'gsm7', exampleRequest),
  upstream: {
    path: '/bulksms/bulksms',
    requestCount: 1,
    queries: ['type=0&dlr=1&destination=%2B213550000001&source=ACME&message=Your%20code%20is%201234'],
  },
}
