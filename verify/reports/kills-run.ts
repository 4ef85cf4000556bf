import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readJournalFile } from '../../test/support/journal-file.ts'
import { createRandom } from '../../test/upstream/random.ts'
import { type ClientMessage, sendUntilAnswered } from '../crash/client.ts'
import { compileCache, liveEnvironment, withoutPages } from '../crash/gateway-child.ts'
import { type KillLoop, startKillLoop } from '../crash/kill-loop.ts'
import { createUnreliableUpstream } from '../crash/unreliable-upstream.ts'
import { withScope } from '../durability/scope.ts'
import { judgeReports, type Tally } from './judge.ts'
import { startReportSender } from './report-sender.ts'

export type KillsSettings = {
  readonly seed: number
  readonly kills: number
  /** At least this many reports are sent, and more if the kills take longer. */
  readonly reports: number
  /** @param share how much is done, from 0 to 1 */
  readonly onProgress?: (share: number, text: string) => void
}

export type KillsReport = {
  readonly seed: number
  readonly kills: number
  readonly messages: number
  readonly reports: number
  readonly statuses: ReadonlyMap<number, number>
  readonly tally: Tally
  readonly durationMs: number
  readonly violations: readonly string[]
}

const clientCount = 12
/** A message has two or three reports. */
const reportsPerMessage = 2.5

/** Kills the gateway again and again while messages and reports arrive, then looks for every report in its journal. */
export const runKills = (settings: KillsSettings): Promise<KillsReport> =>
  withScope(async (scope) => {
    const { seed, kills, reports, onProgress = () => {} } = settings
    const startedAt = performance.now()
    const databaseFile = join(scope.directory(), 'gateway.db')
    const secret = randomBytes(24).toString('hex')
    const takenIds = new Map<string, string>()
    const upstream = await createUnreliableUpstream(seed, (destination, id) => {
      const to = `+${destination.replace(/^\+/, '')}`
      takenIds.set(to, id)
      sender.taken(to, id)
    })
    scope.teardown(upstream.close)
    const loop: KillLoop = startKillLoop({
      environment: {
        ...liveEnvironment(upstream.origin, databaseFile),
        ...compileCache,
        ...withoutPages,
        UPSTREAM_TIMEOUT_MS: '1000',
        UPSTREAM_BREAKER_OPEN_MS: '100',
        DELIVERY_REPORTS_SECRET: secret,
        DELIVERY_REPORTS_TIME_ZONE: 'UTC',
        DELIVERY_REPORTS_SETTLE: 'exclusive',
      },
      seed,
      kills,
      messagesPerKill: Math.ceil((reports * (1 + 1 / reportsPerMessage)) / kills),
      nextArrival: upstream.nextArrival,
      onKill(count) {
        onProgress(count / kills, `${count} kills, ${sent.length} messages, ${sender.acknowledged.length} reports`)
      },
    })
    const sender = startReportSender({
      secret,
      line: loop.line,
      random: createRandom(seed + 1),
      onAcknowledged: loop.answered,
    })
    const sent: ClientMessage[] = []
    const violations: string[] = []
    let killing = true
    const killed = loop.done.then(() => {
      killing = false
    })

    async function runClient(number: number): Promise<void> {
      const random = createRandom(seed + 2 + number)
      while (killing || sender.acknowledged.length < reports) {
        const index = sent.length
        const to = [`+2135${String(index).padStart(9, '0')}`]
        const message = { key: `reports-${seed}-${index}`.padEnd(16, '-'), text: `Message ${index}`, to, answers: [] }
        sent.push(message)
        const fault = await sendUntilAnswered(message, loop.line, random)
        if (fault !== undefined) violations.push(fault)
        loop.answered()
      }
    }

    await Promise.all([killed, ...Array.from({ length: clientCount }, (_, number) => runClient(number))])
    await sender.close()
    await loop.close()
    violations.push(...loop.faults, ...sender.faults, ...readJournalFile(databaseFile).faults)
    const refused = new Set(
      sent
        .flatMap(({ text, to }) => to.map((number) => [number, upstream.ledger.arrivals(text, number)] as const))
        .filter(([, arrivals]) => arrivals.some(({ code }) => code !== 1701))
        .map(([number]) => number),
    )
    const { tally, faults } = await judgeReports(databaseFile, sender.acknowledged, { takenIds, refused, seed })
    violations.push(...faults)
    const durationMs = performance.now() - startedAt
    const { acknowledged, statuses } = sender
    return { seed, kills, messages: sent.length, reports: acknowledged.length, statuses, tally, durationMs, violations }
  })

export function formatKills(report: KillsReport): string {
  const { seed, kills, messages, reports, statuses, tally, durationMs, violations } = report
  const list = (counts: Iterable<readonly [string | number, number]>) =>
    [...counts].map(([name, count]) => `${name}: ${count}`).join(', ')
  return [
    `seed ${seed}: ${kills} kills, ${(durationMs / 1000).toFixed(0)} s`,
    `${messages} messages, ${reports} reports acknowledged; answers ${list(statuses)}`,
    `deliveries ${list(tally.deliveries)}; settled by a report: ${tally.settled}; still unmatched: ${tally.unmatched}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
