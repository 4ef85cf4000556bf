import { compareArrivals } from '../../test/support/counting-upstream.ts'
import { type LiveGateway, startLiveGateway } from '../../test/support/live-gateway.ts'
import { countDescriptors, mebibytes, readResidentBytes } from '../../test/support/process-figures.ts'
import { withScope } from '../durability/scope.ts'
import { createCase } from './cases.ts'
import { type Exchange, exchangeAlone, openShared, type SharedConnection } from './connection.ts'
import type { FuzzCase } from './fuzz-case.ts'
import { judge } from './oracle.ts'

export type FuzzSettings = {
  readonly seed: number
  readonly requests: number
  /** The index of the first request. */
  readonly from?: number
  /** @param share how much is done, from 0 to 1 */
  readonly onProgress?: (share: number, text: string) => void
}

export type FuzzReport = {
  readonly seed: number
  readonly requests: number
  readonly statuses: ReadonlyMap<number, number>
  readonly arrivals: number
  readonly peakBytes: number
  readonly durationMs: number
  /** A description of every broken rule, with the index that reproduces it. */
  readonly violations: readonly string[]
}

const connectionCount = 12
/** Requests that are written to a connection at once. */
const batchSize = 16
const progressEvery = 20_000
/** A gateway that leaks memory with every request exceeds this within a million requests. */
const maxResidentBytes = 768 * 2 ** 20
/** More would repeat the same and fill the log. */
const maxViolations = 100

/** Parts that are not under test must not refuse anything, above all the upstream queue. */
const patientEnvironment = { UPSTREAM_MAX_WAIT_MS: '10000' }

/** Sends requests of every kind to a gateway, judges each answer, and counts the arrivals at the upstream. */
export const runFuzz = (settings: FuzzSettings): Promise<FuzzReport> =>
  withScope(async (scope) => fuzz(await startLiveGateway(scope, { environment: patientEnvironment }), settings))

async function fuzz(gateway: LiveGateway, settings: FuzzSettings): Promise<FuzzReport> {
  const { seed, requests, from = 0, onProgress = () => {} } = settings
  const startedAt = performance.now()
  const { pid } = gateway.child
  const statuses = new Map<number, number>()
  const told = new Map<string, number>()
  const violations: string[] = []
  const descriptorsBefore = countDescriptors(pid)
  let peakBytes = 0
  let next = from
  let lastWords = ''

  function record(index: number, fuzzCase: FuzzCase, { answers, fault }: Exchange): void {
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    const faults = [...(fault === undefined ? [] : [fault]), ...judge(fuzzCase, answers, told)]
    for (const text of faults)
      if (violations.length < maxViolations) violations.push(`${index} (${fuzzCase.name}): ${text}`)
  }

  /** Sends the next requests in order, those with known ends together. */
  async function work(): Promise<void> {
    let shared: SharedConnection | undefined
    while (next < from + requests && violations.length < maxViolations) {
      const first = next
      next = Math.min(first + batchSize, from + requests)
      if (Math.floor(first / progressEvery) !== Math.floor(next / progressEvery)) reportProgress()
      const batch = Array.from({ length: next - first }, (_, at) => [first + at, createCase(seed, first + at)] as const)
      const together = batch.filter(([, { connection }]) => connection === 'shared')
      if (shared?.isOpen() !== true) shared = openShared(gateway)
      const { answers, fault } = await shared.exchange(together.map(([, fuzzCase]) => fuzzCase))
      for (const [at, [index, fuzzCase]] of together.entries()) {
        const answer = answers[at]
        // The connection failed at the first request without an answer.
        const lost = at === answers.length && fault !== undefined ? { fault } : {}
        record(index, fuzzCase, { answers: answer === undefined ? [] : [answer], ...lost })
      }
      if (fault !== undefined && answers.length === together.length)
        violations.push(`${first} to ${next - 1}: ${fault}`)
      for (const [index, fuzzCase] of batch) {
        if (fuzzCase.connection === 'own') record(index, fuzzCase, await exchangeAlone(gateway, fuzzCase))
      }
    }
    shared?.close()
  }

  function reportProgress(): void {
    const bytes = readResidentBytes(pid)
    peakBytes = Math.max(peakBytes, bytes)
    const perSecond = ((next - from) / (performance.now() - startedAt)) * 1_000
    lastWords = `${next - from} requests, ${perSecond.toFixed(0)} a second, ${mebibytes(bytes)}, ${violations.length} violations`
    onProgress((next - from) / requests, lastWords)
  }

  const failed = gateway.child.ended.then(() => 'the gateway has ended by itself')
  const died = await Promise.race([Promise.all(Array.from({ length: connectionCount }, work)), failed])
  if (typeof died === 'string') violations.push(`${died} after ${lastWords}`)
  else {
    peakBytes = Math.max(peakBytes, readResidentBytes(pid))
    if (peakBytes > maxResidentBytes) violations.push(`the gateway has grown to ${mebibytes(peakBytes)}`)
    violations.push(...(await awaitDescriptors(pid, descriptorsBefore)))
  }
  violations.push(...(await gateway.stop()))
  violations.push(...compareArrivals(gateway.upstream.arrivals, told).slice(0, maxViolations))
  const durationMs = performance.now() - startedAt
  const arrivals = gateway.upstream.arrivalCount()
  return { seed, requests: next - from, statuses, arrivals, peakBytes, durationMs, violations }
}

/** Idle and closing connections to the upstream may remain for a while. */
const descriptorSlack = 70
const maxDescriptorWaitMs = 10_000

/** Waits until the gateway has closed the connections of the run. */
async function awaitDescriptors(pid: number, before: number): Promise<readonly string[]> {
  const until = performance.now() + maxDescriptorWaitMs
  for (;;) {
    const now = countDescriptors(pid)
    if (now <= before + descriptorSlack) return []
    if (performance.now() > until) return [`${now} descriptors are open, of ${before} at the start`]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The report as docs/measurements.md quotes it. */
export function formatReport({
  seed,
  requests,
  statuses,
  arrivals,
  peakBytes,
  durationMs,
  violations,
}: FuzzReport): string {
  const counts = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`)
  return [
    `seed ${seed}: ${requests} requests in ${(durationMs / 1_000).toFixed(0)} s, ${((requests / durationMs) * 1_000).toFixed(0)} a second`,
    `answers: ${counts.join(', ')}`,
    `messages at the upstream: ${arrivals}; memory of the gateway: at most ${mebibytes(peakBytes)}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
