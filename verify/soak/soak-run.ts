import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRandom } from '../../test/upstream/random.ts'
import { openLine } from '../crash/client.ts'
import { liveEnvironment, startChild } from '../crash/gateway-child.ts'
import { findGrowth, type Sample, slopePerHour, takeSample } from './samples.ts'
import { createSoakTally, type SoakTally, soakOnce } from './soak-client.ts'
import { startSoakUpstream } from './soak-upstream.ts'

export type SoakSettings = {
  readonly seed: number
  readonly clients: number
  /** The number of messages, or the duration. */
  readonly until: { readonly messages: number } | { readonly minutes: number }
  /** Messages per second of all clients together; as fast as possible if absent. */
  readonly rate?: number
  /** @param share how much is done, from 0 to 1 */
  readonly onProgress?: (share: number, text: string) => void
}

export type SoakReport = {
  readonly seed: number
  readonly minutes: number
  readonly messages: number
  readonly getCount: number
  readonly tally: SoakTally
  readonly samples: readonly Sample[]
  /** A description of every violation. Must be empty. */
  readonly violations: readonly string[]
}

/** Shorter than in production, because every unanswered GET waits this long. */
const upstreamTimeoutMs = 2_000
const sampleCount = 240
const minSampleMs = 250
/** Shorter runs prove nothing about growth: V8 lets a young heap grow before it runs full collections. */
const minGrowthMinutes = 15
const maxReportedViolations = 1_000

/** Sends messages through a gateway to an upstream with every fault of the sandbox, and monitors its resources. */
export async function runSoak(settings: SoakSettings): Promise<SoakReport> {
  const { seed, clients, until, rate, onProgress = () => {} } = settings
  const directory = mkdtempSync(join(tmpdir(), 'gateway-soak-'))
  const databaseFile = join(directory, 'gateway.db')
  const upstream = await startSoakUpstream()
  const gateway = startChild({
    environment: {
      ...liveEnvironment(upstream.origin, databaseFile),
      UPSTREAM_TIMEOUT_MS: String(upstreamTimeoutMs),
      // Faults occur constantly, so a breaker that stayed open for long would stop the test.
      UPSTREAM_BREAKER_OPEN_MS: '100',
    },
  })
  try {
    const origin = await gateway.ready
    if (origin === undefined) throw new Error(`The gateway has not started: ${(await gateway.ended).stderr}`)
    const line = openLine(origin)
    const startedAt = performance.now()
    const elapsedMs = () => performance.now() - startedAt
    const durationMs = 'minutes' in until ? until.minutes * 60_000 : Infinity
    const limit = 'messages' in until ? until.messages : Infinity
    const tally = createSoakTally()
    const violations: string[] = []
    const samples: Sample[] = []
    let next = 0

    async function runClient(number: number): Promise<void> {
      const random = createRandom(seed + number)
      while (next < limit && elapsedMs() < durationMs && violations.length < maxReportedViolations) {
        const index = next++
        if (rate !== undefined) await sleep(Math.max(0, (index * 1_000) / rate - elapsedMs()))
        violations.push(...(await soakOnce(index, line, upstream, random, tally)))
      }
    }
    const sampleMs = Math.max(minSampleMs, Number.isFinite(durationMs) ? durationMs / sampleCount : 0)
    const sampler = setInterval(() => {
      const sample = takeSample(gateway.pid, databaseFile, elapsedMs())
      samples.push(sample)
      onProgress(Math.max(elapsedMs() / durationMs, next / limit), `${next} messages: ${formatSample(sample)}`)
    }, sampleMs)
    await Promise.all(Array.from({ length: clients }, (_, number) => runClient(number))).finally(() => {
      clearInterval(sampler)
    })
    const minutes = elapsedMs() / 60_000
    samples.push(takeSample(gateway.pid, databaseFile, elapsedMs()))
    await line.pool.close()
    gateway.kill('SIGTERM')
    const ending = await gateway.ended
    if (ending.code !== 0) violations.push(`the gateway has ended with ${ending.code ?? ending.signal}`)
    violations.push(...ending.complaints.map((complaint) => `an error in the log: ${complaint}`))
    violations.push(...upstream.doubles.map((double) => `submitted twice: ${double}`))
    if (minutes >= minGrowthMinutes) violations.push(...findGrowth(samples))
    return { seed, minutes, messages: next, getCount: upstream.getCount(), tally, samples, violations }
  } finally {
    gateway.kill('SIGKILL')
    await gateway.ended
    await upstream.close()
    rmSync(directory, { recursive: true, force: true })
  }
}

const formatSample = ({ memoryMiB, descriptors, sockets, walMiB, databaseMiB }: Sample): string =>
  `${memoryMiB.toFixed(0)} MiB of memory, ${descriptors} descriptors (${sockets} sockets), log ${walMiB.toFixed(1)} MiB, database ${databaseMiB.toFixed(0)} MiB`

/** The report as docs/performance.md quotes it. */
export function formatReport(report: SoakReport): string {
  const { seed, minutes, messages, getCount, tally, samples, violations } = report
  const most = (figure: 'memoryMiB' | 'descriptors' | 'sockets' | 'walMiB') =>
    Math.max(...samples.map((sample) => sample[figure])).toFixed(0)
  const last = samples.at(-1)
  return [
    `seed ${seed}: ${messages} messages in ${minutes.toFixed(1)} minutes, ${getCount} GETs`,
    Object.entries(tally)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    `at most ${most('memoryMiB')} MiB of memory, ${most('descriptors')} descriptors, ${most('sockets')} sockets, a log of ${most('walMiB')} MiB`,
    ...(minutes >= minGrowthMinutes
      ? [`memory over the second half: ${slopePerHour(samples, 'memoryMiB').toFixed(1)} MiB an hour`]
      : []),
    ...(last ? [`at the end: ${formatSample(last)}`] : []),
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
