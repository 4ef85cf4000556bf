import { randomUUID } from 'node:crypto'
import { parseIdempotencyKey } from '../../src/messages/idempotency.ts'
import { encodings } from '../../src/sms/message.ts'
import { confirm } from '../ask.ts'
import type { ShownRecipient } from '../client/answers.ts'
import { type ClientSettings, clientOptions, keyHelp, readClientSettings } from '../client/client-settings.ts'
import { exitOf, formatRecipients } from '../client/describe-recipients.ts'
import type { Json } from '../client/exchange-json.ts'
import { readText } from '../client/message-text.ts'
import { queryGateway, tellProblem, unreachable } from '../client/query-gateway.ts'
import { type SubmissionResult, submitMessage } from '../client/submit-message.ts'
import { defineCommand, type OptionValues, UsageError } from '../command.ts'
import { type Context, print, printJson, tell } from '../context.ts'
import type { Exit } from '../exit-codes.ts'

const options = {
  to: { value: 'NUMBER', many: true, about: 'a recipient, such as +213550000001' },
  from: { value: 'SENDER', about: "the sender; without it, the gateway's DEFAULT_SENDER" },
  encoding: { value: 'ENCODING', about: `auto, ${encodings.join(', ')}` },
  flash: { about: 'shows the message at once, without storing it' },
  'max-segments': { value: 'COUNT', about: 'refuses a text that takes more' },
  reference: { value: 'TEXT', about: 'your own reference' },
  at: { value: 'INSTANT', about: 'has it sent later, such as 2027-07-01T08:30:00+01:00; it cannot be cancelled' },
  acknowledge: {
    value: 'ID',
    about:
      'sends although an earlier message with the same content may have arrived, which the refusal names by this id',
  },
  key: { value: 'KEY', about: 'repeats an earlier request: its Idempotency-Key' },
  repeats: { value: 'COUNT', about: 'how often the request is repeated at most where that is safe; without it, 5' },
  yes: { about: 'sends in live mode without asking' },
  ...clientOptions,
} as const

export const send = defineCommand({
  name: 'send',
  summary:
    'Sends a message through a running gateway, and says for each recipient what is known and whether sending again is safe.',
  more: `Each message gets an Idempotency-Key, which is shown on standard error before anything is sent. The request is repeated only with that key, and only where the gateway then sends nothing twice: after a lost answer, or when the answer says that sending again is safe and when. To learn later what became of a message, run the same command with --key.

In live mode it shows what would be sent, and asks; where no terminal can be asked, --yes is needed.

${keyHelp}`,
  arguments: [{ name: 'TEXT', about: 'the text; without it, standard input is read' }],
  options,
  example: "bulksms-gateway send --to +213550000001 --from ACME 'Your code is 1234'",
  exits: ['done', 'unreachable', 'refused', 'rejected', 'unknown', 'not-attempted'],
  async run(context, { values, words: [argument] }) {
    if (values.to.length === 0) throw new UsageError('send needs at least one --to')
    const key = readKey(values.key)
    const repeats = readCount('repeats', values.repeats) ?? 5
    const settings = readClientSettings(context, values)
    const body = createBody(values, await readText(context, argument))

    const go = await mayGo(context, settings, body, values.yes)
    if (go !== 'go') return go
    tell(context, `Idempotency-Key: ${key}`)
    const path = values.at === undefined ? '/messages' : '/scheduled-messages'
    try {
      const submitted = await submitMessage(context, settings, { path, body, key, repeats })
      return await show(context, settings, submitted, key, values.json)
    } catch (error) {
      if (context.interrupted.aborted)
        tell(
          context,
          `Interrupted: the message may have been sent. To learn what became of it, repeat with --key ${key}`,
        )
      throw error
    }
  },
})

function readKey(given: string | undefined): string {
  const key = given === undefined ? randomUUID() : parseIdempotencyKey(given)
  if (key === undefined) throw new UsageError('--key must be 16 to 255 letters, digits or characters of _ : . -')
  return key
}

function readCount(name: string, text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,4}$/.test(text)) throw new UsageError(`--${name} must be a whole number`)
  return text === undefined ? undefined : Number(text)
}

