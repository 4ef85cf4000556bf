import t from 'tap'
import {
  failed,
  type MessageStatus,
  outcomeOf,
  type RecipientResult,
  statusOf,
  strictestResend,
  summarize,
} from '../../src/messages/outcome.ts'
import type { Outcome, Resend } from '../../src/messages/outcome-kinds.ts'
import { problems, recipientProblemCodes } from '../../src/messages/problems.ts'

const ok: RecipientResult = { to: '+1', accepted: true }
const fixable = failed('+2', { code: 'invalid-destination' })
const forbidden = failed('+3', { code: 'do-not-disturb' })
const retriable = failed('+4', { code: 'upstream-user-validation-failed' })
const unknown = failed('+5', { code: 'outcome-unknown' })
const unattempted = failed('+6', { code: 'upstream-unreachable' })

t.test('a result has the outcome of its problem, or is accepted', async (t) => {
  t.equal(outcomeOf(ok), 'accepted')
  t.equal(outcomeOf({ ...ok, upstreamMessageId: 'x' }), 'accepted')
  for (const code of recipientProblemCodes) t.equal(outcomeOf(failed('+1', { code })), problems[code].outcome, code)
})

const rows: readonly (readonly [
  results: readonly RecipientResult[],
  counts: readonly [accepted: number, rejected: number, unknown: number, notAttempted: number],
  status: MessageStatus,
  resend: Resend,
])[] = [
  [[ok], [1, 0, 0, 0], 'accepted', 'forbidden'],
  [[ok, ok, ok], [3, 0, 0, 0], 'accepted', 'forbidden'],
  [[ok, fixable], [1, 1, 0, 0], 'partial', 'forbidden'],
  [[unknown, ok], [1, 0, 1, 0], 'partial', 'forbidden'],
  [[unattempted, ok], [1, 0, 0, 1], 'partial', 'forbidden'],
  [[ok, fixable, unknown, unattempted], [1, 1, 1, 1], 'partial', 'forbidden'],
  [[fixable], [0, 1, 0, 0], 'rejected', 'after-correction'],
  [[fixable, fixable], [0, 2, 0, 0], 'rejected', 'after-correction'],
  [[fixable, forbidden], [0, 2, 0, 0], 'rejected', 'forbidden'],
  [[retriable], [0, 1, 0, 0], 'rejected', 'safe'],
  [[retriable, fixable], [0, 2, 0, 0], 'rejected', 'after-correction'],
  [[fixable, unattempted], [0, 1, 0, 1], 'rejected', 'after-correction'],
  [[retriable, unattempted], [0, 1, 0, 1], 'rejected', 'safe'],
  [[unknown], [0, 0, 1, 0], 'unknown', 'forbidden'],
  [[fixable, unknown], [0, 1, 1, 0], 'unknown', 'forbidden'],
  [[unattempted, unknown], [0, 0, 1, 1], 'unknown', 'forbidden'],
  [[unattempted, unattempted], [0, 0, 0, 2], 'not-attempted', 'safe'],
]

t.test('the summary, the status and the advice of a message follow from its recipients', async (t) => {
  for (const [results, [accepted, rejected, unknownCount, notAttempted], status, resend] of rows) {
    const name = results.map(outcomeOf).join(', ')
    const summary = summarize(results)
    t.strictSame(summary, { accepted, rejected, unknown: unknownCount, notAttempted }, name)
    t.equal(statusOf(summary), status, name)
    t.equal(strictestResend(results), resend, name)
  }
})

t.test('the order of the recipients changes nothing', async (t) => {
  for (const [results, , status, resend] of rows) {
    const reversed = results.toReversed()
    t.equal(statusOf(summarize(reversed)), status)
    t.equal(strictestResend(reversed), resend)
  }
})

t.test('every recipient problem has an outcome and a consistent advice about sending again', async (t) => {
  // Only unsent messages, 1709, and those an operator has settled are safe to send again.
  const safe = recipientProblemCodes.filter((code) => problems[code].resend === 'safe')
  t.strictSame(safe.toSorted(), [
    'interrupted',
    'journal-unavailable',
    'local-resources-exhausted',
    'message-stopped',
    'overloaded',
    'settled-as-rejected',
    'upstream-suspended',
    'upstream-unreachable',
    'upstream-user-validation-failed',
  ])
  const expected: Record<Exclude<Outcome, 'accepted'>, readonly Resend[]> = {
    unknown: ['forbidden'],
    // A possible duplicate was not sent either, but the message that it repeats may have been.
    'not-attempted': ['safe', 'forbidden'],
    rejected: ['forbidden', 'after-correction', 'safe'],
  }
  for (const code of recipientProblemCodes) {
    const { outcome, resend } = problems[code]
    t.ok(expected[outcome].includes(resend), `${code}: ${outcome}, ${resend}`)
  }
})

t.test('a message without recipients is not safe to send again', async (t) => {
  t.strictSame(summarize([]), { accepted: 0, rejected: 0, unknown: 0, notAttempted: 0 })
  t.equal(statusOf(summarize([])), 'not-attempted')
  t.equal(strictestResend([]), 'forbidden')
})
