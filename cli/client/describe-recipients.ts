import type { Exit } from '../exit-codes.ts'
import { formatColumns } from '../table.ts'
import type { ShownRecipient } from './answers.ts'

/** The exits of outcomes, the one that needs most attention first. */
const byUrgency: readonly (readonly [outcome: string, exit: Exit])[] = [
  ['unknown', 'unknown'],
  ['pending', 'unknown'],
  ['rejected', 'rejected'],
  ['not-attempted', 'not-attempted'],
]

/** How a command ends that has shown these recipients. An outcome of a later version counts as unknown. */
export function exitOf(recipients: readonly ShownRecipient[]): Exit {
  const outcomes = new Set(recipients.map(({ outcome }) => outcome))
  const known = byUrgency.find(([outcome]) => outcomes.has(outcome))?.[1]
  return known ?? ([...outcomes].every((outcome) => outcome === 'accepted') ? 'done' : 'unknown')
}

const answers: Readonly<Record<string, string>> = {
  forbidden: 'no',
  'after-correction': 'after a correction',
  safe: 'yes',
}

/** Whether a message may be sent again, in words. */
export const formatResend = ({ outcome, resend }: ShownRecipient): string =>
  outcome === 'accepted' ? 'no: it was accepted' : (answers[resend ?? ''] ?? 'no')

/** A row for each recipient: what is known, and whether sending again is safe. */
export const formatRecipients = (recipients: readonly ShownRecipient[]): string =>
  formatColumns(
    ['to', 'outcome', 'send again?', 'what is known'],
    recipients.map((recipient) => [recipient.to, recipient.outcome, formatResend(recipient), formatKnown(recipient)]),
  )

function formatKnown({ error, upstreamMessageId, resolution }: ShownRecipient): string {
  if (resolution !== undefined) return `settled by ${resolution.by}: ${resolution.reason}`
  if (error === undefined) return upstreamMessageId === undefined ? '' : `provider's id ${upstreamMessageId}`
  const code = error.upstreamCode === undefined ? '' : `, provider's code ${error.upstreamCode}`
  const earlier = error.duplicateOf === undefined ? '' : `, see message ${error.duplicateOf}`
  return `${error.title} (${error.code}${code}${earlier})`
}
