import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openCredentials } from './callers/credentials.ts'
import { type CertificateSource, followClientCertificate } from './config/client-certificate.ts'
import type { Config } from './config/config.ts'
import { createApp } from './http/app.ts'
import type { MetricsListener } from './http/metrics-listener.ts'
import type { Mode } from './http/routes/health.ts'
import type { App } from './http/server/app-type.ts'
import { createIsServed } from './http/server/served-hosts.ts'
import { createContentHash } from './journal/installation-key.ts'
import { openJournal } from './journal/open-journal.ts'
import { startPurge } from './journal/purge.ts'
import { startUpkeep } from './journal/upkeep.ts'
import type { Secrets } from './logging/logger.ts'
import { type Clocks, systemClocks } from './messages/clocks.ts'
import type { Journal, JournalError } from './messages/journal.ts'
import { createQuota } from './messages/quota.ts'
import { createMessages } from './messages/send.ts'
import { type Clock, createSubmitter } from './messages/submit.ts'
import type { Upstream } from './messages/upstream.ts'
import { bothOf, createUpstreamLog, createWallClockLog } from './observability/event-log.ts'
import { createMetrics } from './observability/metrics/create-metrics.ts'
import { loadMetricsListener, loadNumberReader, loadTracing, startSandbox } from './optional-parts.ts'
import { createUpstream } from './upstream/client.ts'
import { createCredit } from './upstream/credit.ts'
import { watchDescriptors } from './upstream/descriptor-watch.ts'
import { secretsOf } from './upstream/extra-parameters.ts'
import type { ClientCertificate } from './upstream/pool.ts'

/** The gateway, wired and not yet listening. */
export type Gateway = {
  readonly app: App
  readonly mode: Mode
  readonly version: string
  /** Where the metrics have a port of their own. */
  readonly metricsListener: MetricsListener | undefined
  /** Reads the keys' file and the passwords that are kept in files anew. What is wrong with them is logged. */
  reload(): void
  /** Brings what is under way to its end, then lets go of everything. */
  close(): Promise<void>
}

/** What tests put in the place of a part, or around it. */
export type Overrides = {
  readonly journal?: (journal: Journal) => Journal
  readonly upstream?: (upstream: Upstream) => Upstream
  readonly clocks?: Clocks
}

const version = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version

/**
 * Wires the parts together, and settles what the process before this one left open.
 *
 * @param secrets what the logger strikes from its lines; learns of every password before it is used
 * @param onJournalFailure told once, when nothing can be recorded, and so nothing sent, any more
 * @throws JournalError where the journal cannot be used
 * @throws KeysFileError where the keys' file cannot
 */
