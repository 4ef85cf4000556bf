import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', 'examples', 'events')

/** The example consumers: how each is run, and how to find out whether it can be. */
export const consumers = {
  node: { file: 'consumer.mjs', command: process.execPath, check: ['--version'] },
  python: { file: 'consumer.py', command: 'python3', check: ['-c', 'import urllib.request'] },
  php: {
    file: 'consumer.php',
    command: 'php',
    check: ['-r', 'exit(function_exists("fsync") && extension_loaded("curl") ? 0 : 1);'],
  },
} as const
export type ConsumerName = keyof typeof consumers
export const consumerNames = Object.keys(consumers) as readonly ConsumerName[]

export const pathOf = (name: ConsumerName): string => join(folder, consumers[name].file)

/** Whether the interpreter is installed, with what the consumer needs. */
export const isInstalled = (name: ConsumerName): boolean =>
  spawnSync(consumers[name].command, consumers[name].check, { stdio: 'ignore' }).status === 0

export type SeenEvent = { readonly id: string; readonly type: string; readonly to: string }

export type ConsumerSettings = {
  readonly eventsUrl: string
  readonly apiKey?: string
  /** A folder of this consumer's own: its cursor, and what each run has written. */
  readonly directory: string
}

export type Consumer = {
  /** Starts it again, where its cursor stands. */
  start(): void
  /** The same, but reads only the beginning of what it writes, so that it gets stuck in the middle of a large page. */
  startUnread(): Promise<void>
  /** Ends the run with SIGKILL. @returns how it ended: anything else is its own doing */
  kill(): Promise<string>
  /** Resolves with the exit code or signal once the run ends by itself. */
  ended(): Promise<string>
  /** The events that each run has handled, in its order. */
  runs(): readonly (readonly SeenEvent[])[]
  stderr(): string
  cursor(): string | undefined
}

/** A consumer that can be killed and started again. Each run writes into files of its own: what was written survives a kill. */
export function createConsumer(name: ConsumerName, { eventsUrl, apiKey, directory }: ConsumerSettings): Consumer {
  const cursorFile = join(directory, 'cursor')
  const outputs: string[] = []
  let child: ReturnType<typeof spawn> | undefined
  let end: Promise<string> = Promise.resolve('never started')
  // An interrupted run leaves no consumer behind.
  process.once('exit', () => child?.kill('SIGKILL'))

  const readErrors = () => outputs.map((output) => readFileSync(`${output}.err`, 'utf8')).join('')

  function run(isRead: boolean): ReturnType<typeof spawn> {
    const output = join(directory, `run-${outputs.length}`)
    outputs.push(output)
    const [out, err] = [openSync(output, 'a'), openSync(`${output}.err`, 'a')]
    child = spawn(consumers[name].command, [pathOf(name)], {
      env: {
        PATH: process.env['PATH'] ?? '',
        ...(process.env['HOME'] !== undefined && { HOME: process.env['HOME'] }),
        EVENTS_URL: eventsUrl,
        CURSOR_FILE: cursorFile,
        ...(apiKey !== undefined && { API_KEY: apiKey }),
      },
      stdio: ['ignore', isRead ? out : 'pipe', err],
    })
    end = once(child, 'exit').then(([code, signal]) => String(code ?? signal))
    closeSync(out)
    closeSync(err)
    return child
  }

  return {
    start: () => void run(true),
    async startUnread() {
      const { stdout } = run(false)
      if (stdout === null) throw new Error('There is nothing to read')
      await Promise.race([once(stdout, 'data'), end])
      stdout.pause()
    },
    async kill() {
      child?.kill('SIGKILL')
      return end
    },
    ended: () => end,
    runs: () => outputs.map(readEvents),
    stderr: readErrors,
    cursor: () => (existsSync(cursorFile) ? readFileSync(cursorFile, 'utf8') : undefined),
  }
}

/** A kill may cut off the last line. */
function readEvents(output: string): readonly SeenEvent[] {
  const lines = readFileSync(output, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line))
}

/** What is wrong with the order of what a consumer has seen: ids grow in each run, and those that are new in all of them. */
export function findOrderFaults(runs: readonly (readonly SeenEvent[])[]): readonly string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  let newest = 0
  for (const [index, run] of runs.entries()) {
    let last = 0
    for (const { id } of run) {
      if (Number(id) <= last) faults.push(`run ${index} saw ${id} after ${last}`)
      last = Number(id)
      if (seen.has(id)) continue
      if (Number(id) <= newest) faults.push(`run ${index} saw ${id} for the first time, after ${newest}`)
      seen.add(id)
      newest = Number(id)
    }
  }
  return faults
}
