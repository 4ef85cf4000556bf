import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../../test/support/process-figures.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { type Answer, type ClientMessage, get, post, sendUntilAnswered } from '../crash/client.ts'
import { programs } from '../crash/gateway-child.ts'
import { createTally, judge, type Tally } from '../crash/judge.ts'
import { createUnreliableUpstream } from '../crash/unreliable-upstream.ts'
import { type Control, type ControlName, controls, controlVariable } from './controls.ts'
import { createDisturbed, type DisturbanceName, type Disturbed, disturb } from './disturbances.ts'
import { startPgbouncer } from './pgbouncer.ts'
import { startReplicas } from './replicas.ts'
import { type TestDatabase, withDatabase } from './test-database.ts'

export type ReplicaRunSettings = {
  /** The folder of PostgreSQL's programs. */
  readonly bin: string
  readonly seed: number
  /** The gateway, if another than the source. */
  readonly program?: string
  readonly clients: number
  /** How long the disturbances go on, or how many there are. */
  readonly minutes?: number
  readonly disturbances?: number
  readonly cards?: readonly DisturbanceName[]
  readonly control?: ControlName
  readonly pgbouncer?: boolean
  /** Told often of the part that is done, from 0 to 1, and of what has happened so far. */
  readonly onProgress?: (share: number, text: string) => void
}

export type ReplicaReport = {
  readonly seed: number
  readonly durationMs: number
  readonly disturbed: Disturbed
  /** Gateways that ended by themselves, because their run was over. */
  readonly left: number
  readonly startMs: { readonly p50: number; readonly p99: number }
  readonly keys: number
  readonly recipients: number
  readonly arrivals: number
  readonly tally: Tally
  /** A description of every broken rule. Must be empty, but with a control. */
  readonly violations: readonly string[]
}

/** An answer without recipients after which a client tries again, perhaps elsewhere. */
const isPassing = ({ status }: Answer): boolean => status === 409 || status === 503

/** How long keys may stay unanswered, and runs open, after the last disturbance. */
const settleMs = 60_000
const progressMs = 200
/** Answered between two disturbances, on a machine that is fast enough. */
const keysPerDisturbance = 20

/** Sends messages to three gateways while they, their database and their connections are disturbed, then judges every key. */
export function runReplicas(settings: ReplicaRunSettings): Promise<ReplicaReport> {
  const control = settings.control === undefined ? undefined : controls[settings.control]
  return withDatabase(settings.bin, control, (database) => run(settings, control, database))
}

