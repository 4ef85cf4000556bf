import { type Static, Type } from '@sinclair/typebox'
import type { MessageFacts } from '../../messages/journal.ts'
import { formatInstant } from '../../sms/instant.ts'
import { encodings } from '../../sms/message.ts'
import { formatUpstreamSchedule } from '../../sms/schedule.ts'
import { stringEnum } from './schema.ts'

const ScheduleSchema = Type.Object(
  {
    sendAt: Type.String({ format: 'date-time', description: 'The minute at which the provider is to send, in UTC.' }),
    upstream: Type.Object(
      {
        date: Type.String({ description: 'MM/DD/YYYY' }),
        time: Type.String({ description: 'hh:mm am or pm' }),
        gmt: Type.String({ description: 'The offset in which date and time are said.' }),
      },
      { additionalProperties: false, description: 'The same minute as the upstream is told it.' },
    ),
    cancelable: Type.Literal(false, {
      description: 'Always false: the upstream can neither list, nor change, nor cancel what was scheduled.',
    }),
  },
  { additionalProperties: false, description: 'When the message will be sent.' },
)

/** What is said of a message wherever it is shown. */
export const factFields = {
  id: Type.String({ format: 'uuid', description: 'The id of the message (UUIDv7).' }),
  reference: Type.Optional(Type.String({ description: "The caller's own reference, as in the request." })),
  createdAt: Type.String({ format: 'date-time', description: 'When the gateway took the message.' }),
  from: Type.String({ description: 'The sender that the recipients see.' }),
  encoding: Type.Optional(stringEnum(encodings, { description: 'The encoding on air. Absent for a WAP push.' })),
  segments: Type.Optional(
    Type.Integer({
      description:
        'Segments (parts) each recipient gets. Absent for a WAP push, whose binary form the provider builds.',
    }),
  ),
  schedule: Type.Optional(ScheduleSchema),
}

/** @see factFields */
export function formatFacts({ id, reference, createdAt, from, encoding, segments, scheduledAt }: MessageFacts) {
  return {
    id,
    ...(reference === undefined ? {} : { reference }),
    createdAt: formatInstant(createdAt),
    from,
    ...(encoding === undefined ? {} : { encoding }),
    ...(segments === undefined ? {} : { segments }),
    ...(scheduledAt === undefined ? {} : { schedule: formatSchedule(scheduledAt) }),
  }
}

export function formatSchedule(scheduledAt: number): Static<typeof ScheduleSchema> {
  const sendAt = Temporal.Instant.fromEpochMilliseconds(scheduledAt)
  return { sendAt: sendAt.toString(), upstream: { ...formatUpstreamSchedule(sendAt) }, cancelable: false }
}
