import { answering, cores, cpuMsOf, freePort, startProcess } from './processes.ts'
import { nativeProgram } from './tools.ts'

/** The numbers of GETs and destinations that have reached the upstream. */
export type Counted = { readonly gets: number; readonly destinations: number }

/** The simulated upstream, which accepts and counts every message. */
export type Upstream = {
  readonly port: number
  readonly origin: string
  counted(): Promise<Counted>
  cpuMs(): number
  stop(): Promise<void>
}

export async function startUpstream(): Promise<Upstream> {
  const port = await freePort()
  const program = startProcess([nativeProgram('upstream'), String(port)], { core: cores.load })
  const origin = `http://127.0.0.1:${port}`
  await answering(`${origin}/counted`, program)
  return {
    port,
    origin,
    async counted() {
      const [gets = 0, destinations = 0] = (await (await fetch(`${origin}/counted`)).text()).split(' ').map(Number)
      return { gets, destinations }
    },
    cpuMs: () => cpuMsOf(program.pid),
    stop: program.stop,
  }
}
