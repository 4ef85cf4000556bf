import t from 'tap'
import type { SeenEvent } from '../../test/examples/consumers.ts'
import { seed } from '../../test/upstream/random.ts'
import { formatReport, runEvents } from './event-run.ts'
import { findViolations } from './judge.ts'

// Starting a gateway takes seconds on a busy machine.
t.setTimeout(120_000)

t.test(`4 kills of gateway and consumer: no event is missed, and the order is kept (SEED=${seed})`, async (t) => {
  // The others are killed in test/examples/events.test.ts and in the long form.
  const report = await runEvents({ seed, kills: 4, events: 600, consumers: ['node'] })
  t.comment(formatReport(report))
  t.strictSame(report.violations, [])
  t.equal(report.gatewayKills + report.consumerKills, 4)
  t.ok(report.acknowledged >= 600 && report.feedLength >= report.acknowledged)
})

const events = [1, 2, 3].map((id): SeenEvent => ({ id: String(id), type: 'recipient.delivered', to: `+${id}` }))
const [one, two, three] = events as [SeenEvent, SeenEvent, SeenEvent]

t.test('the judge finds what contradicts the contract', async (t) => {
  const rows: readonly (readonly [name: string, runs: readonly (readonly SeenEvent[])[], found: readonly RegExp[]])[] =
    [
      ['all in order', [events], []],
      [
        'some of them twice',
        [
          [one, two],
          [two, three],
        ],
        [],
      ],
      ['one is missing', [[one], [three]], [/node missed 2 /]],
      ['one came too late', [[one, three], [two]], [/run 1 saw 2 for the first time, after 3/, /in another order/]],
      ['a run that goes back', [[one, three, two]], [/run 0 saw 2 after 3/, /first time/, /in another order/]],
      [
        'a number that means another event',
        [[one, { ...two, to: '+9' }, three]],
        [/node missed 2 recipient.delivered \+2/],
      ],
      ['an event that is not in the feed', [[...events, { ...three, id: '4' }]], [/saw 4 events/]],
    ]
  for (const [name, runs, found] of rows) {
    const violations = findViolations({ feed: events, delivered: new Set(['+1']), seen: new Map([['node', runs]]) })
    t.equal(violations.length, found.length, `${name}: ${violations.join('; ')}`)
    for (const [index, pattern] of found.entries()) t.match(violations[index], pattern, name)
  }
  const seen = new Map<string, readonly SeenEvent[][]>()
  t.match(findViolations({ feed: events, delivered: new Set(['+9']), seen }), [/\+9 was acknowledged and is no event/])
  const twice = [...events, { ...three, id: '4' }]
  t.match(findViolations({ feed: twice, delivered: new Set(), seen }), [/delivery to \+3 twice/])
})
