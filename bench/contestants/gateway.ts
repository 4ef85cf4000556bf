import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '../../src/config/gateway-settings.ts'
import { answering, cores, cpuMsOf, freePort, peakMemoryMiB, startProcess } from '../processes.ts'
import { slowFsyncLibrary } from '../tools.ts'
import type { Server, Stage } from './contestant.ts'

const root = join(import.meta.dirname, '..', '..')
/** The gateway of the repository. */
export const sourceProgram = join(root, 'src', 'main.ts')

let bundled = false
/** The path of the program that the image runs, built once from the current sources. */
export function bundledProgram(): string {
  if (!bundled) execFileSync(process.execPath, [join(root, 'scripts', 'bundle.ts')], { stdio: 'inherit' })
  bundled = true
  return join(root, 'dist', 'main.js')
}

/** The part of the image's command before the program: Node.js and its flags. */
export function shippedCommand(): readonly string[] {
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8')) ?? []
  return (JSON.parse(command) as string[]).slice(0, -1)
}

export const shippedFlags = (): readonly string[] => shippedCommand().slice(1)

/** Differences from the gateway as shipped. */
export type Variant = {
  /** Another program with the same environment. */
  readonly program?: string
  /** How much longer each fsync takes. */
  readonly slowFsyncMs?: number
  readonly nodeArguments?: readonly string[]
  /** How long a message may wait for its turn, if the default would refuse some of the measured messages. */
  readonly maxWaitMs?: number
}

/** The gateway as shipped: a journal with FULL durability on disk, a log line per message, callers with keys. */
export async function startGateway(stage: Stage, variant: Variant = {}): Promise<Server> {
  const { program = bundledProgram(), slowFsyncMs, nodeArguments = [], maxWaitMs } = variant
  const port = await freePort()
  const access = createAccess(stage.folder)
  const gateway = startProcess([process.execPath, ...shippedFlags(), ...nodeArguments, program], {
    core: cores.server,
    folder: root,
    outputFile: stage.logFile,
    environment: {
      ...gatewayEnvironment(stage, port),
      ...access.environment,
      ...(maxWaitMs !== undefined && { UPSTREAM_MAX_WAIT_MS: String(maxWaitMs) }),
      ...(slowFsyncMs === undefined
        ? {}
        : { LD_PRELOAD: slowFsyncLibrary(), SLOW_FSYNC_US: String(slowFsyncMs * 1_000) }),
    },
  })
  const origin = `http://127.0.0.1:${port}`
  await answering(`${origin}/readyz`, gateway)
  return {
    origin,
    headers: access.authorization === undefined ? [] : [`Authorization: ${access.authorization}`],
    cpuMs: () => cpuMsOf(gateway.pid),
    peakMemoryMiB: () => peakMemoryMiB(gateway.pid),
    stop: gateway.stop,
  }
}

/** A live gateway with its journal in `gateway.db` in the folder. All other settings have their defaults. */
export const gatewayEnvironment = (
  { upstreamOrigin, folder }: Pick<Stage, 'upstreamOrigin' | 'folder'>,
  port: number,
): Record<string, string> => ({
  NODE_ENV: 'production',
  PORT: String(port),
  UPSTREAM_URL: upstreamOrigin,
  UPSTREAM_USERNAME: 'bench',
  UPSTREAM_PASSWORD: 'bench-password',
  DATABASE_URL: `sqlite:${join(folder, 'gateway.db')}`,
})

/** The name under which the benchmark's messages are recorded. */
export const benchCaller = 'API_KEYS_FILE' in settings ? 'bench' : 'anonymous'

export type Access = {
  readonly environment: Record<string, string>
  /** Absent if the API is open. */
  readonly authorization?: string
}

/** A key for the benchmark's caller if the gateway supports keys, otherwise an open API. */
export function createAccess(folder: string): Access {
  if (benchCaller === 'anonymous') return { environment: { AUTH: 'off' } }
  const scopes = ['messages:send', 'messages:read'].flatMap((scope) => ['--scope', scope])
  const file = join(folder, 'api-keys.json')
  const words = [join(root, 'cli', 'main.ts'), 'key', 'create', benchCaller, ...scopes, '--file', file]
  const made = spawnSync(process.execPath, words, { encoding: 'utf8' })
  const key = made.stdout.trim()
  if (made.status !== 0) throw new Error(`No key could be made for the benchmark: ${made.stderr}`)
  return {
    // High enough to refuse nothing, but every request is counted.
    environment: { API_KEYS_FILE: file, REQUESTS_PER_MINUTE: '100000000' },
    authorization: `Bearer ${key}`,
  }
}
