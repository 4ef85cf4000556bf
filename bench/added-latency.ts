import { closeSync, fdatasyncSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { startGateway } from './contestants/gateway.ts'
import { runPaced } from './load/paced.ts'
import { withStage } from './stage.ts'
import { median } from './statistics.ts'
import type { Upstream } from './upstream.ts'

export type AddedLatency = {
  /** Of the GET to the upstream, without and with the gateway in between. */
  readonly directP50Us: number
  readonly p50Us: number
  readonly p99Us: number
  readonly faults: readonly string[]
}

export const pacedRate = 2_000

/** What the gateway adds to a message at a rate at which it is far from full. */
export const measureAddedLatency = (
  upstream: Upstream,
  parent: string,
  duration: { readonly seconds: number; readonly warmSeconds: number },
): Promise<AddedLatency> =>
  withStage(upstream, parent, async (stage) => {
    const pace = { rate: pacedRate, ...duration }
    const direct = await runPaced(upstream.port, 'get', pace)
    const gateway = await startGateway(stage)
    const before = await upstream.counted()
    const port = Number(new URL(gateway.origin).port)
    const through = await runPaced(port, 'post', pace, gateway.headers).finally(gateway.stop)
    const arrived = (await upstream.counted()).gets - before.gets
    const accepted = through.answers - through.wrong
    const wrong = direct.wrong + through.wrong
    return {
      directP50Us: direct.p50Us,
      p50Us: through.p50Us,
      p99Us: through.p99Us,
      faults: [
        ...(arrived === accepted ? [] : [`${accepted} were answered as accepted, the upstream counted ${arrived}`]),
        ...(wrong === 0 ? [] : [`${wrong} answers were missing or wrong`]),
      ],
    }
  })

/** About what a commit of the journal appends: some pages of 4 KiB with their headers. */
const commitBytes = 5 * 4_120
/** The write-ahead log is written over from its start once it has this size (1,000 pages). */
const logBytes = 1_000 * 4_120

/** The median time of making such a piece durable, in µs, on the disk that the journal uses. */
export function measureFsyncUs(parent: string, count = 400): number {
  const folder = mkdtempSync(join(parent, 'gateway-bench-'))
  const file = openSync(join(folder, 'file'), 'w')
  const bytes = Buffer.alloc(commitBytes, 1)
  ftruncateSync(file, logBytes)
  for (let at = 0; at + commitBytes <= logBytes; at += commitBytes) writeSync(file, bytes, 0, commitBytes, at)
  fdatasyncSync(file)
  const times = Array.from({ length: count }, (_, index) => {
    writeSync(file, bytes, 0, commitBytes, (index * commitBytes) % (logBytes - commitBytes))
    const startedAt = performance.now()
    fdatasyncSync(file)
    return (performance.now() - startedAt) * 1_000
  })
  closeSync(file)
  rmSync(folder, { recursive: true })
  return median(times)
}
