import type { components, operations } from './schema.ts'

type Schemas = components['schemas']

export type SendMessage = Schemas['SendMessage']
export type ScheduleMessage = Schemas['ScheduleMessage']
export type Message = Schemas['Message']
export type MessagePreview = Schemas['MessagePreview']
export type RecordedMessage = Schemas['RecordedMessage']
export type RecordedMessageList = Schemas['RecordedMessageList']
export type EventPage = Schemas['EventPage']
export type Resolution = Schemas['Resolution']
export type Recipient = Schemas['Recipient']
export type Problem = Schemas['Problem']
export type Resend = Schemas['Resend']
export type MessageFilter = NonNullable<operations['listMessages']['parameters']['query']>
export type EventFilter = NonNullable<operations['listEvents']['parameters']['query']>
