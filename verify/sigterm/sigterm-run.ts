import { setTimeout as sleep } from 'node:timers/promises'
import { compareArrivals } from '../../test/support/counting-upstream.ts'
import { readJournalFile } from '../../test/support/journal-file.ts'
import { startLiveGateway } from '../../test/support/live-gateway.ts'
import { createRandom, type Random } from '../../test/upstream/random.ts'
import { type Scope, withScope } from '../durability/scope.ts'
import { type Fate, type LoadKind, runLoadClient } from './load-client.ts'

export type SigtermReport = {
  readonly seed: number
  readonly rounds: number
  /** The number of requests by fate, with answers by status. Only completely written requests count. */
  readonly fates: ReadonlyMap<string, number>
  readonly arrivals: number
  /** From the signal to the exit, in ms. */
  readonly slowestExitMs: number
  readonly violations: readonly string[]
}

const clientCount: Readonly<Record<LoadKind, number>> = { 'keep-alive': 48, 'new-connection': 8 }
/** The longest duration of a GET, in ms: some messages are always on the wire. */
const maxLatencyMs = 40
/** The longest time from the start of the clients to the signal, in ms. */
const maxRoundMs = 800

/** Stops gateways under load, and compares the answers with the upstream and the journal. */
export async function runSigterms(
  seed: number,
  rounds: number,
  onProgress: (share: number, text: string) => void = () => {},
): Promise<SigtermReport> {
  const random = createRandom(seed)
  const fates = new Map<string, number>()
  const violations: string[] = []
  let arrivals = 0
  let slowestExitMs = 0
  for (let round = 1; round <= rounds; round++) {
    const result = await withScope((scope) => runRound(scope, random))
    for (const fate of result.fates) {
      const name = fate.kind === 'answered' ? String(fate.status) : fate.kind
      fates.set(name, (fates.get(name) ?? 0) + 1)
    }
    violations.push(...result.violations.map((violation) => `round ${round}: ${violation}`))
    arrivals += result.arrivals
    slowestExitMs = Math.max(slowestExitMs, result.exitMs)
    onProgress(round / rounds, `${round} rounds, ${violations.length} violations`)
  }
  return { seed, rounds, fates, arrivals, slowestExitMs, violations }
}

async function runRound(scope: Scope, random: Random) {
  const gateway = await startLiveGateway(scope, { latencyMs: () => random.below(maxLatencyMs) })
  let numberCount = 0
  const nextNumber = () => `+2135${String(numberCount++).padStart(9, '0')}`
  const clients = (Object.keys(clientCount) as LoadKind[]).flatMap((kind) =>
    Array.from({ length: clientCount[kind] }, () => runLoadClient(gateway, kind, nextNumber)),
  )
  await sleep(random.below(maxRoundMs))
  const stoppedAt = performance.now()
  const violations = [...(await gateway.stop())]
  const exitMs = performance.now() - stoppedAt
  const fates = (await Promise.all(clients)).flat()

  violations.push(...fates.flatMap(judgeFate))
  const told = new Map(fates.flatMap((fate) => (isAccepted(fate) ? [[fate.to, 1] as const] : [])))
  violations.push(...compareArrivals(gateway.upstream.arrivals, told))
  const journal = readJournalFile(gateway.databaseFile)
  violations.push(...journal.faults)
  const arrivals = gateway.upstream.arrivalCount()
  if (journal.acceptedCount !== arrivals) {
    violations.push(`the journal has ${journal.acceptedCount} accepted recipients, and ${arrivals} arrived`)
  }
  return { fates, violations, arrivals, exitMs }
}

/** Connections that the system reset before they were accepted, which a stalled process cannot prevent. */
export const neverAcceptedCount = ({ fates }: SigtermReport): number => fates.get('never-accepted') ?? 0

const isAccepted = (fate: Fate): boolean => fate.kind === 'answered' && fate.status === 201

function judgeFate(fate: Fate): readonly string[] {
  if (fate.kind === 'broken') return [`${fate.to}: ${fate.how}`]
  if (fate.kind !== 'answered' || fate.status === 201) return []
  const { code } = JSON.parse(fate.body) as { code?: string }
  return fate.status === 503 && code === 'shutting-down' ? [] : [`${fate.to} was answered ${fate.status} ${code}`]
}

/** The report as docs/measurements.md quotes it. */
export function formatReport({ seed, rounds, fates, arrivals, slowestExitMs, violations }: SigtermReport): string {
  return [
    `seed ${seed}: ${rounds} gateways stopped under load, the slowest ${slowestExitMs.toFixed(0)} ms after the signal`,
    `requests: ${[...fates].map(([name, count]) => `${name}: ${count}`).join(', ')}; arrived: ${arrivals}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
