import type { SendObserver } from '../../messages/observer.ts'
import { messageStatuses, outcomeOf, statusOf, summarize } from '../../messages/outcome.ts'
import { outcomes } from '../../messages/outcome-kinds.ts'
import { problems, type RecipientProblemCode, recipientProblemCodes } from '../../messages/problems.ts'
import type { Content, Message } from '../../sms/message.ts'
import type { Instruments } from './instruments.ts'
import type { Tally } from './tallies.ts'

export const contentKinds = ['text', 'flash', 'wap-push'] as const
export const sendTimes = ['immediate', 'scheduled'] as const

/**
 * Counts messages and recipients. All series exist from the start, because `rate` ignores a new series' first value.
 */
export function createSendCounts(instruments: Instruments): SendObserver {
  const { tally } = instruments
  const sends = tallies(contentKinds, (kind) => tallies(sendTimes, (when) => createSends(kind, when)))
  const segments = tallies(outcomes.filter(isSubmitted), (outcome) =>
    tally('bulksms_gateway_segments_total', { outcome }),
  )
  const messages = tallies(messageStatuses, (status) => tally('bulksms_gateway_messages_total', { status }))
  const requestedReports = tallies(sendTimes, (when) =>
    tally('bulksms_gateway_delivery_reports_requested_total', { when }),
  )
  const replays = tally('bulksms_gateway_replays_total', {})
  const fencedRecipients = tally('bulksms_gateway_fenced_recipients_total', {})

  function createSends(kind: string, when: string): ReadonlyMap<RecipientProblemCode | undefined, Tally> {
    const name = 'bulksms_gateway_sends_total'
    const byCode = new Map<RecipientProblemCode | undefined, Tally>()
    byCode.set(undefined, tally(name, { outcome: 'accepted', code: 'none', kind, when }))
    for (const code of recipientProblemCodes) {
      byCode.set(code, tally(name, { outcome: problems[code].outcome, code, kind, when }))
    }
    return byCode
  }

  return {
    sent({ content, schedule, deliveryReport }: Message, { results }) {
      const when = schedule === undefined ? 'immediate' : 'scheduled'
      const byCode = sends.get(kindOf(content))?.get(when)
      const requested = deliveryReport ? requestedReports.get(when) : undefined
      for (const result of results) {
        count(byCode?.get(result.accepted ? undefined : result.failure.code), 1)
        if (result.accepted) count(requested, 1)
        if (content.kind === 'text') count(segments.get(outcomeOf(result)), content.segments)
      }
      count(messages.get(statusOf(summarize(results))), 1)
    },
    replayed() {
      replays.value++
    },
    fenced(recipientCount) {
      fencedRecipients.value += recipientCount
    },
  }
}

/** Recipients that were not attempted used no segments. */
const isSubmitted = (outcome: string): boolean => outcome !== 'not-attempted'

const kindOf = (content: Content): (typeof contentKinds)[number] =>
  content.kind === 'text' && content.flash ? 'flash' : content.kind

const tallies = <K extends string, T>(keys: readonly K[], create: (key: K) => T): ReadonlyMap<string, T> =>
  new Map(keys.map((key) => [key, create(key)]))

function count(tally: Tally | undefined, by: number): void {
  if (tally !== undefined) tally.value += by
}
