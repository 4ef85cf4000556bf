import type { Content, Message } from '../../src/sms/message.ts'
import type { QuerySettings } from '../../src/upstream/query.ts'

/** A minimal account, so that the changes of a test are obvious. */
export const querySettings: QuerySettings = {
  username: 'user',
  password: 'secret',
  sendPath: '/bulksms/bulksms',
  schedulePath: '/bulksms/schedulemsg',
  unicode: 'utf16be-hex',
  numberFormat: 'plus',
  scheduleParameters: 'date,time',
  extraParameters: [],
  destinationsPerRequest: 100,
  maxUrlBytes: 7000,
}

export const to = '+213550000001'

/** That many distinct numbers; the first is `to`. */
export const numbers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `+21355${String(index + 1).padStart(7, '0')}`)

export const textContent = (text: string, changes: Partial<Extract<Content, { kind: 'text' }>> = {}): Content => ({
  kind: 'text',
  text,
  encoding: 'gsm7',
  flash: false,
  segments: 1,
  ...changes,
})

export const messageOf = (changes: Partial<Message> = {}): Message => ({
  to: [to],
  from: 'ACME',
  content: textContent('hello'),
  deliveryReport: true,
  ...changes,
})
