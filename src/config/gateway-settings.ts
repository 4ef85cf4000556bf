import { maxRequestsPerMinute } from '../messages/caller.ts'
import { dayMs } from '../sms/instant.ts'
import { checkSender } from '../sms/sender.ts'
import { numberFormats, type ScheduleDialect, scheduleDialects, unicodeForms } from '../upstream/dialect.ts'
import { parseExtraParameters } from '../upstream/extra-parameters.ts'
import { databaseUrl } from './database-url.ts'
import { authoritiesFile, certificatesFile, keyFile } from './pem-files.ts'
import { phoneCountries } from './phone-countries.ts'
import { reportSettings } from './report-settings.ts'
import {
  boolean,
  credential,
  integer,
  oneOf,
  origin,
  type Parsed,
  path,
  proxyUrl,
  type Setting,
  serviceUrl,
  text,
  type Values,
} from './setting.ts'

/** Every setting of the gateway. A test keeps the table of docs/settings.md in sync. */
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
  DATABASE_URL: { default: 'sqlite:data/gateway.db', secret: true, parse: databaseUrl },
  INSTALLATION_KEY_FILE: { parse: text },
  REPLICA_NAME: { parse: replicaName },
  IDEMPOTENCY: { default: 'optional', parse: oneOf('optional', 'required') },
  DUPLICATE_FENCE_MS: { default: '86400000', parse: integer(0, 31 * dayMs) },
  RETENTION_DAYS: { default: '31', parse: integer(31, 3_650) },
  AUTH: { parse: oneOf('off') },
  API_KEYS_FILE: { parse: text },
  REQUESTS_PER_MINUTE: { default: '60000', parse: integer(1, maxRequestsPerMinute) },
  ...reportSettings,
  METRICS_PORT: { parse: integer(0, 65_535) },
  OTEL_EXPORTER_OTLP_ENDPOINT: { parse: serviceUrl },
  OTEL_SERVICE_NAME: { default: 'bulksms-gateway', parse: text },
  ALLOWED_HOSTS: { parse: hostNames },
  BASE_PATH: { parse: basePath },
  DOCS: { default: 'on', parse: oneOf('on', 'off') },
  LOG_LEVEL: { default: 'info', parse: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent') },
} as const satisfies Record<string, Setting<unknown>>

export type GatewayValues = Values<typeof settings>

/** Names as in a Host header, without ports. */
function hostNames(written: string): Parsed<readonly string[]> {
  const names = written.split(',').map((name) => name.trim())
  return names.every((name) => /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])$/.test(name))
    ? { ok: true, value: names }
    : {
        ok: false,
        expected: 'must be host names without ports, with commas between them, such as sms.example,[fd00::1]',
      }
}

function basePath(written: string): Parsed<string> {
  // Neither `.` nor `..`, which browsers remove from a URL.
  return /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+)+$/.test(written)
    ? { ok: true, value: written }
    : { ok: false, expected: 'must be a path that begins with / and does not end with one, such as /sms' }
}

function replicaName(written: string): Parsed<string> {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62})$/.test(written)
    ? { ok: true, value: written }
    : { ok: false, expected: 'must be 1 to 63 letters, digits and . _ -, and begin with a letter or digit' }
}

function sender(written: string): Parsed<string> {
  const expected = checkSender(written)
  return expected === undefined ? { ok: true, value: written } : { ok: false, expected }
}

function country(written: string): Parsed<string> {
  const expected = 'must be the ISO 3166 code of a country in two capital letters, such as DZ'
  return phoneCountries.has(written) ? { ok: true, value: written } : { ok: false, expected }
}