export async function createGateway(
  config: Config,
  logger: Logger,
  secrets: Secrets,
  onJournalFailure: (error: JournalError) => void,
  overrides: Overrides = {},
): Promise<Gateway> {
  const mode = config.live ? 'live' : 'sandbox'
  for (const secret of secretsOf(config.upstream.extraParameters)) secrets.add(secret)
  if (config.live?.proxy !== undefined) secrets.add(config.live.proxy.password)
  // Before anything else is opened that a fault in the file would have to close.
  const metrics = createMetrics()
  const credentials = openCredentials(config, logger, secrets, metrics.keysReloadFailed)
  const { clocks = systemClocks } = overrides
  const { wallMs } = clocks
  let ready = true
  const tracing = await loadTracing(config.traces, version, mode, logger)
  const readNumber = await loadNumberReader(config.defaultCountry)
  const opened = await openJournal({
    ...config.journal,
    purpose: mode,
    observer: metrics.journal,
    clocks,
    wallClockObserver: createWallClockLog(logger),
    onFailure(error) {
      ready = false
      onJournalFailure(error)
    },
    onRecovered(recovery) {
      logger.warn({ ...recovery }, 'the previous process was interrupted: these recipients have been settled')
    },
    onKeyRecreated(file) {
      logger.warn(
        { file },
        'the key file next to the journal was missing and has been recreated: Idempotency-Keys used before are refused as reused, and the duplicate fence starts empty; restore the old file if there is a copy',
      )
    },
  })
  const traced = tracing?.traceJournal(opened.journal) ?? opened.journal
  const journal = overrides.journal?.(traced) ?? traced
  const hash = createContentHash(opened.installationKey)

  const { unusedProxies = [] } = config.live ?? {}
  if (unusedProxies.length > 0) {
    logger.warn(
      { variables: unusedProxies },
      'a proxy is named in the environment and not used: the gateway goes to the provider directly unless UPSTREAM_PROXY is set',
    )
  }
  const sandbox = config.sandbox && (await startSandbox(config, config.sandbox))
  const account = config.live ?? sandbox?.account
  if (account === undefined) throw new Error('There is an upstream, or a sandbox in its place')
  const requestScope = new AsyncLocalStorage<string>()
  const client = createUpstream(
    { ...config.upstream, ...account },
    new Map(),
    bothOf(
      metrics.upstream,
      createUpstreamLog(logger, () => requestScope.getStore()),
    ),
    journal.mayStart,
  )
  const credit =
    config.credit && createCredit({ ...config.upstream, ...account, ...config.credit }, client.ownCredential)
  const certificate = followCertificate(config, logger, [client, ...(credit ? [credit] : [])])
  const tracedClient = tracing?.traceUpstream(client) ?? client
  const upstream = overrides.upstream?.(tracedClient) ?? tracedClient
  const clock: Clock = {
    now: () => performance.now(),
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    random: Math.random,
  }
  const submitter = createSubmitter({ upstream, journal, clock, nowMs: wallMs }, config.submission)
  const quota = createQuota(journal, wallMs)
  credentials.follow(({ callers, accounts }) => {
    client.setAccounts(accounts)
    quota.prepare(callers)
  })
  const observer = metrics.send
  const messages = createMessages(
    { upstream, submitter, journal, hash, quota, clock, nowMs: wallMs, observer },
    { ...config.send, ...(readNumber && { readNumber }) },
  )

  const { keyRequired, defaultCountry, requestsPerMinute, docs, hosts, basePath } = config
  const readiness = {
    ready: () => ready && !journal.isStalled(),
    upstream: upstream.status,
    wallClock: journal.wallClock,
  }
  const { answerSamples } = client
  const operation = { answerSamples, ...(credit && { credit }) }
  const balance = () => credit?.watchBalance()
  metrics.watch({ version, mode, ready: readiness.ready, journal, upstream: client, balance })
  metrics.watchProcess()
  const { exposition } = metrics
  const metricsListener =
    config.metricsPort === undefined ? undefined : await loadMetricsListener(exposition, hosts.metrics, logger)
  const app = await createApp({
    logger,
    messages,
    journal,
    authenticate: credentials.authenticate,
    requestsPerMinute,
    keyRequired,
    defaultCountry,
    mode,
    isServed: hosts.api && createIsServed(hosts.api),
    basePath,
    docs,
    readiness,
    operation,
    version,
    requestScope,
    onlookers: { observer: metrics.request, ...(tracing && { tracing: tracing.requests }) },
    ...(metricsListener === undefined && { exposition }),
  })
  const stopUpkeep = startUpkeep(journal, quota, {
    failed: (error) => logger.error({ err: error }, "the journal's clock could not be written down"),
    backlogged: ({ bytes, reason }) =>
      logger.error({ bytes, err: reason }, 'the log of the journal cannot be brought into its database, and grows'),
  })
  const stopWatch = watchDescriptors(logger)
  const stopPurge = startPurge(journal, (error) => logger.error({ err: error }, 'old messages could not be removed'))

  return {
    app,
    mode,
    version,
    metricsListener,
    reload() {
      credentials.reload()
      credit?.forget()
      certificate?.reload()
    },
    async close() {
      ready = false
      credentials.close()
      stopWatch()
      certificate?.close()
      stopPurge()
      stopUpkeep()
      await app.close()
      // A client that went away leaves its message running: what was begun is brought to its end.
      await messages.idle()
      quota.save()
      await upstream.close()
      await credit?.close()
      await sandbox?.close()
      await journal.close()
      // Last, so that the end of what was under way can still be watched.
      await metricsListener?.close()
      await tracing?.close()
    },
  }
}

/** Shows the upstream each new certificate that its files hold, where the gateway has one. */
function followCertificate(
  { live }: Config,
  logger: Logger,
  users: readonly { setClientCertificate(certificate: ClientCertificate): void }[],
): CertificateSource | undefined {
  if (live?.clientCertificate === undefined || live.certificateFiles === undefined) return undefined
  return followClientCertificate(live.certificateFiles, live.clientCertificate, {
    onLoaded(certificate) {
      for (const user of users) user.setClientCertificate(certificate)
      logger.info({ validTo: new Date(certificate.validToMs) }, 'client certificate loaded')
    },
    onFaults(faults) {
      logger.error({ faults }, 'the client certificate is invalid: the previous one remains in use')
    },
  })
}
