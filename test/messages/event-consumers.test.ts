import t from 'tap'
import { createEventConsumers, otherConsumers } from '../../src/messages/event-consumers.ts'
import type { EventPage, EventQuery, MessageEvent } from '../../src/messages/reports.ts'

/** A feed of events at the given instants, of which those up to a number were removed. */
function createFeed(events: readonly (readonly [caller: string, at: number])[], removedUpTo = 0) {
  return {
    async listEvents({ caller, after = removedUpTo, limit }: EventQuery): Promise<EventPage> {
      if (after < removedUpTo) return { kind: 'gone', oldest: removedUpTo }
      const found = events.flatMap(([owner, at], index): MessageEvent[] => {
        const facts = { messageId: 'm', to: '+1', outcome: 'accepted', type: 'recipient.settled' } as const
        const isWanted = index + 1 > after && (caller === undefined || caller === owner)
        return isWanted ? [{ seq: index + 1, at, caller: owner, ...facts }] : []
      })
      return { kind: 'page', events: found.slice(0, limit), next: events.length }
    },
  }
}
const feed = createFeed([
  ['orders', 1_000],
  ['alerts', 2_000],
  ['orders', 3_000],
])

t.test('a consumer is as far behind as its oldest own event that it has not confirmed', async (t) => {
  for (const [after, lagMs] of [
    [1, 7_000],
    [2, 7_000],
    [3, 0],
  ] as const) {
    const consumers = createEventConsumers()
    consumers.asked('orders', { caller: 'orders', after })
    t.strictSame(await consumers.lags(feed, 10_000), [{ consumer: 'orders', events: 'own', lagMs }], `after ${after}`)
  }
})

t.test('the last cursor counts, for own events and for those of all callers', async (t) => {
  const consumers = createEventConsumers()
  consumers.asked('orders', { caller: 'orders', after: 3 })
  consumers.asked('orders', { caller: 'orders', after: 2 })
  consumers.asked('orders', { after: 1 })
  t.strictSame(await consumers.lags(feed, 10_000), [
    { consumer: 'orders', events: 'own', lagMs: 7_000 },
    { consumer: 'orders', events: 'all', lagMs: 8_000 },
  ])
  t.match(await consumers.lags(feed, 2_500), [{ lagMs: 0 }, { lagMs: 500 }], 'the wall clock was set back')
})

t.test('whoever looks without a cursor, or is no caller any more, is no consumer', async (t) => {
  const consumers = createEventConsumers()
  consumers.asked('orders', { caller: 'orders' })
  t.strictSame(await consumers.lags(feed, 10_000), [])
  consumers.asked('orders', { caller: 'orders', after: 1 })
  consumers.asked('alerts', { caller: 'alerts', after: 1 })
  consumers.keepOnly(['alerts', 'new'])
  t.match(await consumers.lags(feed, 10_000), [{ consumer: 'alerts', lagMs: 8_000 }])
})

t.test('whoever keeps asking without a cursor is a consumer that fails on its first page', async (t) => {
  let now = 0
  const consumers = createEventConsumers(() => now)
  const ask = (minutes: number) => {
    now += minutes * 60_000
    consumers.asked('orders', { caller: 'orders' })
    return consumers.lags(feed, 10_000)
  }
  t.strictSame(await ask(0), [])
  t.strictSame(await ask(4), [], 'not for long enough')
  t.strictSame(await ask(1), [{ consumer: 'orders', events: 'own', lagMs: 9_000 }])
  now += 11 * 60_000
  t.strictSame(await consumers.lags(feed, 10_000), [], 'it asks no more')
  t.strictSame(await ask(0), [], 'and begins anew')
  t.strictSame(await ask(9), [{ consumer: 'orders', events: 'own', lagMs: 9_000 }], 'with the pauses of a restart loop')
  consumers.asked('orders', { caller: 'orders', after: 3 })
  t.strictSame(await ask(1), [{ consumer: 'orders', events: 'own', lagMs: 0 }], 'a cursor says more')
})

t.test('the lag is infinite where events were removed before they were confirmed', async (t) => {
  const consumers = createEventConsumers()
  consumers.asked('orders', { caller: 'orders', after: 1 })
  const lags = await consumers.lags(createFeed([], 2), 10_000)
  t.strictSame(lags, [{ consumer: 'orders', events: 'own', lagMs: Number.POSITIVE_INFINITY }])
})

t.test('beyond a hundred, consumers share a name, with the largest lag', async (t) => {
  const consumers = createEventConsumers()
  for (let index = 0; index < 150; index++) {
    const caller = `caller-${index}`
    consumers.asked(caller, { caller, after: 1 })
  }
  const lags = await consumers.lags(
    createFeed([...Array.from({ length: 9 }, () => ['x', 0] as const), ['caller-149', 4_000]]),
    5_000,
  )
  t.equal(lags.length, 102)
  t.strictSame(lags.slice(100), [
    { consumer: otherConsumers, events: 'own', lagMs: 1_000 },
    { consumer: otherConsumers, events: 'all', lagMs: 0 },
  ])
})
