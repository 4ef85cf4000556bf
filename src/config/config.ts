import { type SandboxSettings, sandboxSettings } from '../../sandbox/settings.ts'
import { isLoopback } from '../http/server/served-hosts.ts'
import { maxRequestsPerMinute } from '../messages/caller.ts'
import type { SendSettings } from '../messages/send.ts'
import type { SubmissionSettings } from '../messages/submit.ts'
import { dayMs } from '../sms/instant.ts'
import { checkSender } from '../sms/sender.ts'
import type { UpstreamSettings } from '../upstream/client.ts'
import type { CreditSettings } from '../upstream/credit.ts'
import { numberFormats, type ScheduleDialect, scheduleDialects, unicodeForms } from '../upstream/dialect.ts'
import { formatExtras, parseExtraParameters } from '../upstream/extra-parameters.ts'
import type { CertificateFiles } from './client-certificate.ts'
import { checkNode, findUnusedProxies } from './node-environment.ts'
import { authoritiesFile, certificatesFile, keyFile, pairCertificate } from './pem-files.ts'
import { phoneCountries } from './phone-countries.ts'
import {
  boolean,
  credential,
  type Environment,
  integer,
  isSet,
  oneOf,
  origin,
  type Parsed,
  path,
  proxyUrl,
  readSettings,
  type Setting,
  serviceUrl,
  text,
  type Values,
} from './setting.ts'
import { findForeignNames, withoutServiceLinks } from './setting-names.ts'

