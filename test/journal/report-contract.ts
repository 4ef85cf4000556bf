import type { Test } from 'tap'
import { deliveryOf } from '../../src/messages/delivery.ts'
import type { IncomingReport } from '../../src/messages/incoming-report.ts'
import type { Journal, NewMessage } from '../../src/messages/journal.ts'
import { createMessageId } from '../../src/messages/journal-entry.ts'
import type { MessageEvent } from '../../src/messages/reports.ts'
import type { OpenJournal } from './contract.ts'
import { deliveryListContract } from './delivery-list-contract.ts'
import {
  a,
  b,
  c,
  caller,
  dayMs,
  failureOf,
  find,
  newMessage,
  put,
  type Standing,
  standingNames,
  standings,
  start,
  statesOf,
} from './entries.ts'

const retentionMs = 31 * dayMs
const hourMs = 3_600_000

/** The id that an accepted attempt to a number has. */
const idOf = (to: string) => `id-${to}`

const report = (changes: Partial<IncomingReport> = {}): IncomingReport => ({
  status: 'DELIVRD',
  to: a,
  sender: 'ACME',
  upstreamMessageId: idOf(a),
  ...changes,
})

async function deliveryTo(journal: Journal, message: NewMessage, to: string): Promise<string> {
  const { recipients, segments, deliveryReport } = await find(journal, message)
  const recipient = recipients.find((one) => one.to === to)
  const ids = recipient?.attempts.at(-1)?.upstreamMessageIds ?? []
  return deliveryOf({ ids, segments, reportRequested: deliveryReport }, recipient?.reports ?? []).status
}

async function eventsOf(journal: Journal, after = 0): Promise<readonly MessageEvent[]> {
  const page = await journal.listEvents({ after, limit: 500 })
  if (page.kind === 'gone') throw new Error('The events are gone')
  return page.events
}
const typesOf = async (journal: Journal) => (await eventsOf(journal)).map(({ type }) => type.replace('recipient.', ''))
const unmatchedOf = async (journal: Journal) => (await journal.listUnmatchedReports({ limit: 100 })).reports

/**
 * What a `Journal` does with delivery reports, whatever keeps it.
 *
 * @param listStep of the list queries every n-th is taken
 */