/** What is given, and nothing else: the gateway checks it, and names each field that is wrong. */
function createBody(values: OptionValues<typeof options>, text: string): Json {
  const { to, from, encoding, flash, reference, at, acknowledge } = values
  const maxSegments = readCount('max-segments', values['max-segments'])
  return {
    to,
    text,
    ...(from !== undefined && { from }),
    ...(encoding !== undefined && { encoding }),
    ...(flash && { flash }),
    ...(maxSegments !== undefined && { maxSegments }),
    ...(reference !== undefined && { reference }),
    ...(at !== undefined && { sendAt: at }),
    ...(acknowledge !== undefined && { acknowledgePossibleDuplicate: acknowledge }),
  }
}

/** Asks before a message that costs money. A gateway that does not tell its mode counts as live. */
async function mayGo(context: Context, settings: ClientSettings, body: Json, isSure: boolean): Promise<Exit | 'go'> {
  const readiness = await queryGateway(context, settings, { method: 'GET', path: '/readyz' })
  if (!readiness.ok && readiness.problem === undefined) return readiness.exit
  if (isSure || (readiness.ok && readiness.body['mode'] === 'sandbox')) return 'go'
  const { sendAt: _sendAt, ...sameNow } = body
  const preview = await queryGateway(context, settings, { method: 'POST', path: '/messages/preview', body: sameNow })
  if (!preview.ok) {
    if (preview.problem !== undefined) tellProblem(context, preview.problem)
    return preview.exit
  }
  const { recipientCount, from, text } = preview.body as {
    recipientCount?: number
    from?: string
    text?: { segments?: number; encoding?: string }
  }
  const size = text === undefined ? '' : `, ${text.segments} segment(s) each in ${text.encoding}`
  const question = `Live mode: this sends to ${recipientCount} recipient(s) from ${from}${size}, and costs money. Send it?`
  if (await confirm(context, question, '--yes')) return 'go'
  tell(context, 'Nothing was sent.')
  return 'refused'
}

async function show(
  context: Context,
  settings: ClientSettings,
  submitted: SubmissionResult,
  key: string,
  asJson: boolean,
): Promise<Exit> {
  const exit = exitOfSubmitted(submitted)
  if (asJson) {
    const answer = 'body' in submitted ? { answer: submitted.body } : { reason: submitted.reason }
    await printJson(context, { idempotencyKey: key, result: exit === 'done' ? 'accepted' : exit, ...answer })
    return exit
  }
  if (submitted.kind === 'refused') tellProblem(context, submitted.problem)
  if (submitted.kind === 'unreachable') unreachable(context, settings, submitted.reason)
  if (submitted.kind === 'lost') {
    tell(
      context,
      `The answer was lost (${submitted.reason}): the message may have been sent. Do not send it as a new message.`,
    )
  }
  if (submitted.kind === 'told') {
    const { id } = submitted.body
    if (typeof id === 'string')
      await print(context, `message ${id}${submitted.replayed ? ', sent by an earlier request' : ''}`)
    await print(context, formatRecipients(submitted.recipients))
    tellDuplicates(context, submitted.recipients)
  }
  if (exit !== 'done' && exit !== 'rejected') tell(context, hints[exit]?.(key) ?? '')
  return exit
}

/** Says how to send what the gateway refused because an earlier message may have arrived. */
function tellDuplicates(context: Context, recipients: readonly ShownRecipient[]): void {
  for (const [id, refused] of Map.groupBy(recipients, ({ error }) => error?.duplicateOf)) {
    if (id === undefined) continue
    const to = refused.map((recipient) => `--to ${recipient.to}`).join(' ')
    tell(
      context,
      `Nobody knows whether message ${id} arrived: find out, then settle it (bulksms-gateway settle ${id}). If a second copy is acceptable, send with ${to} --acknowledge ${id} and without --key.`,
    )
  }
}

const again = (key: string) => `with --key ${key}`
const hints: Partial<Record<Exit, (key: string) => string>> = {
  unknown: (key) =>
    `Nobody knows whether it was sent. Repeat ${again(key)} to learn what is known by then; that sends only to recipients that provably got nothing.`,
  'not-attempted': (key) => `Where "send again?" says yes, repeat ${again(key)}.`,
  unreachable: (key) => `Nothing was sent. Repeat ${again(key)}, or anew.`,
  refused: () => 'Nothing was sent.',
}

function exitOfSubmitted(submitted: SubmissionResult): Exit {
  if (submitted.kind === 'told') return exitOf(submitted.recipients)
  return submitted.kind === 'lost' ? 'unknown' : submitted.kind
}
