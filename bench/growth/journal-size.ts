import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Server, Stage } from '../contestants/contestant.ts'
import { startGateway } from '../contestants/gateway.ts'
import { runPaced } from '../load/paced.ts'
import { type Request, runWrk } from '../load/wrk.ts'
import { cores } from '../processes.ts'
import { withStage } from '../stage.ts'
import { median } from '../statistics.ts'
import type { Upstream } from '../upstream.ts'
import { openJournal, seedJournal } from './seed.ts'

/** The cost per message with this many in the journal: CPU µs of the gateway, and the purge's time. */
export type SizeFigures = {
  readonly size: number
  readonly fileMiB: number
  readonly send: number
  readonly replay: number
  readonly list: number
  readonly purge: number
}

/** The rate of sends: low, because sends change the journal. */
const sendRate = 1_000
const warmSeconds = 2

/** Measures the gateway with journals of growing size, each time on a copy, so that measurements do not affect each other. */
export async function* measureSizes(
  upstream: Upstream,
  parent: string,
  sizes: readonly number[],
  seconds: number,
): AsyncIterable<SizeFigures> {
  const folder = mkdtempSync(join(parent, 'gateway-bench-'))
  const seededFile = join(folder, 'seeded.db')
  try {
    let seeded = 0
    for (const size of sizes) {
      const journal = openJournal(seededFile)
      await seedJournal(journal, { from: seeded, to: size })
      await journal.close()
      seeded = size
      yield await withStage(upstream, parent, (stage) => measureSize(stage, seededFile, size, seconds))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureSize(stage: Stage, seededFile: string, size: number, seconds: number): Promise<SizeFigures> {
  const file = join(stage.folder, 'gateway.db')
  copyFileSync(seededFile, file)
  const fileMiB = statSync(file).size / 2 ** 20
  const gateway = await startGateway(stage)
  try {
    const replay = await cpuUsOf(gateway, 'replay', seconds)
    const list = await cpuUsOf(gateway, 'page', seconds)
    // Last and at a low rate, because it adds messages.
    const send = await cpuUsOfSend(gateway, seconds)
    await gateway.stop()
    return { size, fileMiB, send, replay, list, purge: await measurePurge(file, size) }
  } finally {
    await gateway.stop()
  }
}

async function cpuUsOf(gateway: Server, request: Request, seconds: number): Promise<number> {
  const load = { request, connections: 64, recipients: 1, headers: gateway.headers, core: cores.load }
  await runWrk(gateway.origin, { ...load, seconds: warmSeconds })
  const before = gateway.cpuMs()
  const { answers, refused, broken } = await runWrk(gateway.origin, { ...load, seconds })
  if (refused + broken > 0) throw new Error(`${request}: ${refused} requests were refused and ${broken} broke`)
  return ((gateway.cpuMs() - before) * 1_000) / answers
}

async function cpuUsOfSend(gateway: Server, seconds: number): Promise<number> {
  const port = Number(new URL(gateway.origin).port)
  await runPaced(port, 'post', { rate: sendRate, seconds: warmSeconds, warmSeconds: 0 }, gateway.headers)
  const before = gateway.cpuMs()
  const pace = { rate: sendRate, seconds, warmSeconds: 0 }
  const { answers, wrong } = await runPaced(port, 'post', pace, gateway.headers)
  if (wrong > 0) throw new Error(`${wrong} sends were missing or wrong`)
  return ((gateway.cpuMs() - before) * 1_000) / answers
}

const purgeLimit = 50
const purgeSteps = 100
/** They read pages that later steps find in memory, in a large journal more of them. */
const warmPurgeSteps = 2

/** The time of a purge step per removed message, in µs, if all messages have expired. */
async function measurePurge(file: string, size: number): Promise<number> {
  const journal = openJournal(file, 0)
  const times: number[] = []
  // Few enough to leave the journal essentially unchanged.
  const steps = Math.min(purgeSteps, Math.floor(size / purgeLimit / 2))
  for (let step = 0; step < steps; step++) {
    const startedAt = performance.now()
    const removed = await journal.purge(purgeLimit)
    if (step >= warmPurgeSteps) times.push(((performance.now() - startedAt) * 1_000) / Math.max(1, removed))
  }
  await journal.close()
  return median(times)
}
