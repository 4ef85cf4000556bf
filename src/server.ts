import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { formatBanner } from './banner.ts'
import { KeysFileError } from './callers/caller-source.ts'
import { type Config, readConfig } from './config.ts'
import { JournalError } from './domain/journal.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createLogger, createSecrets } from './logger.ts'

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

/** A file that cannot be used is a matter for whoever starts the gateway, not a bug with a stack. */
function explain(error: unknown): void {
  process.stderr.write(
    `bulksms-gateway cannot start:\n${faultsOf(error)
      .map((fault) => `  - ${fault}\n`)
      .join('')}`,
  )
  process.exitCode = 1
}

function faultsOf(error: unknown): readonly string[] {
  if (error instanceof KeysFileError) return error.faults.map((fault) => `API_KEYS_FILE: ${fault}`)
  if (error instanceof JournalError) return [error.message]
  throw error
}

/** Serves, and on a signal lets what is running end before the process does. */
async function start(config: Config): Promise<void> {
  const secrets = createSecrets(config.live ? [config.live.password] : [])
  const logger = createLogger(config.logLevel, secrets)
  let failure: JournalError | undefined
  const gateway = await createGateway(config, logger, secrets, leave)
  const delay = config.submission.timeoutMs + closeGraceMs
  const graceful = closeWithGrace(
    // Instead of ending the gateway it has it read its files anew, if there are any; see below.
    {
      delay,
      skip: rereads(config) ? ['SIGHUP'] : [],
      logger: { error: (text: unknown) => logger.error(String(text)) },
    },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an error that nobody handled')
      else logger.info({ signal }, 'stopping: messages under way are brought to their end')
      await gateway.close()
      // Thrown, so that the exit code is not 0.
      if (failure !== undefined) throw failure
      logger.info('stopped')
    },
  )

  if (rereads(config)) process.on('SIGHUP', gateway.reload)

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
    // Before messages are taken: a gateway of which half cannot start is not to look as if it had.
    const metricsAddress = await gateway.metricsListener?.listen({ host: config.host, port: config.metricsPort ?? 0 })
    if (metricsAddress !== undefined) logger.info({ address: `${metricsAddress}/metrics` }, 'serving metrics')
    const address = await gateway.app.listen({ host: config.host, port: config.port })
    announce(logger, address, gateway, config)
  } catch (error) {
    const { code, message, port = config.port } = error as NodeJS.ErrnoException & { port?: number }
    logger.fatal({ err: error }, 'cannot listen')
    process.stderr.write(`bulksms-gateway cannot listen on ${config.host}:${port} (${code ?? message})\n`)
    // It would close a second time when the process has nothing left to do, and exit with 0.
    graceful.uninstall()
    process.exitCode = 1
    await gateway.close()
  }
}

/** Whether anything was read from a file that may change. */
function rereads({ keysFile, live }: Config): boolean {
  return (
    keysFile !== undefined ||
    live?.usernameFile !== undefined ||
    live?.passwordFile !== undefined ||
    live?.certificateFiles !== undefined
  )
}

function announce(logger: Logger, address: string, { mode, version }: Gateway, { keysFile, docs }: Config): void {
  const isOpen = keysFile === undefined
  const authentication = isOpen ? 'off' : 'keys'
  logger.info({ address, mode, authentication, ...(docs ? { docs: `${address}/docs` } : {}), version }, 'listening')
  if (mode === 'live' && isOpen) logger.warn('AUTH=off: the API is open to whoever can reach it')
  // Standard output is for log lines alone. A log collector runs live and without a terminal.
  if (mode === 'sandbox' || process.stderr.isTTY) process.stderr.write(formatBanner(address, mode, { isOpen, docs }))
}
