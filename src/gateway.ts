import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { Journal, JournalError } from './domain/journal.ts'
import { createMessages } from './domain/send-message.ts'
import { createSubmitMessage } from './domain/submit-message.ts'
import type { Upstream } from './domain/upstream.ts'
import type { App } from './http/fastify.ts'
import type { Mode } from './http/health.ts'
import { createHash, readInstallationKey } from './journal/installation-key.ts'
import { startPurge } from './journal/purge.ts'
import { openSqliteJournal } from './journal/sqlite.ts'
import { createSandbox, type Sandbox } from './sandbox/create-sandbox.ts'
import { createUpstream } from './upstream/client.ts'

/** The gateway, wired and not yet listening. */
export type Gateway = {
  readonly app: App
  readonly mode: Mode
  readonly version: string
  /** Brings what is under way to its end, then lets go of everything. */
  close(): Promise<void>
}

/** What tests put in the place of a part, or around it. */
export type Overrides = {
  readonly journal?: (journal: Journal) => Journal
  readonly upstream?: (upstream: Upstream) => Upstream
}

const sandboxCredentials = { username: 'sandbox', password: 'sandbox' }

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version

/**
 * Wires the parts together, and settles what the process before this one left open.
 *
 * @param onJournalFailure told once, when nothing can be recorded, and so nothing sent, any more
 * @throws JournalError where the journal cannot be used
 */
export async function createGateway(
  config: Config,
  logger: Logger,
  onJournalFailure: (error: JournalError) => void,
  overrides: Overrides = {},
): Promise<Gateway> {
  const mode = config.live ? 'live' : 'sandbox'
  let ready = true
  const opened = openSqliteJournal({
    ...config.journal,
    purpose: mode,
    onFailure(error) {
      ready = false
      onJournalFailure(error)
    },
  })
  const journal = overrides.journal?.(opened.journal) ?? opened.journal
  const key = readInstallationKey(config.journal.file, (file) => {
    if (opened.isEmpty) return
    logger.warn(
      { file },
      'the key file beside the journal was missing, and a new one was made: Idempotency-Keys used before are refused as reused, and the duplicate fence starts anew; restore the old file if there is a copy',
    )
  })
  const hash = createHash(key)
  if (opened.recovery.unknown + opened.recovery.notAttempted > 0) {
    logger.warn({ ...opened.recovery }, 'the process before this one was interrupted: these recipients are settled now')
  }

  const sandbox = config.live ? undefined : createOwnSandbox(config)
  const account = config.live ?? { ...(await listenLocally(sandbox)), ...sandboxCredentials }
  const requestScope = new AsyncLocalStorage<string>()
  const client = createUpstream({ ...config.upstream, ...account }, (event) => {
    // What was answered with 200 is told by the message's line; of the rest this one knows why.
    const level = event.kind === 'answered' && event.statusCode === 200 ? 'debug' : 'warn'
    logger[level]({ requestId: requestScope.getStore(), ...event }, 'upstream request')
  })
  const upstream = overrides.upstream?.(client) ?? client
  const clock = { now: () => performance.now(), sleep, random: Math.random }
  const submit = createSubmitMessage(upstream, config.submission, clock)
  const now = () => Temporal.Now.instant()
  const messages = createMessages({ upstream, submit, journal, hash, clock, now }, config.send)

  const { keyRequired, docs } = config
  const readiness = { ready: () => ready }
  const app = await createApp({ logger, messages, journal, keyRequired, mode, docs, readiness, version, requestScope })
  const stopPurge = startPurge(journal, (error) => logger.error({ err: error }, 'old messages could not be removed'))

  return {
    app,
    mode,
    version,
    async close() {
      ready = false
      stopPurge()
      await app.close()
      // A client that went away leaves its message running: what was begun is brought to its end.
      await messages.idle()
      await upstream.close()
      await sandbox?.close()
      await journal.close()
    },
  }
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
