import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { openCredentials } from './callers/credentials.ts'
import type { Config } from './config/config.ts'
import { secretsOfUrl } from './config/database-url.ts'
import { createApp } from './http/app.ts'
import type { MetricsListener } from './http/metrics-listener.ts'
import type { Mode } from './http/routes/health.ts'
import type { App } from './http/server/app-type.ts'
import { createRequestScope } from './http/server/request-scope.ts'
import { createIsServed } from './http/server/served-hosts.ts'
import { createContentHash } from './journal/installation-key.ts'
import { openJournal, type ReplicationOverrides } from './journal/open-journal.ts'
import type { Secrets } from './logging/logger.ts'
import { type Clocks, systemClocks } from './messages/clocks.ts'
import { createEventConsumers } from './messages/event-consumers.ts'
import type { Journal, JournalError } from './messages/journal.ts'
import { createQuota } from './messages/quota.ts'
import { createMessages } from './messages/send.ts'
import { createSharedQuota } from './messages/shared-quota.ts'
import { type Clock, createSubmitter } from './messages/submit.ts'
import type { Upstream } from './messages/upstream.ts'
import { bothOf, createUpstreamLog, createZoneLog } from './observability/event-log.ts'
import { createJournalLog } from './observability/journal-log.ts'
import { createMetrics } from './observability/metrics/create-metrics.ts'
import { createProviderClock } from './observability/provider-clock.ts'
import { loadMetricsListener, loadNumberReader, loadTracing } from './optional-parts.ts'
import { startPeriodicWork } from './periodic-work.ts'
import { createReplicaParts } from './replica-parts.ts'
import { createReportRoute, createReportsListener, formatReportsUrl, reportSecretsOf } from './report-parts.ts'
import { secretsOf } from './upstream/extra-parameters.ts'
import { openUpstream } from './upstream-parts.ts'

/** The gateway, wired and not yet listening. */
export type Gateway = {
  readonly app: App
  readonly mode: Mode
  readonly version: string
  /** Where the metrics have a port of their own. */
  readonly metricsListener: MetricsListener | undefined
  /** Where the delivery reports have a port of their own. */
  readonly reportsListener: App | undefined
  /** Reads the keys' file and the passwords that are kept in files anew. What is wrong with them is logged. */
  reload(): void
  /** Resolves once no message is being sent any more. */
  idle(): Promise<void>
  /** Brings what is under way to its end, then lets go of everything. */
  close(): Promise<void>
}

