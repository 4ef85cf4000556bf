import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJournalFile } from '../../test/support/journal-file.ts'
import { quantile } from '../../test/support/process-figures.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { type ClientMessage, get, type Line, post, sendUntilAnswered } from './client.ts'
import { compileCache, liveEnvironment } from './gateway-child.ts'
import { createTally, judge, type Tally } from './judge.ts'
import { startKillLoop } from './kill-loop.ts'
import { createUnreliableUpstream, type UnreliableUpstream } from './unreliable-upstream.ts'

export type CrashRunSettings = {
  readonly seed: number
  readonly kills: number
  /** At least this many messages are sent, and more if the kills take longer. */
  readonly messages: number
  readonly clients: number
  /** Lets the gateways cache compiled sources, which makes restarts faster than in production. */
  readonly compiled?: boolean
  /** @param share how much is done, from 0 to 1 */
  readonly onProgress?: (share: number, text: string) => void
}

export type CrashReport = {
  readonly seed: number
  readonly kills: number
  readonly bootKills: number
  readonly messages: number
  readonly recipients: number
  readonly arrivals: number
  readonly tally: Tally
  readonly restartMs: { readonly p50: number; readonly p99: number }
  readonly durationMs: number
  /** A description of every broken rule. Must be empty. */
  readonly violations: readonly string[]
}

/** The part of the time that the kills take; the rest repeats each message. */
const killShare = 0.9

/** Sends messages while the gateway is killed repeatedly, then compares its journal with the upstream's ledger. */
export async function runCrashes(settings: CrashRunSettings): Promise<CrashReport> {
  const { seed, kills, onProgress = () => {} } = settings
  const startedAt = performance.now()
  const directory = mkdtempSync(join(tmpdir(), 'gateway-crash-'))
  const databaseFile = join(directory, 'gateway.db')
  const upstream = await createUnreliableUpstream(seed)
  const sent: ClientMessage[] = []
  const violations: string[] = []
  const loop = startKillLoop({
    environment: {
      ...liveEnvironment(upstream.origin, databaseFile),
      ...(settings.compiled ? compileCache : {}),
      UPSTREAM_TIMEOUT_MS: '1000',
      UPSTREAM_DESTINATIONS_PER_REQUEST: '3',
      // The breaker opens while the upstream is shut. It stays open for about as long, so that the run does not mostly wait.
      UPSTREAM_BREAKER_OPEN_MS: '100',
    },
    seed,
    kills,
    messagesPerKill: Math.ceil(settings.messages / kills),
    nextArrival: upstream.nextArrival,
    onKill(count) {
      onProgress((killShare * count) / kills, `${count} kills, ${sent.length} messages`)
    },
  })
  let killing = true
  const killed = loop.done.then(() => {
    killing = false
  })

  async function runClient(number: number): Promise<void> {
    const random = createRandom(seed + number)
    while (killing || sent.length < settings.messages) {
      const message = createMessage(seed, sent.length, random.below(4) === 0 ? 2 + random.below(11) : 1)
      sent.push(message)
      const fault = await sendUntilAnswered(message, loop.line, random)
      if (fault !== undefined) violations.push(fault)
      loop.answered()
    }
  }

  try {
    await Promise.all([killed, ...Array.from({ length: settings.clients }, (_, number) => runClient(number))])
    onProgress(killShare, `${sent.length} messages are answered; now each is repeated`)
    const tally = createTally()
    violations.push(...(await judgeAll(sent, await loop.line(), upstream, tally)))
    await loop.close()
    violations.push(...loop.faults, ...readJournalFile(databaseFile).faults)
    violations.push(...upstream.ledger.doubles.map((double) => `submitted twice: ${double}`))
    return {
      seed,
      kills,
      bootKills: loop.bootKillCount(),
      messages: sent.length,
      recipients: sent.reduce((sum, { to }) => sum + to.length, 0),
      arrivals: upstream.ledger.arrivalCount(),
      tally,
      restartMs: { p50: quantile(loop.restartMs, 0.5), p99: quantile(loop.restartMs, 0.99) },
      durationMs: performance.now() - startedAt,
      violations,
    }
  } finally {
    await upstream.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** No two messages share a text or a number, so that each arrival at the upstream identifies its message. */
function createMessage(seed: number, index: number, recipientCount: number): ClientMessage {
  const first = index * 12
  const to = Array.from({ length: recipientCount }, (_, at) => `+2135${String(first + at).padStart(9, '0')}`)
  return { key: `crash-${seed}-${String(index).padStart(10, '0')}`, text: `Message ${index}`, to, answers: [] }
}

/** Repeats every message with its key, then looks it up in the journal. */
async function judgeAll(
  messages: readonly ClientMessage[],
  line: Line,
  { ledger }: UnreliableUpstream,
  tally: Tally,
): Promise<readonly string[]> {
  const violations: string[] = []
  const queue = messages.values()
  async function work(): Promise<void> {
    for (const message of queue) {
      const replay = await post(line, message)
      const journal = await get(line, `/messages/${replay.body.id ?? 'none'}`)
      violations.push(...judge(message, { replay, journal }, ledger, tally))
    }
  }
  await Promise.all(Array.from({ length: 32 }, work))
  return violations
}

/** The report as docs/measurements.md quotes it. */
export function formatReport(report: CrashReport): string {
  const { seed, kills, bootKills, messages, recipients, arrivals, tally, restartMs, durationMs, violations } = report
  const { outcomes, unknownArrived, unknownTaken } = tally
  const percent = (count: number) => `${((100 * count) / Math.max(1, outcomes.unknown)).toFixed(1)} %`
  return [
    `seed ${seed}: ${kills} kills (${bootKills} of them during a start), ${(durationMs / 1000).toFixed(0)} s`,
    `${messages} messages to ${recipients} recipients, ${arrivals} of whom the upstream saw`,
    `outcomes: ${Object.entries(outcomes)
      .map(([outcome, count]) => `${outcome} ${count}`)
      .join(', ')}`,
    `unknown, and really sent: ${unknownTaken} (${percent(unknownTaken)}); at the upstream at all: ${unknownArrived} (${percent(unknownArrived)})`,
    `restart to ready: p50 ${restartMs.p50.toFixed(0)} ms, p99 ${restartMs.p99.toFixed(0)} ms`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
