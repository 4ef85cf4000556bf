import { messageOf, type ShownMessage } from '../client/answers.ts'
import { clientOptions, keyHelp, readClientSettings } from '../client/client-settings.ts'
import { listMessages } from '../client/list-messages.ts'
import { tellProblem } from '../client/query-gateway.ts'
import { defineCommand, UsageError } from '../command.ts'
import { print, printJson, tell } from '../context.ts'
import { formatColumns } from '../table.ts'

/** The options that are filters of the API, and how the API calls them. */
const filters = {
  outcome: 'outcome',
  to: 'to',
  reference: 'reference',
  from: 'from',
  after: 'createdAfter',
  before: 'createdBefore',
  caller: 'caller',
  cursor: 'cursor',
} as const

const [defaultCount, maxCount] = [20, 1_000]

export const messages = defineCommand({
  name: 'messages',
  summary: 'Lists messages, newest first.',
  more: `All filters must match. With --json it prints {"messages": […], "next": …}, as GET /messages does.\n\n${keyHelp}`,
  options: {
    outcome: { value: 'OUTCOME', about: 'with a recipient that is accepted, rejected, unknown or not-attempted' },
    to: { value: 'NUMBER', about: 'to this number' },
    reference: { value: 'TEXT', about: 'with exactly this reference' },
    from: { value: 'SENDER', about: 'from this sender' },
    after: { value: 'INSTANT', about: 'created after it' },
    before: { value: 'INSTANT', about: 'created before it' },
    caller: { value: 'NAME', about: 'of this caller, or * for all; needs the scope operations' },
    limit: { value: 'COUNT', about: `how many, at most ${maxCount}; without it, ${defaultCount}` },
    cursor: { value: 'CURSOR', about: 'goes on where an earlier list ended' },
    ...clientOptions,
  },
  example: 'bulksms-gateway messages --outcome unknown',
  exits: ['done', 'unreachable', 'refused'],
  async run(context, { values }) {
    const limit = values.limit === undefined ? defaultCount : Number(values.limit)
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= maxCount))
      throw new UsageError(`--limit must be 1 to ${maxCount}`)
    const settings = readClientSettings(context, values)
    const given = Object.entries(filters).flatMap(([option, name]) => {
      const value = values[option as keyof typeof filters]
      return value === undefined ? [] : [[name, value] as const]
    })
    const list = await listMessages(context, settings, given, limit)
    if (!list.ok) {
      if (list.problem !== undefined) tellProblem(context, list.problem)
      return list.exit
    }
    const { found, next } = list
    if (values.json) await printJson(context, { messages: found, ...(next !== undefined && { next }) })
    else if (found.length > 0) await print(context, formatMessages(found))
    else await print(context, next === undefined ? noMessages(values.caller) : 'None so far.')
    if (next !== undefined) tell(context, `There may be more: repeat with --cursor ${next}`)
    return 'done'
  },
})

/** An operator has no messages of its own: that is not to look as if there were none. */
const noMessages = (caller: string | undefined): string =>
  caller === undefined ? 'The caller of this key has no such messages.' : 'There are no such messages.'

function formatMessages(bodies: readonly unknown[]): string {
  const shown = bodies.flatMap((body) => messageOf(body) ?? [])
  const hasCallers = shown.some(({ caller }) => caller !== undefined)
  const head = ['created', 'id', 'status', 'from', 'to', ...(hasCallers ? ['caller'] : []), 'reference']
  return formatColumns(
    head,
    shown.map((message) => [
      message.createdAt,
      message.id,
      message.status,
      message.from,
      formatTo(message),
      ...(hasCallers ? [message.caller ?? ''] : []),
      message.reference ?? '',
    ]),
  )
}

function formatTo({ recipients: [first, ...others] }: ShownMessage): string {
  return `${first?.to ?? ''}${others.length === 0 ? '' : ` and ${others.length} more`}`
}
