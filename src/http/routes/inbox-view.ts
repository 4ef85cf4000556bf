import { type Static, Type } from '@sinclair/typebox'
import { type Encoding, encodings } from '../../sms/message.ts'
import { segment } from '../../sms/segments.ts'
import { stringEnum } from '../schemas/schema.ts'

/** A message as a phone of the simulated provider shows it. */
export type InboxMessage = {
  readonly id: string
  readonly receivedAt: string
  readonly to: string
  readonly from: string
  readonly kind: 'text' | 'wap-push'
  readonly encoding: Encoding | 'wap-push'
  readonly flash: boolean
  readonly text: string
  readonly url?: string
  readonly sendAt?: string
  readonly isTaken: boolean
  readonly answer: string
  readonly fault?: string
  readonly isReportRequested: boolean
  readonly notReported?: 'too-far' | 'too-many'
  readonly reports: readonly {
    readonly upstreamMessageId: string
    readonly status: string
    readonly sentAt: string
    readonly isTaken: boolean
  }[]
}

const instant = (description: string) => Type.String({ format: 'date-time', description })

const InboxMessageSchema = Type.Object(
  {
    id: Type.String({ description: 'The id of the message in the inbox.' }),
    receivedAt: instant('When the provider received it.'),
    to: Type.String({ description: 'The number.' }),
    from: Type.String({ description: 'The sender that the phone shows.' }),
    text: Type.String({ description: 'The text, decoded. The title of a WAP push.' }),
    encoding: stringEnum([...encodings, 'wap-push'], { description: 'The encoding on air.' }),
    parts: Type.Optional(Type.Integer({ description: 'The parts of the text. Absent for a WAP push.' })),
    flash: Type.Boolean({ description: 'Whether the phone shows it at once and does not store it.' }),
    url: Type.Optional(Type.String({ description: 'The link of a WAP push.' })),
    sendAt: Type.Optional(instant('When the phone gets it. Absent if the message is not scheduled.')),
    taken: Type.Boolean({
      description: 'Whether the provider took it. If the connection broke, the gateway may not know that it did.',
    }),
    answer: Type.String({ description: 'The answer of the provider about this number.' }),
    fault: Type.Optional(Type.String({ description: 'How the connection was broken.' })),
    deliveryReportRequested: Type.Boolean({ description: 'Whether a delivery report was asked for.' }),
    notReported: Type.Optional(
      stringEnum(['too-far', 'too-many'], {
        description:
          'Why no delivery report will come, although one was asked for: the message is scheduled for more than 24.8 days ahead, or too many scheduled messages wait.',
      }),
    ),
    deliveryReports: Type.Array(
      Type.Object(
        {
          status: Type.String({ description: 'The status as it was reported.' }),
          sentAt: instant('When the provider sent it.'),
          upstreamMessageId: Type.String({ description: "The provider's id of the message." }),
          taken: Type.Boolean({ description: 'Whether the receiver took it.' }),
        },
        { description: 'A delivery report.' },
      ),
      { description: 'The delivery reports that were sent so far.' },
    ),
  },
  { description: 'A message to one number.' },
)

export const InboxSchema = Type.Object(
  {
    revision: Type.String({ description: 'Changes with the content: `since` of the next request.' }),
    received: Type.Integer({ description: 'Requests that the provider received since the inbox was cleared.' }),
    refused: Type.Integer({ description: 'Those among the kept ones that were refused as a whole.' }),
    matching: Type.Integer({ description: 'The kept messages that match, which can be more than are returned.' }),
    messages: Type.Array(InboxMessageSchema, { description: 'The messages, newest first.' }),
  },
  { $id: 'Inbox', description: 'What arrived at the simulated provider.' },
)

export const exampleInbox: Static<typeof InboxSchema> = {
  revision: '5f0c1b2a-12',
  received: 1,
  refused: 0,
  matching: 1,
  messages: [
    {
      id: '0f6c1f0e-0',
      receivedAt: '2026-11-22T08:00:00.000Z',
      to: '+213550000001',
      from: 'ACME',
      text: 'Your code is 1234',
      encoding: 'gsm7',
      parts: 1,
      flash: false,
      taken: true,
      answer: '1701|+213550000001|7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02',
      deliveryReportRequested: true,
      deliveryReports: [
        {
          status: 'DELIVRD',
          sentAt: '2026-11-22T08:00:01.000Z',
          upstreamMessageId: '7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02',
          taken: true,
        },
      ],
    },
  ],
}

export function describeInboxMessage(message: InboxMessage): Static<typeof InboxMessageSchema> {
  const { id, receivedAt, to, from, text, encoding, flash, url, sendAt, answer, fault, notReported } = message
  return {
    id,
    receivedAt,
    to,
    from,
    text,
    encoding,
    ...(encoding !== 'wap-push' && { parts: segment(text, encoding).segments }),
    flash,
    ...(url !== undefined && { url }),
    ...(sendAt !== undefined && { sendAt }),
    taken: message.isTaken,
    answer,
    ...(fault !== undefined && { fault }),
    deliveryReportRequested: message.isReportRequested,
    ...(notReported !== undefined && { notReported }),
    deliveryReports: message.reports.map(({ status, sentAt, upstreamMessageId, isTaken }) => ({
      status,
      sentAt,
      upstreamMessageId,
      taken: isTaken,
    })),
  }
}
