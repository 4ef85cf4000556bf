import { readFileSync } from 'node:fs'
import { exits } from './exit-codes.ts'
import { toolName } from './help.ts'
import { runTool } from './run-tool.ts'

/** The tool for operators: `bulksms-gateway COMMAND`. `bin/bulksms-gateway.js` starts it. */
async function main(): Promise<void> {
  loadEnvFile()
  const interruption = new AbortController()
  // A second one ends the process at once.
  const interrupt = () => {
    ignoreSignals()
    interruption.abort()
  }
  const ignoreSignals = () => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt)
  const { env: environment } = process
  let hasRead = false
  // Node opens a stream when it is first asked for, and makes a pipe non-blocking for good. A program has its own ways to write.
  const context = {
    environment,
    interrupted: interruption.signal,
    get output() {
      return withoutErrors(process.stdout)
    },
    get errors() {
      return withoutErrors(process.stderr)
    },
    get input() {
      hasRead = true
      return process.stdin
    },
  }
  const exit = await runTool(context, process.argv.slice(2), readVersion(), ignoreSignals)
  // A program goes on, and sets its own exit code.
  if (exit !== 'done') process.exitCode = exits[exit].code
  ignoreSignals()
  // Otherwise an open standard input, which nobody reads any more, would keep the process.
  if (hasRead) process.stdin.unref?.()
}

const ignore = (): void => {}

/** The reader of a pipe may be gone (`| head`): the command ends as it would have. */
function withoutErrors<S extends NodeJS.WriteStream>(stream: S): S {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore)
  return stream
}

/** Reads `.env` in the current folder, as Node's own option does. What is set already stays. */
function loadEnvFile(): void {
  try {
    process.loadEnvFile('.env')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return
    process.stderr.write(`${toolName}: .env cannot be read (${code})\n`)
    process.exit(exits.usage.code)
  }
}

/** `package.json` is beside this folder, or beside that of the bundle. */
const readVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version

await main()
