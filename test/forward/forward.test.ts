import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createDeadLetters } from '../../forward/dead-letters.ts'
import { createDelivery } from '../../forward/delivery.ts'
import { createFeed } from '../../forward/feed.ts'
import { forward } from '../../forward/forward.ts'
import { openPosition } from '../../forward/position.ts'
import type { ForwardSettings } from '../../forward/settings.ts'
import { answerJson, makeEvent, secrets, startFeed, startReceiver } from './servers.ts'

const hourMs = 3_600_000

type Line = { readonly level: string; readonly msg: string } & Record<string, unknown>

/** Runs the loop against real servers, with a clock on which every pause is over at once. */
function start(
  t: Test,
  urls: { readonly feed: string; readonly receiver: string },
  options: Partial<ForwardSettings> & { readonly maxDeadLetterBytes?: number } = {},
) {
  const folder = options.folder ?? t.testdir()
  const settings: ForwardSettings = {
    url: new URL(urls.receiver),
    secrets: [secrets[0]],
    gatewayUrl: urls.feed,
    apiKey: 'bsg_orders_0123456789',
    callers: 'own',
    folder,
    timeoutMs: 20_000,
    giveUpMs: 24 * hourMs,
    ...options,
  }
  let nowMs = Date.parse('2026-11-22T08:00:00Z')
  const pauses: number[] = []
  const lines: Line[] = []
  const keep = (level: string) => (fields: object | string, msg?: string) => {
    lines.push(typeof fields === 'string' ? { level, msg: fields } : { level, msg: msg ?? '', ...fields })
  }
  const stop = new AbortController()
  const position = openPosition(folder)
  const file = join(folder, 'dead-letters.jsonl')
  const ended = forward({
    feed: createFeed(settings),
    deliver: createDelivery(settings, Date.now),
    position,
    deadLetters: createDeadLetters(file, () => nowMs, options.maxDeadLetterBytes),
    giveUpMs: settings.giveUpMs,
    log: { info: keep('info'), warn: keep('warn'), error: keep('error') } as never,
    clock: {
      nowMs: () => nowMs,
      random: () => 0,
      async sleep(ms) {
        pauses.push(ms)
        nowMs += ms
      },
    },
    stop: stop.signal,
  }).finally(position.close)
  t.teardown(() => {
    stop.abort()
    return ended
  })
  const letters = () =>
    (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []).map((l) => JSON.parse(l))
  return { folder, file, position, pauses, lines, letters, ended, stop: () => stop.abort() }
}

t.test('every event arrives once, in order, signed, and the position is stored', async (t) => {
  const feed = await startFeed(t, 250)
  const receiver = await startReceiver(t)
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { secrets: [secrets[1], secrets[0]] })
  // Each page, and then the poll that waits.
  await feed.asked(4)
  t.strictSame(
    receiver.ids(),
    feed.events.map(({ id }) => id),
  )
  t.strictSame(JSON.parse(receiver.received[41]?.body ?? ''), makeEvent(42), 'unchanged')
  const { headers } = receiver.received[41] ?? {}
  t.match(headers, {
    'content-type': 'application/json',
    'webhook-id': 'evt_42_019ab7e2-5c1d-7d3e-8f60-000000000042',
    'webhook-signature': /^v1,[A-Za-z0-9+/=]{44} v1,[A-Za-z0-9+/=]{44}$/,
  })
  t.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 250)
  t.strictSame(
    feed.requests.map(({ url }) => url.search),
    ['', 'after=100&', 'after=200&', 'after=250&'].map((after) => `?${after}limit=100&wait=30`),
  )
  t.equal(feed.requests[0]?.authorization, 'Bearer bsg_orders_0123456789')
  t.equal(readFileSync(join(run.folder, 'position.json'), 'utf8'), '{"after":"250"}\n')
  run.stop()
  t.strictSame(await run.ended, { kind: 'stopped' })
})

t.test('what was not taken is sent again with the same id, and the events after it wait', async (t) => {
  const feed = await startFeed(t, 3)
  const receiver = await startReceiver(t, 204, 500, 302, 404, 200)
  const run = start(t, { feed: feed.origin, receiver: receiver.url })
  await feed.asked(2)
  t.strictSame(receiver.ids(), ['1', '2', '2', '2', '2', '3'])
  t.equal(new Set(receiver.received.slice(1, 5).map(({ headers }) => headers['webhook-id'])).size, 1)
  t.strictSame(run.pauses, [5_000, 10_000, 20_000])
  t.strictSame(run.lines, [
    ...[500, 302, 404].map((status) => ({ level: 'warn', msg: 'an event was not taken', event: '2', status })),
    { level: 'info', msg: 'events are taken again', event: '2' },
  ])
})

