import { mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { bundlePrograms } from '../../scripts/bundling.ts'
import { type Access, createAccess, gatewayEnvironment, shippedFlags } from '../contestants/gateway.ts'
import { answering, cpuMsOf, freePort, startProcess } from '../processes.ts'
import type { Upstream } from '../upstream.ts'
import type { InstructionCounter } from './counter.ts'
import type { Contestant } from './parts.ts'

const root = join(import.meta.dirname, '..', '..')

/** A running contestant, and the work that it has done so far: instructions, or milliseconds of CPU. */
export type Measured = {
  readonly origin: string
  readonly authorization: string | undefined
  work(): number
  /** Makes it collect all garbage, as it does by itself after some ten thousand messages. */
  collectGarbage(): void
  stop(): Promise<void>
}

/** V8 compiles and collects garbage in threads of its own, whose work would be counted at another time in each run. */
const steadyFlags = ['--single-threaded-gc', '--no-concurrent-recompilation', '--no-concurrent-sparkplug']
/** V8 optimizes a function after 3,000 calls: here after fewer, because an emulated message takes long. */
const hastyFlags = [
  '--invocation-count-for-turbofan=600',
  '--invocation-count-for-maglev=100',
  '--minimum-invocations-after-ic-update=150',
]
const collectOnSignal = "data:text/javascript,process.on('SIGUSR2',()=>gc())"

/** An emulated message takes ten to a hundred times as long: nothing may expire for that reason. */
const patience = { UPSTREAM_TIMEOUT_MS: '120000', UPSTREAM_MAX_WAIT_MS: '60000', UPSTREAM_CONNECT_TIMEOUT_MS: '60000' }

/** Bundles a contestant with its replacements, and starts it. */
export async function startContestant(
  contestant: Contestant,
  upstream: Upstream,
  parent: string,
  counter: InstructionCounter | undefined,
): Promise<Measured> {
  const folder = mkdtempSync(join(parent, 'gateway-cost-'))
  // Beside package.json, where the bundled gateway looks for it.
  const bundleFolder = mkdtempSync(join(root, 'dist-cost-'))
  const cleanUp = () => {
    process.off('exit', cleanUp)
    for (const one of [folder, bundleFolder]) rmSync(one, { recursive: true, force: true })
  }
  // Also where the whole measurement is stopped.
  process.on('exit', cleanUp)
  try {
    await bundlePrograms({ main: contestant.program }, bundleFolder, [replacing(contestant.replaced)])
    const port = await freePort()
    const isGateway = contestant.kind === 'gateway'
    const access: Access = isGateway ? createAccess(folder) : { environment: {} }
    const flags = counter === undefined ? [] : [...steadyFlags, ...hastyFlags]
    const command = [
      process.execPath,
      ...shippedFlags(),
      ...flags,
      '--expose-gc',
      `--import=${collectOnSignal}`,
      join(bundleFolder, 'main.js'),
      // The gateway takes no arguments; a peer takes these.
      ...(isGateway ? [] : [String(port), upstream.origin]),
    ]
    const program = startProcess(counter?.wrap(command, folder) ?? command, {
      folder: root,
      outputFile: join(folder, 'log'),
      environment: isGateway
        ? {
            ...gatewayEnvironment({ upstreamOrigin: upstream.origin, folder }, port),
            ...access.environment,
            ...patience,
          }
        : { NODE_ENV: 'production' },
    })
    const origin = `http://127.0.0.1:${port}`
    await answering(`${origin}/readyz`, program)
    return {
      origin,
      authorization: access.authorization,
      work: () => counter?.read(folder) ?? cpuMsOf(program.pid),
      collectGarbage: () => process.kill(program.pid, 'SIGUSR2'),
      async stop() {
        await program.stop()
        cleanUp()
      },
    }
  } catch (error) {
    cleanUp()
    throw error
  }
}

/** Takes another file in place of some: the replacement itself, and only it, can import the original. */
function replacing(replaced: Contestant['replaced'] = {}): Plugin {
  const byPath = new Map(Object.entries(replaced).map(([file, other]) => [join(root, file), join(root, other)]))
  return {
    name: 'replacing',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
        const other = byPath.get(resolve(resolveDir, path))
        return other === undefined || other === importer ? undefined : { path: other }
      })
    },
  }
}
