import { createPrivateKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { type Config, readConfig } from '../../src/config/config.ts'
import { secretsOfUrl } from '../../src/config/database-url.ts'
import { settings } from '../../src/config/gateway-settings.ts'
import { createTestCertificate } from '../support/test-certificate.ts'

type Environment = Record<string, string>

const live: Environment = {
  UPSTREAM_URL: 'https://sms.example:8443',
  UPSTREAM_USERNAME: 'alice',
  UPSTREAM_PASSWORD: 'open&sesame',
  AUTH: 'off',
}

function faultsOf(environment: Environment): readonly string[] {
  const read = readConfig(environment)
  return read.ok ? [] : read.faults
}

function configOf(environment: Environment): Config {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.config
}

t.test('nothing at all is sandbox mode with the documented defaults', async (t) => {
  t.strictSame(configOf({}), {
    host: '127.0.0.1',
    port: 3000,
    logLevel: 'info',
    live: undefined,
    sandbox: { host: '127.0.0.1', port: 0, username: 'sandbox', password: 'sandbox', dialect: 'document' },
    upstream: {
      sendPath: '/bulksms/bulksms',
      schedulePath: '/bulksms/schedulemsg',
      unicode: 'utf16be-hex',
      numberFormat: 'plus',
      extraParameters: [],
      scheduleParameters: 'date,time',
      destinationsPerRequest: 100,
      maxUrlBytes: 7000,
      connectTimeoutMs: 3000,
      connections: 64,
      keepAlive: true,
      breaker: { failures: 5, unreadable: 10, openMs: 10_000 },
    },
    credit: undefined,
    send: { timeoutMs: 30_000, duplicateFenceMs: 86_400_000, maxSegments: 10, maxScheduleDays: 365 },
    defaultCountry: undefined,
    journal: { url: 'sqlite:data/gateway.db', retentionMs: 31 * 86_400_000 },
    reports: {
      settle: 'exclusive',
      eventRetentionMs: 7 * 86_400_000,
      secrets: undefined,
      port: undefined,
      from: undefined,
      timeZone: 'UTC',
    },
    keyRequired: false,
    keysFile: undefined,
    requestsPerMinute: 60_000,
    hosts: { api: [], metrics: [] },
    basePath: '',
    docs: true,
    submission: { timeoutMs: 30_000, maxWaitMs: 500, maxRetries: 2, parallelBatches: 32 },
    metricsPort: undefined,
    traces: undefined,
  })
})

t.test('every setting reaches its place', async (t) => {
  const { cert } = createTestCertificate()
  const caFile = join(t.testdir(), 'ca.pem')
  writeFileSync(caFile, cert)
  const environment: Environment = {
    ...live,
    HOST: '0.0.0.0',
    PORT: '8080',
    UPSTREAM_SEND_PATH: '/send',
    UPSTREAM_SCHEDULE_PATH: '/later',
    UPSTREAM_UNICODE: 'utf8',
    UPSTREAM_SCHEDULE_PARAMETERS: 'scheduledate,scheduletime',
    UPSTREAM_NUMBER_FORMAT: 'digits',
    UPSTREAM_EXTRA_PARAMETERS: 'ip=10.0.0.1&channel=a%20b',
    UPSTREAM_DESTINATIONS_PER_REQUEST: '1',
    UPSTREAM_MAX_URL_BYTES: '2000',
    UPSTREAM_TIMEOUT_MS: '10000',
    UPSTREAM_CONNECT_TIMEOUT_MS: '500',
    UPSTREAM_CONNECTIONS: '8',
    UPSTREAM_KEEP_ALIVE: 'false',
    UPSTREAM_MAX_RETRIES: '0',
    UPSTREAM_SEGMENTS_PER_SECOND: '40',
    UPSTREAM_MAX_WAIT_MS: '250',
    UPSTREAM_BREAKER_FAILURES: '0',
    UPSTREAM_BREAKER_UNREADABLE: '0',
    UPSTREAM_BREAKER_OPEN_MS: '2500',
    UPSTREAM_CREDIT_PATH: '/CreditCheck/checkcredits',
    UPSTREAM_CREDIT_CACHE_MS: '60000',
    UPSTREAM_CA_FILE: caFile,
    DEFAULT_SENDER: 'ACME',
    DEFAULT_COUNTRY: 'DZ',
    MAX_SEGMENTS: '3',
    MAX_SCHEDULE_DAYS: '30',
    DATABASE_URL: 'postgres://gateway:secret@db/gateway?sslmode=verify-full',
    INSTALLATION_KEY_FILE: '/run/secrets/installation-key',
    REPLICA_NAME: 'gateway-0',
    IDEMPOTENCY: 'required',
    DUPLICATE_FENCE_MS: '0',
    RETENTION_DAYS: '90',
    REQUESTS_PER_MINUTE: '600',
    DELIVERY_REPORTS_SECRET: 'a-secret-of-at-least-32-characters,another-secret-of-32-characters-',
    DELIVERY_REPORTS_PORT: '9465',
    DELIVERY_REPORTS_TIME_ZONE: 'Africa/Algiers',
    DELIVERY_REPORTS_SETTLE: 'exclusive',
    EVENTS_RETENTION_DAYS: '30',
    METRICS_PORT: '9464',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/otlp/',
    OTEL_SERVICE_NAME: 'sms',
    ALLOWED_HOSTS: 'sms.example, [fd00::1]',
    BASE_PATH: '/sms/v1',
    DOCS: 'off',
    LOG_LEVEL: 'debug',
  }
  // Tested by themselves below; keys exclude AUTH.
  const elsewhere = [
    'UPSTREAM_CERT_FILE',
    'UPSTREAM_KEY_FILE',
    'UPSTREAM_PROXY',
    'API_KEYS_FILE',
    'DELIVERY_REPORTS_FROM',
  ]
  t.strictSame(
    Object.keys(settings).filter((name) => !(name in environment)),
    elsewhere,
    'every setting has a value above that is not its default',
  )
  const config = configOf(environment)
  t.strictSame(config, {
    host: '0.0.0.0',
    port: 8080,
    logLevel: 'debug',
    live: { origin: 'https://sms.example:8443', username: 'alice', password: 'open&sesame' },
    sandbox: undefined,
    upstream: {
      sendPath: '/send',
      schedulePath: '/later',
      unicode: 'utf8',
      numberFormat: 'digits',
      extraParameters: [
        { name: 'ip', value: '10.0.0.1' },
        { name: 'channel', value: 'a b' },
      ],
      scheduleParameters: 'scheduledate,scheduletime',
      destinationsPerRequest: 1,
      maxUrlBytes: 2000,
      connectTimeoutMs: 500,
      connections: 8,
      keepAlive: false,
      ca: cert,
      segmentsPerSecond: 40,
      breaker: { failures: 0, unreadable: 0, openMs: 2_500 },
    },
    credit: { path: '/CreditCheck/checkcredits', cacheMs: 60_000 },
    send: {
      timeoutMs: 10_000,
      duplicateFenceMs: 0,
      maxSegments: 3,
      maxScheduleDays: 30,
      defaultSender: 'ACME',
    },
    defaultCountry: 'DZ',
    journal: {
      url: 'postgres://gateway:secret@db/gateway?sslmode=verify-full',
      retentionMs: 90 * 86_400_000,
      replica: { keyFile: '/run/secrets/installation-key', name: 'gateway-0' },
    },
    reports: {
      settle: 'exclusive',
      eventRetentionMs: 30 * 86_400_000,
      secrets: ['a-secret-of-at-least-32-characters', 'another-secret-of-32-characters-'],
      port: 9465,
      from: undefined,
      timeZone: 'Africa/Algiers',
    },
    keyRequired: true,
    keysFile: undefined,
    requestsPerMinute: 600,
    hosts: { api: ['sms.example', '[fd00::1]'], metrics: ['sms.example', '[fd00::1]'] },
    basePath: '/sms/v1',
    docs: false,
    submission: { timeoutMs: 10_000, maxWaitMs: 250, maxRetries: 0, parallelBatches: 4 },
    metricsPort: 9464,
    traces: { endpoint: 'http://collector:4318/otlp', serviceName: 'sms' },
  })
})

t.test('a connection is given up long before a GET must have started', async (t) => {
  const connectTimeoutOf = (environment: Record<string, string>) => configOf(environment).upstream.connectTimeoutMs
  t.equal(connectTimeoutOf({ UPSTREAM_TIMEOUT_MS: '5000' }), 1_250)
  t.equal(connectTimeoutOf({ UPSTREAM_TIMEOUT_MS: '5000', UPSTREAM_CONNECT_TIMEOUT_MS: '1000' }), 1_000)
})

t.test('a file of certificates is read at the start, and not first when a message is sent', async (t) => {
  const { cert } = createTestCertificate()
  const dir = t.testdir({
    one: cert,
    two: `# ours\n${cert}# and theirs\n${cert}`,
    none: 'nothing',
    broken: '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n',
    half: `${cert}-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n`,
  })
  const faultsWith = (name: string) => faultsOf({ ...live, UPSTREAM_CA_FILE: join(dir, name) })
  for (const name of ['one', 'two']) t.strictSame(faultsWith(name), [], name)
  for (const name of ['none', 'broken', 'half']) t.match(faultsWith(name), [/^UPSTREAM_CA_FILE must name/], name)
})

t.test('a file of authorities without a root is refused: nothing could ever be trusted by it', async (t) => {
  const root = createTestCertificate({ name: 'root' })
  const intermediate = createTestCertificate({ name: 'intermediate', issuer: root })
  const dir = t.testdir({ alone: intermediate.cert, both: intermediate.cert + root.cert })
  const faultsWith = (name: string) => faultsOf({ ...live, UPSTREAM_CA_FILE: join(dir, name) })
  t.match(faultsWith('alone'), [/^UPSTREAM_CA_FILE must have the root certificate/])
  t.strictSame(faultsWith('both'), [])
})

t.test('a client certificate and its key are read together, and held against each other', async (t) => {
  const { cert, key } = createTestCertificate()
  const other = createTestCertificate()
  const old = createTestCertificate({ validTo: '250101000000Z' })
  const passphrase = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  const dir = t.testdir({
    ...{ cert, key, otherKey: other.key, oldCert: old.cert, oldKey: old.key, chain: cert + other.cert },
    ...{ wrongOrder: other.cert + cert, locked: createPrivateKey(key).export(passphrase) },
  })
  const settingsWith = (certName?: string, keyName?: string): Environment => ({
    ...live,
    ...(certName !== undefined && { UPSTREAM_CERT_FILE: join(dir, certName) }),
    ...(keyName !== undefined && { UPSTREAM_KEY_FILE: join(dir, keyName) }),
  })
  const { clientCertificate, certificateFiles } = configOf(settingsWith('cert', 'key')).live ?? {}
  t.strictSame(clientCertificate, { cert, key, validToMs: Date.parse('2049-12-31T23:59:59Z') })
  t.strictSame(certificateFiles, { cert: join(dir, 'cert'), key: join(dir, 'key') })
  t.strictSame(faultsOf(settingsWith('chain', 'key')), [], 'its intermediates come behind it')
  const faults: readonly (readonly [cert: string | undefined, key: string | undefined, fault: RegExp])[] = [
    ['cert', undefined, /^UPSTREAM_CERT_FILE must be set together with UPSTREAM_KEY_FILE$/],
    [undefined, 'key', /^UPSTREAM_KEY_FILE must be set together with UPSTREAM_CERT_FILE$/],
    ['cert', 'otherKey', /^UPSTREAM_CERT_FILE must begin with the certificate that belongs to UPSTREAM_KEY_FILE$/],
    ['wrongOrder', 'key', /^UPSTREAM_CERT_FILE must begin with/],
    [
      'oldCert',
      'oldKey',
      /^UPSTREAM_CERT_FILE must hold a certificate that has not expired: this one did on 2025-01-01T/,
    ],
    ['cert', 'locked', /^UPSTREAM_KEY_FILE must name .* that has no passphrase$/],
    ['key', 'key', /^UPSTREAM_CERT_FILE must name/],
    ['cert', 'cert', /^UPSTREAM_KEY_FILE must name/],
    ['cert', 'nothing', /^UPSTREAM_KEY_FILE must name/],
  ]
  for (const [certName, keyName, fault] of faults) {
    const found = faultsOf(settingsWith(certName, keyName))
    t.match(found, [fault], `${certName} and ${keyName}`)
    t.equal(found.length, 1)
  }
  t.match(faultsOf({ ...settingsWith('cert', 'key'), UPSTREAM_URL: 'http://sms.example' }), [
    /^UPSTREAM_CERT_FILE must go with an https UPSTREAM_URL/,
  ])
  const { UPSTREAM_CERT_FILE = '', UPSTREAM_KEY_FILE = '' } = settingsWith('cert', 'key')
  t.match(faultsOf({ UPSTREAM_CERT_FILE, UPSTREAM_KEY_FILE }), [/^UPSTREAM_URL is missing, and UPSTREAM_CERT_FILE/])
})

t.test('a proxy has an address and perhaps an account; one that is meant for others is named', async (t) => {
  const proxyOf = (written: string) => configOf({ ...live, UPSTREAM_PROXY: written }).live?.proxy
  t.strictSame(proxyOf('http://proxy:3128'), { origin: 'http://proxy:3128', username: '', password: '' })
  const account = { username: 'al:ice', password: 'p@ss w' }
  t.strictSame(proxyOf('http://al%3Aice:p%40ss%20w@proxy/'), { origin: 'http://proxy', ...account })
  const file = join(t.testdir({ proxy: 'http://a:b@proxy:3128\n' }), 'proxy')
  t.match(configOf({ ...live, UPSTREAM_PROXY_FILE: file }).live?.proxy, { username: 'a', password: 'b' })
  t.match(faultsOf({ UPSTREAM_PROXY: 'http://proxy' }), [/^UPSTREAM_URL is missing, and UPSTREAM_PROXY is set/])
  const others = { HTTPS_PROXY: 'http://proxy:3128', http_proxy: 'http://proxy:3128', NO_PROXY: 'localhost' }
  t.strictSame(configOf({ ...live, ...others }).live?.unusedProxies, ['HTTPS_PROXY', 'http_proxy'])
  t.equal(configOf({ ...live, ...others, UPSTREAM_PROXY: 'http://proxy' }).live?.unusedProxies, undefined)
})

t.test('a setting that is empty is one that is not set', async (t) => {
  const names = Object.keys(settings).flatMap((name) => [name, `${name}_FILE`])
  t.strictSame(configOf(Object.fromEntries(names.map((name) => [name, '']))), configOf({}))
})

/** One invalid value for each setting, and more if there are several kinds. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  PORT: ['-1', '65536', '3000 ', '0x10', '1e3', 'http', '3.5', '٣'],
  UPSTREAM_URL: [
    'sms.example',
    'ftp://sms.example',
    'https://',
    'https://alice:secret@sms.example',
    'https://sms.example/path',
    'https://sms.example?x=1',
    'https://sms.example#x',
    'https://sms.example:99999',
    'https://sms.example https://b.example',
    ' https://sms.example/x',
  ],
  UPSTREAM_USERNAME: ['ali\nce', 'alice\r', 'a\0b', '\ud800', ' alice', 'alice '],
  UPSTREAM_PASSWORD: [
    'pass\nword',
    '\u0085',
    '\udc00',
    '\ufeffpassword',
    'pass\u200bword',
    'password\u00a0',
    'pass\ufffdword',
  ],
  UPSTREAM_SEND_PATH: ['send', '/send?x=1', '/send#x', '/a b', '/%41', '/é'],
  UPSTREAM_SCHEDULE_PATH: ['later', 'https://sms.example/later'],
  UPSTREAM_UNICODE: ['UTF8', 'utf-16', 'toString'],
  UPSTREAM_SCHEDULE_PARAMETERS: ['when', 'time,date'],
  UPSTREAM_NUMBER_FORMAT: ['e164', '+', 'PLUS'],
  UPSTREAM_EXTRA_PARAMETERS: ['&ip=x', 'ip=a b', 'password=secret', `x=${'y'.repeat(3_499)}`],
  UPSTREAM_DESTINATIONS_PER_REQUEST: ['0', '1001', 'all'],
  UPSTREAM_MAX_URL_BYTES: ['499', '60001'],
  UPSTREAM_TIMEOUT_MS: ['999', '600001', '30s'],
  UPSTREAM_CONNECT_TIMEOUT_MS: ['99', '60001'],
  UPSTREAM_CONNECTIONS: ['0', '1025', '-0'],
  UPSTREAM_KEEP_ALIVE: ['yes', '1', 'TRUE'],
  UPSTREAM_MAX_RETRIES: ['11', '-1', 'Infinity'],
  UPSTREAM_SEGMENTS_PER_SECOND: ['0', '100001', '2.5'],
  UPSTREAM_MAX_WAIT_MS: ['-1', '60001', '1s'],
  UPSTREAM_BREAKER_FAILURES: ['-1', '1001', 'off'],
  UPSTREAM_BREAKER_UNREADABLE: ['-1', '1001', 'off'],
  UPSTREAM_BREAKER_OPEN_MS: ['99', '3600001'],
  UPSTREAM_CREDIT_PATH: ['credit', '/credit?x=1'],
  UPSTREAM_CREDIT_CACHE_MS: ['999', '86400001'],
  UPSTREAM_CA_FILE: ['/nothing/here.pem', import.meta.filename],
  UPSTREAM_CERT_FILE: ['/nothing/here.pem', import.meta.filename],
  UPSTREAM_KEY_FILE: ['/nothing/here.key', import.meta.filename],
  UPSTREAM_PROXY: [
    'proxy:3128',
    'https://proxy:3128',
    'socks5://proxy:1080',
    'http://proxy:3128/path',
    'http://proxy:3128?x=1',
    'http://a%zz:b@proxy',
  ],
  DEFAULT_SENDER: ['A sender too long', ' ACME', 'Société'],
  DEFAULT_COUNTRY: ['dz', 'DZA', '213', '+213', 'UK', 'EU', 'QQ', 'Algeria', 'DZ FR'],
  MAX_SEGMENTS: ['0', '256'],
  MAX_SCHEDULE_DAYS: ['0', '3651'],
  DATABASE_URL: [
    'journal.db',
    'SQLITE:journal.db',
    'postgres://gateway@db',
    'mysql://gateway@db/gateway',
    'file:journal.db',
  ],
  REPLICA_NAME: ['-a', 'a b', 'a/b', 'x'.repeat(64)],
  IDEMPOTENCY: ['off', 'Required', 'always'],
  DUPLICATE_FENCE_MS: ['-1', '2678400001', '24h'],
  RETENTION_DAYS: ['30', '3651', '0'],
  AUTH: ['on', 'none', 'OFF'],
  REQUESTS_PER_MINUTE: ['0', '-1', '100000001', 'many'],
  DELIVERY_REPORTS_SECRET: [
    'short',
    'x'.repeat(31),
    'x'.repeat(129),
    `${'x'.repeat(32)} `,
    `${'x'.repeat(40)},`,
    [1, 2, 3].map((n) => String(n).repeat(32)).join(),
  ],
  DELIVERY_REPORTS_PORT: ['-1', '65536', '3000'],
  DELIVERY_REPORTS_FROM: ['everybody', '10.0.0.0/33', '10.0.0.0/x', '10.0.0', '::/129', '10.0.0.0/8/8', ','],
  DELIVERY_REPORTS_TIME_ZONE: ['Nowhere/City', '+01:00', 'UTC+1h'],
  DELIVERY_REPORTS_SETTLE: ['on', 'EXCLUSIVE'],
  EVENTS_RETENTION_DAYS: ['0', '3651', '7d'],
  // The metrics cannot have the API's port.
  METRICS_PORT: ['-1', '65536', 'on', '3000'],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    'collector:4318',
    'grpc://collector:4317',
    'http://alice:secret@collector:4318',
    'http://collector:4318?token=secret',
    'http://collector:4318#x',
  ],
  ALLOWED_HOSTS: ['sms.example:443', 'https://sms.example', 'a,,b', 'a b', '*', ','],
  BASE_PATH: ['sms', '/sms/', '/', '//sms', '/..', '/sms/./x', '/a b', '/sms?x', 'https://sms.example/x'],
  DOCS: ['true', 'ON', 'no'],
  LOG_LEVEL: ['verbose', 'INFO'],
}

t.test('each wrong value is one fault that begins with its setting and does not show the value', async (t) => {
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const faults = faultsOf({ ...live, DELIVERY_REPORTS_SECRET: 'x'.repeat(32), [name]: value }).filter(
        (fault) => !fault.startsWith('API_KEYS_FILE is required'),
      )
      t.equal(faults.length, 1, `${name}=${JSON.stringify(value)}: ${faults}`)
      t.match(faults[0], new RegExp(`^${name} must `))
      if (value.length > 3) t.notOk(faults[0]?.includes(value), `${name} does not show ${value}`)
    }
  }
  t.strictSame(
    Object.keys(settings).filter((name) => !(name in wrong)),
    ['HOST', 'INSTALLATION_KEY_FILE', 'API_KEYS_FILE', 'OTEL_SERVICE_NAME'],
    'every setting has a wrong value above, unless any text is right',
  )
})

t.test('all faults come at once', async (t) => {
  const first = Object.entries(wrong).map(([name, [value = '']]) => [name, value] as const)
  const faults = faultsOf(Object.fromEntries(first))
  for (const [name] of first)
    t.ok(
      faults.some((fault) => fault.startsWith(`${name} `)),
      name,
    )
  t.equal(faults.length, first.length + 1, 'and AUTH=off is missing')
})

t.test('hosts are checked if the gateway runs open on loopback, or if they are configured', async (t) => {
  const { AUTH, ...closed } = live
  const keyed = { ...closed, API_KEYS_FILE: 'keys.json' }
  t.equal(AUTH, 'off')
  const named = ['sms.example']
  const rows: readonly (readonly [environment: Record<string, string>, hosts: object])[] = [
    [{}, { api: [], metrics: [] }],
    [{ HOST: 'localhost' }, { api: [], metrics: [] }],
    [{ HOST: '127.0.0.9' }, { api: [], metrics: [] }],
    [{ HOST: '::1' }, { api: [], metrics: [] }],
    [live, { api: [], metrics: [] }],
    [{ HOST: '0.0.0.0' }, { api: undefined, metrics: undefined }],
    [
      { ...live, HOST: '10.0.0.1' },
      { api: undefined, metrics: undefined },
    ],
    // With keys a web page can do nothing; the metrics ask for none.
    [keyed, { api: undefined, metrics: [] }],
    [
      { ...keyed, HOST: '0.0.0.0' },
      { api: undefined, metrics: undefined },
    ],
    [
      { ...keyed, HOST: '0.0.0.0', ALLOWED_HOSTS: 'sms.example' },
      { api: named, metrics: named },
    ],
    [{ ALLOWED_HOSTS: 'sms.example' }, { api: named, metrics: named }],
  ]
  for (const [environment, hosts] of rows) t.strictSame(configOf(environment).hosts, hosts, JSON.stringify(environment))
})

t.test('live mode asks for the credential, and for a word about the open API', async (t) => {
  const { AUTH, ...closed } = live
  t.equal(AUTH, 'off')
  t.match(faultsOf(closed), [/^API_KEYS_FILE is required with UPSTREAM_URL; AUTH=off/])
  const keyed = configOf({ ...closed, API_KEYS_FILE: '/run/secrets/keys.json' })
  t.equal(keyed.keysFile, '/run/secrets/keys.json')
  t.match(faultsOf({ ...live, API_KEYS_FILE: 'keys.json' }), [/^AUTH and API_KEYS_FILE are both set/])
  t.equal(configOf({ API_KEYS_FILE: 'keys.json' }).keysFile, 'keys.json', 'the sandbox can ask for keys as well')
  t.strictSame(faultsOf({ UPSTREAM_URL: 'https://sms.example', AUTH: 'off' }), [
    'UPSTREAM_USERNAME is required with UPSTREAM_URL',
    'UPSTREAM_PASSWORD is required with UPSTREAM_URL',
  ])
  t.equal(configOf({ ...live, UPSTREAM_URL: 'HTTP://SMS.example:80' }).live?.origin, 'http://sms.example')
})

t.test('the settings of the sandbox hold for the one in the process', async (t) => {
  const file = join(t.testdir({ password: 'open&sesame\n' }), 'password')
  const environment = {
    SANDBOX_HOST: '127.0.0.2',
    SANDBOX_PORT: '8080',
    SANDBOX_USERNAME: 'alice',
    SANDBOX_PASSWORD_FILE: file,
    SANDBOX_DIALECT: 'colon',
  }
  t.strictSame(configOf(environment).sandbox, {
    host: '127.0.0.2',
    port: 8080,
    username: 'alice',
    password: 'open&sesame',
    dialect: 'colon',
  })
  t.match(faultsOf({ SANDBOX_PORT: 'x', SANDBOX_DIALECT: 'latin' }), [/^SANDBOX_PORT must/, /^SANDBOX_DIALECT must/])
  const classic = { UPSTREAM_SCHEDULE_PARAMETERS: 'scheduledate,scheduletime' }
  t.equal(configOf(classic).sandbox?.dialect, 'classic', 'the dialect that knows how the gateway asks')
  t.equal(configOf({ ...classic, SANDBOX_DIALECT: 'document' }).sandbox?.dialect, 'document', 'unless it is said')
})

t.test('a sandbox that is set up beside a real upstream is a slip: the messages would be real', async (t) => {
  t.strictSame(faultsOf({ ...live, SANDBOX_PORT: '8080', SANDBOX_PASSWORD_FILE: '/nothing' }), [
    'UPSTREAM_URL is set, and so is SANDBOX_PORT and SANDBOX_PASSWORD: live mode has no sandbox, and sends real messages',
  ])
})

t.test('a credential without an upstream is a slip: the messages would go nowhere', async (t) => {
  t.match(faultsOf({ UPSTREAM_USERNAME: 'alice', UPSTREAM_PASSWORD: 'x' }), [
    /^UPSTREAM_URL is missing, and UPSTREAM_USERNAME and UPSTREAM_PASSWORD is set/,
  ])
  t.match(faultsOf({ UPSTREAM_PASSWORD_FILE: '/nothing' }), [/UPSTREAM_PASSWORD/, /UPSTREAM_PASSWORD/])
})

t.test('a secret can come from a file, without the line end that editors leave', async (t) => {
  const dir = t.testdir({
    password: 'open&sesame\n',
    windows: 'open&sesame\r\n',
    bare: 'open sesame',
    two: 'open\nsesame\n',
    empty: '',
    line: '\n',
  })
  const { UPSTREAM_PASSWORD: _, ...others } = live
  const passwordFrom = (name: string) => configOf({ ...others, UPSTREAM_PASSWORD_FILE: join(dir, name) }).live?.password
  t.equal(passwordFrom('password'), 'open&sesame')
  t.equal(passwordFrom('windows'), 'open&sesame')
  t.equal(passwordFrom('bare'), 'open sesame')
  const faultsFrom = (name: string) => faultsOf({ ...others, UPSTREAM_PASSWORD_FILE: join(dir, name) })
  t.match(faultsFrom('two'), [
    /^UPSTREAM_PASSWORD_FILE names a file whose content must be text without control characters$/,
  ])
  t.match(faultsFrom('nothing'), ['UPSTREAM_PASSWORD_FILE cannot be read (ENOENT)'])
  t.match(faultsFrom('.'), ['UPSTREAM_PASSWORD_FILE cannot be read (EISDIR)'])
  for (const name of ['empty', 'line']) t.match(faultsFrom(name), [/^UPSTREAM_PASSWORD/], `${name} is no password`)
  t.match(faultsOf({ ...live, UPSTREAM_PASSWORD_FILE: join(dir, 'password') }), [
    'UPSTREAM_PASSWORD and UPSTREAM_PASSWORD_FILE are both set; keep one',
  ])
  const extra = configOf({ ...live, UPSTREAM_EXTRA_PARAMETERS_FILE: join(t.testdir({ extra: 'ip=x\n' }), 'extra') })
  t.strictSame(extra.upstream.extraParameters, [{ name: 'ip', value: 'x' }])
  t.strictSame(faultsOf({ ...live, PORT_FILE: '/nothing' }), [], 'what is no secret is read from no file')
})

t.test('live mode keeps its journal in a file', async (t) => {
  t.match(faultsOf({ ...live, DATABASE_URL: 'sqlite::memory:' }), [/^DATABASE_URL must name a file/])
  t.strictSame(faultsOf({ DATABASE_URL: 'sqlite::memory:' }), [], 'the sandbox has nothing to remember')
})

t.test('the journal is named by a path, and by nothing that would make another file than is meant', async (t) => {
  const rows: readonly (readonly [urls: readonly string[], expected: RegExp])[] = [
    [
      ['data/gateway.db', 'sqlite:', 'sqlite://data/gateway.db', 'sqlite:file:data/gateway.db'],
      / a path such as sqlite:data/,
    ],
    [['sqlite:~/gateway.db', 'sqlite:~gateway/gateway.db', 'sqlite:$HOME/x.db'], /write it out$/],
    [['sqlite:/data/gateway.db?mode=ro', 'sqlite::memory:?cache=shared', 'sqlite:x.db#1'], /parameters are not taken$/],
    [['sqlite: x.db', 'sqlite:x.db ', 'sqlite:x.db\n', 'sqlite:x\0.db', 'sqlite:\u00a0x.db'], /without a blank/],
    [['sqlite::memory', 'sqlite::Memory:'], / a path or sqlite::memory:$/],
    [['sqlite:data/', 'sqlite:.', 'sqlite:data/..', 'sqlite:/'], /names a file, and no folder$/],
  ]
  for (const [urls, expected] of rows) {
    for (const url of urls) {
      t.match(faultsOf({ DATABASE_URL: url }), [/^DATABASE_URL must be sqlite: and a path /], url)
      t.match(faultsOf({ DATABASE_URL: url }), [expected], url)
    }
  }
  for (const file of ['/data/gateway.db', 'gateway', '../a b/x.db', 'a~b.db', './.hidden', '/data/100%/é.db'])
    t.equal(configOf({ DATABASE_URL: `sqlite:${file}` }).journal.url, `sqlite:${file}`)
})

t.test('a URL of PostgreSQL is taken as it is, or refused in words that contain nothing of it', async (t) => {
  const key = { INSTALLATION_KEY_FILE: '/key' }
  for (const url of [
    'postgres://gateway@db/gateway',
    'postgresql://gateway:p%40ss@db:5432/gateway?sslmode=disable',
    'postgres://gateway:p@[::1]/gateway?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem',
  ]) {
    const { journal } = configOf({ DATABASE_URL: url, ...key, REPLICA_NAME: 'one' })
    t.match(journal, { url, replica: { keyFile: '/key', name: 'one' } }, url)
  }
  for (const url of [
    'postgres:gateway',
    'postgres:///geheim',
    'postgres://geheim@db/',
    'postgres://geheim@db/a/b',
    'postgres://geheim@db/gateway#x',
    'postgres://geheim:%zz@db/gateway',
    'postgres://geheim@db/gateway ',
    // Each of these would accept any certificate, or none.
    'postgres://geheim@db/gateway?sslmode=require',
    'postgres://geheim@db/gateway?sslmode=prefer',
    'postgres://geheim@db/gateway?sslmode=no-verify',
    'postgres://geheim@db/gateway?sslmode=verify-full&sslmode=disable',
    'postgres://geheim@db/gateway?options=-c%20fsync%3Doff',
    'postgres://geheim@db/gateway?password=geheim',
  ]) {
    const faults = faultsOf({ DATABASE_URL: url, ...key })
    t.match(faults, [/^DATABASE_URL must be postgres:\/\/user:password@host/], url)
    t.notMatch(faults.join(), /geheim/)
  }
  const file = join(t.testdir({ url: 'postgres://gateway:secret@db/gateway\n' }), 'url')
  t.equal(configOf({ DATABASE_URL_FILE: file, ...key }).journal.url, 'postgres://gateway:secret@db/gateway')
})

t.test('the key and the name of a replica belong to PostgreSQL', async (t) => {
  t.match(faultsOf({ DATABASE_URL: 'postgres://gateway@db/gateway' }), [/^INSTALLATION_KEY_FILE is required/])
  for (const name of ['INSTALLATION_KEY_FILE', 'REPLICA_NAME'])
    t.match(faultsOf({ [name]: 'one' }), [new RegExp(`^${name} is set, and DATABASE_URL is not of PostgreSQL`)])
  t.notOk(
    'name' in
      (configOf({ DATABASE_URL: 'postgres://gateway@db/gateway', INSTALLATION_KEY_FILE: '/k' }).journal.replica ?? {}),
  )
})

t.test('the password in a database URL is known in both of its forms', async (t) => {
  t.strictSame(secretsOfUrl('postgres://gateway:p%40ss%20word@db/gateway'), ['p%40ss%20word', 'p@ss word'])
  t.strictSame(secretsOfUrl('postgres://gateway:plain@db/gateway'), ['plain'])
  t.strictSame(secretsOfUrl('postgres://gateway@db/gateway'), [])
  t.strictSame(secretsOfUrl('sqlite:data/gateway.db'), [])
})