async function run(
  settings: ReplicaRunSettings,
  control: Control | undefined,
  { server, url, query }: TestDatabase,
): Promise<ReplicaReport> {
  const { seed, onProgress = () => {} } = settings
  const random = createRandom(seed)
  const upstream = await createUnreliableUpstream(seed)
  const pooler = settings.pgbouncer ? await startPgbouncer(server.port) : undefined
  const databaseUrl = new URL(url)
  if (pooler !== undefined) databaseUrl.port = String(pooler.port)
  const folder = mkdtempSync(join(tmpdir(), 'replicas-'))
  const keyFile = join(folder, 'installation.key')
  writeFileSync(keyFile, seedKey(seed), { mode: 0o600 })
  const violations: string[] = []
  let lossCount = 0

  const replicas = await startReplicas({
    count: 3,
    program: settings.program ?? programs.replica,
    upstreamOrigin: upstream.origin,
    databaseUrl: databaseUrl.href,
    keyFile,
    environment: {
      UPSTREAM_TIMEOUT_MS: '1000',
      UPSTREAM_DESTINATIONS_PER_REQUEST: '3',
      UPSTREAM_BREAKER_OPEN_MS: '100',
      ...(settings.control && { [controlVariable]: settings.control }),
    },
    // A run with a control goes on where an operator would have to decide.
    async beforeStart() {
      if (control !== undefined)
        lossCount += (await query('DELETE FROM lost_commits RETURNING 1').catch(() => [])).length
    },
  })
  const startedAt = performance.now()
  const disturbed = createDisturbed()
  const sent: ClientMessage[] = []
  const unanswered = new Set<ClientMessage>()
  let answeredCount = 0
  let enough = Promise.withResolvers<void>()
  let isSending = true
  let isSettling = true

  const untilAt = performance.now() + (settings.minutes ?? 0) * 60_000
  const isOver = (dealtCount: number) =>
    settings.disturbances === undefined ? performance.now() > untilAt : dealtCount >= settings.disturbances

  async function runClient(number: number): Promise<void> {
    const own = createRandom(seed + number)
    while (isSending) {
      const message = createMessage(seed, sent.length, own.below(4) === 0 ? 2 + own.below(5) : 1)
      sent.push(message)
      unanswered.add(message)
      const fault = await sendUntilAnswered(message, () => replicas.anyLine(own), own, isPassing)
      unanswered.delete(message)
      if (++answeredCount % keysPerDisturbance === 0) {
        enough.resolve()
        enough = Promise.withResolvers()
      }
      if (fault !== undefined) violations.push(fault)
    }
  }

  const shareDone = () => (performance.now() - startedAt) / ((settings.minutes ?? 1) * 60_000)
  const timer = setInterval(() => onProgress(shareDone(), formatProgress(disturbed, sent.length)), progressMs).unref()
  try {
    await replicas.allReady()
    const clients = Promise.all(Array.from({ length: settings.clients }, (_, number) => runClient(number)))
    const cards = settings.cards ?? control?.cards
    await disturb(
      { replicas, server, query, random, isOver, progress: () => enough.promise, ...(cards && { cards }) },
      disturbed,
    )
    isSending = false
    const patience = sleep(settleMs, undefined, { ref: false })
    await Promise.race([clients, patience])
    await Promise.race([Promise.all([replicas.allReady(), whenSettled(query, () => isSettling)]), patience])
    isSettling = false
    violations.push(...[...unanswered].map(({ key }) => `key without an answer: ${key}`))
    violations.push(...(await findOpen(query)))
    onProgress(1, `${sent.length} keys are answered; now each is repeated`)
    const tally = createTally()
    const judged = sent.filter((message) => !unanswered.has(message))
    violations.push(...(await judgeAll(judged, () => replicas.anyLine(random), upstream.ledger, tally)))
    violations.push(...upstream.ledger.doubles.map((double) => `submitted twice: ${double}`))
    lossCount += (await query('SELECT 1 FROM lost_commits')).length
    if (lossCount > 0) violations.push(`lost commits: noticed ${lossCount} times`)
    // Without a safeguard gateways stop for further reasons.
    if (control === undefined) violations.push(...replicas.members.flatMap(({ replica }) => replica.faults))
    const startMs = replicas.members.flatMap(({ replica }) => replica.startMs)
    return {
      seed,
      durationMs: performance.now() - startedAt,
      disturbed,
      left: replicas.members.reduce((sum, { replica }) => sum + replica.leftCount(), 0),
      startMs: { p50: quantile(startMs, 0.5), p99: quantile(startMs, 0.99) },
      keys: sent.length,
      recipients: sent.reduce((sum, { to }) => sum + to.length, 0),
      arrivals: upstream.ledger.arrivalCount(),
      tally,
      violations,
    }
  } finally {
    clearInterval(timer)
    isSending = false
    isSettling = false
    await replicas.close()
    await pooler?.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A key for the installation of a run. */
const seedKey = (seed: number): Buffer => Buffer.alloc(32, `key ${seed} `)

/** No two messages share a text or a number, so that each arrival at the upstream identifies its message. */
function createMessage(seed: number, index: number, recipientCount: number): ClientMessage {
  const first = index * 8
  const to = Array.from({ length: recipientCount }, (_, at) => `+2135${String(first + at).padStart(9, '0')}`)
  return { key: `replicas-${seed}-${String(index).padStart(10, '0')}`, text: `Message ${index}`, to, answers: [] }
}

type Query = TestDatabase['query']

/** Waits until no run of a process that has ended is left. */
async function whenSettled(query: Query, isWaiting: () => boolean): Promise<void> {
  while (isWaiting()) {
    const [row] = await query(
      `SELECT (SELECT count(*) FROM running) + (SELECT count(*) FROM replicas WHERE lease_until < clock_timestamp()) AS count`,
    ).catch(() => [])
    if (Number(row?.['count']) === 0) return
    await sleep(100)
  }
}

/** What nobody will ever settle. */
async function findOpen(query: Query): Promise<readonly string[]> {
  const [row] = await query(
    `SELECT (SELECT count(*) FROM running) AS running, (SELECT count(*) FROM left_open) AS noted,
       (SELECT count(*) FROM attempts WHERE state IN ('queued', 'sending')) AS attempts`,
  )
  return Object.entries(row ?? {}).flatMap(([name, count]) =>
    Number(count) === 0 ? [] : [`left open: ${count} rows (${name})`],
  )
}

/** Repeats every message with its key, then looks it up in the journal. */
async function judgeAll(
  messages: readonly ClientMessage[],
  anyLine: () => ReturnType<Awaited<ReturnType<typeof startReplicas>>['anyLine']>,
  ledger: Parameters<typeof judge>[2],
  tally: Tally,
): Promise<readonly string[]> {
  const violations: string[] = []
  const queue = messages.values()
  async function work(): Promise<void> {
    for (const message of queue) {
      try {
        const replay = await untilAnswered(async () => post(await anyLine(), message))
        const path = `/messages/${replay.body.id ?? 'none'}`
        const journal = await untilAnswered(async () => get(await anyLine(), path))
        violations.push(...judge(message, { replay, journal }, ledger, tally, true))
      } catch (error) {
        violations.push(`key without an answer: ${message.key}: ${error}`)
      }
    }
  }
  await Promise.all(Array.from({ length: 24 }, work))
  return violations
}

/** A gateway whose run is over still answers for a moment. */
const maxTries = 100
const retryMs = 200

/** Asks until there is an answer that does not pass. Gives the last one if there is none in a long time. */
async function untilAnswered(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask().catch((error: unknown) => {
      if (tries >= maxTries) throw error
      return undefined
    })
    const isLast = answer !== undefined && (answer.body.recipients !== undefined || !isPassing(answer))
    if (answer !== undefined && (isLast || tries >= maxTries)) return answer
    await sleep(retryMs)
  }
}

const formatProgress = (disturbed: Disturbed, keys: number): string =>
  `${keys} keys; ${Object.entries(disturbed)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`
