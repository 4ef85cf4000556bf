import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ConsumerName, createConsumer, type SeenEvent } from '../../test/examples/consumers.ts'
import { createKeyedCaller } from '../../test/support/gateway.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { liveEnvironment } from '../crash/gateway-child.ts'
import { type Scope, withScope } from '../durability/scope.ts'
import { createFeedUpstream } from './feed-upstream.ts'
import { findViolations } from './judge.ts'
import { produce } from './producer.ts'
import { type RestartingGateway, startRestartingGateway } from './restarting-gateway.ts'

export type EventRunSettings = {
  readonly seed: number
  readonly kills: number
  readonly events: number
  readonly consumers: readonly ConsumerName[]
  /** @param share how much is done, from 0 to 1 */
  readonly onProgress?: (share: number, text: string) => void
}

export type EventReport = {
  readonly seed: number
  readonly seconds: number
  readonly gatewayKills: number
  readonly consumerKills: number
  readonly messages: number
  readonly acknowledged: number
  readonly unmatched: number
  readonly feedLength: number
  /** By consumer: how many events it has seen more than once, because it was killed before it stored its cursor. */
  readonly repeated: Readonly<Record<string, number>>
  readonly violations: readonly string[]
}

const reportSecret = 'a-secret-for-delivery-reports-0123456789'
/** Below those that the system gives to clients. */
const firstPort = 20_000

/** Kills the gateway and the consumers of its feed again and again, and compares what each has seen with the feed. */
export const runEvents = (settings: EventRunSettings): Promise<EventReport> =>
  withScope((scope) => runInScope(settings, scope))

async function runInScope(settings: EventRunSettings, scope: Scope): Promise<EventReport> {
  const { seed, kills, events, onProgress } = settings
  const random = createRandom(seed)
  const startedAt = performance.now()
  const directory = scope.directory()
  const upstream = await createFeedUpstream()
  scope.teardown(upstream.close)
  const producer = createKeyedCaller({ name: 'producer', scopes: ['messages:send'] })
  const readers = ['watcher', ...settings.consumers].map((name) => ({
    name,
    ...createKeyedCaller({ name, scopes: ['messages:read', 'operations'] }),
  }))
  const keysFile = join(directory, 'keys.json')
  writeFileSync(keysFile, JSON.stringify({ callers: [producer, ...readers].map(({ entry }) => entry) }))
  const { AUTH: _, ...live } = liveEnvironment(upstream.origin, join(directory, 'gateway.db'))
  const environment = { ...live, API_KEYS_FILE: keysFile, DELIVERY_REPORTS_SECRET: reportSecret }
  const gateway = await startRestartingGateway(environment, await findPort(firstPort + random.below(10_000)))

  const consumers = settings.consumers.map((name) => {
    const folder = join(directory, name)
    mkdirSync(folder)
    const apiKey = readers.find((reader) => reader.name === name)?.key ?? ''
    const eventsUrl = `${gateway.origin}/events?wait=30&limit=100&caller=*`
    return { name, ...createConsumer(name, { eventsUrl, apiKey, directory: folder }) }
  })
  scope.teardown(async () => void (await Promise.all(consumers.map(({ kill }) => kill()))))
  for (const consumer of consumers) consumer.start()

  const faults: string[] = []
  const killed = { gateway: 0, consumers: 0 }
  let killing = Promise.resolve()
  async function killOne(): Promise<void> {
    if (random.below(2) === 0) {
      killed.gateway++
      await gateway.kill()
    } else {
      killed.consumers++
      const victim = consumers[random.below(consumers.length)]
      const ending = await victim?.kill()
      if (ending !== 'SIGKILL')
        faults.push(`${victim?.name} ended by itself: ${ending} ${victim?.stderr().slice(-500)}`)
      victim?.start()
    }
    const count = killed.gateway + killed.consumers
    onProgress?.(count / kills, `${count} kills`)
  }

  let due = 0
  const { delivered, unmatchedCount, messageCount } = await produce({
    gateway,
    apiKey: producer.key,
    reportSecret,
    idOf: upstream.idOf,
    events,
    onDelivered(count) {
      // Spread over the run, each at a random moment of its part.
      while (due < kills && count * kills >= (due + 0.5) * events) {
        due++
        killing = killing.then(() => sleep(random.below(30))).then(killOne)
      }
    },
  })
  await killing
  const feed = await readFeed(gateway, readers[0]?.headers ?? {})
  const last = feed.at(-1)?.id ?? '0'
  for (const { cursor } of consumers) while (Number(cursor() ?? 0) < Number(last)) await sleep(50)
  for (const { kill } of consumers) await kill()
  await gateway.stop()

  const seen = new Map(consumers.map(({ name, runs }) => [name, runs()]))
  const repeated = [...seen].map(([name, runs]) => [
    name,
    runs.flat().length - new Set(runs.flat().map(({ id }) => id)).size,
  ])
  return {
    seed,
    seconds: (performance.now() - startedAt) / 1000,
    gatewayKills: killed.gateway,
    consumerKills: killed.consumers,
    messages: messageCount,
    acknowledged: delivered.size,
    unmatched: unmatchedCount,
    feedLength: feed.length,
    repeated: Object.fromEntries(repeated),
    violations: [...faults, ...gateway.faults, ...findViolations({ feed, delivered, seen })],
  }
}

async function readFeed({ origin }: RestartingGateway, headers: Record<string, string>): Promise<readonly SeenEvent[]> {
  const feed: SeenEvent[] = []
  for (let after = '0'; ; ) {
    const answer = await fetch(`${origin}/events?caller=*&limit=500&after=${after}`, { headers })
    if (!answer.ok) throw new Error(`The feed cannot be read: ${answer.status} ${await answer.text()}`)
    const page = (await answer.json()) as { events: SeenEvent[]; next: string }
    if (page.events.length === 0) return feed
    feed.push(...page.events)
    after = page.next
  }
}

/** The first port from here on that nothing listens on. */
async function findPort(from: number): Promise<number> {
  for (let port = from; ; port++) {
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

export function formatReport(report: EventReport): string {
  const { seed, seconds, gatewayKills, consumerKills, messages, acknowledged, unmatched, feedLength, repeated } = report
  const { violations } = report
  return [
    `seed ${seed}, ${seconds.toFixed(0)} s`,
    `kills: ${gatewayKills} of the gateway, ${consumerKills} of consumers`,
    `messages: ${messages}; deliveries acknowledged: ${acknowledged}; reports of unknown outcomes: ${unmatched}`,
    `events in the feed: ${feedLength}; seen again after a kill: ${JSON.stringify(repeated)}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
  ].join('\n')
}