export function reportContract(t: Test, openJournal: OpenJournal, listStep = 1): void {
  const open = (t: Test, settle: 'off' | 'hint' | 'exclusive' = 'exclusive') =>
    openJournal(t, { retentionMs, settle, eventRetentionMs: 7 * dayMs })

  t.test('a report belongs to the recipient with its number and id', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'accepted', [b]: 'accepted' }, {}, { finished: true })
    t.equal(await journal.recordReport(report({ error: '000', done: 'then', doneAt: 7 }), start + 9), 'applied')
    t.equal(await journal.recordReport(report(), start + 10), 'repeated', 'the same again changes nothing')
    const another = report({ error: '254', done: 'later', doneAt: 8 })
    t.equal(
      await journal.recordReport(another, start + 11),
      'repeated',
      'nor does another error code with the same status',
    )
    const [first, second] = (await find(journal, message)).recipients
    t.strictSame(first?.reports, [
      { upstreamMessageId: idOf(a), status: 'DELIVRD', error: '000', done: 'then', doneAt: 7, receivedAt: start + 9 },
    ])
    t.strictSame(second?.reports, [])
    for (const changes of [{ to: b }, { upstreamMessageId: 'other' }, { upstreamMessageId: 'id' }])
      t.equal(await journal.recordReport(report(changes), start), 'unmatched', JSON.stringify(changes))
    t.equal(await deliveryTo(journal, message, a), 'delivered')
    t.equal(await deliveryTo(journal, message, b), 'awaited')
  })

  t.test('an id matches in any case, and each of several', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'sending' }, { segments: 2 })
    const upstreamMessageIds = ['Part-1', 'part-2']
    const accepted = { to: a, accepted: true, upstreamMessageId: 'Part-1', upstreamMessageIds } as const
    await journal.endAttempts(message.id, [accepted], start)
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'pART-1' }), start), 'applied')
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'PART-1' }), start), 'repeated')
    t.equal(await deliveryTo(journal, message, a), 'pending')
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'PART-2', status: 'UNDELIV' }), start), 'applied')
    t.equal(await deliveryTo(journal, message, a), 'partially-delivered')
    t.strictSame(await typesOf(journal), ['partially-delivered'])
  })

  t.test('a report that comes before the answer is joined to it', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'sending' })
    t.equal(await journal.recordReport(report(), start + 1), 'unmatched')
    t.equal(await journal.recordReport(report({ status: 'ENROUTE' }), start + 2), 'unmatched')
    t.equal((await unmatchedOf(journal)).length, 2)
    await journal.endAttempts(message.id, [standings.accepted(a)], start + 5)
    t.strictSame(await unmatchedOf(journal), [])
    t.equal(await deliveryTo(journal, message, a), 'delivered')
    const [recipient] = (await find(journal, message)).recipients
    t.strictSame(
      recipient?.reports.map(({ status, receivedAt }) => [status, receivedAt]),
      [
        ['DELIVRD', start + 1],
        ['ENROUTE', start + 2],
      ],
    )
    t.strictSame(await typesOf(journal), ['delivered'])
  })

  t.test('a report without number or id is kept once, and shown with what it may be about', async (t) => {
    const { journal, clocks } = await open(t, 'hint')
    const unknown = await put(journal, { [a]: 'unknown' })
    const rows = [report({ upstreamMessageId: 'x' }), { status: 'DELIVRD', to: a }, { status: 'DELIVRD' }] as const
    for (const row of rows) {
      t.equal(await journal.recordReport(row, start), 'unmatched')
      t.equal(await journal.recordReport(row, start), 'unmatched', 'the same again')
    }
    const listed = await unmatchedOf(journal)
    t.strictSame(
      listed.map(({ hints }) => hints),
      [[], [unknown.id], [unknown.id]],
    )
    t.equal(await journal.countUnmatchedReports(), 3)
    const first = await journal.listUnmatchedReports({ limit: 2 })
    const second = await journal.listUnmatchedReports({ limit: 2, ...(first.next && { before: first.next }) })
    t.strictSame([...first.reports, ...second.reports], listed)
    t.notOk('next' in second)
    clocks.ms += 7 * dayMs + 1
    t.ok((await journal.purgeReports(100)) >= 3)
    t.equal(await journal.countUnmatchedReports(), 0)
  })

  t.test('a report proves that an unknown outcome was submitted, if nothing else can be meant', async (t) => {
    const at = start + hourMs
    type Row = readonly [
      name: string,
      changes: Partial<IncomingReport>,
      others: () => Promise<unknown>,
      settles: boolean,
    ]
    const { journal: one, clocks } = await open(t)
    const rows = (journal: Journal): readonly Row[] => {
      const add =
        (standing: Standing, changes: Partial<NewMessage> = {}) =>
        () =>
          put(journal, { [a]: standing }, { createdAt: start + 1_000, ...changes })
      const none = async () => {}
      return [
        ['alone', {}, none, true],
        ['any final status', { status: 'UNDELIV' }, none, true],
        ['a status that nobody knows', { status: 'other' }, none, false],
        ['another sender', { sender: 'Other' }, none, false],
        ['no sender', { sender: undefined as never }, none, false],
        ['submitted at another time', { submittedAt: start + 61_000 }, none, false],
        ['submitted at that time', { submittedAt: start + 60_000 }, none, true],
        ['an id that no answer can have', { upstreamMessageId: 'new,newer' }, none, false],
        ['one that fits as well', { submittedAt: start - 30_000 }, add('unknown', { createdAt: start + 1 }), false],
        [
          'one that an upstream may have taken late',
          { submittedAt: start + 45_000 },
          add('unknown', { createdAt: start - 75_000 }),
          false,
        ],
        [
          'one that is over for longer than an upstream may take it',
          { submittedAt: start + 45_000 },
          add('unknown', { createdAt: start - 75_006 }),
          true,
        ],
        ['one whose clock was ahead', {}, add('unknown', { createdAt: at + 60_000 }), false],
        ['one that began afterwards', {}, add('unknown', { createdAt: at + 60_001 }), true],
        [
          'one of last week that was scheduled for now',
          {},
          add('unknown', { createdAt: start - 7 * dayMs, scheduledAt: at - 9 }),
          false,
        ],
        ['one of last week', {}, add('unknown', { createdAt: start - 7 * dayMs }), true],
        ['a second unknown one', {}, add('unknown'), false],
        ['one that is still being sent', {}, add('sending'), false],
        ['one that was refused', {}, add('rejected'), false],
        ['one that was refused and may be repeated', {}, add('refused'), false],
        ['one that was accepted with its id', { upstreamMessageId: 'new' }, add('accepted'), true],
        ['one that was never written', {}, add('not-attempted'), true],
        ['one from another sender', {}, add('unknown', { from: 'Other' }), true],
        ['one to another number', {}, () => put(journal, { [b]: 'unknown' }), true],
        ['a long one', { upstreamMessageId: 'new' }, add('accepted', { segments: 2 }), false],
        ['a second one, of another hour', { submittedAt: start }, add('unknown', { createdAt: start + 70_000 }), true],
        [
          'one that was accepted without an id',
          {},
          async () => {
            const message = await put(journal, { [a]: 'sending' }, { createdAt: start + 1_000 })
            await journal.endAttempts(message.id, [{ to: a, accepted: true }], start + 2_000)
          },
          false,
        ],
      ]
    }
    const names = rows(one).map(([name]) => name)
    for (const [index, name] of names.entries()) {
      const { journal } = await open(t)
      const [, changes, others, settles] = rows(journal)[index] as Row
      const message = await put(journal, { [a]: 'unknown' })
      await others()
      const given = report({ upstreamMessageId: 'new', ...changes })
      t.equal(await journal.recordReport(given, at), settles ? 'settled' : 'unmatched', name)
      t.strictSame(await statesOf(journal, message), { [a]: [settles ? 'accepted' : 'unknown'] }, name)
    }
    t.equal(clocks.ms, start)
  })

  t.test('dates that do not agree with our clock are no evidence, and no obstacle', async (t) => {
    let agree = false
    const { journal } = await openJournal(t, { retentionMs, settle: 'exclusive', datesAgree: () => agree })
    const [early, late] = [await put(journal, { [a]: 'unknown' }), newMessage({ createdAt: start + hourMs })]
    await journal.begin(late, { sending: [a] })
    await journal.endAttempts(late.id, [standings.unknown(a)], start + hourMs)
    const given = { upstreamMessageId: 'new', submittedAt: start }
    t.equal(await journal.recordReport(report({ ...given, status: 'ENROUTE' }), start + 2 * hourMs), 'unmatched')
    agree = true
    t.equal(await journal.recordReport(report(given), start + 2 * hourMs), 'settled')
    t.strictSame(await statesOf(journal, early), { [a]: ['accepted'] })
    t.strictSame(await unmatchedOf(journal), [], 'what was unmatched is looked at again')
    agree = false
    const alone = report({ to: b, upstreamMessageId: 'other', submittedAt: start })
    await put(journal, { [b]: 'unknown' }, { createdAt: start + hourMs })
    t.equal(await journal.recordReport(alone, start + 2 * hourMs), 'settled')
  })

  t.test('what a report proves may leave a single attempt for another one', async (t) => {
    const { journal } = await open(t)
    const messages = [0, 1].map((index) => put(journal, { [a]: 'unknown' }, { createdAt: start + index * hourMs }))
    const [first, second] = await Promise.all(messages)
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'two' }), start + 2 * hourMs), 'unmatched')
    const dated = report({ upstreamMessageId: 'one', submittedAt: start })
    t.equal(await journal.recordReport(dated, start + 3 * hourMs), 'settled')
    const idsOfMessage = async (message?: NewMessage) =>
      message && (await find(journal, message)).recipients[0]?.attempts[0]?.upstreamMessageId
    t.equal(await idsOfMessage(first), 'one')
    t.equal(await idsOfMessage(second), 'two')
    t.strictSame(await unmatchedOf(journal), [])
  })

  t.test('the other parts of a long message find it, where nothing else can be meant', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown' }, { segments: 2 })
    const part = (upstreamMessageId: string, status: IncomingReport['status'] = 'DELIVRD') =>
      journal.recordReport(report({ upstreamMessageId, status }), start + 9)
    t.equal(await part('one'), 'settled')
    t.equal(await part('two', 'UNDELIV'), 'applied')
    t.equal(await part('TWO', 'UNDELIV'), 'repeated')
    t.equal(await part('three'), 'unmatched', 'there are no more segments')
    const [recipient] = (await find(journal, message)).recipients
    t.strictSame(recipient?.attempts[0]?.upstreamMessageIds, ['one', 'two'])
    t.equal(await deliveryTo(journal, message, a), 'partially-delivered')
    t.equal((await find(journal, message)).resolutions.length, 1)

    const named = await put(journal, { [b]: 'accepted' }, { segments: 2 })
    const toNamed = (upstreamMessageId: string) => journal.recordReport(report({ to: b, upstreamMessageId }), start + 9)
    t.equal(await toNamed('part-2'), 'applied', 'an answer that named one of them')
    await put(journal, { [b]: 'unknown' })
    t.equal(await toNamed('part-3'), 'unmatched')
    t.strictSame((await find(journal, named)).recipients[0]?.attempts[0]?.upstreamMessageIds, [idOf(b), 'part-2'])

    for (const [segments, standing] of [
      [1, 'accepted'],
      [undefined, 'accepted'],
      [2, 'rejected'],
    ] as const) {
      const { journal } = await open(t)
      const changes = segments === undefined ? { segments: undefined as never } : { segments }
      await put(journal, { [a]: standing }, changes)
      t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), start + 9), 'unmatched', standing)
    }
    const hinting = await open(t, 'hint')
    await put(hinting.journal, { [a]: 'accepted' }, { segments: 2 })
    t.equal(await hinting.journal.recordReport(report({ upstreamMessageId: 'new' }), start + 9), 'unmatched')
  })

  t.test('a number with more messages than are looked at proves nothing', async (t) => {
    const { journal } = await open(t)
    await put(journal, { [a]: 'unknown' })
    const more = Array.from({ length: 999 }, (_, index) =>
      put(journal, { [a]: 'accepted' }, { createdAt: start + index }),
    )
    await Promise.all(more)
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), start + hourMs), 'unmatched')
  })

  t.test('a settled outcome keeps what was there before, and its report', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown' }, { reference: 'order-42' })
    await journal.recordReport(report({ upstreamMessageId: 'new' }), start + 60_000)
    const found = await find(journal, message)
    t.match(found.recipients[0], { attempts: [{ state: 'accepted', upstreamMessageId: 'new' }], reports: [{}] })
    t.strictSame(found.resolutions, [
      {
        to: a,
        outcome: 'accepted',
        reason: 'delivery-report',
        by: 'delivery-report',
        at: start + 60_000,
        before: { code: 'outcome-unknown' },
      },
    ])
    const [unknown, settled, delivered] = await eventsOf(journal)
    t.match(unknown, { type: 'recipient.unknown', outcome: 'unknown', resend: 'forbidden', reference: 'order-42' })
    t.match(settled, { type: 'recipient.settled', outcome: 'accepted', messageId: message.id, to: a })
    t.match(delivered, { type: 'recipient.delivered', delivery: { status: 'delivered' } })
    t.strictSame(await journal.countUnknown(), { count: 0 })
    t.strictSame([...(await journal.findFenced(message, { fencedSince: 0 }))], [], 'and the fence is open')
  })

  t.test('without an exclusive account, and while the clock is in doubt, nothing is proven', async (t) => {
    for (const settle of ['off', 'hint'] as const) {
      const { journal } = await open(t, settle)
      const message = await put(journal, { [a]: 'unknown' })
      t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), start + 1), 'unmatched')
      t.strictSame(await statesOf(journal, message), { [a]: ['unknown'] }, settle)
    }
    const { journal, clocks } = await open(t)
    await put(journal, { [a]: 'unknown' })
    clocks.wallAheadMs = dayMs
    journal.wallClock()
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), start + dayMs), 'unmatched')
  })

  t.test('what is out of the window proves nothing', async (t) => {
    for (const [receivedAt, expected] of [
      [start - 1, 'unmatched'],
      [start, 'settled'],
      [start + 72 * hourMs, 'settled'],
      [start + 72 * hourMs + 1, 'unmatched'],
    ] as const) {
      const { journal } = await open(t)
      await put(journal, { [a]: 'unknown' })
      t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), receivedAt), expected)
    }
  })

  t.test('an attempt that was still on the wire is looked at again when it ends', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'sending' })
    t.equal(await journal.recordReport(report({ upstreamMessageId: 'new' }), start + 1), 'unmatched')
    await journal.endAttempts(message.id, [standings.unknown(a)], start + 2)
    t.strictSame(await statesOf(journal, message), { [a]: ['accepted'] })
    t.strictSame(await unmatchedOf(journal), [])
    t.strictSame(await typesOf(journal), ['unknown', 'settled', 'delivered'])
  })

  t.test('no report changes any outcome but an unknown one, and none makes anything sendable', async (t) => {
    for (const standing of standingNames.filter((name) => name !== 'unknown')) {
      const { journal } = await open(t)
      const message = await put(journal, { [a]: standing })
      const before = (await find(journal, message)).recipients.map(({ attempts }) => attempts)
      for (const status of ['DELIVRD', 'REJECTD', 'UNDELIV', 'UNKNOWN', 'other'] as const)
        for (const upstreamMessageId of [idOf(a), 'new'])
          await journal.recordReport(report({ status, upstreamMessageId }), start + 1)
      const after = (await find(journal, message)).recipients.map(({ attempts }) => attempts)
      t.strictSame(after, before, standing)
    }
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown' }, {}, { finished: true })
    await journal.recordReport(report({ status: 'REJECTD', upstreamMessageId: 'new' }), start + 1)
    t.equal(failureOf(await find(journal, message), a), undefined)
    await journal.reopen(message.id, {})
    await t.rejects(journal.startAttempts(message.id, [a], start + 2), 'a rejected delivery is no rejected submission')
  })

  t.test('resolve tells the feed, and keeps who did it and what was there', async (t) => {
    const { journal } = await open(t)
    const message = await put(journal, { [a]: 'unknown', [b]: 'accepted' })
    await journal.resolve(message.id, { outcome: 'rejected', reason: 'asked', by: 'me', caller: 'ops', at: start + 9 })
    t.strictSame((await find(journal, message)).resolutions, [
      {
        to: a,
        outcome: 'rejected',
        reason: 'asked',
        by: 'me',
        caller: 'ops',
        at: start + 9,
        before: { code: 'outcome-unknown' },
      },
    ])
    const [, settled] = await eventsOf(journal)
    t.match(settled, { type: 'recipient.settled', outcome: 'rejected', resend: 'safe', to: a })
  })

  t.test('the feed has the events of a caller in order, and goes on from any cursor', async (t) => {
    const { journal } = await open(t)
    const seqs: number[] = []
    for (let index = 0; index < 30; index++) {
      const owner = index % 3 === 0 ? 'caller-two' : caller
      await put(journal, { [a]: 'unknown' }, { caller: owner, id: createMessageId(start + index) })
    }
    for (let after = 0; ; ) {
      const page = await journal.listEvents({ caller, after, limit: 4 })
      if (page.kind === 'gone') throw new Error('gone')
      seqs.push(...page.events.map(({ seq }) => seq))
      if (page.events.length === 0) {
        t.equal(page.next, await journal.lastEvent())
        break
      }
      after = page.next
    }
    t.equal(seqs.length, 20)
    t.strictSame(
      seqs,
      seqs.toSorted((first, second) => first - second),
    )
    t.equal((await eventsOf(journal)).length, 30)
  })

  t.test('whenEvent waits for the next event, and no longer than it may', async (t) => {
    const { journal } = await open(t)
    const { signal } = new AbortController()
    t.equal(await journal.whenEvent({ after: 0 }, 1, signal), false)
    const waiting = [{}, { caller }].map((of) => journal.whenEvent({ ...of, after: 0 }, 60_000, signal))
    const other = journal.whenEvent({ caller: 'caller-two', after: 0 }, 50, signal)
    await put(journal, { [a]: 'unknown' })
    t.strictSame(await Promise.all(waiting), [true, true])
    t.equal(await other, false, "another caller's event wakes nobody")
    t.equal(await journal.whenEvent({ after: 0 }, 60_000, signal), true, 'one that is there already')
    const stopping = new AbortController()
    const stopped = journal.whenEvent({ after: await journal.lastEvent() }, 60_000, stopping.signal)
    stopping.abort()
    t.equal(await stopped, false)
  })

  t.test('events go after their time, and a cursor before that is told so', async (t) => {
    const { journal, clocks, crash } = await open(t)
    t.strictSame(await journal.listEvents({ after: 0, limit: 9 }), { kind: 'page', events: [], next: 0 }, 'none yet')
    await put(journal, { [a]: 'unknown', [b]: 'unknown' })
    clocks.ms += 7 * dayMs + 1
    t.equal(await journal.purgeReports(1), 1)
    t.match(await journal.listEvents({ limit: 9 }), { kind: 'page', events: [{ seq: 2 }], next: 2 }, 'the oldest kept')
    t.strictSame(
      await journal.listEvents({ after: 0, limit: 9 }),
      { kind: 'gone', oldest: 1 },
      'the first was not read',
    )
    while ((await journal.purgeReports(100)) > 0);
    t.equal(await journal.lastEvent(), 2)
    t.strictSame(await journal.listEvents({ after: 1, limit: 9 }), { kind: 'gone', oldest: 2 })
    for (const cursor of [{}, { after: 2 }])
      t.strictSame(await journal.listEvents({ ...cursor, limit: 9 }), { kind: 'page', events: [], next: 2 })
    t.strictSame(await journal.listEvents({ after: 3, limit: 9 }), { kind: 'gone', oldest: 2 }, 'of another journal')
    await put(journal, { [c]: 'unknown' }, { createdAt: clocks.ms })
    t.equal(await journal.lastEvent(), 3, 'a number is never given again')
    t.equal(await (await crash()).journal.lastEvent(), 3)
  })

  t.test('after a crash reports and events are there, and what it made unknown is an event', async (t) => {
    const opened = await open(t)
    const message = await put(opened.journal, { [a]: 'accepted', [b]: 'sending' })
    await opened.journal.recordReport(report(), start + 1)
    await opened.journal.recordReport(report({ to: b, upstreamMessageId: 'new' }), start + 2)
    const { journal } = await opened.crash()
    // The journal looks at what waited in its first group.
    await journal.saveClock()
    t.equal(await deliveryTo(journal, message, a), 'delivered')
    t.strictSame(await typesOf(journal), ['delivered', 'unknown', 'settled', 'delivered'])
    t.strictSame(await statesOf(journal, message), { [a]: ['accepted'], [b]: ['accepted'] })
    t.equal(await journal.recordReport(report(), start + 9), 'repeated')
  })

  t.test('a purged message takes its reports along', async (t) => {
    const { journal, clocks } = await open(t)
    await put(journal, { [a]: 'accepted' }, {}, { finished: true })
    await journal.recordReport(report(), start + 1)
    clocks.ms = start + retentionMs + dayMs
    t.equal(await journal.purge(10), 1)
    t.equal(await journal.recordReport(report(), clocks.ms), 'unmatched')
    const message = newMessage({ createdAt: clocks.ms, id: createMessageId(clocks.ms) })
    await journal.begin(message, { sending: [a] })
    t.strictSame((await find(journal, message)).recipients[0]?.reports, [])
  })

  deliveryListContract(t, openJournal, listStep)
}
