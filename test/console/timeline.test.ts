import t from 'tap'
import { listSteps } from '../../console/messages/timeline.js'

const at = (second: number) => `2026-11-22T08:00:0${second}.000Z`

t.test('attempts, reports and the resolution come in the order of time', async (t) => {
  const steps = listSteps({
    to: '+213550000001',
    outcome: 'accepted',
    attempts: [
      {
        number: 1,
        state: 'rejected',
        startedAt: at(0),
        endedAt: at(1),
        error: { code: 'x', title: 'Busy', upstreamCode: 1709 },
      },
      { number: 2, state: 'accepted', startedAt: at(2), endedAt: at(3) },
    ],
    delivery: {
      status: 'delivered',
      reports: [
        { upstreamMessageId: 'abc', status: 'DELIVRD', errorCode: '000', reportedAt: at(5) },
        { upstreamMessageId: 'abc', status: 'ENROUTE', reportedAt: at(4) },
      ],
    },
    resolution: {
      outcome: 'accepted',
      reason: 'asked',
      by: 'me',
      caller: 'ops',
      at: at(6),
      before: { code: 'outcome-unknown', title: 'No complete answer' },
    },
  })
  t.strictSame(
    steps.map(({ what, more, tone }) => [what, more, tone]),
    [
      ['Attempt 1: submitted to the provider', undefined, 'calm'],
      ['Rejected', 'Busy (code 1709)', 'bad'],
      ['Attempt 2: submitted to the provider', undefined, 'calm'],
      ['No clear answer: it may have been sent', 'No complete answer', 'warn'],
      ['Delivery report: ENROUTE', 'abc', 'calm'],
      ['Delivery report: DELIVRD', 'abc, error code 000', 'good'],
      ['Settled as accepted by me', 'asked (key of ops)', 'good'],
    ],
  )
})

t.test('a message under way has no end, and one that was never attempted no beginning', async (t) => {
  const of = (state: string, times: object = {}) =>
    listSteps({ to: '+1', outcome: 'pending', attempts: [{ number: 1, state, ...times }] }).map(({ what }) => what)
  t.strictSame(of('queued'), ['Waiting for its turn'])
  t.strictSame(of('sending', { startedAt: at(0) }), ['Attempt 1: submitted to the provider'])
  t.strictSame(of('not-attempted'), ['Nothing was submitted'])
})
