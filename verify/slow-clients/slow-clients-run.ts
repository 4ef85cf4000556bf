import { Pool } from 'undici'
import { compareArrivals } from '../../test/support/counting-upstream.ts'
import { type LiveGateway, startLiveGateway } from '../../test/support/live-gateway.ts'
import { countDescriptors, mebibytes, quantile, readResidentBytes } from '../../test/support/process-figures.ts'
import { withScope } from '../durability/scope.ts'
import { type SlownessName, slownesses, startSlowClient } from './slow-client.ts'

export type SlowClientsReport = {
  readonly clients: number
  /** The longest time that each kind of client stayed connected, in ms. */
  readonly goneMs: ReadonlyMap<SlownessName, number>
  readonly served: number
  readonly servedMs: { readonly p50: number; readonly p99: number }
  readonly peakBytes: number
  readonly violations: readonly string[]
}

/** The memory limit of docker-compose.yml and the Kubernetes manifests, minus the share of messages. */
const maxBytes = 400 * 1024 * 1024

/** Ordinary callers, which send for as long as a slow client is connected. */
const callerCount = 8
/** Idle and closing connections to the upstream may remain for a while. */
const descriptorSlack = 2 * callerCount

/** Connects all slow clients at once, and sends messages until the last of them is disconnected. */
export const runSlowClients = (
  clients: number,
  onGone: (goneCount: number) => void = () => {},
): Promise<SlowClientsReport> =>
  withScope(async (scope) => {
    const gateway = await startLiveGateway(scope)
    const { pid } = gateway.child
    const descriptorsBefore = countDescriptors(pid)
    const names = Object.keys(slownesses) as SlownessName[]
    const slow = Array.from({ length: clients }, (_, at) =>
      startSlowClient(gateway, names[at % names.length] ?? 'says nothing'),
    )
    const goneMs = new Map<SlownessName, number>()
    let goneCount = 0
    let waiting = true
    const allGone = Promise.all(
      slow.map(async ({ name, gone }) => {
        const ms = await gone
        goneMs.set(name, Math.max(goneMs.get(name) ?? 0, ms))
        onGone(++goneCount)
      }),
    ).then(() => {
      waiting = false
    })
    const calls = await callWhile(gateway, () => waiting)
    await allGone
    const violations = [...calls.violations]
    const left = countDescriptors(pid)
    if (left > descriptorsBefore + descriptorSlack) {
      violations.push(`${left} descriptors are open, of ${descriptorsBefore} at the start`)
    }
    violations.push(...(await gateway.stop()), ...compareArrivals(gateway.upstream.arrivals, calls.told))
    const { latenciesMs, peakBytes } = calls
    if (peakBytes > maxBytes) violations.push(`the gateway took ${mebibytes(peakBytes)}`)
    return {
      clients,
      goneMs,
      served: latenciesMs.length,
      servedMs: { p50: quantile(latenciesMs, 0.5), p99: quantile(latenciesMs, 0.99) },
      peakBytes,
      violations,
    }
  })

/** Sends one message after another, like an ordinary caller. */
async function callWhile({ origin, child }: LiveGateway, waiting: () => boolean) {
  const pool = new Pool(origin, { connections: callerCount })
  const latenciesMs: number[] = []
  const told = new Map<string, number>()
  const violations: string[] = []
  let peakBytes = 0
  let count = 0

  async function call(): Promise<void> {
    while (waiting()) {
      const to = `+2135${String(count++).padStart(9, '0')}`
      const startedAt = performance.now()
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/messages',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ to: [to], text: 'Beside slow clients' }),
      })
      const text = await body.text()
      latenciesMs.push(performance.now() - startedAt)
      if (statusCode === 201) told.set(to, 1)
      else violations.push(`a message was answered ${statusCode}: ${text.slice(0, 200)}`)
      peakBytes = Math.max(peakBytes, readResidentBytes(child.pid))
    }
  }

  await Promise.all(Array.from({ length: callerCount }, call))
  await pool.close()
  return { latenciesMs, told, violations, peakBytes }
}

/** The report as docs/measurements.md quotes it. */
export function formatReport({ clients, goneMs, served, servedMs, peakBytes, violations }: SlowClientsReport): string {
  return [
    `${clients} slow clients; beside them ${served} messages were answered, p50 ${servedMs.p50.toFixed(0)} ms, p99 ${servedMs.p99.toFixed(0)} ms`,
    ...[...goneMs].map(([name, ms]) => `  who ${name}: gone after at most ${(ms / 1_000).toFixed(1)} s`),
    `memory of the gateway: at most ${mebibytes(peakBytes)}`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((violation) => `  - ${violation}`),
    '',
  ].join('\n')
}
