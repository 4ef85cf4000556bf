import { type Static, Type } from '@sinclair/typebox'
import { type Delivery, deliveryOf, deliveryStatuses, reportStatuses } from '../../messages/delivery.ts'
import type { JournaledMessage, JournaledRecipient } from '../../messages/journal.ts'
import { standingAttempt } from '../../messages/journal-entry.ts'
import { formatInstant } from '../../sms/instant.ts'
import { stringEnum } from './schema.ts'

const instant = (description: string) => Type.String({ format: 'date-time', description })

/** What every view of a delivery contains. */
const deliveryFields = {
  status: stringEnum(deliveryStatuses, {
    description:
      '`awaited`: no report has come. `pending`: on its way. `unknown`: the provider does not know. `partially-delivered`: some parts were delivered and others failed.',
  }),
  errorCode: Type.Optional(
    Type.String({ description: "The provider's or operator's error code, from the report that decided." }),
  ),
  at: Type.Optional(instant("When the status came about. Absent if the provider's time zone is not configured.")),
  parts: Type.Optional(
    Type.Object(
      {
        count: Type.Integer({ description: 'The parts that the provider gave an id.' }),
        delivered: Type.Integer({ description: 'The parts that were delivered.' }),
        undelivered: Type.Integer({ description: 'The parts that failed.' }),
      },
      { description: 'The parts of a long message, if the provider gave them ids.' },
    ),
  ),
}

/** A delivery in an event. */
export const DeliverySummarySchema = Type.Object(deliveryFields, {
  $id: 'DeliverySummary',
  description: 'What the delivery reports add up to.',
})

export const DeliverySchema = Type.Object(
  {
    ...deliveryFields,
    reportedAt: Type.Optional(instant('When the newest report arrived.')),
    reports: Type.Array(
      Type.Object(
        {
          upstreamMessageId: Type.String({ description: 'The id that the report named.' }),
          status: stringEnum(reportStatuses, {
            description: 'The status in the words of SMPP; `other` for one that is none of them.',
          }),
          errorCode: Type.Optional(Type.String({ description: "The provider's or operator's error code." })),
          provider: Type.Object(
            {
              submit: Type.Optional(Type.String({ description: 'When the provider took the message, in its words.' })),
              done: Type.Optional(Type.String({ description: 'When the status came about, in its words.' })),
            },
            { description: "The provider's own dates." },
          ),
          at: Type.Optional(instant('The instant of `provider.done`, if the time zone is configured.')),
          reportedAt: instant('When the report arrived.'),
        },
        { description: 'One delivery report.' },
      ),
      { description: 'All reports, in the order in which they arrived.' },
    ),
  },
  { $id: 'Delivery', description: 'What is known about the delivery to an accepted recipient.' },
)

export const describeDeliverySummary = ({
  status,
  error,
  doneAt,
  parts,
}: Delivery): Static<typeof DeliverySummarySchema> => ({
  status,
  ...(error !== undefined && { errorCode: error }),
  ...(doneAt !== undefined && { at: formatInstant(doneAt) }),
  ...(parts && { parts: { ...parts } }),
})

/** The delivery to a recipient; undefined unless it was accepted. */
export function describeDelivery(
  recipient: JournaledRecipient,
  { segments, deliveryReport }: Pick<JournaledMessage, 'segments' | 'deliveryReport'>,
): Static<typeof DeliverySchema> | undefined {
  const standing = standingAttempt(recipient)
  if (standing?.state !== 'accepted') return undefined
  const { upstreamMessageId: id, upstreamMessageIds: ids = id === undefined ? [] : [id] } = standing
  const { reports } = recipient
  const newest = reports.at(-1)
  return {
    ...describeDeliverySummary(deliveryOf({ ids, segments, reportRequested: deliveryReport }, reports)),
    ...(newest && { reportedAt: formatInstant(newest.receivedAt) }),
    reports: reports.map(({ upstreamMessageId, status, error, submit, done, doneAt, receivedAt }) => ({
      upstreamMessageId,
      status,
      ...(error !== undefined && { errorCode: error }),
      provider: { ...(submit !== undefined && { submit }), ...(done !== undefined && { done }) },
      ...(doneAt !== undefined && { at: formatInstant(doneAt) }),
      reportedAt: formatInstant(receivedAt),
    })),
  }
}