/** What tests replace because no setting can do it. Everything else they set in the configuration. */
export type Overrides = {
  /** Wraps the journal. No setting makes a write fail, or kills the process at a certain commit. */
  readonly journal?: (journal: Journal) => Journal
  /** The lease and the connections of a journal on PostgreSQL. */
  readonly replication?: ReplicationOverrides
  /** Wraps the upstream. No setting kills the process between an answer and its record. */
  readonly upstream?: (upstream: Upstream) => Upstream
  /** Replaces the machine's clocks. Tests set the wall clock back and let days pass. */
  readonly clocks?: Clocks
  /** Replaces the pause between retries. Its length is not a setting, and tests would have to wait for it. */
  readonly pause?: Clock['sleep']
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
  for (const secret of secretsOfUrl(config.journal.url)) secrets.add(secret)
  if (config.live?.proxy !== undefined) secrets.add(config.live.proxy.password)
  // Before anything else is opened that a fault in the file would have to close.
  const metrics = createMetrics()
  const reportSecrets = reportSecretsOf(config, secrets)
  const credentials = openCredentials(config, logger, secrets, metrics.keysReloadFailed)
  const { clocks = systemClocks } = overrides
  const { wallMs: nowMs } = clocks
  let ready = true
  const tracing = await loadTracing(config.traces, version, mode, logger)
  const readNumber = await loadNumberReader(config.defaultCountry)

  const providerClock = createProviderClock(createZoneLog(logger))
  const opened = await openJournal({
    ...config.journal,
    settle: config.reports.settle,
    datesAgree: providerClock.agrees,
    eventRetentionMs: config.reports.eventRetentionMs,
    purpose: mode,
    observer: { ...metrics.journal, compared: providerClock.compared },
    clocks,
    onFailure(error) {
      ready = false
      onJournalFailure(error)
    },
    ...createJournalLog(logger),
    ...(overrides.replication && { replication: overrides.replication }),
  })
  const traced = tracing?.traceJournal(opened.journal) ?? opened.journal
  const journal = overrides.journal?.(traced) ?? traced
  const hash = createContentHash(opened.installationKey)

  const requestScope = createRequestScope()
  let reportsApp: App | undefined
  const ownReportsUrl = () => formatReportsUrl(reportsApp?.server.address(), reportSecrets)
  const upstreamLog = createUpstreamLog(logger, () => requestScope.getStore())
  const observer = bothOf(metrics.upstream, upstreamLog)
  const replicas = opened.shared && createReplicaParts(opened.shared.replicas, config.upstream.segmentsPerSecond)
  const provider = await openUpstream(config, logger, observer, replicas?.share, journal.mayStart, ownReportsUrl)
  const { client, credit } = provider
  const tracedUpstream = tracing?.traceUpstream(client) ?? client
  const upstream = overrides.upstream?.(tracedUpstream) ?? tracedUpstream

  const clock: Clock = { now: () => performance.now(), sleep: overrides.pause ?? wait, random: Math.random }
  const onBug = (error: unknown) =>
    logger.error(
      { err: error },
      'a fault of the gateway has interrupted a message: what may have been sent is recorded as unknown',
    )
  const submitter = createSubmitter({ upstream, journal, clock, nowMs, onBug }, config.submission)
  const quota = opened.shared ? createSharedQuota(opened.shared.usage, nowMs) : createQuota(journal, nowMs)
  const consumers = createEventConsumers()
  credentials.follow(({ callers, accounts }) => {
    client.setAccounts(accounts)
    quota.prepare(callers)
    consumers.keepOnly(callers.map(({ name }) => name))
  })
  const messages = createMessages(
    { upstream, submitter, journal, hash, quota, clock: { sleep: wait }, nowMs, observer: metrics.send },
    { ...config.send, ...(readNumber && { readNumber }) },
  )

  const { hosts } = config
  const readiness = {
    ready: () => ready && !journal.isStalled() && (replicas?.mayShare() ?? true),
    upstream: upstream.status,
    wallClock: journal.wallClock,
    ...(replicas && { replicas: replicas.status }),
  }
  metrics.watch({
    version,
    mode,
    ready: readiness.ready,
    reportsEnabled: reportSecrets !== undefined,
    journal,
    eventLags: () => consumers.lags(journal, nowMs()),
    upstream: client,
    balance: () => credit?.watchBalance(),
    providerOffsetMs: providerClock.medianMs,
    ...(replicas && { liveReplicas: replicas.live }),
  })
  metrics.watchProcess()
  const metricsListener =
    config.metricsPort === undefined ? undefined : await loadMetricsListener(metrics.exposition, hosts.metrics, logger)
  const reports = createReportRoute(config, reportSecrets, secrets, journal, metrics.report, nowMs)
  const hasOwnPort = config.reports.port !== undefined
  const reportsListener =
    reports && hasOwnPort ? await createReportsListener(reports, logger, metrics.request) : undefined
  const app = await createApp({
    logger,
    messages,
    journal,
    consumers,
    authenticate: credentials.authenticate,
    requestsPerMinute: config.requestsPerMinute,
    gatewayCount: replicas?.live,
    keyRequired: config.keyRequired,
    defaultCountry: config.defaultCountry,
    mode,
    isServed: hosts.api && createIsServed(hosts.api),
    basePath: config.basePath,
    ...provider.pages,
    readiness,
    operation: { answerSamples: client.answerSamples, ...(credit && { credit }) },
    version,
    requestScope,
    onlookers: { observer: metrics.request, ...(tracing && { tracing: tracing.requests }) },
    ...(metricsListener === undefined && { exposition: metrics.exposition }),
    ...(reports && reportsListener === undefined && { reports }),
  })
  reportsApp = reportsListener ?? app
  const stopPeriodicWork = startPeriodicWork(journal, quota, logger)

  return {
    app,
    mode,
    version,
    metricsListener,
    reportsListener,
    reload() {
      credentials.reload()
      provider.reload()
    },
    idle: messages.idle,
    async close() {
      ready = false
      credentials.close()
      stopPeriodicWork()
      await Promise.all([app.close(), reportsListener?.close()])
      // A client that went away leaves its message running: what was begun is brought to its end.
      await messages.idle()
      quota.save()
      await provider.close()
      await journal.close()
      // Last, so that the end of what was under way can still be watched.
      await metricsListener?.close()
      await tracing?.close()
    },
  }
}

const wait: Clock['sleep'] = (ms, signal) => sleep(ms, undefined, { signal })
