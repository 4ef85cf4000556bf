import { join } from 'node:path'
import { answering, cores, cpuMsOf, freePort, peakMemoryMiB, startProcess } from '../processes.ts'
import type { Server, Stage } from './contestant.ts'

/** One of the programs of `bench/peers/`, on the same Node.js. */
export const startPeer =
  (name: string) =>
  async ({ upstreamOrigin }: Stage): Promise<Server> => {
    const port = await freePort()
    const program = join(import.meta.dirname, '..', 'peers', `${name}.ts`)
    const peer = startProcess([process.execPath, program, String(port), upstreamOrigin], {
      core: cores.server,
      // Without it, Express exposes errors and recompiles what it renders.
      environment: { NODE_ENV: 'production' },
    })
    const origin = `http://127.0.0.1:${port}`
    await answering(`${origin}/`, peer)
    return {
      origin,
      headers: [],
      cpuMs: () => cpuMsOf(peer.pid),
      peakMemoryMiB: () => peakMemoryMiB(peer.pid),
      stop: peer.stop,
    }
  }
