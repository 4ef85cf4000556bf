import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scope } from '../durability/scope.ts'

const root = join(import.meta.dirname, '..', '..')

/** The ordinary program, the one that kills itself at a named point, and one of several with a shorter lease. */
export const programs = {
  server: join(root, 'src', 'main.ts'),
  killPoint: join(root, 'verify', 'crash', 'kill-point-gateway.ts'),
  replica: join(root, 'verify', 'replicas', 'replica-gateway.ts'),
} as const

/** One gateway process, from start to exit. */
export type GatewayChild = {
  readonly pid: number
  /** Resolves with the address once `/readyz` reports ready, or with undefined if the process ends first. */
  readonly ready: Promise<string | undefined>
  /** Resolves once the process has ended and its output has been read. */
  readonly ended: Promise<Ending>
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP' | 'SIGCONT'): void
}

export type Ending = {
  readonly code: number | null
  readonly signal: string | null
  readonly stderr: string
  /** The log lines of level error and above. A gateway that is merely killed has none. */
  readonly complaints: readonly string[]
}

export type ChildSettings = {
  readonly program?: string
  readonly environment: Readonly<Record<string, string>>
  /** Called with each line of its log. */
  readonly onLine?: (line: string) => void
}

/**
 * The environment of a live gateway that uses the test's upstream.
 *
 * @param database a file, or a URL of PostgreSQL
 */
export const liveEnvironment = (upstreamOrigin: string, database: string): Record<string, string> => ({
  UPSTREAM_URL: upstreamOrigin,
  UPSTREAM_USERNAME: 'alice',
  UPSTREAM_PASSWORD: 'open&sesame',
  AUTH: 'off',
  // The test makes more requests per minute than the default limit of a caller.
  REQUESTS_PER_MINUTE: '100000000',
  DATABASE_URL: database.startsWith('postgres:') ? database : `sqlite:${database}`,
  DEFAULT_SENDER: 'ACME',
})

/**
 * Halves the CPU time of a start, for tests that do not measure it, with a cache of stripped and compiled sources: the one that
 * .taprc gives to the tests themselves. Only a process that exits normally writes it.
 */
export const compileCache = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile') } as const

/** Saves a quarter of a start, for tests that start many and ask for no pages. */
export const withoutPages = { DOCS: 'off' } as const

/** Starts a gateway on a port that the system chooses. Of the parent's environment it only gets PATH. */
export function startChild({ program = programs.server, environment, onLine = () => {} }: ChildSettings): GatewayChild {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  const complaints: string[] = []
  const { promise: listening, resolve: announce } = Promise.withResolvers<string>()
  let unread = ''
  // There are thousands of lines: each is examined once and dropped.
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (unread + chunk).split('\n')
    unread = lines.pop() ?? ''
    for (const line of lines) {
      onLine(line)
      const address = line.includes('"msg":"listening"') ? /"address":"([^"]+)"/.exec(line)?.[1] : undefined
      if (address !== undefined) announce(address)
      if (line.includes('"level":"error"') || line.includes('"level":"fatal"')) complaints.push(line)
    }
  })
  // `close` instead of `exit`, because all output has been read by then.
  const ended = once(child, 'close').then(([code, signal]): Ending => ({ code, signal, stderr, complaints }))
  return {
    pid: child.pid ?? 0,
    ready: becomeReady(listening, ended),
    ended,
    kill: (signal) => void child.kill(signal),
  }
}

/** A gateway that is ready, and is killed at the end of its scope, or of this process. */
export type ReadyChild = {
  readonly child: GatewayChild
  readonly origin: string
  readonly host: string
  readonly port: number
}

/** @throws if it ends before it is ready */
export async function startChildIn(scope: Pick<Scope, 'teardown'>, settings: ChildSettings): Promise<ReadyChild> {
  const child = startChild(settings)
  const kill = () => child.kill('SIGKILL')
  // An interrupted run leaves no gateway behind.
  process.once('exit', kill)
  scope.teardown(async () => {
    process.off('exit', kill)
    kill()
    await child.ended
  })
  const origin = await child.ready
  if (origin === undefined) throw new Error(`The gateway did not become ready: ${JSON.stringify(await child.ended)}`)
  const { hostname: host, port } = new URL(origin)
  return { child, origin, host, port: Number(port) }
}

async function becomeReady(listening: Promise<string>, ended: Promise<Ending>): Promise<string | undefined> {
  const over = ended.then(() => undefined)
  const address = await Promise.race([listening, over])
  if (address === undefined) return undefined
  return Promise.race([askUntilReady(address, ended), over])
}

/** Between two readiness checks of a starting gateway. */
const pollMs = 5

async function askUntilReady(address: string, ended: Promise<Ending>): Promise<string | undefined> {
  let alive = true
  void ended.then(() => {
    alive = false
  })
  while (alive) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return address
    await sleep(pollMs)
  }
  return undefined
}
