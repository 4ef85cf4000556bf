import type { Batch, Credential } from '../messages/upstream.ts'
import type { Content, Encoding, Message } from '../sms/message.ts'
import { type DialectSettings, scheduleDialects } from './dialect.ts'

/** Every parameter that the gateway itself writes, in its form at the start of a query. */
const parameters = {
  username: '&username=',
  password: '&password=',
  type: '&type=',
  dlr: '&dlr=',
  destination: '&destination=',
  source: '&source=',
  message: '&message=',
  url: '&url=',
  entityid: '&entityid=',
  tempid: '&tempid=',
  tmid: '&tmid=',
  date: '&date=',
  time: '&time=',
  scheduledate: '&scheduledate=',
  scheduletime: '&scheduletime=',
  gmt: '&gmt=',
} as const satisfies Readonly<Record<string, `&${string}=`>>

/** The names of these parameters. Configured parameters must not repeat them, or one would be sent twice. */
export const parameterNames: readonly string[] = Object.keys(parameters)

/**
 * Receives each parameter in the order of the query. The query, its length bound and the redaction of answer samples
 * each implement this interface, so none of them can miss a parameter that another one has.
 */
export type ParameterReader = {
  /** A number defined by the protocol, which needs no encoding. */
  code(begin: string, code: `${number}`): void
  /** Phone numbers with `+`, written in the configured format. */
  numbers(begin: string, numbers: Batch): void
  /** Percent-encoded text. Undefined values are left out. */
  text(begin: string, text: string | undefined): void
  /** Text as hexadecimal digits of UTF-16BE. */
  hex(begin: string, text: string): void
}

/**
 * How each field of a message is used. A missing field is a compile error, and a field that is `sent` without a line in
 * `readMessage` fails test/upstream/parameters.test.ts: no field is accepted and silently dropped.
 */
export const messageFields = {
  to: 'sent',
  from: 'sent',
  content: 'sent',
  deliveryReport: 'sent',
  template: 'sent',
  schedule: 'sent',
  reference: 'stays here',
  account: 'chooses the credential',
} as const satisfies Record<keyof Message, string>

/** The parameters that start every GET of an account. */
export function readCredential({ username, password }: Credential, reader: ParameterReader): void {
  reader.text(parameters.username, username)
  reader.text(parameters.password, password)
}

/**
 * The parameters for a message to the destinations of a batch, in the document's order.
 *
 * @see docs/upstream-protocol.md, "Submit" and "Schedule"
 */
export function readMessage(
  message: Message,
  batch: Batch,
  { unicode, scheduleParameters }: DialectSettings,
  reader: ParameterReader,
): void {
  const { content, template, schedule } = message
  reader.code(parameters.type, typeOf(content))
  reader.code(parameters.dlr, message.deliveryReport ? '1' : '0')
  reader.numbers(parameters.destination, batch)
  reader.text(parameters.source, message.from)
  if (content.kind === 'wap-push') {
    reader.text(parameters.message, content.title)
    reader.text(parameters.url, content.url)
  } else if (content.encoding === 'ucs2' && unicode === 'utf16be-hex') {
    reader.hex(parameters.message, content.text)
  } else {
    reader.text(parameters.message, content.text)
  }
  if (template !== undefined) {
    reader.text(parameters.entityid, template.entityId)
    reader.text(parameters.tempid, template.templateId)
    reader.text(parameters.tmid, template.telemarketerId)
  }
  if (schedule !== undefined) {
    const names = scheduleDialects[scheduleParameters]
    reader.text(parameters[names.date], schedule.upstream.date)
    reader.text(parameters[names.time], schedule.upstream.time)
    reader.text(parameters.gmt, schedule.upstream.gmt)
  }
}

/** A parameter added by the settings. */
export type ExtraParameter = { readonly name: string; readonly value: string }

/** The parameters that end every GET that sends. The names need no encoding. */
export function readExtras(extras: readonly ExtraParameter[], reader: ParameterReader): void {
  for (const { name, value } of extras) reader.text(`&${name}=`, value)
}

/** The document's numbers for an encoding, plain and as a flash message. 3 is reserved and never sent. */
const messageTypes = {
  gsm7: { plain: '0', flash: '1' },
  ucs2: { plain: '2', flash: '6' },
  latin1: { plain: '5', flash: '7' },
} as const satisfies Record<Encoding, { plain: string; flash: string }>
const wapPushType = '4'

function typeOf(content: Content): `${number}` {
  if (content.kind === 'wap-push') return wapPushType
  const types = messageTypes[content.encoding]
  return content.flash ? types.flash : types.plain
}
