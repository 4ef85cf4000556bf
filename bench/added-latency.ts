import { closeSync, fdatasyncSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Server, Stage } from './contestants/contestant.ts'
import { startGateway } from './contestants/gateway.ts'
import { startPeer } from './contestants/peer.ts'
import { runPaced } from './load/paced.ts'
import { withStage } from './stage.ts'
import { median } from './statistics.ts'
import type { Upstream } from './upstream.ts'

export type AddedLatency = {
  /** The latency of a direct GET to the upstream. */
  readonly directP50Us: number
  /** The latency through `fastify-min`: what the platform alone adds on this machine. */
  readonly least: PacedRun
  readonly gateway: PacedRun
  readonly faults: readonly string[]
}

export type PacedRun = { readonly p50Us: number; readonly p99Us: number; readonly cpuUsPerMessage: number }

export const pacedRate = 2_000

/** The latency that the gateway adds to a message at a rate far below its capacity. */
export const measureAddedLatency = (
  upstream: Upstream,
  parent: string,
  duration: { readonly seconds: number; readonly warmSeconds: number },
): Promise<AddedLatency> =>
  withStage(upstream, parent, async (stage) => {
    const pace = { rate: pacedRate, ...duration }
    const direct = await runPaced(upstream.port, 'get', pace)
    const least = await runThrough(startPeer('fastify-min'), stage, upstream, pace)
    const gateway = await runThrough(startGateway, stage, upstream, pace)
    const wrong = direct.wrong === 0 ? [] : [`${direct.wrong} answers of the upstream were missing or wrong`]
    return { directP50Us: direct.p50Us, least, gateway, faults: [...wrong, ...least.faults, ...gateway.faults] }
  })

async function runThrough(
  start: (stage: Stage) => Promise<Server>,
  stage: Stage,
  upstream: Upstream,
  pace: Parameters<typeof runPaced>[2],
): Promise<PacedRun & { faults: readonly string[] }> {
  const server = await start(stage)
  const before = await upstream.counted()
  const cpuBefore = server.cpuMs()
  const run = await runPaced(Number(new URL(server.origin).port), 'post', pace, server.headers)
    .then((paced) => ({ ...paced, cpuMs: server.cpuMs() - cpuBefore }))
    .finally(server.stop)
  const arrived = (await upstream.counted()).gets - before.gets
  const accepted = run.answers - run.wrong
  return {
    p50Us: run.p50Us,
    p99Us: run.p99Us,
    cpuUsPerMessage: (run.cpuMs * 1_000) / Math.max(1, accepted),
    faults: [
      ...(arrived === accepted ? [] : [`${accepted} were answered as accepted, the upstream counted ${arrived}`]),
      ...(run.wrong === 0 ? [] : [`${run.wrong} answers were missing or wrong`]),
    ],
  }
}

/** Roughly the size of a journal commit: a few pages of 4 KiB with their headers. */
const commitBytes = 5 * 4_120
/** The write-ahead log restarts from its beginning at this size (1,000 pages). */
const logBytes = 1_000 * 4_120

/** The median time to make that much durable, in µs, on the journal's disk. */
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
