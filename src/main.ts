import { constants } from 'node:os'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { formatBanner } from './banner.ts'
import { KeysFileError } from './callers/caller-source.ts'
import { type Config, readConfig } from './config/config.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { createLogger, createSecrets } from './logging/logger.ts'
import { JournalError } from './messages/journal.ts'

/** What drains after the last message: connections, the log. Beyond the longest message and this, the exit is forced. */
const closeGraceMs = 5_000

/** How long a gateway without a journal still says so to who asks, and to who watches `/readyz`, before it leaves. */
const refusalMs = 1_000

/** The signals that a gateway answers by bringing messages to their end. */
const handledSignals = ['SIGTERM', 'SIGINT', 'SIGHUP']

function refuse(faults: readonly string[]): never {
  process.stderr.write(`bulksms-gateway cannot start:\n${faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exit(1)
}

/** Serves, and on a signal lets what is running end before the process does. */
async function start(config: Config): Promise<void> {
  const secrets = createSecrets(config.live ? [config.live.password] : [])
  const logger = createLogger(config.logLevel, secrets)
  const delay = config.submission.timeoutMs + closeGraceMs
  let gateway: Gateway | undefined
  let isServing = false
  let failure: JournalError | undefined

  // Before anything is opened, so that there is no moment of the start in which an error or a signal is not expected.
  const graceful = closeWithGrace(
    { delay, skip: skippedEvents(config), logger: { error: (text: unknown) => logger.error(String(text)) } },
    async ({ signal, err }) => {
      // Without a signal it is an error, or that nothing is left which the start could wait for.
      if (!isServing && signal === undefined) giveUpStart(err ?? new Error('The start came to no end'))
      if (err) logger.fatal({ err }, 'stopping after an error that nobody handled')
      else logger.info({ signal }, 'stopping: messages under way are brought to their end')
      await gateway?.close()
      // Thrown, so that the exit code is not 0.
      if (failure !== undefined) throw failure
      logger.info('stopped')
    },
  )
  if (rereads(config)) process.on('SIGHUP', () => gateway?.reload())
  // Without a listener Node opens a debugger, unless it was started with --disable-sigusr1.
  if (config.live) process.on('SIGUSR1', () => logger.warn('SIGUSR1 opens no debugger in live mode'))

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
    process.stderr.write(`bulksms-gateway cannot listen on ${address}:${port} (${code})\n`)
    process.exit(1)
  }

  /** Without a journal nothing may be sent: what is under way is answered, then the process ends. */
  function leave(error: JournalError): void {
    failure = error
    // The start fails with it.
    if (!isServing) return
    logger.fatal({ err: error }, 'the journal has failed: nothing more is sent')
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
  // The cause of the journal's failure is SQLite's or the disk's own word.
  const reason = cause instanceof Error && !message.includes(cause.message) ? `: ${cause.message}` : ''
  return [error instanceof JournalError ? message + reason : `an error that nobody expected: ${message}`]
}

type ListenError = Error & { readonly code: string; readonly address?: string; readonly port?: number }

/** Whether an address cannot be listened on: it is taken, not ours, or unknown. */
const isListenError = (error: unknown): error is ListenError =>
  error instanceof Error && 'syscall' in error && ['listen', 'getaddrinfo'].includes(String(error.syscall))

/**
 * Every other signal keeps what the system does, which is to end the process. close-with-grace takes those of a native fault
 * (SIGSEGV, SIGBUS) as well: then the instruction that failed runs again for ever, with the journal locked.
 */
function skippedEvents(config: Config): closeWithGrace.AllEvents[] {
  const others = Object.keys(constants.signals).filter((name) => !handledSignals.includes(name))
  // Instead of ending the gateway SIGHUP has it read its files anew, if there are any.
  return [...others, ...(rereads(config) ? ['SIGHUP'] : [])] as closeWithGrace.AllEvents[]
}

async function listen({ app, metricsListener }: Gateway, { host, port, metricsPort }: Config, logger: Logger) {
  // Before messages are taken: a gateway of which half cannot start is not to look as if it had.
  const metricsAddress = await metricsListener?.listen({ host, port: metricsPort ?? 0 })
  if (metricsAddress !== undefined) logger.info({ address: `${metricsAddress}/metrics` }, 'serving metrics')
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
  if (mode === 'live' && isOpen) logger.warn('AUTH=off: the API is open to whoever can reach it')
  // Standard output is for log lines alone. A log collector runs live and without a terminal.
  if (mode === 'sandbox' || process.stderr.isTTY) process.stderr.write(formatBanner(address, mode, { isOpen, docs }))
}

// Last, so that everything above is there.
const read = readConfig(process.env, process.execArgv)
if (read.ok) await start(read.config)
else refuse(read.faults)
