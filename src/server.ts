import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { formatBanner } from './banner.ts'
import { type Config, readConfig } from './config.ts'
import { JournalError } from './domain/journal.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createLogger } from './logger.ts'

/** What drains after the last message: connections, the log. Beyond the longest message and this, the exit is forced. */
const closeGraceMs = 5_000

/** How long a gateway without a journal still says so to who asks, and to who watches `/readyz`, before it leaves. */
const refusalMs = 1_000

const read = readConfig(process.env, process.execArgv)
if (read.ok) {
  await start(read.config).catch(explain)
} else {
  process.stderr.write(`bulksms-gateway cannot start:\n${read.faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exitCode = 1
}

/** A journal that cannot be used is a matter for whoever starts the gateway, not a bug with a stack. */
function explain(error: unknown): void {
  if (!(error instanceof JournalError)) throw error
  process.stderr.write(`bulksms-gateway cannot start:\n  - ${error.message}\n`)
  process.exitCode = 1
}

/** Serves, and on a signal lets what is running end before the process does. */
async function start(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel, config.live ? [config.live.password] : [])
  let failure: JournalError | undefined
  const gateway = await createGateway(config, logger, leave)
  const delay = config.submission.timeoutMs + closeGraceMs
  const graceful = closeWithGrace(
    { delay, logger: { error: (text: unknown) => logger.error(String(text)) } },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an error that nobody handled')
      else logger.info({ signal }, 'stopping: messages under way are brought to their end')
      await gateway.close()
      // Thrown, so that the exit code is not 0.
      if (failure !== undefined) throw failure
      logger.info('stopped')
    },
  )

  /** Without a journal nothing may be sent: what is under way is answered, then the process ends. */
  function leave(error: JournalError): void {
    failure = error
    logger.fatal({ err: error }, 'the journal has failed: nothing more is sent')
    graceful.uninstall()
    process.exitCode = 1
    const exit = () => process.exit(1)
    setTimeout(() => gateway.close().then(exit, exit), refusalMs)
    setTimeout(exit, refusalMs + delay).unref()
  }

  try {
    const address = await gateway.app.listen({ host: config.host, port: config.port })
    announce(logger, address, gateway, config.docs)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    logger.fatal({ err: error }, 'cannot listen')
    process.stderr.write(`bulksms-gateway cannot listen on ${config.host}:${config.port} (${code ?? message})\n`)
    // It would close a second time when the process has nothing left to do, and exit with 0.
    graceful.uninstall()
    process.exitCode = 1
    await gateway.close()
  }
}

function announce(logger: Logger, address: string, { mode, version }: Gateway, docs: boolean): void {
  logger.info({ address, mode, ...(docs ? { docs: `${address}/docs` } : {}), version }, 'listening')
  if (mode === 'live') logger.warn('AUTH=off: the API is open to whoever can reach it')
  // Standard output is for log lines alone. A log collector runs live and without a terminal.
  if (mode === 'sandbox' || process.stderr.isTTY) process.stderr.write(formatBanner(address, mode, docs))
}
