import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import { createSandbox, type SandboxOptions } from '../../sandbox/create-sandbox.ts'
import { createApiKey, formatApiKey, formatKeyHash, hashSecret } from '../../src/callers/api-key.ts'
import type { KeysFile } from '../../src/callers/keys-file.ts'
import { createCallerRegistry } from '../../src/callers/registry.ts'
import { createApp } from '../../src/http/app.ts'
import type { Mode } from '../../src/http/routes/health.ts'
import type { IsServed } from '../../src/http/server/served-hosts.ts'
import { createContentHash, readInstallationKey } from '../../src/journal/installation-key.ts'
import { openSqliteJournal } from '../../src/journal/sqlite.ts'
import { createLogger, createSecrets } from '../../src/logging/logger.ts'
import type { Authenticate } from '../../src/messages/caller.ts'
import type { Clocks } from '../../src/messages/clocks.ts'
import type { Journal } from '../../src/messages/journal.ts'
import { createQuota } from '../../src/messages/quota.ts'
import { createMessages, type SendSettings } from '../../src/messages/send.ts'
import { type Clock, createSubmitter, type SubmissionSettings } from '../../src/messages/submit.ts'
import type { Credential } from '../../src/messages/upstream.ts'
import { createMetrics } from '../../src/observability/metrics/create-metrics.ts'
import type { RequestTracing } from '../../src/observability/requests.ts'
import { createUpstream, type UpstreamSettings } from '../../src/upstream/client.ts'
import { createCredit } from '../../src/upstream/credit.ts'
import { checkAnswer } from './openapi-answers.ts'

export const credential = { username: 'alice', password: 'open&sesame' } as const

