import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { formatBanner } from './banner.ts'
import { type Config, readConfig } from './config.ts'
import { createMessages } from './domain/send-message.ts'
import { createSubmitMessage } from './domain/submit-message.ts'
import { createLogger } from './logger.ts'
import { createSandbox, type Sandbox } from './sandbox/create-sandbox.ts'
import { createUpstream } from './upstream/client.ts'

/** What drains after the last message: connections, the log. Beyond the longest message and this, the exit is forced. */
const closeGraceMs = 5_000
const sandboxCredentials = { username: 'sandbox', password: 'sandbox' }

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version

const read = readConfig(process.env)
if (read.ok) {
  await start(read.config)
} else {
  process.stderr.write(`bulksms-gateway cannot start:\n${read.faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exitCode = 1
}

/** Wires the parts together, serves, and on a signal lets what is running end before the process does. */
async function start(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel, config.live ? [config.live.password] : [])
  const mode = config.live ? 'live' : 'sandbox'
  const sandbox = config.live ? undefined : createOwnSandbox(config)
  const account = config.live ?? { ...(await listenLocally(sandbox)), ...sandboxCredentials }
  const requestScope = new AsyncLocalStorage<string>()
  const upstream = createUpstream({ ...config.upstream, ...account }, (event) =>
    logger.debug({ requestId: requestScope.getStore(), ...event }, 'upstream request'),
  )
  const submit = createSubmitMessage(upstream, config.submission, {
    now: () => performance.now(),
    sleep,
    random: Math.random,
  })
  const messages = createMessages(upstream, submit, config.compose, () => Temporal.Now.instant())

  let draining = false
  const app = await createApp({ logger, messages, mode, readiness: { ready: () => !draining }, version, requestScope })

  async function close(): Promise<void> {
    draining = true
    await app.close()
    // A client that went away leaves its message running: what was begun is brought to its end.
    await messages.idle()
    await upstream.close()
    await sandbox?.close()
  }

  const delay = config.submission.timeoutMs + closeGraceMs
  const graceful = closeWithGrace(
    { delay, logger: { error: (text: unknown) => logger.error(String(text)) } },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an error that nobody handled')
      else logger.info({ signal }, 'stopping: messages under way are brought to their end')
      await close()
      logger.info('stopped')
    },
  )

  try {
    const address = await app.listen({ host: config.host, port: config.port })
    announce(logger, address, mode)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    logger.fatal({ err: error }, 'cannot listen')
    process.stderr.write(`bulksms-gateway cannot listen on ${config.host}:${config.port} (${code ?? message})\n`)
    // It would close a second time when the process has nothing left to do, and exit with 0.
    graceful.uninstall()
    process.exitCode = 1
    await close()
  }
}

function announce(logger: Logger, address: string, mode: 'sandbox' | 'live'): void {
  logger.info({ address, mode, docs: `${address}/docs`, version }, 'listening')
  if (mode === 'live') logger.warn('AUTH=off: the API is open to whoever can reach it')
  // Standard output is for log lines alone. A log collector runs live and without a terminal.
  if (mode === 'sandbox' || process.stderr.isTTY) process.stderr.write(formatBanner(address, mode))
}

function createOwnSandbox({ upstream }: Config): Sandbox {
  const { sendPath, schedulePath, scheduleParameters } = upstream
  const dialect = scheduleParameters === 'date,time' ? 'document' : 'classic'
  return createSandbox({ ...sandboxCredentials, dialect, sendPath, schedulePath })
}

/** The simulated upstream is reachable from this machine only, on a port of the system's choice. */
async function listenLocally(sandbox: Sandbox | undefined): Promise<{ origin: string }> {
  if (sandbox === undefined) throw new Error('There is no sandbox in live mode')
  return await sandbox.listen({ host: '127.0.0.1', port: 0 })
}
