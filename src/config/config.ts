import type { BlockList } from 'node:net'
import { type SandboxSettings, sandboxSettings } from '../../sandbox/settings.ts'
import type { SettleMode } from '../messages/reports.ts'
import type { SendSettings } from '../messages/send.ts'
import type { SubmissionSettings } from '../messages/submit.ts'
import { dayMs } from '../sms/instant.ts'
import type { UpstreamSettings } from '../upstream/client.ts'
import type { CreditSettings } from '../upstream/credit.ts'
import type { CertificateFiles } from './client-certificate.ts'
import { checkTogether } from './cross-checks.ts'
import { isPostgres } from './database-url.ts'
import { type GatewayValues, settings } from './gateway-settings.ts'
import { isLoopback } from './loopback.ts'
import { findUnusedProxies } from './node-environment.ts'
import { pairCertificate } from './pem-files.ts'
import { type Environment, isSet, readSettings, type Values } from './setting.ts'
import { findForeignNames, withoutServiceLinks } from './setting-names.ts'

export type Config = {
  readonly host: string
  readonly port: number
  readonly logLevel: GatewayValues['LOG_LEVEL']
  /** The real upstream; without it the gateway runs in sandbox mode. */
  readonly live: LiveSettings | undefined
  /** The simulated upstream in this process, in sandbox mode. */
  readonly sandbox: SandboxSettings | undefined
  readonly upstream: Omit<UpstreamSettings, keyof LiveSettings | 'share'>
  /** Where the provider reports the balance; absent if it is not queried. */
  readonly credit: Pick<CreditSettings, 'path' | 'cacheMs'> | undefined
  readonly send: SendSettings
  /** The country whose national number format is accepted as well; absent: E.164 only. */
  readonly defaultCountry: string | undefined
  readonly journal: JournalConfig
  readonly reports: ReportConfig
  readonly keyRequired: boolean
  /** The file of callers and key hashes; absent if the gateway runs open. */
  readonly keysFile: string | undefined
  readonly requestsPerMinute: number
  /** The hosts, besides loopback names, for which requests are accepted; absent: all. The metrics port needs no key. */
  readonly hosts: { readonly api: readonly string[] | undefined; readonly metrics: readonly string[] | undefined }
  /** The prefix that a proxy in front adds to each path and strips again; empty: none. */
  readonly basePath: string
  /** Whether the API description and Swagger UI are served. */
  readonly docs: boolean
  readonly submission: SubmissionSettings
  /** The port that serves only the metrics; absent: they are an ordinary route. */
  readonly metricsPort: number | undefined
  /** Where traces are sent; absent if tracing is off. */
  readonly traces: { readonly endpoint: string; readonly serviceName: string } | undefined
}

export type JournalConfig = {
  readonly url: string
  readonly retentionMs: number
  /** With PostgreSQL: the key that all gateways of the journal share, and this one's name, if it keeps it over a restart. */
  readonly replica?: { readonly keyFile: string; readonly name?: string }
}

export type ReportConfig = {
  readonly settle: SettleMode
  readonly eventRetentionMs: number
  /** Absent: delivery reports are not received. */
  readonly secrets: readonly string[] | undefined
  /** The port that serves only the reports; absent: they are an ordinary route. */
  readonly port: number | undefined
  /** The addresses from which reports are accepted; absent: all. */
  readonly from: BlockList | undefined
  /** Of the dates in reports. */
  readonly timeZone: string | undefined
}