/** Every setting of the gateway. The README's table is held to this one by a test. */
export const settings = {
  HOST: { default: '127.0.0.1', parse: text },
  PORT: { default: '3000', parse: integer(0, 65_535) },
  UPSTREAM_URL: { parse: origin },
  UPSTREAM_USERNAME: { secret: true, parse: credential },
  UPSTREAM_PASSWORD: { secret: true, parse: credential },
  UPSTREAM_SEND_PATH: { default: '/bulksms/bulksms', parse: path },
  UPSTREAM_SCHEDULE_PATH: { default: '/bulksms/schedulemsg', parse: path },
  UPSTREAM_UNICODE: { default: 'utf16be-hex', parse: oneOf(...unicodeForms) },
  UPSTREAM_SCHEDULE_PARAMETERS: {
    default: 'date,time',
    parse: oneOf(...(Object.keys(scheduleDialects) as ScheduleDialect[])),
  },
  UPSTREAM_NUMBER_FORMAT: { default: 'plus', parse: oneOf(...numberFormats) },
  UPSTREAM_EXTRA_PARAMETERS: { secret: true, parse: parseExtraParameters },
  UPSTREAM_DESTINATIONS_PER_REQUEST: { default: '100', parse: integer(1, 1_000) },
  UPSTREAM_MAX_URL_BYTES: { default: '7000', parse: integer(500, 60_000) },
  UPSTREAM_TIMEOUT_MS: { default: '30000', parse: integer(1_000, 600_000) },
  UPSTREAM_CONNECT_TIMEOUT_MS: { default: '3000', parse: integer(100, 60_000) },
  UPSTREAM_CONNECTIONS: { default: '64', parse: integer(1, 1_024) },
  UPSTREAM_KEEP_ALIVE: { default: 'true', parse: boolean },
  UPSTREAM_MAX_RETRIES: { default: '2', parse: integer(0, 10) },
  UPSTREAM_SEGMENTS_PER_SECOND: { parse: integer(1, 100_000) },
  UPSTREAM_MAX_WAIT_MS: { default: '500', parse: integer(0, 60_000) },
  UPSTREAM_BREAKER_FAILURES: { default: '5', parse: integer(0, 1_000) },
  UPSTREAM_BREAKER_UNREADABLE: { default: '10', parse: integer(0, 1_000) },
  UPSTREAM_BREAKER_OPEN_MS: { default: '10000', parse: integer(100, 3_600_000) },
  UPSTREAM_CREDIT_PATH: { parse: path },
  UPSTREAM_CREDIT_CACHE_MS: { default: '300000', parse: integer(1_000, dayMs) },
  UPSTREAM_CA_FILE: { parse: authoritiesFile },
  UPSTREAM_CERT_FILE: { parse: certificatesFile },
  UPSTREAM_KEY_FILE: { parse: keyFile },
  UPSTREAM_PROXY: { secret: true, parse: proxyUrl },
  DEFAULT_SENDER: { parse: sender },
  DEFAULT_COUNTRY: { parse: country },
  MAX_SEGMENTS: { default: '10', parse: integer(1, 255) },
  MAX_SCHEDULE_DAYS: { default: '365', parse: integer(1, 3_650) },
  DATABASE_URL: { default: 'sqlite:data/gateway.db', parse: sqliteUrl },
  IDEMPOTENCY: { default: 'optional', parse: oneOf('optional', 'required') },
  DUPLICATE_FENCE_MS: { default: '86400000', parse: integer(0, 31 * dayMs) },
  RETENTION_DAYS: { default: '31', parse: integer(31, 3_650) },
  AUTH: { parse: oneOf('off') },
  API_KEYS_FILE: { parse: text },
  REQUESTS_PER_MINUTE: { default: '60000', parse: integer(1, maxRequestsPerMinute) },
  METRICS_PORT: { parse: integer(0, 65_535) },
  OTEL_EXPORTER_OTLP_ENDPOINT: { parse: serviceUrl },
  OTEL_SERVICE_NAME: { default: 'bulksms-gateway', parse: text },
  ALLOWED_HOSTS: { parse: hostNames },
  BASE_PATH: { parse: basePath },
  DOCS: { default: 'on', parse: oneOf('on', 'off') },
  LOG_LEVEL: { default: 'info', parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent') },
} as const satisfies Record<string, Setting<unknown>>

type GatewayValues = Values<typeof settings>

export type Config = {
  readonly host: string
  readonly port: number
  readonly logLevel: GatewayValues['LOG_LEVEL']
  /** The real upstream; without it the gateway runs in sandbox mode. */
  readonly live: LiveSettings | undefined
  /** The simulated upstream in this process, in sandbox mode. */
  readonly sandbox: SandboxSettings | undefined
  readonly upstream: Omit<UpstreamSettings, keyof LiveSettings>
  /** Where the provider tells the balance; without it nobody asks. */
  readonly credit: Pick<CreditSettings, 'path' | 'cacheMs'> | undefined
  readonly send: SendSettings
  /** The country in whose form numbers may be written as well; without it in E.164 form only. */
  readonly defaultCountry: string | undefined
  readonly journal: { readonly file: string; readonly retentionMs: number }
  readonly keyRequired: boolean
  /** Where the callers and the hashes of their keys are; without it the gateway runs open. */
  readonly keysFile: string | undefined
  readonly requestsPerMinute: number
  /** The hosts besides loopback names for which requests are taken; absent: all. The metrics' port asks for no key. */
  readonly hosts: { readonly api: readonly string[] | undefined; readonly metrics: readonly string[] | undefined }
  /** What a proxy before the gateway puts before each path, and takes away again; empty for nothing. */
  readonly basePath: string
  /** Whether the API's description and Swagger UI are served. */
  readonly docs: boolean
  readonly submission: SubmissionSettings
  /** The port on which the metrics are served alone; without it they are a route like the others. */
  readonly metricsPort: number | undefined
  /** Where traces go; without it none are made. */
  readonly traces: { readonly endpoint: string; readonly serviceName: string } | undefined
}

type LiveSettings = Pick<UpstreamSettings, 'origin' | 'username' | 'password' | 'clientCertificate' | 'proxy'> & {
  /** Where the account's name and password were read from, so that they can be read again. */
  readonly usernameFile?: string
  readonly passwordFile?: string
  readonly certificateFiles?: CertificateFiles
  /** Variables that name a proxy for other programs, where the gateway has none. */
  readonly unusedProxies?: readonly string[]
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the configuration from the environment. The only reader of it.
 *
 * @param nodeArguments what Node was given on its command line, before the program's name
 * @returns the configuration, or every fault in words that repeat no value
 */
export function readConfig(given: Environment, nodeArguments: readonly string[] = []): ConfigResult {
  const environment = withoutServiceLinks(given)
  const faults: string[] = []
  const values = readSettings(settings, environment, faults)
  const isLive = isSet(environment, 'UPSTREAM_URL')
  // In live mode they are faults by being there.
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

/** Rules between settings: what would start in a way that nobody asked for does not start. */
function checkTogether(
  values: GatewayValues,
  environment: Environment,
  nodeArguments: readonly string[],
): readonly string[] {
  const faults: string[] = []
  const given = (name: string) => isSet(environment, name)
  if (values.METRICS_PORT !== undefined && values.METRICS_PORT !== 0 && values.METRICS_PORT === values.PORT)
    faults.push('METRICS_PORT must be another port than PORT; leave it out to have /metrics on the same one')
  const credentials = ['UPSTREAM_USERNAME', 'UPSTREAM_PASSWORD']
  if (given('AUTH') && values.API_KEYS_FILE !== undefined)
    faults.push('AUTH and API_KEYS_FILE are both set: with keys the API is not open; keep one')
  const extraBytes = formatExtras(values.UPSTREAM_EXTRA_PARAMETERS ?? []).length
  if (extraBytes > values.UPSTREAM_MAX_URL_BYTES / 2)
    faults.push('UPSTREAM_EXTRA_PARAMETERS must leave half of UPSTREAM_MAX_URL_BYTES to the message')
  if (!given('UPSTREAM_URL')) {
    const without = [...credentials, 'UPSTREAM_CERT_FILE', 'UPSTREAM_KEY_FILE', 'UPSTREAM_PROXY'].filter(given)
    if (without.length > 0)
      faults.push(`UPSTREAM_URL is missing, and ${without.join(' and ')} is set: sandbox mode needs neither`)
    return faults
  }
  faults.push(...credentials.filter((name) => !given(name)).map((name) => `${name} is required with UPSTREAM_URL`))
  const unused = Object.keys(sandboxSettings).filter(given)
  if (unused.length > 0)
    faults.push(
      `UPSTREAM_URL is set, and so is ${unused.join(' and ')}: live mode has no sandbox, and sends real messages`,
    )
  if (values.AUTH !== 'off' && values.API_KEYS_FILE === undefined) {
    faults.push('API_KEYS_FILE is required with UPSTREAM_URL; AUTH=off in its place says that the API is to be open')
  }
  if (values.DATABASE_URL === ':memory:') {
    faults.push(
      'DATABASE_URL must name a file with UPSTREAM_URL: a journal in memory forgets what may not be sent again',
    )
  }
  faults.push(...checkCertificate(values, given))
  faults.push(...checkNode(environment, nodeArguments))
  return faults
}

function checkCertificate(values: GatewayValues, isSet: (name: string) => boolean): readonly string[] {
  const { UPSTREAM_CERT_FILE: cert, UPSTREAM_KEY_FILE: key, UPSTREAM_URL } = values
  if (cert !== undefined && !isSet('UPSTREAM_KEY_FILE'))
    return ['UPSTREAM_CERT_FILE must be set together with UPSTREAM_KEY_FILE']
  if (key !== undefined && !isSet('UPSTREAM_CERT_FILE'))
    return ['UPSTREAM_KEY_FILE must be set together with UPSTREAM_CERT_FILE']
  if (cert === undefined || key === undefined) return []
  if (UPSTREAM_URL?.startsWith('http:'))
    return ['UPSTREAM_CERT_FILE must go with an https UPSTREAM_URL: over http no certificate is shown']
  const pair = pairCertificate({ cert, key }, Date.now())
  return 'value' in pair ? [] : [`UPSTREAM_CERT_FILE ${pair.expected}`]
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
      // Of the half in which a GET must start, half at most: otherwise the start's deadline, which says nothing of the
      // upstream, would come before it, and where nobody answers the breaker would never open.
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
    journal: { file: values.DATABASE_URL, retentionMs: values.RETENTION_DAYS * dayMs },
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
      // Half: a long list must leave connections to the messages of others.
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
 * Open on loopback, the Host header is all that tells a program on this machine from a web page in its browser. Elsewhere
 * the gateway may have any name, and checks it only where its names are set.
 */
const hostsOf = ({ HOST, ALLOWED_HOSTS }: GatewayValues, isOpen: boolean): readonly string[] | undefined =>
  ALLOWED_HOSTS ?? (isOpen && isLoopback(HOST) ? [] : undefined)

function readFrom({ UPSTREAM_USERNAME_FILE: usernameFile, UPSTREAM_PASSWORD_FILE: passwordFile }: Environment) {
  return { ...(usernameFile && { usernameFile }), ...(passwordFile && { passwordFile }) }
}

/** In the gateway's process the sandbox takes any free port, and the dialect that fits how the gateway asks. */
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
    ...(pair !== undefined &&
      'value' in pair && { clientCertificate: pair.value, certificateFiles: { cert: certFile, key: ownKeyFile } }),
    ...(proxy !== undefined && { proxy }),
    ...(unusedProxies.length > 0 && { unusedProxies }),
  }
}

/** What looks like a path and would make a file of another name, or in another place, than is meant. */
const unfitPaths: readonly (readonly [form: RegExp, expected: string])[] = [
  // `sqlite://data/x.db` would be a folder at the root of the file system, which is not what it looks like; and `file:` is a
  // URI for SQLite, and a folder of that name for everybody else.
  [/^$|^\/\/|^file:/, 'as sqlite:data/gateway.db'],
  [/^~|\$/, 'in which nothing replaces ~ or $: write it out'],
  [/[?#]/, 'without ? and #: parameters are not taken'],
  [/^\s|\s$|\p{Cc}/u, 'without control characters, and without a blank at either end'],
  [/^:(?!memory:$)/, 'or sqlite::memory:'],
  [/(?:^|\/)\.{0,2}$/, 'that names a file, and no folder'],
]

/** Names as they stand in a Host header, without ports. */
function hostNames(written: string): Parsed<readonly string[]> {
  const names = written.split(',').map((name) => name.trim())
  return names.every((name) => /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])$/.test(name))
    ? { value: names }
    : { expected: 'must be host names without ports, with commas between them, as sms.example,[fd00::1]' }
}

function basePath(written: string): Parsed<string> {
  // Neither `.` nor `..`, which browsers take away from an address.
  return /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/.test(written)
    ? { value: written }
    : { expected: 'must be a path that begins with / and does not end with one, as /sms' }
}

/** The journal's file. */
function sqliteUrl(written: string): Parsed<string> {
  const file = /^sqlite:(.*)$/s.exec(written)?.[1] ?? ''
  const expected = unfitPaths.find(([form]) => form.test(file))?.[1]
  return expected === undefined ? { value: file } : { expected: `must be sqlite: and a path ${expected}` }
}

function sender(written: string): Parsed<string> {
  const expected = checkSender(written)
  return expected === undefined ? { value: written } : { expected }
}

function country(written: string): Parsed<string> {
  const expected = 'must be the ISO 3166 code of a country in two capital letters, as DZ'
  return phoneCountries.has(written) ? { value: written } : { expected }
}
