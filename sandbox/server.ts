import { createSandbox } from './create-sandbox.ts'
import { readSandboxSettings } from './settings.ts'

/** The sandbox as a separate program: `node sandbox/server.ts`. */
async function main(): Promise<void> {
  const reading = readSandboxSettings(process.env)
  if (!reading.ok) {
    return fail(`The sandbox cannot start:\n${reading.faults.map((fault) => `  - ${fault}\n`).join('')}`)
  }
  const { host, port, username, password, dialect, deliveryReportsUrl } = reading.settings
  const sandbox = createSandbox({ username, password, dialect, deliveryReportsUrl: () => deliveryReportsUrl })
  // Process 1 of a container has no default signal action that would end it. There is nothing to drain.
  const stop = () => void sandbox.close().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  try {
    const { origin } = await sandbox.listen({ host, port })
    process.stdout.write(
      `Simulated upstream on ${origin} (dialect ${dialect}): nothing real is sent, GET / explains it\n`,
    )
  } catch (error) {
    fail(`The sandbox cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

function fail(message: string): void {
  process.stderr.write(message)
  process.exitCode = 1
}

await main()
