import {
  exampleDateTime,
  exampleRequest,
  exampleSendAt,
  type ScheduleMessage,
  type SendMessage,
} from './message-request.ts'

/** Examples by name, in the form of OpenAPI. */
export type RequestExamples = Readonly<Record<string, { readonly summary: string; readonly value: object }>>

/** A number with which the sandbox behaves in a special way. */
export type MagicExample = {
  readonly name: string
  readonly number: string
  readonly description: string
  readonly expected: string
}

const { to, from, text } = exampleRequest
const both = [...to, '+213550000002']
const unicode = { to, from, text: 'رمز التحقق الخاص بك هو 1234 ✅' }
const wapPush = { to, from, text: 'Your ticket', wapPush: { url: 'https://example.com/tickets/42' } }

const sendExamples = {
  plain: { summary: 'A message to one recipient', value: exampleRequest },
  list: { summary: 'A message to several recipients', value: { to: both, from, text: 'The office is closed today' } },
  unicode: { summary: 'Unicode: sent as UCS-2, with 70 characters in the first segment', value: unicode },
  lookalikes: {
    summary: 'Typographic characters that are replaced, so that the text fits GSM 7-bit',
    value: { to, from, text: 'It’s “ready” – come by', replace: 'lookalikes' },
  },
  flash: { summary: 'Displayed at once and not stored', value: { to, from, text, flash: true } },
  'wap-push': { summary: 'WAP push: a link with the text as its title', value: wapPush },
} as const satisfies Record<string, { summary: string; value: SendMessage }>

const scheduleExamples = {
  instant: { summary: 'At an instant', value: { ...exampleRequest, sendAt: exampleSendAt } },
  'local-time': {
    summary: 'At a local time',
    value: { ...exampleRequest, sendAtLocal: { dateTime: exampleDateTime, timeZone: 'Africa/Algiers' } },
  },
} as const satisfies Record<string, { summary: string; value: ScheduleMessage }>

const by = 'A. Operator'
const settleExamples = {
  accepted: { summary: 'It was sent', value: { outcome: 'accepted', reason: 'The recipient confirmed it', by } },
  rejected: {
    summary: 'It was not sent',
    value: { outcome: 'rejected', reason: "It is not in the provider's log", by },
  },
} as const satisfies RequestExamples

const magicExamples = (numbers: readonly MagicExample[]): RequestExamples =>
  Object.fromEntries(
    numbers.map(({ name, number, description, expected }) => [
      name,
      { summary: `Sandbox ${number}, ${expected}: ${description}`, value: { to: [number], from, text } },
    ]),
  )

/** The examples of each operation with a body, by its id. */
export const requestExamplesOf = (numbers: readonly MagicExample[]): Readonly<Record<string, RequestExamples>> => ({
  sendMessage: { ...sendExamples, ...magicExamples(numbers) },
  previewMessage: sendExamples,
  scheduleMessage: scheduleExamples,
  resolveMessage: settleExamples,
})
