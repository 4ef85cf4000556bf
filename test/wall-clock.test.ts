import { mock } from 'node:test'
import t, { type Test } from 'tap'
import { readConfig } from '../src/config/config.ts'
import { createGateway } from '../src/gateway.ts'
import { createLogger, createSecrets } from '../src/logging/logger.ts'
import type { Journal } from '../src/messages/journal.ts'
import { liveEnvironment } from '../verify/crash/gateway-child.ts'
import { createTestClocks, dayMs, start } from './journal/entries.ts'
import { createDirectory } from './journal/open-sqlite.ts'
import { seriesValue } from './observability/metrics/exposition.ts'
import { checkAnswer } from './support/openapi-answers.ts'
import { answerAccepted, createRawUpstream } from './support/raw-upstream.ts'

const minuteMs = 60_000
const key = { 'idempotency-key': 'key-of-the-message-1' }
const body = { to: ['+213550000001'], text: 'Your code is 1234' }

t.beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }))
t.afterEach(() => mock.timers.reset())

/** The gateway as the program wires it, on a machine whose clocks the test moves, before an upstream that counts. */
async function startMachine(t: Test, firstAheadMs = 0) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const clocks = createTestClocks()
  clocks.wallAheadMs = firstAheadMs
  const file = `${createDirectory(t)}/gateway.db`
  const config = readConfig(liveEnvironment(upstream.origin, file), [])
  if (!config.ok) throw new Error(config.faults.join())
  const lines: string[] = []
  const logger = createLogger('info', createSecrets([]), { write: (line) => void lines.push(line) })
  let purges: Promise<unknown>[] = []
  const watchPurges = (journal: Journal): Journal => ({
    ...journal,
    purge(limit) {
      const purging = journal.purge(limit)
      purges.push(purging)
      return purging
    },
  })
  const begin = () =>
    createGateway(
      config.config,
      logger,
      createSecrets([]),
      (error) => {
        throw error
      },
      { clocks, journal: watchPurges },
    )
  let gateway = await begin()
  t.teardown(() => gateway.close())

  async function inject(method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) {
    const reply = await gateway.app.inject({
      method,
      url,
      headers: { ...(payload && { 'content-type': 'application/json' }), ...headers },
      ...(payload && { payload }),
    })
    const answer = { status: reply.statusCode, headers: reply.headers, text: reply.payload, json: parse(reply.payload) }
    for (const fault of checkAnswer(gateway.app.swagger(), method, url, answer)) t.fail(`${method} ${url}: ${fault}`)
    return answer
  }

  return {
    clocks,
    upstream,
    get: (url: string) => inject('GET', url),
    send: (headers: Record<string, string> = {}, changes: object = {}) =>
      inject('POST', '/messages', { ...body, ...changes }, headers),
    confirm: () => inject('POST', '/wall-clock/confirmation'),
    /** Lets time pass, with all that is done once in a while, until that is done. */
    async pass(ms: number) {
      clocks.ms += ms
      purges = []
      mock.timers.tick(minuteMs)
      // A step that removes something is followed by another one.
      for (let count = -1; count !== purges.length; ) {
        count = purges.length
        await Promise.all(purges)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
    async restart(stoppedMs = 0) {
      await gateway.close()
      clocks.ms += stoppedMs
      gateway = await begin()
    },
    /** The lines about the wall clock. */
    told: () =>
      lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg }) => String(msg).includes('the wall clock'))
        .map(({ level, movedMs }) => (movedMs === undefined ? level : [level, movedMs])),
  }
}

