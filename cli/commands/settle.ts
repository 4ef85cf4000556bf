import { userInfo } from 'node:os'
import { toPrintable } from '../../src/logging/printable.ts'
import { everybody } from '../../src/messages/caller.ts'
import { ask, canAsk, confirm } from '../ask.ts'
import { messageOf, problemOfBody, type ShownMessage } from '../client/answers.ts'
import { type ClientSettings, clientOptions, keyHelp, readClientSettings } from '../client/client-settings.ts'
import { formatRecipients } from '../client/describe-recipients.ts'
import { exchangeJson, type Json } from '../client/exchange-json.ts'
import { findHints } from '../client/find-hints.ts'
import { findMessage } from '../client/find-message.ts'
import { listMessages } from '../client/list-messages.ts'
import { tellProblem, unreachable } from '../client/query-gateway.ts'
import { defineCommand, UsageError } from '../command.ts'
import { type Context, print, printJson, tell } from '../context.ts'
import type { Exit } from '../exit-codes.ts'
import { formatColumns } from '../table.ts'

const outcomes = ['accepted', 'rejected']
const maxListed = 100

export const settle = defineCommand({
  name: 'settle',
  summary: 'Records what a person has found out about recipients with an unknown outcome. Never sends anything.',
  more: `Without ID it lists the messages with an unknown outcome. With ID it shows the recipients that are unknown, and the delivery reports that may be about them (which needs the scope operations), asks what became of them, and records it with the reason.

"rejected" says that nothing was sent: the gateway then allows the message to be sent again. Say it only on evidence.

${keyHelp}`,
  arguments: [{ name: 'ID', about: 'the id of a message' }],
  options: {
    outcome: { value: 'OUTCOME', about: 'accepted or rejected; without it, it asks' },
    reason: { value: 'TEXT', about: 'how it was found out; without it, it asks' },
    by: { value: 'NAME', about: 'who found it out; without it, the name of the user' },
    to: { value: 'NUMBER', many: true, about: 'only this recipient; without it, all that are unknown' },
    yes: { about: 'records it without asking' },
    ...clientOptions,
  },
  example: "bulksms-gateway settle 01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21 --outcome accepted --reason 'He has it'",
  exits: ['done', 'unreachable', 'refused', 'unknown'],
  async run(context, { values, words: [id] }) {
    const settings = readClientSettings(context, values)
    const { outcome, json } = values
    if (outcome !== undefined && !outcomes.includes(outcome))
      throw new UsageError('--outcome must be accepted or rejected')
    if (id === undefined) return await listUnknown(context, settings, json)

    const found = await findMessage(context, settings, id)
    if (!found.ok) return found.exit
    const unknown = found.message.recipients.filter(({ outcome }) => outcome === 'unknown')
    if (unknown.length === 0) {
      tell(context, 'No recipient of this message is unknown: there is nothing to settle.')
      return 'refused'
    }
    tell(context, formatRecipients(unknown))
    await tellHints(context, settings, [found.message])
    const finding = await readFinding(context, values)
    if (finding === undefined) {
      tell(context, 'Nothing was recorded.')
      return 'refused'
    }
    return await record(context, settings, id, finding, json)
  },
})

async function listUnknown(context: Context, settings: ClientSettings, asJson: boolean): Promise<Exit> {
  const own = [['outcome', 'unknown']] as const
  // An operator has no messages of its own, and an empty list would look as if nothing were unknown.
  const all = await listMessages(context, settings, [...own, ['caller', everybody]], maxListed)
  const mayOwnOnly = !all.ok && all.problem?.code === 'not-permitted'
  const list = mayOwnOnly ? await listMessages(context, settings, own, maxListed) : all
  if (!list.ok) {
    if (list.problem !== undefined) tellProblem(context, list.problem)
    return list.exit
  }
  const { found, next } = list
  if (asJson) await printJson(context, { messages: found, ...(next !== undefined && { next }) })
  else if (found.length === 0 && next === undefined)
    await print(context, mayOwnOnly ? 'No outcome of this caller is unknown.' : 'No outcome is unknown.')
  else {
    const shown = found.flatMap((body) => messageOf(body) ?? [])
    const rows = shown.flatMap(({ id, createdAt, from, recipients }) =>
      recipients.filter(({ outcome }) => outcome === 'unknown').map(({ to }) => [createdAt, id, from, to]),
    )
    await print(context, formatColumns(['created', 'id', 'from', 'to'], rows))
    await tellHints(context, settings, shown)
  }
  if (next !== undefined) tell(context, 'There are more: use messages --outcome unknown.')
  return 'done'
}

async function tellHints(context: Context, settings: ClientSettings, messages: readonly ShownMessage[]): Promise<void> {
  const found = await findHints(context, settings, new Set(messages.map(({ id }) => id)))
  if (!found.ok) return tell(context, toPrintable(`Delivery reports could not be looked at for hints: ${found.reason}`))
  if (found.hints.length === 0) return tell(context, 'No unmatched delivery report gives a hint.')
  const rows = found.hints.map(({ receivedAt, status, to = '', upstreamMessageId = '', possibleMessages }) => [
    receivedAt,
    status,
    to,
    upstreamMessageId,
    possibleMessages.join(', '),
  ])
  tell(context, 'Delivery reports that may be about it:')
  tell(context, formatColumns(['received', 'status', 'to', "provider's id", 'possible messages'], rows))
}

type Answers = {
  readonly outcome: string | undefined
  readonly reason: string | undefined
  readonly by: string | undefined
  readonly to: readonly string[]
  readonly yes: boolean
}

/** @returns undefined if the person does not want to */
async function readFinding(context: Context, { outcome, reason, by, to, yes }: Answers): Promise<Json | undefined> {
  // Says at once what is missing, before the first question.
  if (!canAsk(context) && (outcome === undefined || reason === undefined || !yes))
    throw new UsageError('--outcome, --reason and --yes are needed where no terminal can be asked')
  const found = outcome ?? (await ask(context, 'What became of it: accepted or rejected?', '--outcome'))
  if (!outcomes.includes(found)) return undefined
  const why = reason ?? (await ask(context, 'How was it found out?', '--reason'))
  if (why === '') return undefined
  const finding = { outcome: found, reason: why, by: by ?? userInfo().username, ...(to.length > 0 && { to }) }
  return yes || (await confirm(context, `Record "${found}" by ${finding.by}?`, '--yes')) ? finding : undefined
}

async function record(
  context: Context,
  settings: ClientSettings,
  id: string,
  finding: Json,
  asJson: boolean,
): Promise<Exit> {
  const path = `/messages/${id}/resolution`
  const reply = await exchangeJson(settings, { method: 'POST', path, body: finding }, context.interrupted)
  if (reply.kind === 'not-sent') return unreachable(context, settings, reply.reason).exit
  const problem = reply.kind === 'answer' ? problemOfBody(reply.body) : undefined
  if (problem !== undefined) {
    tellProblem(context, problem)
    return 'refused'
  }
  const message = reply.kind === 'answer' ? messageOf(reply.body) : undefined
  if (reply.kind === 'lost' || message === undefined) {
    tell(context, `The answer was lost: bulksms-gateway show ${id} says whether it was recorded.`)
    return 'unknown'
  }
  if (asJson) await printJson(context, reply.body)
  else await print(context, formatRecipients(message.recipients))
  return 'done'
}
