import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileCache } from '../../verify/crash/gateway-child.ts'

const root = join(import.meta.dirname, '..', '..')

export type GatewayProcess = {
  readonly child: ChildProcess
  /** Everything written so far. */
  stdout(): string
  stderr(): string
  /** Resolves with the address once it listens; rejects when the process ends before. */
  listening(): Promise<string>
  /** Resolves once standard output holds a text. */
  logged(text: string): Promise<void>
  /** Resolves with the exit code, or the signal that ended the process. */
  ended: Promise<number | string>
  readonly logLines: () => Record<string, unknown>[]
}

/**
 * Starts the real program on a port of the system's choice, with nothing of the test's environment but PATH, and with a
 * journal that ends with it.
 *
 * @param wrapper a command that runs the program as the same process, or becomes it
 */
export function startProcess(
  t: { teardown(act: () => Promise<void>): void },
  environment: Record<string, string> = {},
  nodeArguments: readonly string[] = [],
  wrapper: readonly string[] = [],
): GatewayProcess {
  const program = [process.execPath, ...nodeArguments, join(root, 'src', 'main.ts')]
  const [command = '', ...others] = [...wrapper, ...program]
  const directory = mkdtempSync(join(tmpdir(), 'gateway-'))
  // Live mode takes no journal in memory.
  const file = environment['UPSTREAM_URL'] ? join(directory, 'gateway.db') : ':memory:'
  const child = spawn(command, others, {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      DATABASE_URL: `sqlite:${file}`,
      ...compileCache,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  // `close` and not `exit`: all output has been read by then.
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  t.teardown(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(directory, { recursive: true, force: true })
  })

  async function logged(text: string): Promise<void> {
    while (!stdout.includes(text)) {
      const chunk = once(child.stdout, 'data')
      const end = await Promise.race([chunk.then(() => undefined), ended])
      if (end !== undefined && !stdout.includes(text))
        throw new Error(`ended with ${end} before "${text}": ${stdout}${stderr}`)
    }
  }
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    logged,
    async listening() {
      await logged('"msg":"listening"')
      // Not the first address: the metrics may have one of their own.
      const line = stdout.split('\n').find((line) => line.includes('"msg":"listening"')) ?? ''
      return /"address":"([^"]+)"/.exec(line)?.[1] ?? ''
    },
    ended,
    logLines: () =>
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  }
}