function parse(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

t.test('a clock that is 40 days ahead for a minute ends no key: the repeat is a replay', async (t) => {
  const { clocks, upstream, send, pass, restart } = await startMachine(t)
  const first = await send(key)
  t.equal(first.status, 201)
  clocks.wallAheadMs = 40 * dayMs
  await pass(minuteMs)
  clocks.wallAheadMs = 0
  await pass(minuteMs)
  const replay = { status: 201, json: { id: first.json.id }, headers: { 'idempotent-replayed': 'true' } }
  t.match(await send(key), replay)
  await restart()
  await pass(minuteMs)
  t.match(await send(key), replay, 'after a restart too')
  t.equal(upstream.requestCount, 1)
})

t.test('a clock that is 40 days behind at the start ends no key when it is put right', async (t) => {
  for (const isRestarted of [false, true]) {
    const { clocks, upstream, send, pass, restart } = await startMachine(t, -40 * dayMs)
    t.equal((await send(key)).status, 201)
    clocks.wallAheadMs = 0
    if (isRestarted) await restart()
    await pass(minuteMs)
    t.match(await send(key), { status: 201, headers: { 'idempotent-replayed': 'true' } })
    t.equal(upstream.requestCount, 1)
  }
})

t.test(
  'a clock that is two days behind when an outcome becomes unknown ends no fence when it is put right',
  async (t) => {
    for (const isRestarted of [false, true]) {
      const { clocks, upstream, send, pass, restart } = await startMachine(t, -2 * dayMs)
      upstream.behave('reset-after-request', answerAccepted)
      const open = await send()
      t.equal(open.status, 504)
      clocks.wallAheadMs = 0
      if (isRestarted) await restart()
      await pass(minuteMs)
      t.match(await send(), { status: 409, json: { recipients: [{ error: { duplicateOf: open.json.id } }] } })
      await pass(dayMs - 2 * minuteMs)
      t.equal((await send()).status, 409)
      t.equal(upstream.requestCount, 1)
      await pass(2 * minuteMs)
      t.equal((await send()).status, 201, 'a day later it is over')
      t.equal(upstream.requestCount, 2)
    }
  },
)

t.test('a clock that is set to 2100 and back stops nothing, and ids stay in order', async (t) => {
  const { clocks, upstream, send, pass, restart, get } = await startMachine(t)
  const ids: string[] = []
  const errors = [0, Date.UTC(2100, 0) - start, 0, -start, Date.UTC(9999, 0) - start, 0]
  for (const [index, aheadMs] of errors.entries()) {
    clocks.wallAheadMs = aheadMs
    const answer = await send({}, { text: `Message ${index}` })
    t.equal(answer.status, 201)
    ids.push(answer.json.id)
    await pass(minuteMs)
    if (index % 2 === 1) await restart()
  }
  t.strictSame(ids, ids.toSorted())
  t.equal(upstream.requestCount, errors.length)
  const listed = async (query: string) =>
    (await get(`/messages${query}`)).json.messages.map(({ id }: { id: string }) => ids.indexOf(id))
  t.strictSame(await listed(''), [5, 4, 3, 2, 1, 0])
  t.strictSame(await listed('?createdAfter=2090-01-01T00:00:00Z'), [4, 1])
  t.strictSame(await listed('?createdBefore=1980-01-01T00:00:00Z'), [3])
  t.strictSame(await listed('?createdAfter=2026-01-01T00:00:00Z&createdBefore=2027-01-01T00:00:00Z'), [5, 2, 0])
})

t.test('in its time everything ends, also after a clock was wrong', async (t) => {
  const { clocks, upstream, send, pass, get } = await startMachine(t, -40 * dayMs)
  await send(key)
  clocks.wallAheadMs = 0
  await pass(31 * dayMs)
  t.equal((await get('/messages')).json.messages.length, 1)
  await pass(2 * minuteMs)
  t.equal((await get('/messages')).json.messages.length, 0)
  t.match(await send(key), { status: 201, headers: { 'idempotent-replayed': undefined } })
  t.equal(upstream.requestCount, 2)
})

t.test('a clock in doubt is reported as an error, sends are safe, and a corrected clock is trusted', async (t) => {
  const { clocks, upstream, send, pass, get, told, restart } = await startMachine(t)
  const moved = async () => seriesValue((await get('/metrics')).text, 'bulksms_gateway_wall_clock_moved_seconds')
  t.match(await get('/readyz'), { status: 200, json: { wallClock: { state: 'trusted' } } })
  t.equal(await moved(), 0)
  clocks.wallAheadMs = 40 * dayMs
  await pass(0)
  t.strictSame(told(), [['error', 40 * dayMs]])
  t.match(await get('/readyz'), {
    status: 200,
    json: { status: 'ready', wallClock: { state: 'in-doubt', movedMs: 40 * dayMs, confirmedInMs: 40 * dayMs } },
  })
  t.equal(await moved(), (40 * dayMs) / 1000)
  t.equal((await send()).status, 201)
  await restart(minuteMs)
  t.match(await get('/readyz'), { json: { wallClock: { state: 'in-doubt', movedMs: 40 * dayMs } } })
  clocks.wallAheadMs = 0
  await pass(0)
  t.strictSame(told(), [['error', 40 * dayMs], ['error', 40 * dayMs], 'warn'])
  t.equal(await moved(), 0)
  t.equal(upstream.requestCount, 1)
})

t.test('an operator confirms a clock, which then stays so', async (t) => {
  const { clocks, confirm, get, restart, send, upstream } = await startMachine(t)
  await send(key)
  clocks.wallAheadMs = 40 * dayMs
  t.match(await get('/readyz'), { json: { wallClock: { state: 'in-doubt' } } })
  t.match(await confirm(), { status: 200, json: { state: 'trusted' } })
  t.match(await confirm(), { status: 200, json: { state: 'trusted' } })
  await restart()
  t.match(await get('/readyz'), { json: { wallClock: { state: 'trusted' } } })
  t.match(await send(key), { status: 201, headers: { 'idempotent-replayed': 'true' } }, 'it ends no key')
  t.equal(upstream.requestCount, 1)
})
