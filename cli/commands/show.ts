import { toPrintable } from '../../src/logging/printable.ts'
import type { ShownMessage, ShownRecipient } from '../client/answers.ts'
import { clientOptions, keyHelp, readClientSettings } from '../client/client-settings.ts'
import { formatRecipients } from '../client/describe-recipients.ts'
import { findMessage } from '../client/find-message.ts'
import { defineCommand } from '../command.ts'
import { print, printJson } from '../context.ts'
import { formatColumns } from '../table.ts'

export const show = defineCommand({
  name: 'show',
  summary: 'Shows a message: what is known about each recipient, every attempt, and what was delivered.',
  more: keyHelp,
  arguments: [{ name: 'ID', about: 'the id of a message', required: true }],
  options: clientOptions,
  example: 'bulksms-gateway show 01a20300-6f5e-7a3b-8d0a-5b1f3c7d9e21',
  exits: ['done', 'unreachable', 'refused'],
  async run(context, { values, words: [id = ''] }) {
    const found = await findMessage(context, readClientSettings(context, values), id)
    if (!found.ok) return found.exit
    if (values.json) await printJson(context, found.body)
    else await print(context, formatMessage(found.message))
    return 'done'
  },
})

function formatMessage(message: ShownMessage): string {
  const { id, status, createdAt, from, encoding, segments, reference, caller, schedule, recipients } = message
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['status', status],
    ['created', createdAt],
    ['scheduled for', schedule?.sendAt],
    ['from', from],
    ['segments', segments === undefined ? undefined : `${segments} in ${encoding}`],
    ['reference', reference],
    ['caller', caller],
  ]
  const lines = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(14)}${toPrintable(value)}`],
  )
  return [`message ${id}`, ...lines, '', formatRecipients(recipients), '', formatHistory(recipients)].join('\n')
}

/** What happened, in the order of time for each recipient. */
function formatHistory(recipients: readonly ShownRecipient[]): string {
  const rows = recipients.flatMap(({ to, attempts = [], delivery, resolution }) => [
    ...attempts.map((attempt) => {
      const { number, startedAt = '', endedAt } = attempt
      // What was settled is shown below, with its own time.
      const isSettled = resolution !== undefined && attempt === attempts.at(-1)
      const { state, error } = isSettled ? { state: 'unknown', error: resolution.before } : attempt
      return [
        to,
        startedAt,
        `attempt ${number}: ${state}${error === undefined ? '' : ` (${error.code})`}${endedAt === undefined ? '' : `, known ${endedAt}`}`,
      ]
    }),
    ...(resolution
      ? [[to, resolution.at, `settled as ${resolution.outcome} by ${resolution.by}: ${resolution.reason}`]]
      : []),
    ...(delivery
      ? [
          [
            to,
            delivery.at ?? '',
            `delivery: ${delivery.status}${delivery.errorCode === undefined ? '' : ` (${delivery.errorCode})`}`,
          ],
        ]
      : []),
  ])
  return formatColumns(['to', 'when', 'what happened'], rows)
}
