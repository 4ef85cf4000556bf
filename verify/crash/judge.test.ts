import t from 'tap'
import type { Answer, RecipientView } from './client.ts'
import { createTally, judge } from './judge.ts'
import { type Arrival, createLedger } from './ledger.ts'

const to = '+213550000001'
const accepted: RecipientView = { to, outcome: 'accepted', upstreamMessageId: 'u-1' }
const rejected: RecipientView = { to, outcome: 'rejected', error: { code: 'invalid-destination', upstreamCode: 1706 } }
const unknown: RecipientView = { to, outcome: 'unknown' }
const notAttempted: RecipientView = { to, outcome: 'not-attempted' }
const pending: RecipientView = { to, outcome: 'pending' }

const took: Arrival = { code: 1701, upstreamId: 'u-1', told: true }
const refused: Arrival = { code: 1706, told: true }
const later: Arrival = { code: 1709, told: true }

function answer(recipient: RecipientView | undefined, replayed: boolean): Answer {
  const body = recipient === undefined ? {} : { recipients: [recipient] }
  return { status: 201, replayed, body, text: JSON.stringify(recipient ?? '') }
}

type Row = {
  readonly name: string
  readonly arrivals: readonly Arrival[]
  readonly told: RecipientView
  readonly journal: RecipientView
  /** The journal's state if absent. */
  readonly replay?: Answer
  /** Whether more may be known than was answered. */
  readonly mayLearn?: boolean
  readonly expected: RegExp | undefined
}

const rows: readonly Row[] = [
  { name: 'accepted', arrivals: [took], told: accepted, journal: accepted, expected: undefined },
  { name: 'refused', arrivals: [refused], told: rejected, journal: rejected, expected: undefined },
  { name: 'unknown and sent', arrivals: [took], told: unknown, journal: unknown, expected: undefined },
  { name: 'unknown and not sent', arrivals: [], told: unknown, journal: unknown, expected: undefined },
  { name: 'never written', arrivals: [], told: notAttempted, journal: notAttempted, expected: undefined },
  { name: 'sent by a retry', arrivals: [took], told: notAttempted, journal: accepted, expected: undefined },
  { name: 'accepted but never seen', arrivals: [], told: accepted, journal: accepted, expected: /did not accept/ },
  {
    name: "accepted under another message's id",
    arrivals: [{ ...took, upstreamId: 'u-2' }],
    told: accepted,
    journal: accepted,
    expected: /the id differs/,
  },
  {
    name: 'rejected but accepted upstream',
    arrivals: [took],
    told: rejected,
    journal: rejected,
    expected: /accepted it/,
  },
  { name: 'rejected but never seen', arrivals: [], told: rejected, journal: rejected, expected: /did not refuse/ },
  {
    name: 'not attempted but seen',
    arrivals: [refused],
    told: notAttempted,
    journal: notAttempted,
    expected: /reached the upstream/,
  },
  {
    name: 'not attempted after a refusal that may be repeated',
    arrivals: [later],
    told: notAttempted,
    journal: notAttempted,
    expected: undefined,
  },
  {
    name: 'not attempted after a refusal whose answer was lost',
    arrivals: [{ ...later, told: false }],
    told: notAttempted,
    journal: notAttempted,
    expected: /reached the upstream/,
  },
  {
    name: 'answered unknown, and recorded later',
    arrivals: [took],
    told: unknown,
    journal: accepted,
    mayLearn: true,
    expected: undefined,
  },
  {
    name: 'answered unknown, and nothing can be learnt later',
    arrivals: [took],
    told: unknown,
    journal: accepted,
    expected: /but lost/,
  },
  {
    name: 'answered unknown, and left open',
    arrivals: [took],
    told: unknown,
    journal: pending,
    mayLearn: true,
    expected: /no request is in progress/,
  },
  {
    name: 'answered accepted, and forgotten',
    arrivals: [took],
    told: accepted,
    journal: unknown,
    mayLearn: true,
    expected: /but lost/,
  },
  {
    name: 'a key without an answer where more may be learnt',
    arrivals: [took],
    told: unknown,
    journal: unknown,
    replay: answer(undefined, false),
    mayLearn: true,
    expected: /without an answer/,
  },
  { name: 'left open', arrivals: [took], told: accepted, journal: pending, expected: /no request is in progress/ },
  { name: 'acknowledged but lost', arrivals: [took], told: accepted, journal: unknown, expected: /but lost/ },
  {
    name: 'a key without an answer',
    arrivals: [took],
    told: accepted,
    journal: accepted,
    replay: answer(undefined, false),
    expected: /without an answer/,
  },
  {
    name: 'a second answer that is not a replay',
    arrivals: [took],
    told: accepted,
    journal: accepted,
    replay: answer(accepted, false),
    expected: /not marked/,
  },
]

for (const { name, arrivals, told, journal, replay = answer(journal, true), mayLearn, expected } of rows) {
  t.test(`the judge of the crash runs ${expected ? 'rejects' : 'accepts'}: ${name}`, async (t) => {
    const ledger = createLedger()
    for (const arrival of arrivals) ledger.record('text', to, arrival)
    const message = { key: 'key', text: 'text', to: [to], answers: [answer(told, false)] }
    const view = { replay, journal: answer(journal, false) }
    const objections = judge(message, view, ledger, createTally(), mayLearn)
    if (expected) t.match(objections.join('\n'), expected)
    else t.strictSame(objections, [])
  })
}

t.test('a second arrival is a duplicate unless 1709 was received for each earlier one', async (t) => {
  const unheard: Arrival = { code: 1709, told: false }
  for (const [earlier, allowed] of [
    [[later], true],
    [[later, later], true],
    [[unheard], false],
    [[later, unheard], false],
    [[refused], false],
    [[took], false],
  ] as const) {
    const ledger = createLedger()
    for (const arrival of earlier) ledger.record('text', to, arrival)
    t.equal(ledger.record('text', to, took), allowed)
    t.equal(ledger.doubles.length, allowed ? 0 : 1)
  }
})