t.test('after a day an event goes to the dead letters, and the feed goes on', async (t) => {
  const feed = await startFeed(t, 3)
  const receiver = await startReceiver(t, (response, { event }) =>
    response.writeHead(event.id === '2' ? 500 : 204).end(),
  )
  const run = start(t, { feed: feed.origin, receiver: receiver.url })
  await feed.asked(2)
  t.equal(receiver.ids().at(-1), '3')
  const waited = run.pauses.reduce((sum, ms) => sum + ms, 0)
  t.equal(waited, 24 * hourMs)
  t.equal(Math.max(...run.pauses), 15 * 60_000)
  t.equal(receiver.received.length, run.pauses.length + 3)
  t.strictSame(run.letters(), [
    {
      webhookId: 'evt_2_019ab7e2-5c1d-7d3e-8f60-000000000002',
      givenUpAt: '2026-11-23T08:00:00.000Z',
      status: 500,
      event: makeEvent(2),
    },
  ])
  t.equal(statSync(run.file).mode & 0o777, 0o600)
  t.match(
    run.lines.filter(({ level }) => level === 'error'),
    [{ event: '2', status: 500, msg: /given up/ }],
  )
  t.strictSame(run.position.read(), { after: '3' })
})

t.test('a receiver that is away for longer gets one attempt for each event, until it takes one', async (t) => {
  const feed = await startFeed(t, 5)
  const receiver = await startReceiver(t, (response, { event }) => {
    if (Number(event.id) <= 3) response.destroy()
    else response.writeHead(200).end()
  })
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { giveUpMs: hourMs })
  await feed.asked(2)
  t.strictSame(receiver.ids().slice(-4), ['2', '3', '4', '5'])
  t.strictSame(
    run.letters().map(({ event, code }) => [event.id, code]),
    [
      ['1', 'ECONNRESET'],
      ['2', 'ECONNRESET'],
      ['3', 'ECONNRESET'],
    ],
  )
  t.strictSame(run.position.read(), { after: '5' })
})

t.test('the time counts from before a restart', async (t) => {
  const folder = t.testdir({ 'position.json': `{"after":"1","failingSince":${Date.parse('2026-11-21T08:00:00Z')}}` })
  const feed = await startFeed(t, 3)
  const receiver = await startReceiver(t, 500, 204)
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { folder })
  await feed.asked(2)
  t.strictSame(receiver.ids(), ['2', '3'])
  t.equal(run.letters().length, 1)
})

t.test('if the dead letters are full, nothing is given up', async (t) => {
  const feed = await startFeed(t, 2)
  const receiver = await startReceiver(t, 500)
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { giveUpMs: 60_000, maxDeadLetterBytes: 100 })
  await receiver.arrived(7)
  receiver.behave(204)
  await feed.asked(2)
  t.strictSame([...new Set(receiver.ids())], ['1', '2'])
  t.notOk(run.letters().length)
  t.ok(run.lines.some(({ msg }) => msg.startsWith('the dead-letter file is full')))
})

t.test('a dead letter does not continue a line that a full disk has cut', async (t) => {
  const file = join(t.testdir({ letters: '{"webhookId":"evt_1' }), 'letters')
  t.equal(createDeadLetters(file, () => 0).add(makeEvent(2), { status: 500, body: '' }), true)
  const [cut, line = ''] = readFileSync(file, 'utf8').split('\n')
  t.equal(cut, '{"webhookId":"evt_1')
  t.match(JSON.parse(line), { event: { id: '2' } })
})

t.test('what the gateway has removed is reported loudly, and the feed goes on from the oldest', async (t) => {
  const folder = t.testdir({ 'position.json': '{"after":"3"}' })
  const feed = await startFeed(t, 12)
  feed.answerNext(answerJson(410, { code: 'events-gone', oldest: '10' }))
  const receiver = await startReceiver(t)
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { folder })
  await feed.asked(3)
  t.strictSame(receiver.ids(), ['11', '12'])
  t.match(run.lines, [{ level: 'error', msg: /^EVENTS WERE MISSED/, after: '3', oldest: '10' }])
  t.strictSame(run.position.read(), { after: '12' })
})

