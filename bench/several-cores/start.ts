import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Stage } from '../contestants/contestant.ts'
import { createAccess, gatewayEnvironment, shippedFlags, sourceProgram } from '../contestants/gateway.ts'
import { createLoad, type Load } from '../cost/load.ts'
import { answering, cpuMsOf, freePort, type Process, startProcess, until } from '../processes.ts'

const root = join(import.meta.dirname, '..', '..')
/** As many as each gateway has towards the upstream. */
const connectionsEach = 64

/** CPU time in the processes with HTTP, and in the one that only has the journal. */
export type Cost = { readonly http: number; readonly journal: number }

export type Running = {
  readonly load: Load
  /** So far, in ms. */
  cost(): Cost
  stop(): Promise<void>
}

/** On any core: an HTTP process and the journal process run at the same time, as they would with more cores. */
const start = (program: string, args: readonly string[], outputFile: string, environment = {}): Process =>
  startProcess([process.execPath, ...shippedFlags(), program, ...args], { folder: root, outputFile, environment })

export async function startJournal({ folder, logFile }: Stage): Promise<Process & { readonly socket: string }> {
  const socket = join(folder, 'journal.sock')
  const program = join(import.meta.dirname, 'journal-process.ts')
  const running = start(program, [join(folder, 'gateway.db'), socket], logFile)
  await until(`No journal at ${socket}`, running, () => existsSync(socket))
  return { ...running, socket }
}

/** Some HTTP processes on one port and the process with their journal, or the gateway as it is. */
export async function startGateways(stage: Stage, count: number | 'one', isKeyed: boolean): Promise<Running> {
  const journal = count === 'one' ? undefined : await startJournal(stage)
  const program = journal ? join(import.meta.dirname, 'http-process.ts') : sourceProgram
  const { environment: access, authorization } = createAccess(stage.folder)
  const port = await freePort()
  const gateways: Process[] = []
  for (let index = 0; index < (count === 'one' ? 1 : count); index++) {
    const folder = join(stage.folder, `own-${index}`)
    mkdirSync(folder)
    // Only this port tells one process from the others.
    const metricsPort = await freePort()
    const gateway = start(program, [], stage.logFile, {
      ...gatewayEnvironment({ upstreamOrigin: stage.upstreamOrigin, folder }, port),
      ...access,
      METRICS_PORT: String(metricsPort),
      ...(journal && { JOURNAL_SOCKET: journal.socket }),
    })
    gateways.push(gateway)
    await answering(`http://127.0.0.1:${metricsPort}/metrics`, gateway)
  }
  const origin = `http://127.0.0.1:${port}`
  await answering(`${origin}/readyz`, gateways[0] as Process)
  const load = createLoad(origin, authorization, gateways.length * connectionsEach, isKeyed)
  return {
    load,
    cost: () => ({
      http: gateways.reduce((total, { pid }) => total + cpuMsOf(pid), 0),
      journal: journal ? cpuMsOf(journal.pid) : 0,
    }),
    async stop() {
      await load.close()
      await Promise.all(gateways.map((gateway) => gateway.stop()))
      await journal?.stop()
    },
  }
}
