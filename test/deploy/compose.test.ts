import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig } from '../../src/config/config.ts'

type Service = {
  readonly scale?: string
  readonly profiles?: readonly string[]
  readonly ports: readonly string[]
  readonly environment: Readonly<Record<string, string | null>>
  readonly secrets: readonly string[]
  readonly volumes: readonly string[]
  readonly depends_on?: object
}
type Compose = {
  readonly services: Readonly<Record<'gateway' | 'gateway-1' | 'gateway-2' | 'balancer' | 'postgres', Service>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root))
const compose = parse(read('docker-compose.yml').toString(), { merge: true }) as Compose
const { gateway } = compose.services

/** Fills in variables as compose does: `${A:-b}`, `${A-b}` and `${A:+b}`. */
const fillIn = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{([A-Z_]+)(:?[-+])([^}]*)\}/g, (_match, name: string, operator: string, word: string) => {
    const value = given[name]
    const isThere = value !== undefined && (value !== '' || !operator.startsWith(':'))
    if (operator.endsWith('+')) return isThere ? word : ''
    return isThere ? value : word
  })

/** The gateway's settings. A variable without a value in the file comes from .env, or is not set. */
function environmentOf(given: Readonly<Record<string, string>>, service = gateway): Record<string, string> {
  const pairs = Object.entries(service.environment).map(([name, value]) => [
    name,
    value === null ? (given[name] ?? '') : fillIn(value, given),
  ])
  const environment = Object.fromEntries(pairs)
  if (!environment['UPSTREAM_URL']) return environment
  // Compose mounts these two files.
  const mounted = {
    UPSTREAM_USERNAME_FILE: '',
    UPSTREAM_USERNAME: 'u',
    UPSTREAM_PASSWORD_FILE: '',
    UPSTREAM_PASSWORD: 'p',
  }
  return { ...environment, ...mounted }
}

const secret = 'a-secret-for-delivery-reports-0123456789'

t.test('without a secret compose starts a gateway that receives no delivery reports', async (t) => {
  t.match(readConfig({ ...environmentOf({}), DATABASE_URL: 'sqlite:gateway.db' }), {
    ok: true,
    config: { reports: { secrets: undefined, port: undefined } },
  })
})

t.test('with a secret compose gives them the port that it publishes', async (t) => {
  const read = readConfig({ ...environmentOf({ DELIVERY_REPORTS_SECRET: secret }), DATABASE_URL: 'sqlite:gateway.db' })
  t.match(read, { ok: true, config: { reports: { secrets: [secret], port: 9465 } } })
  const fromFile = environmentOf({ DELIVERY_REPORTS_SECRET_FILE: '/etc/bulksms/delivery-reports-secret' })
  t.match(fromFile, {
    DELIVERY_REPORTS_PORT: '9465',
    DELIVERY_REPORTS_SECRET_FILE: '/etc/bulksms/delivery-reports-secret',
  })
  t.strictSame(
    gateway.ports.map((port) => fillIn(port, {})),
    ['127.0.0.1:3000:3000', '127.0.0.1:9465:9465'],
    'on the loopback address, unless .env says otherwise',
  )
  t.equal(fillIn(gateway.ports[1] ?? '', { PUBLISH_DELIVERY_REPORTS: '192.0.2.7:80' }), '192.0.2.7:80:9465')
})

t.test('the profile replicas has two gateways on PostgreSQL that differ in their names alone', async (t) => {
  const { 'gateway-1': one, 'gateway-2': other, postgres, balancer } = compose.services
  for (const { profiles } of [one, other, postgres, balancer]) t.strictSame(profiles, ['replicas'])
  t.strictSame({ ...other, environment: { ...other.environment, REPLICA_NAME: 'gateway-1' } }, one)
  t.strictSame([one.environment['REPLICA_NAME'], other.environment['REPLICA_NAME']], ['gateway-1', 'gateway-2'])
  t.notOk(one.volumes.some((volume) => volume.startsWith('journal:')))
  t.match(one.depends_on, { postgres: { condition: 'service_healthy' } })
  t.equal(fillIn(gateway.scale ?? '', { GATEWAY_COUNT: '0' }), '0', 'the gateway on SQLite can be left out')
})

t.test('the files of the sandbox fit together, and the gateways take them', async (t) => {
  const fileOf = (name: string) => fillIn(compose.secrets[name]?.file ?? '', {})
  const { 'gateway-1': service, postgres } = compose.services
  for (const name of [...service.secrets, ...postgres.secrets]) t.ok(existsSync(new URL(fileOf(name), root)), name)
  const url = new URL(read(fileOf('database_url')).toString().trim())
  t.equal(url.password, read(fileOf('database_password')).toString().trim())
  t.match(postgres.environment, { POSTGRES_USER: url.username, POSTGRES_DB: url.pathname.slice(1) })
  t.ok(Object.hasOwn(compose.services, url.hostname))
  t.equal(read(fileOf('installation_key')).length, 32)
  const [, inImage = ''] = /DATABASE_URL=(\S+)/.exec(read('Dockerfile').toString()) ?? []
  const environment: Record<string, string> = { DATABASE_URL: inImage, ...environmentOf({}, service) }
  t.equal(environment['DATABASE_URL_FILE'], '/run/secrets/database_url')
  const local = { ...environment, DATABASE_URL_FILE: new URL(fileOf('database_url'), root).pathname }
  t.match(readConfig(local), {
    ok: true,
    config: { journal: { url: url.href, replica: { keyFile: '/run/secrets/installation_key', name: 'gateway-1' } } },
  })
})

t.test('nginx gets its configuration, and repeats no request but those that cannot send', async (t) => {
  const { balancer } = compose.services
  const [file = ''] = balancer.volumes.map((volume) => volume.split(':')[0] ?? '')
  const locations = [
    ...read(file)
      .toString()
      .matchAll(/location (.*) \{[^}]*proxy_next_upstream (.*);/g),
  ]
  t.strictSame(
    locations.map(([, place, repeats]) => [place, repeats]),
    [
      ['/', 'off'],
      ['= /readyz', 'error timeout http_503'],
      ['/', 'error timeout non_idempotent'],
    ],
  )
})