for (const status of [401, 403]) {
  t.test(`${status} of the gateway ends the loop`, async (t) => {
    const feed = await startFeed(t, 1)
    feed.answerNext(answerJson(status, {}))
    const receiver = await startReceiver(t)
    t.strictSame(await start(t, { feed: feed.origin, receiver: receiver.url }).ended, { kind: 'refused', status })
    t.equal(receiver.received.length, 0)
  })
}

t.test('whatever else the gateway answers, the feed is read again, and nothing is skipped', async (t) => {
  const feed = await startFeed(t, 1)
  const page = (events: unknown, next: unknown = '1') => answerJson(200, { events, next })
  feed.answerNext(
    (response) => response.destroy(),
    answerJson(503, {}),
    answerJson(410, { oldest: 'x' }),
    (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
    (response) => response.end('<html>'),
    (response) => response.end('x'.repeat(5 * 1024 * 1024)),
    page([{ ...makeEvent(1), id: '0' }]),
    page([{ id: '1' }]),
    page([makeEvent(2), makeEvent(1)], '2'),
    page([makeEvent(2)], '1'),
    page('none'),
    page([], null),
  )
  const receiver = await startReceiver(t)
  const run = start(t, { feed: feed.origin, receiver: receiver.url })
  await feed.asked(14)
  t.strictSame(receiver.ids(), ['1'])
  t.strictSame(
    run.lines.map(({ status, code }) => status ?? code),
    ['ECONNRESET', 503, 410, 302, 'not-understood', ...Array(7).fill('not-understood')],
  )
  t.equal(Math.max(...run.pauses), 60_000)
  t.notOk(feed.requests.some(({ url }) => url.pathname !== '/events'))
})

t.test('a position moves with the pages that have no event of the caller', async (t) => {
  const feed = await startFeed(t, 0)
  feed.answerNext(answerJson(200, { events: [], next: '40' }), answerJson(200, { events: [], next: '40' }))
  const receiver = await startReceiver(t)
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { callers: 'all', apiKey: undefined })
  await feed.asked(3)
  t.strictSame(run.position.read(), { after: '40' })
  t.equal(feed.requests[2]?.url.search, '?after=40&limit=100&wait=30&caller=*')
  t.equal(feed.requests[2]?.authorization, undefined)
  t.strictSame(run.pauses, [1_000, 1_000], 'empty pages that come at once are no busy loop')
})

t.test('a redirect is not followed, and a huge or endless answer does no harm', async (t) => {
  const feed = await startFeed(t, 4)
  const elsewhere = await startReceiver(t)
  const receiver = await startReceiver(
    t,
    (response) => response.writeHead(307, { location: elsewhere.url }).end(),
    (response) => response.writeHead(200).end('x'.repeat(20 * 1024 * 1024)),
    (response) => void response.writeHead(200).write('the status is known, and the end never comes'),
    // Never answers.
    () => {},
    204,
  )
  const run = start(t, { feed: feed.origin, receiver: receiver.url }, { timeoutMs: 1_000 })
  await feed.asked(2)
  t.strictSame(receiver.ids(), ['1', '1', '2', '3', '3', '4'])
  t.equal(elsewhere.received.length, 0)
  t.strictSame(run.lines.map(({ event, status, code }) => [event, status ?? code]).slice(0, 3), [
    ['1', 307],
    ['1', undefined],
    ['3', 'timeout'],
  ])
})

t.test('a connection that the receiver has closed meanwhile is no failure', async (t) => {
  const feed = await startFeed(t, 2)
  const receiver = await startReceiver(t, 204, (response) => response.socket?.resetAndDestroy(), 204)
  const run = start(t, { feed: feed.origin, receiver: receiver.url })
  await feed.asked(2)
  t.strictSame(receiver.ids(), ['1', '2', '2'])
  t.strictSame(run.lines, [])
})

t.test('a damaged position is refused, and a second forwarder in the folder as well', async (t) => {
  const folder = t.testdir()
  for (const text of ['', '42', '{"after":""}', '{"after":"1"', '{"after":"-1"}', '{"after":"1","failingSince":"x"}']) {
    writeFileSync(join(folder, 'position.json'), text)
    const position = openPosition(folder)
    t.throws(() => position.read(), /must hold/, text)
    position.close()
  }
  const first = openPosition(folder)
  t.throws(() => openPosition(folder), /another forwarder uses the folder/)
  first.close()
  openPosition(folder).close()
})
