import { constants } from 'node:os'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { formatBanner } from './banner.ts'
import { KeysFileError } from './callers/caller-source.ts'
import { type Config, readConfig } from './config/config.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createLogger, createSecrets } from './logging/logger.ts'
import { JournalError } from './messages/journal.ts'
import { keepTickShape } from './tick-shape.ts'

/** Time for what remains after the last message: connections, the log. After that the exit is forced. */
const closeGraceMs = 5_000

/** How long a gateway with a failed journal keeps answering, `/readyz` included, before it exits. */
const refusalMs = 1_000

/** The signals on which the gateway finishes its messages and exits. */
const handledSignals = ['SIGTERM', 'SIGINT', 'SIGHUP']

function refuse(faults: readonly string[]): never {
  process.stderr.write(`bulksms-gateway cannot start:\n${faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exit(1)
}

/** Starts the gateway; on a signal it finishes what is running before the process exits. */
async function start(config: Config): Promise<void> {
  const secrets = createSecrets(config.live ? [config.live.password] : [])
  const logger = createLogger(config.logLevel, secrets)
  const delay = config.submission.timeoutMs + closeGraceMs
  let gateway: Gateway | undefined
  let isServing = false
  let failure: JournalError | undefined

  // Before anything is opened, so that errors and signals are handled at every moment of the start.
  const graceful = closeWithGrace(
    { delay, skip: skippedEvents(config), logger: { error: (text: unknown) => logger.error(String(text)) } },
    async ({ signal, err }) => {
      // Without a signal, this is an error, or nothing is left for which the start could wait.
      if (!isServing && signal === undefined) giveUpStart(err ?? new Error('The start did not complete'))
      if (err) logger.fatal({ err }, 'stopping after an unhandled error')
      else logger.info({ signal }, 'stopping: finishing the messages in progress')
      await gateway?.close()
      // Thrown, so that the exit code is not 0.
      if (failure !== undefined) throw failure
      logger.info('stopped')
    },
  )
  if (rereads(config)) process.on('SIGHUP', () => gateway?.reload())
  // Without a listener Node opens a debugger, unless it was started with --disable-sigusr1.
  if (config.live) process.on('SIGUSR1', () => logger.warn('SIGUSR1 does not open a debugger in live mode'))

  try {
    gateway = await createGateway(config, logger, secrets, leave)
    const address = await listen(gateway, config, logger)
    if (failure !== undefined) throw failure
    isServing = true
    announce(logger, address, gateway, config)
  } catch (error) {
    // Otherwise it would close a second time, and exit with 0.
    graceful.uninstall()
    await gateway?.close().catch(() => {})
    giveUpStart(error)
  }

  function giveUpStart(error: unknown): never {
    const isPort = isListenError(error)
    logger.fatal({ err: error }, isPort ? 'cannot listen' : 'cannot start')
    if (!isPort) refuse(faultsOf(error).map(secrets.strike))
    const { address = config.host, port = config.port, code } = error
    process.stderr.write(
      `bulksms-gateway cannot listen on ${address}:${port} (${code})${adviseOnPort(config, error)}\n`,
    )
    process.exit(1)
  }

  /** Without a journal nothing may be sent: messages in progress are answered, then the process exits. */
  function leave(error: JournalError): void {
    failure = error
    // The start then fails with this error.
    if (!isServing) return
    logger.fatal({ err: error }, 'the journal has failed: no more messages are sent')
    graceful.uninstall()
    process.exitCode = 1
    const exit = () => process.exit(1)
    setTimeout(() => gateway?.close().then(exit, exit), refusalMs)
    setTimeout(exit, refusalMs + delay).unref()
  }
}

/** What was wrong, for the person who starts the gateway. The log has the stack as well. */
function faultsOf(error: unknown): readonly string[] {
  if (error instanceof KeysFileError) return error.faults.map((fault) => `API_KEYS_FILE: ${fault}`)
  const { message, cause } = error instanceof Error ? error : new Error(`a thrown ${typeof error}`)
  // A failure of the open journal has no reason in its message: that is the cause's, SQLite's or the disk's.
  const reason = cause instanceof Error && !message.includes(': ') ? `: ${cause.message}` : ''
  return [error instanceof JournalError ? message + reason : `unexpected error: ${message}`]
}

type ListenError = Error & { readonly code: string; readonly address?: string; readonly port?: number }

/** Whether an address cannot be listened on: it is in use, not local, or unknown. */
const isListenError = (error: unknown): error is ListenError =>
  error instanceof Error && 'syscall' in error && ['listen', 'getaddrinfo'].includes(String(error.syscall))

/** What to do about a port that is in use; empty for other errors. */
function adviseOnPort({ port, metricsPort, reports, sandbox }: Config, { code, port: taken }: ListenError): string {
  if (code !== 'EADDRINUSE') return ''
  const settings = Object.entries({
    PORT: port,
    METRICS_PORT: metricsPort,
    DELIVERY_REPORTS_PORT: reports.port,
    SANDBOX_PORT: sandbox?.port,
  })
  const [name = 'PORT'] = settings.find(([, value]) => value === taken) ?? []
  return `: another program uses the port; choose one with ${name}`
}

/**
 * All other signals keep the system's default, which ends the process. close-with-grace also handles signals of native
 * faults (SIGSEGV, SIGBUS): the failing instruction would then repeat forever, with the journal locked.
 */
function skippedEvents(config: Config): closeWithGrace.AllEvents[] {
  const others = Object.keys(constants.signals).filter((name) => !handledSignals.includes(name))
  // SIGHUP makes the gateway reread its files, if there are any, instead of ending it.
  return [...others, ...(rereads(config) ? ['SIGHUP'] : [])] as closeWithGrace.AllEvents[]
}

async function listen(
  { app, metricsListener, reportsListener }: Gateway,
  { host, port, metricsPort, reports }: Config,
  logger: Logger,
) {
  // Before messages are accepted: a gateway that started only halfway must not look as if it had started.
  const metricsAddress = await metricsListener?.listen({ host, port: metricsPort ?? 0 })
  if (metricsAddress !== undefined) logger.info({ address: `${metricsAddress}/metrics` }, 'serving metrics')
  const reportsAddress = await reportsListener?.listen({ host, port: reports.port ?? 0 })
  if (reportsAddress !== undefined) logger.info({ address: reportsAddress }, 'receiving delivery reports')
  return await app.listen({ host, port })
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
  if (mode === 'live' && isOpen) logger.warn('AUTH=off: the API is open to anyone who can reach it')
  // Standard output is for log lines only. A log collector runs live and without a terminal.
  if (mode === 'sandbox' || process.stderr.isTTY) process.stderr.write(formatBanner(address, mode, { isOpen, docs }))
}

keepTickShape()
// Last, so that everything above is initialised.
const read = readConfig(process.env, process.execArgv)
if (read.ok) await start(read.config)
else refuse(read.faults)