type LiveSettings = Pick<UpstreamSettings, 'origin' | 'username' | 'password' | 'clientCertificate' | 'proxy'> & {
  /** The files of the account's name and password, so that they can be reread. */
  readonly usernameFile?: string
  readonly passwordFile?: string
  readonly certificateFiles?: CertificateFiles
  /** Proxy variables of other programs that are set while the gateway has no proxy. */
  readonly unusedProxies?: readonly string[]
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the configuration from the environment. No other code reads the environment.
 *
 * @param nodeArguments the arguments on Node's command line before the program's name
 * @returns the configuration, or every fault, in words that contain no value
 */
export function readConfig(given: Environment, nodeArguments: readonly string[] = []): ConfigResult {
  const environment = withoutServiceLinks(given)
  const faults: string[] = []
  const values = readSettings(settings, environment, faults)
  const isLive = isSet(environment, 'UPSTREAM_URL')
  // In live mode their presence is a fault.
  const sandbox = isLive ? undefined : readSettings(sandboxSettings, environment, faults)
  faults.push(...findForeignNames(environment, { ...settings, ...sandboxSettings }))
  faults.push(...checkTogether(values, environment, nodeArguments))
  return faults.length > 0
    ? { ok: false, faults }
    : {
        ok: true,
        config: createConfig(values, environment, sandbox && createSandboxConfig(sandbox, values, environment)),
      }
}

function createConfig(values: GatewayValues, environment: Environment, sandbox: SandboxSettings | undefined): Config {
  const { UPSTREAM_URL, UPSTREAM_USERNAME = '', UPSTREAM_PASSWORD = '', UPSTREAM_CA_FILE: ca, DEFAULT_SENDER } = values
  const { UPSTREAM_SEGMENTS_PER_SECOND: segmentsPerSecond, UPSTREAM_CREDIT_PATH: creditPath } = values
  return {
    host: values.HOST,
    port: values.PORT,
    logLevel: values.LOG_LEVEL,
    live:
      UPSTREAM_URL === undefined
        ? undefined
        : {
            origin: UPSTREAM_URL,
            username: UPSTREAM_USERNAME,
            password: UPSTREAM_PASSWORD,
            ...readFrom(environment),
            ...wayOf(values, environment),
          },
    sandbox,
    upstream: {
      sendPath: values.UPSTREAM_SEND_PATH,
      schedulePath: values.UPSTREAM_SCHEDULE_PATH,
      unicode: values.UPSTREAM_UNICODE,
      numberFormat: values.UPSTREAM_NUMBER_FORMAT,
      extraParameters: values.UPSTREAM_EXTRA_PARAMETERS ?? [],
      scheduleParameters: values.UPSTREAM_SCHEDULE_PARAMETERS,
      destinationsPerRequest: values.UPSTREAM_DESTINATIONS_PER_REQUEST,
      maxUrlBytes: values.UPSTREAM_MAX_URL_BYTES,
      // At most half of the time in which a GET must start: otherwise that deadline, which says nothing about the
      // upstream, would expire first, and the breaker would never open for an upstream that does not answer.
      connectTimeoutMs: Math.min(values.UPSTREAM_CONNECT_TIMEOUT_MS, values.UPSTREAM_TIMEOUT_MS / 4),
      connections: values.UPSTREAM_CONNECTIONS,
      keepAlive: values.UPSTREAM_KEEP_ALIVE,
      breaker: {
        failures: values.UPSTREAM_BREAKER_FAILURES,
        unreadable: values.UPSTREAM_BREAKER_UNREADABLE,
        openMs: values.UPSTREAM_BREAKER_OPEN_MS,
      },
      ...(segmentsPerSecond === undefined ? {} : { segmentsPerSecond }),
      ...(ca === undefined ? {} : { ca }),
    },
    credit: creditPath === undefined ? undefined : { path: creditPath, cacheMs: values.UPSTREAM_CREDIT_CACHE_MS },
    send: {
      timeoutMs: values.UPSTREAM_TIMEOUT_MS,
      duplicateFenceMs: values.DUPLICATE_FENCE_MS,
      maxSegments: values.MAX_SEGMENTS,
      maxScheduleDays: values.MAX_SCHEDULE_DAYS,
      ...(DEFAULT_SENDER === undefined ? {} : { defaultSender: DEFAULT_SENDER }),
    },
    defaultCountry: values.DEFAULT_COUNTRY,
    journal: { url: values.DATABASE_URL, retentionMs: values.RETENTION_DAYS * dayMs, ...replicaOf(values) },
    reports: {
      // The sandbox knows nobody else, so its reports may settle what is unknown.
      settle: values.DELIVERY_REPORTS_SETTLE ?? (sandbox ? 'exclusive' : 'hint'),
      eventRetentionMs: values.EVENTS_RETENTION_DAYS * dayMs,
      secrets: values.DELIVERY_REPORTS_SECRET,
      port: values.DELIVERY_REPORTS_PORT,
      from: values.DELIVERY_REPORTS_FROM,
      // The sandbox reports in UTC.
      timeZone: values.DELIVERY_REPORTS_TIME_ZONE ?? (sandbox ? 'UTC' : undefined),
    },
    keyRequired: values.IDEMPOTENCY === 'required',
    keysFile: values.API_KEYS_FILE,
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    hosts: {
      api: hostsOf(values, values.API_KEYS_FILE === undefined),
      metrics: hostsOf(values, true),
    },
    basePath: values.BASE_PATH ?? '',
    docs: values.DOCS === 'on',
    submission: {
      timeoutMs: values.UPSTREAM_TIMEOUT_MS,
      maxWaitMs: values.UPSTREAM_MAX_WAIT_MS,
      maxRetries: values.UPSTREAM_MAX_RETRIES,
      // Half: a long list must leave connections for other messages.
      parallelBatches: Math.ceil(values.UPSTREAM_CONNECTIONS / 2),
    },
    metricsPort: values.METRICS_PORT,
    traces:
      values.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
        ? undefined
        : { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: values.OTEL_SERVICE_NAME },
  }
}

/**
 * If the API is open on loopback, only the Host header distinguishes a local program from a web page in a browser.
 * Elsewhere the gateway may have any name, and only checks the header if its names are set.
 */
const hostsOf = ({ HOST, ALLOWED_HOSTS }: GatewayValues, isOpen: boolean): readonly string[] | undefined =>
  ALLOWED_HOSTS ?? (isOpen && isLoopback(HOST) ? [] : undefined)

function replicaOf({ DATABASE_URL, INSTALLATION_KEY_FILE: keyFile = '', REPLICA_NAME: name }: GatewayValues) {
  return isPostgres(DATABASE_URL) ? { replica: { keyFile, ...(name !== undefined && { name }) } } : {}
}

function readFrom({ UPSTREAM_USERNAME_FILE: usernameFile, UPSTREAM_PASSWORD_FILE: passwordFile }: Environment) {
  return { ...(usernameFile && { usernameFile }), ...(passwordFile && { passwordFile }) }
}

/** The in-process sandbox uses any free port and the dialect that matches the gateway's settings. */
function createSandboxConfig(
  values: Values<typeof sandboxSettings>,
  { UPSTREAM_SCHEDULE_PARAMETERS }: GatewayValues,
  environment: Environment,
): SandboxSettings {
  const fitting = UPSTREAM_SCHEDULE_PARAMETERS === 'date,time' ? 'document' : 'classic'
  return {
    host: values.SANDBOX_HOST,
    port: isSet(environment, 'SANDBOX_PORT') ? values.SANDBOX_PORT : 0,
    username: values.SANDBOX_USERNAME,
    password: values.SANDBOX_PASSWORD,
    dialect: isSet(environment, 'SANDBOX_DIALECT') ? values.SANDBOX_DIALECT : fitting,
  }
}

/** How the upstream is reached, apart from its address. */
function wayOf(values: GatewayValues, environment: Environment) {
  const { UPSTREAM_CERT_FILE: cert, UPSTREAM_KEY_FILE: key, UPSTREAM_PROXY: proxy } = values
  const pair = cert !== undefined && key !== undefined ? pairCertificate({ cert, key }, Date.now()) : undefined
  const unusedProxies = proxy === undefined ? findUnusedProxies(environment) : []
  const { UPSTREAM_CERT_FILE: certFile = '', UPSTREAM_KEY_FILE: ownKeyFile = '' } = environment
  return {
    ...(pair?.ok && { clientCertificate: pair.value, certificateFiles: { cert: certFile, key: ownKeyFile } }),
    ...(proxy !== undefined && { proxy }),
    ...(unusedProxies.length > 0 && { unusedProxies }),
  }
}
