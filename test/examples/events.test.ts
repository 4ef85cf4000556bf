import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { createDirectory } from '../journal/open-sqlite.ts'
import { createKeyedCaller } from '../support/gateway.ts'
import { startProcess } from '../support/gateway-process.ts'
import {
  type Consumer,
  type ConsumerName,
  consumerNames,
  consumers,
  createConsumer,
  findOrderFaults,
  isInstalled,
  pathOf,
} from './consumers.ts'

const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'events.md'), 'utf8')
const recipients = Array.from({ length: 60 }, (_, index) => `+2135500${10_000 + index}`)
const kills = 3

type FeedPage = { readonly events: readonly { readonly id: string; readonly caller: string }[]; readonly next: string }

t.test('docs/events.md shows exactly the consumers in examples/events', async (t) => {
  for (const name of consumerNames) {
    const code = readFileSync(pathOf(name), 'utf8')
    t.ok(code.split('\n').length < 42, `${name} is short`)
    t.ok(document.includes(`\n${code}\`\`\`\n`), `${consumers[name].file} differs from docs/events.md`)
  }
})

const missing = (name: ConsumerName) => `${consumers[name].command} is not installed, or lacks a part that it needs`

/** Resolves once a consumer has seen at least so many events in its current run, or fails with what it complained of. */
async function whenSeen(consumer: Consumer, count: number): Promise<void> {
  let isOver = false
  void consumer.ended().then(() => {
    isOver = true
  })
  while ((consumer.runs().at(-1)?.length ?? 0) < count) {
    if (isOver) throw new Error(`The consumer has ended: ${consumer.stderr()}`)
    await sleep(5)
  }
}

t.test('each consumer, against one gateway', async (t) => {
  const watcher = createKeyedCaller({ name: 'watcher', scopes: ['messages:send', 'messages:read', 'operations'] })
  const callers = new Map(
    consumerNames.map((name) => [name, createKeyedCaller({ name, scopes: ['messages:send', 'messages:read'] })]),
  )
  const keysFile = join(createDirectory(t), 'keys.json')
  writeFileSync(keysFile, JSON.stringify({ callers: [watcher, ...callers.values()].map(({ entry }) => entry) }))
  const gateway = startProcess(t, { API_KEYS_FILE: keysFile })
  const origin = await gateway.listening()

  async function send(headers: Record<string, string>, to: readonly string[]): Promise<number> {
    const answer = await fetch(`${origin}/messages`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ to, from: 'ACME', text: 'Your order is on its way' }),
    })
    await answer.body?.cancel()
    return answer.status
  }

  /** The ids of the first events of a caller, as somebody reads them who is never killed. */
  async function readIds(caller: string, count: number): Promise<readonly string[]> {
    const ids: string[] = []
    for (let after = '0'; ids.length < count; ) {
      const url = `${origin}/events?caller=*&wait=30&limit=500&after=${after}`
      const page = (await (await fetch(url, { headers: watcher.headers })).json()) as FeedPage
      ids.push(...page.events.filter((event) => event.caller === caller).map(({ id }) => id))
      after = page.next
    }
    return ids
  }

  for (const name of consumerNames) {
    const skip = isInstalled(name) ? false : missing(name)
    t.test(`the consumer in ${name} misses no event in ${kills} kills, and keeps the order`, { skip }, async (t) => {
      const { headers = {}, key = '' } = callers.get(name) ?? {}
      // Small pages, so that a kill is likely to hit the middle of one.
      const eventsUrl = `${origin}/events?wait=30&limit=20`
      const consumer = createConsumer(name, { eventsUrl, apiKey: key, directory: createDirectory(t) })
      t.teardown(() => consumer.kill())
      consumer.start()
      t.equal(await send(watcher.headers, recipients.slice(0, 10)), 201)
      t.equal(await send(headers, recipients), 201)
      for (let kill = 0; kill < kills; kill++) {
        await whenSeen(consumer, 1 + kill * 7)
        t.equal(await consumer.kill(), 'SIGKILL')
        // Some events come about while nobody reads.
        const sent = send(headers, recipients)
        consumer.start()
        t.equal(await sent, 201)
      }
      const ids = await readIds(name, recipients.length * (kills + 1))
      const last = ids.at(-1)
      while (!consumer.runs().some((run) => run.some(({ id }) => id === last))) await sleep(20)
      const runs = consumer.runs()
      t.strictSame(findOrderFaults(runs), [])
      t.strictSame([...new Set(runs.flat().map(({ id }) => id))], ids, "all of the caller's events, and no other")
      t.equal(runs.length, kills + 1)
    })
  }
})

/** Far more than a pipe holds. */
const largePage = {
  events: Array.from({ length: 500 }, (_, index) => ({ id: String(43 + index), reference: 'r'.repeat(2_000) })),
  next: '542',
}
/** What a gateway answers to one request after the other. */
const answers: readonly (readonly [status: number, body: object])[] = [
  [503, { code: 'journal-unavailable' }],
  [200, largePage],
  [200, { events: [{ id: '43' }], next: '99' }],
  [410, { code: 'events-gone', oldest: '4711' }],
]

for (const name of consumerNames) {
  const skip = isInstalled(name) ? false : missing(name)
  t.test(
    `the consumer in ${name} stores its cursor after its work, and stops with a message at a 410`,
    { skip },
    async (t) => {
      const asked: string[] = []
      const server = createServer((request, response) => {
        const [status, body] = answers[asked.length] ?? [500, {}]
        asked.push(new URL(request.url ?? '', 'http://x').search)
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      })
      server.listen({ host: '127.0.0.1', port: 0 })
      t.teardown(() => server.close())
      await once(server, 'listening')
      const eventsUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events?wait=30`
      const directory = createDirectory(t)
      writeFileSync(join(directory, 'cursor'), '42')
      const consumer = createConsumer(name, { eventsUrl, directory })
      t.teardown(() => consumer.kill())
      await consumer.startUnread()
      t.match(consumer.stderr(), /503/)
      t.equal(await consumer.kill(), 'SIGKILL')
      t.equal(consumer.cursor(), '42', 'killed in the middle of a page, whose work is not done')
      consumer.start()
      t.equal(await consumer.ended(), '1')
      t.match(consumer.stderr(), /Events are lost, see docs\/events\.md: .*"oldest":"4711"/)
      const after = (cursor: number) => `?wait=30&after=${cursor}`
      t.strictSame(
        asked,
        [after(42), after(42), after(42), after(99)],
        'after the failure and the kill from the same cursor',
      )
      t.strictSame(consumer.runs().at(-1), [{ id: '43' }])
      t.equal(consumer.cursor(), '99')
    },
  )
}
