import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The measured server has one core of its own; the load generator and the upstream share the other. */
export const cores = { server: 0, load: 1 } as const

/** USER_HZ: the unit of times in /proc on every current Linux. */
const ticksPerSecond = 100
const stopMs = 5_000
/** An emulated program starts slowly, the more so on a busy machine. */
const readyMs = 600_000

export type Process = {
  readonly pid: number
  /** Resolves when it has ended. */
  readonly ended: Promise<void>
  /** SIGTERM, then SIGKILL if the process does not end. */
  stop(): Promise<void>
}

export type ProcessSettings = {
  /** Absent: any. */
  readonly core?: number
  readonly environment?: Readonly<Record<string, string>>
  /** Where its standard output goes; discarded if absent. */
  readonly outputFile?: string
  readonly folder?: string
}

/** Starts a program. Of our environment it only gets PATH and HOME. */
export function startProcess(command: readonly string[], settings: ProcessSettings): Process {
  const { core, environment = {}, outputFile, folder } = settings
  const errors: string[] = []
  const [program = '', ...words] = core === undefined ? command : ['taskset', '-c', String(core), ...command]
  const child: ChildProcess = spawn(program, words, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', outputFile === undefined ? 'ignore' : openSync(outputFile, 'a'), 'pipe'],
    ...(folder === undefined ? {} : { cwd: folder }),
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void errors.push(text))
  let stopping = false
  const ended = once(child, 'close').then(([code]) => {
    if (!stopping && code !== 0) process.stderr.write(`${command.join(' ')} ended with ${code}: ${errors.join('')}\n`)
  })
  running.add(child)
  void ended.then(() => running.delete(child))
  return {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      stopping = true
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
      await ended
      clearTimeout(timer)
    },
  }
}

const running = new Set<ChildProcess>()
/** Ends all programs when the benchmark itself is stopped. */
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** The CPU time of a process, its threads, and its running or reaped children. */
export function cpuMsOf(pid: number): number {
  // The name, in parentheses, may contain blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)
  const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0)
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return (ticks * 1000) / ticksPerSecond + children.reduce((sum, child) => sum + cpuMsOf(child), 0)
}

/** The peak memory of a process so far, in MiB. */
export function peakMemoryMiB(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Resolves once an address answers with a status below 500. */
export const answering = (url: string, program: Process): Promise<void> =>
  until(`Nothing answers at ${url}`, program, async () => {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    return answer !== undefined && answer.status < 500
  })

/** Resolves once a program is ready. Rejects with a fault if it has ended, or takes too long. */
export async function until(fault: string, program: Process, isReady: () => boolean | Promise<boolean>): Promise<void> {
  let over = false
  void program.ended.then(() => {
    over = true
  })
  for (const startedAt = performance.now(); performance.now() - startedAt < readyMs && !over; await sleep(20)) {
    if (await isReady()) return
  }
  throw new Error(fault)
}
