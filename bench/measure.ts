import { setTimeout as sleep } from 'node:timers/promises'
import type { Contestant, Server } from './contestants/contestant.ts'
import { runWrk } from './load/wrk.ts'
import { disturbedShare, loadBetween, percent, readCoreTimes } from './machine.ts'
import { cores, cpuMsOf } from './processes.ts'
import { withStage } from './stage.ts'
import type { Upstream } from './upstream.ts'

export type RunSettings = {
  readonly seconds: number
  readonly warmSeconds: number
  /** On the measured disk. */
  readonly folder: string
}

/** The result of one run of one contestant. A message is one recipient. */
export type Run = {
  readonly messagesPerSecond: number
  readonly cpuUsPerMessage: number
  readonly p50Us: number
  readonly p99Us: number
  readonly peakMemoryMiB: number
  /** The number of accepting answers, and of messages counted by the upstream. */
  readonly accepted: number
  readonly counted: number
  /** Why the figures must not be used. */
  readonly faults: readonly string[]
  /** Why they may be worse than the machine allows. */
  readonly warnings: readonly string[]
}

const usualConnections = 64
const pollMs = 20
/** If a contestant submits nothing for this long, it has lost the missing messages. */
const stalledMs = 3_000
/** Above this, the other core may have been the bottleneck. */
const fullShare = 0.9

/** Starts a contestant, warms it up, loads it, and compares its answers with the upstream's count. */
export const measure = (contestant: Contestant, upstream: Upstream, settings: RunSettings): Promise<Run> =>
  withStage(upstream, settings.folder, async (stage) => {
    const server = await contestant.start(stage)
    try {
      return await measureServer(server, contestant, upstream, settings)
    } finally {
      await server.stop()
    }
  })

async function measureServer(
  server: Server,
  contestant: Contestant,
  upstream: Upstream,
  settings: RunSettings,
): Promise<Run> {
  const { recipients = 1, connections = usualConnections, request = 'message' } = contestant
  const load = (seconds: number) =>
    runWrk(server.origin, { request, connections, recipients, headers: server.headers, seconds, core: cores.load })
  const warm = watchArrivals(upstream)
  const warmed = await load(settings.warmSeconds)
  await warm.settled((warmed.answers - warmed.refused) * recipients)

  const coresBefore = readCoreTimes()
  const [cpuBefore, ownBefore, startedAt] = [server.cpuMs(), cpuMsOf(process.pid) + upstream.cpuMs(), performance.now()]
  const arrivals = watchArrivals(upstream)
  const { answers, refused, broken, p50Us, p99Us } = await load(settings.seconds)
  const accepted = (answers - refused) * recipients
  const { counted, lastAt } = await arrivals.settled(accepted)
  const elapsedMs = performance.now() - startedAt
  const serverMs = server.cpuMs() - cpuBefore
  const ownMs = cpuMsOf(process.pid) + upstream.cpuMs() - ownBefore
  const loads = loadBetween(coresBefore, readCoreTimes(), elapsedMs)
  const otherShare = loads.reduce((sum, { busy }) => sum + busy, 0) - (serverMs + ownMs) / elapsedMs
  const stolenShare = loads.reduce((sum, { stolen }) => sum + stolen, 0)
  // If answers precede submissions, the run takes until the last submission.
  const windowMs = contestant.answersFirst
    ? Math.max(settings.seconds * 1_000, lastAt - startedAt)
    : settings.seconds * 1_000
  return {
    messagesPerSecond: (accepted * 1_000) / windowMs,
    cpuUsPerMessage: (serverMs * 1_000) / Math.max(1, accepted),
    p50Us,
    p99Us,
    peakMemoryMiB: server.peakMemoryMiB(),
    accepted,
    counted,
    faults: [
      ...(counted === accepted ? [] : [`${accepted} were answered as accepted, the upstream counted ${counted}`]),
      ...(refused + broken === 0 ? [] : [`${refused} requests were refused and ${broken} broke`]),
      ...(accepted > 0 ? [] : ['nothing was accepted']),
    ],
    warnings: [
      ...(otherShare > disturbedShare ? [`other work took ${percent(otherShare)} of a core`] : []),
      ...(stolenShare > disturbedShare ? [`the host took away ${percent(stolenShare)} of a core`] : []),
      ...((loads[cores.load]?.busy ?? 0) * (elapsedMs / windowMs) > fullShare ? ['the core of the load was full'] : []),
    ],
  }
}

/** Polls the upstream's count of destinations, and records when it last grew. */
function watchArrivals(upstream: Upstream) {
  let watching = true
  let before = 0
  let counted = 0
  let lastAt = performance.now()
  const watch = async () => {
    before = (await upstream.counted()).destinations
    for (; watching; await sleep(pollMs)) {
      const now = (await upstream.counted()).destinations - before
      if (now !== counted) [counted, lastAt] = [now, performance.now()]
    }
  }
  const watched = watch()
  return {
    /** Resolves once that many have arrived, or no more arrive. */
    async settled(expected: number): Promise<{ counted: number; lastAt: number }> {
      while (counted < expected && performance.now() - lastAt < stalledMs) await sleep(pollMs)
      watching = false
      await watched
      return { counted, lastAt }
    },
  }
}
