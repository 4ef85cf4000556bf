import { compareArrivals } from '../../test/support/counting-upstream.ts'
import { startLiveGateway } from '../../test/support/live-gateway.ts'
import { mebibytes, quantile, readResidentBytes } from '../../test/support/process-figures.ts'
import { withScope } from '../durability/scope.ts'
import { offerMessages, type Told } from './offer.ts'

export type OverloadReport = {
  readonly offeredPerSecond: number
  readonly takenPerSecond: number
  /** Answers by status and problem. */
  readonly counts: ReadonlyMap<string, number>
  readonly acceptedMs: { readonly p50: number; readonly p99: number }
  readonly refusedMs: { readonly p50: number; readonly p99: number }
  readonly memory: { readonly peakBytes: number; readonly bytesPerMinute: number }
  readonly violations: readonly string[]
}

/** The upstream's capacity: concurrent GETs, and the duration of each. */
const connections = 8
const latencyMs = 100
const takenPerSecond = (connections * 1_000) / latencyMs
const offeredPerSecond = 10 * takenPerSecond
/** Far more than an idle gateway uses, and far less than if it kept every request of a minute. */
const maxResidentBytes = 512 * 2 ** 20

/** Offers ten times the upstream's capacity, and compares the answers with the arrivals. */
export const runOverload = (seconds: number, onProgress: (share: number) => void = () => {}): Promise<OverloadReport> =>
  withScope(async (scope) => {
    const environment = { UPSTREAM_CONNECTIONS: String(connections) }
    const gateway = await startLiveGateway(scope, { latencyMs, environment })
    const samples: number[] = []
    const startedAt = performance.now()
    const told = await offerMessages({
      origin: gateway.origin,
      perSecond: offeredPerSecond,
      count: seconds * offeredPerSecond,
      onTick() {
        samples.push(readResidentBytes(gateway.child.pid))
        onProgress((performance.now() - startedAt) / (seconds * 1_000))
      },
    })
    const violations = [...told.flatMap(judgeAnswer), ...(await gateway.stop())]
    const accepted = told.filter(({ status }) => status === 201)
    const refused = told.filter(({ status }) => status !== 201)
    const arrived = new Map(accepted.map(({ to }) => [to, 1] as const))
    violations.push(...compareArrivals(gateway.upstream.arrivals, arrived))
    const peakBytes = Math.max(...samples)
    if (peakBytes > maxResidentBytes) violations.push(`the gateway has grown to ${mebibytes(peakBytes)}`)
    return {
      offeredPerSecond,
      takenPerSecond,
      counts: countAnswers(told),
      acceptedMs: quantilesOf(accepted),
      refusedMs: quantilesOf(refused),
      memory: { peakBytes, bytesPerMinute: 60 * slopeOf(samples.slice(Math.floor(samples.length / 2))) },
      violations,
    }
  })

/** A message must be either sent or refused in a way that lets a program send it later. */
function judgeAnswer({ to, status, code, resend, retryAfter }: Told): readonly string[] {
  if (status === 201) return []
  const isRefusal = (status === 503 || status === 429) && /^[1-9][0-9]*$/.test(retryAfter ?? '')
  // A rate limit refusal has no recipients, so it has no `resend`.
  const isSafe = resend === 'safe' || (status === 429 && resend === undefined)
  return isRefusal && isSafe ? [] : [`${to} was answered ${status} ${code}, ${resend}, Retry-After ${retryAfter}`]
}

function countAnswers(told: readonly Told[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { status, code } of told) {
    const name = code === undefined ? String(status) : `${status} ${code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

function quantilesOf(told: readonly Told[]) {
  const durations = told.map(({ durationMs }) => durationMs)
  return { p50: quantile(durations, 0.5), p99: quantile(durations, 0.99) }
}

/** The least-squares slope of values sampled once a second. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const spread = values.reduce((sum, _value, at) => sum + (at - middle) ** 2, 0)
  const together = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0)
  return spread === 0 ? 0 : together / spread
}

/** The report as docs/measurements.md quotes it. */
export function formatReport(report: OverloadReport): string {
  const { counts, acceptedMs, refusedMs, memory, violations } = report
  const times = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`
  return [
    `${report.offeredPerSecond} messages a second offered, ${report.takenPerSecond} taken by the upstream`,
    `answers: ${[...counts].map(([name, count]) => `${name}: ${count}`).join(', ')}`,
    `accepted: ${times(acceptedMs)}; refused: ${times(refusedMs)}`,
    `memory of the gateway: at most ${mebibytes(memory.peakBytes)}, ${mebibytes(memory.bytesPerMinute)} a minute in the second half`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
