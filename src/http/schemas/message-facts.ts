import { type Static, Type } from '@sinclair/typebox'
import type { MessageFacts } from '../../messages/journal.ts'
import { formatInstant } from '../../sms/instant.ts'
import { encodings } from '../../sms/message.ts'
import { describeUpstreamSchedule } from '../../sms/schedule.ts'
import { ref, stringEnum } from './schema.ts'

export const ScheduleSchema = Type.Object(
  {
    sendAt: Type.String({ format: 'date-time', description: 'The minute at which the provider is to send, in UTC.' }),
    upstream: Type.Object(
      {
        date: Type.String({ description: 'MM/DD/YYYY' }),
        time: Type.String({ description: 'hh:mm am or pm' }),
        gmt: Type.String({ description: 'The UTC offset of date and time.' }),
      },
      { description: 'The same minute, as it is sent to the upstream.' },
    ),
    cancelable: Type.Literal(false, {
      description: 'Always false: the upstream cannot list, change or cancel scheduled messages.',
    }),
  },
  { $id: 'Schedule', description: 'When the message will be sent.' },
)

/** The facts about a message that every view of it contains. */
export const factFields = {
  id: Type.String({ format: 'uuid', description: 'The id of the message (UUIDv7).' }),
  reference: Type.Optional(Type.String({ description: "The caller's own reference, as in the request." })),
  createdAt: Type.String({ format: 'date-time', description: 'When the gateway accepted the request.' }),
  from: Type.String({ description: 'The sender that the recipients see.' }),
  encoding: Type.Optional(stringEnum(encodings, { description: 'The encoding on air. Absent for a WAP push.' })),
  segments: Type.Optional(
    Type.Integer({
      description: 'Segments (parts) per recipient. Absent for a WAP push, whose binary form the provider builds.',
    }),
  ),
  schedule: Type.Optional(ref(ScheduleSchema)),
}

/** @see factFields */
export function describeFacts({ id, reference, createdAt, from, encoding, segments, scheduledAt }: MessageFacts) {
  return {
    id,
    ...(reference === undefined ? {} : { reference }),
    createdAt: formatInstant(createdAt),
    from,
    ...(encoding === undefined ? {} : { encoding }),
    ...(segments === undefined ? {} : { segments }),
    ...(scheduledAt === undefined ? {} : { schedule: describeSchedule(scheduledAt) }),
  }
}

export function describeSchedule(scheduledAt: number): Static<typeof ScheduleSchema> {
  const sendAt = Temporal.Instant.fromEpochMilliseconds(scheduledAt)
  return { sendAt: sendAt.toString(), upstream: { ...describeUpstreamSchedule(sendAt) }, cancelable: false }
}
