import t from 'tap'
import { sandboxSettings } from '../../sandbox/settings.ts'
import { readConfig } from '../../src/config/config.ts'
import { settings } from '../../src/config/gateway-settings.ts'
import { findForeignNames, withoutServiceLinks } from '../../src/config/setting-names.ts'

const all = { ...settings, ...sandboxSettings }
const faultsOf = (environment: Record<string, string>) => findForeignNames(environment, all)

/** What is written, and the setting that it was meant for. */
const slips: Readonly<Record<string, string>> = {
  UPSTREAM_TIMEOUT: 'UPSTREAM_TIMEOUT_MS',
  UPSTREAM_TIMEOUT_SECONDS: 'UPSTREAM_TIMEOUT_MS',
  UPSTREAM_PASWORD: 'UPSTREAM_PASSWORD',
  UPSTREAM_PASSWORDFILE: 'UPSTREAM_PASSWORD_FILE',
  UPSTREAM_URL_FILE: 'UPSTREAM_URL',
  UPSTREAMURL: 'UPSTREAM_URL',
  upstream_url: 'UPSTREAM_URL',
  'UPSTREAM-URL': 'UPSTREAM_URL',
  SANDBOX_DIALEKT: 'SANDBOX_DIALECT',
  SANDBOX_PASSWD: 'SANDBOX_PASSWORD',
  API_KEY_FILE: 'API_KEYS_FILE',
  API_KEYS: 'API_KEYS_FILE',
  IDEMPOTENCY_REQUIRED: 'IDEMPOTENCY',
  IDEMPOTENT: 'IDEMPOTENCY',
  DUPLICATE_FENCE: 'DUPLICATE_FENCE_MS',
  RETENTION: 'RETENTION_DAYS',
  RETENTION_HOURS: 'RETENTION_DAYS',
  REQUEST_PER_MINUTE: 'REQUESTS_PER_MINUTE',
  METRICS_PROT: 'METRICS_PORT',
  DEFAULT_SENDER_ID: 'DEFAULT_SENDER',
  MAX_SEGMENT: 'MAX_SEGMENTS',
  DATABASE_URI: 'DATABASE_URL',
}

t.test('a name that begins like a setting, or nearly is one, is a fault that names the right one', async (t) => {
  for (const [name, nearest] of Object.entries(slips)) {
    t.strictSame(faultsOf({ [name]: 'geheim' }), [`${name} is not a setting; the nearest is ${nearest}`])
    t.strictSame(faultsOf({ [name]: '' }), [], 'what is empty counts as not set')
    t.match(readConfig({ [name]: 'geheim' }), { ok: false, faults: [new RegExp(`^${name} is not a setting`)] })
  }
})

t.test('every setting with a letter less or more, or two in each other’s place, is found again', async (t) => {
  for (const name of Object.keys(all).filter((setting) => setting.length >= 9)) {
    const half = name.length >> 1
    const ways = {
      less: name.slice(0, half) + name.slice(half + 1),
      more: `${name.slice(0, half)}X${name.slice(half)}`,
      exchanged: `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`,
    }
    for (const [way, written] of Object.entries(ways)) {
      t.strictSame(faultsOf({ [written]: '1' }), [`${written} is not a setting; the nearest is ${name}`], way)
    }
  }
})

t.test('settings, their files and the variables of other programs are not faults', async (t) => {
  const ours = Object.entries(all).flatMap(([name, setting]) => ('secret' in setting ? [name, `${name}_FILE`] : [name]))
  const others = [
    ...['PATH', 'HOME', 'HOSTNAME', 'HOSTTYPE', 'PORTS', 'AUTHOR', 'AUTH_TOKEN', 'DOCSTRING', 'LOGNAME', 'LOG_FORMAT'],
    ...['OTEL_RESOURCE_ATTRIBUTES', 'OTEL_EXPORTER_OTLP_HEADERS', 'NODE_OPTIONS', 'NODE_ENV', 'npm_config_cache'],
    ...['REQUESTS_CA_BUNDLE', 'DATABASE_HOST', 'DATABASE_PASSWORD', 'MAX_WORKERS', 'DEFAULT_REGION', 'BASE_URL'],
    ...['METRICS_ENABLED', 'APIFY_TOKEN', 'HTTPS_PROXY', 'no_proxy', 'SANDBOX_PUBLISH', 'TZ', 'LANG', 'LC_ALL', '_'],
  ]
  t.strictSame(faultsOf(Object.fromEntries([...ours, ...others].map((name) => [name, '1']))), [])
})

/** What Kubernetes puts into every container of a namespace for a service, and Docker for a link. */
const linksOf = (service: string): Record<string, string> => ({
  [`${service}_SERVICE_HOST`]: '10.0.0.11',
  [`${service}_SERVICE_PORT`]: '8080',
  [`${service}_SERVICE_PORT_HTTP`]: '8080',
  [`${service}_PORT`]: 'tcp://10.0.0.11:8080',
  [`${service}_PORT_8080_TCP`]: 'tcp://10.0.0.11:8080',
  [`${service}_PORT_8080_TCP_PROTO`]: 'tcp',
  [`${service}_PORT_8080_TCP_PORT`]: '8080',
  [`${service}_PORT_8080_TCP_ADDR`]: '10.0.0.11',
  [`${service}_NAME`]: '/gateway/upstream',
  [`${service}_ENV_LANG`]: 'C',
})

t.test('services and links of any name stop no start, and set nothing', async (t) => {
  for (const service of ['UPSTREAM', 'UPSTREAM_PROXY', 'SANDBOX', 'METRICS', 'API', 'API_KEYS', 'RETENTION', 'REDIS']) {
    t.strictSame(withoutServiceLinks({ ...linksOf(service), PORT: '3000' }), { PORT: '3000' }, service)
    t.strictSame(readConfig(linksOf(service)), readConfig({}), service)
  }
  const meant = { ...linksOf('METRICS'), METRICS_PORT: '9464' }
  t.strictSame(withoutServiceLinks(meant), { METRICS_PORT: '9464' }, 'a port that is set stays')
  const alone = { UPSTREAM_SERVICE_PORT: '8080', UPSTREAM_NAME: 'x', UPSTREAM_PORT: '1' }
  t.strictSame(withoutServiceLinks(alone), alone, 'without the rest of a link it is a slip')
  t.equal(faultsOf(alone).length, 3)
})