/** The default message, for tests of anything else. */
export const validBody = { to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' }

/** The part of `t` that is used here. */
type Test = {
  teardown(act: () => Promise<void>): void
  fail(message: string): void
}

export type GatewayOptions = {
  /** An upstream of the test's own; without it a sandbox is started. */
  readonly origin?: string
  readonly sandbox?: Partial<SandboxOptions>
  readonly upstream?: Partial<UpstreamSettings>
  readonly accounts?: ReadonlyMap<string, Credential>
  /** Asks the sandbox for the balance, at this path. */
  readonly creditPath?: string
  readonly send?: Partial<SendSettings>
  readonly keyRequired?: boolean
  readonly defaultCountry?: string
  /** The callers and their keys; absent: the gateway runs open. */
  readonly authenticate?: Authenticate
  readonly requestsPerMinute?: number
  /** The journal's file; absent: in memory. */
  readonly journalFile?: string
  /** Wraps the journal. */
  readonly journal?: (journal: Journal) => Journal
  readonly submission?: Partial<SubmissionSettings>
  readonly mode?: Mode
  /** For which hosts requests are taken; without it for all. */
  readonly isServed?: IsServed
  readonly basePath?: string
  readonly ready?: () => boolean
  /** The time on both clocks of the machine. */
  readonly now?: () => Temporal.Instant
  readonly tracing?: RequestTracing
}

/** Far longer than any answer takes on a busy machine. Tests of missing answers set their own. */
const timeoutMs = 20_000
const dayMs = 86_400_000

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** Parsed; undefined if it is not JSON. */
  readonly json: ReturnType<typeof JSON.parse>
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>

/**
 * The real application over a real upstream on a socket, all of which ends with the test. Every answer that comes
 * through `inject` is held against the OpenAPI document.
 */
export async function startGateway(t: Test, options: GatewayOptions = {}) {
  const sandbox = createSandbox({ ...credential, dialect: 'document', ...options.sandbox })
  const origin = options.origin ?? (await sandbox.listen({ host: '127.0.0.1', port: 0 })).origin
  const lines: string[] = []
  const logger = createLogger('trace', createSecrets([credential.password]), { write: (line) => void lines.push(line) })
  const requestScope = new AsyncLocalStorage<string>()
  const metrics = createMetrics()
  let journalWorks = true
  const upstream = createUpstream(
    {
      ...credential,
      origin,
      sendPath: '/bulksms/bulksms',
      schedulePath: '/bulksms/schedulemsg',
      unicode: 'utf16be-hex',
      numberFormat: 'plus',
      scheduleParameters: 'date,time',
      extraParameters: [],
      destinationsPerRequest: 100,
      maxUrlBytes: 7_000,
      connectTimeoutMs: 1_000,
      connections: 64,
      keepAlive: true,
      breaker: { failures: 0, unreadable: 0, openMs: timeoutMs },
      ...options.upstream,
    },
    options.accounts ?? new Map(),
    {
      exchange: (event) => {
        metrics.upstream.exchange(event)
        logger.debug({ requestId: requestScope.getStore(), ...event }, 'upstream request')
      },
      notUnderstood: (event) => {
        metrics.upstream.notUnderstood(event)
        logger.debug(event, 'not understood')
      },
      breaker: (event) => {
        metrics.upstream.breaker(event)
        logger.debug(event, 'breaker')
      },
    },
    () => journalWorks,
  )
  const { creditPath } = options
  const credit =
    creditPath === undefined
      ? undefined
      : createCredit({ origin, connectTimeoutMs: 1_000, path: creditPath, cacheMs: timeoutMs }, () => credential)
  const file = options.journalFile ?? ':memory:'
  const opened = openSqliteJournal({
    file,
    retentionMs: 31 * dayMs,
    ...(options.now && { clocks: clocksOf(options.now) }),
    observer: metrics.journal,
    onFailure: () => {
      journalWorks = false
    },
  })
  const journal = options.journal?.(opened.journal) ?? opened.journal
  const hash = createContentHash(readInstallationKey(file))
  const { defaultCountry } = options
  const limits = { maxSegments: 10, maxScheduleDays: 365, duplicateFenceMs: dayMs, timeoutMs }
  const settings = { ...limits, ...(await loadNumberReader(defaultCountry)), ...options.send }
  const now = options.now ?? (() => Temporal.Now.instant())
  // The patience of twins is real time, unlike the pauses between retries.
  const patience: Pick<Clock, 'sleep'> = { sleep: (ms, signal) => sleep(ms, undefined, { ref: false, signal }) }
  const observer = metrics.send
  const quota = createQuota(journal, () => now().epochMilliseconds)
  const nowMs = () => now().epochMilliseconds
  const clock = { now: () => performance.now(), sleep: async () => {}, random: Math.random }
  const submitter = createSubmitter(
    { upstream, journal, clock, nowMs },
    { timeoutMs, maxWaitMs: timeoutMs, maxRetries: 2, parallelBatches: 8, ...options.submission },
  )
  const messages = createMessages(
    { upstream, submitter, journal, hash, quota, clock: patience, nowMs, observer },
    settings,
  )
  const { mode = 'sandbox', ready = () => true, keyRequired = false, requestsPerMinute = 1_000_000 } = options
  const readiness = {
    ready: () => journalWorks && !journal.isStalled() && ready(),
    upstream: upstream.status,
    wallClock: journal.wallClock,
  }
  const version = '0.0.0'
  metrics.watch({ version, mode, ready: readiness.ready, journal, upstream })
  const app = await createApp({
    logger,
    messages,
    journal,
    authenticate: options.authenticate,
    requestsPerMinute,
    keyRequired,
    defaultCountry,
    mode,
    isServed: options.isServed,
    basePath: options.basePath,
    docs: true,
    readiness,
    operation: { answerSamples: upstream.answerSamples, ...(credit && { credit }) },
    version,
    requestScope,
    onlookers: { observer: metrics.request, ...(options.tracing && { tracing: options.tracing }) },
    exposition: metrics.exposition,
  })
  await app.ready()
  t.teardown(async () => {
    await app.close()
    await messages.idle()
    quota.save()
    await upstream.close()
    await credit?.close()
    await sandbox.close()
    await opened.journal.close()
  })

  async function inject(request: InjectOptions & { url: string }): Promise<Answer> {
    const reply = await app.inject(request)
    const answer = {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.payload,
      json: parseIfJson(reply.payload),
    }
    for (const fault of checkAnswer(app.swagger(), request.method ?? 'GET', request.url, answer)) {
      t.fail(`${request.method ?? 'GET'} ${request.url} ${answer.status}: ${fault}`)
    }
    return answer
  }

  return {
    app,
    inject,
    messages,
    journal,
    upstream,
    metrics,
    inbox: sandbox.inbox,
    /** Posts a value as JSON. */
    post: (url: string, body: unknown, headers: Record<string, string> = {}) =>
      inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify(body),
      }),
    /** Posts bytes as they are. */
    postBytes: (url: string, payload: string | Buffer, headers: Record<string, string> = {}) =>
      inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, payload }),
    get: (url: string, headers: Record<string, string> = {}) => inject({ method: 'GET', url, headers }),
    /** Listens on a port of its own; resolves with the origin. */
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    /** Every log line so far, parsed. */
    logLines: (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line)),
    logText: () => lines.join(''),
  }
}

/** A machine's two clocks, which are never set. */
function clocksOf(now: () => Temporal.Instant): Clocks {
  const ms = () => now().epochMilliseconds
  return { wallMs: ms, steadyMs: ms }
}

/** Loaded as in the gateway: only for tests of national numbers. */
async function loadNumberReader(country: string | undefined): Promise<Pick<SendSettings, 'readNumber'>> {
  if (country === undefined) return {}
  const { createNumberReader } = await import('../../src/sms/national-numbers.ts')
  return { readNumber: createNumberReader(country) }
}

type Entry = KeysFile['callers'][number]

/** A caller with a new key: its entry in the keys' file, and the header that its requests carry. */
export function createKeyedCaller(caller: Omit<Entry, 'keys'> & { readonly expiresAt?: string }) {
  const { expiresAt, ...entry } = caller
  const key = createApiKey()
  const keys = [
    {
      id: key.id,
      hash: formatKeyHash(hashSecret(key.secret)),
      createdAt: '2026-11-22T08:00:00Z',
      ...(expiresAt !== undefined && { expiresAt }),
    },
  ]
  const text = formatApiKey(key)
  return { entry: { ...entry, keys }, key: text, headers: { authorization: `Bearer ${text}` } }
}

/** An `authenticate` that knows exactly these callers. */
export const authenticateAs = (...entries: readonly Entry[]): Authenticate =>
  createCallerRegistry({ callers: [...entries] }, { nowMs: Date.now, ownAccounts: true }).authenticate

function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
