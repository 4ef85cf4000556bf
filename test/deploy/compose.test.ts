import { readFileSync } from 'node:fs'
import t from 'tap'
import { parse } from 'yaml'
import { readConfig } from '../../src/config/config.ts'

type Compose = {
  readonly services: {
    readonly gateway: {
      readonly ports: readonly string[]
      readonly environment: Readonly<Record<string, string | null>>
    }
  }
}
const { gateway } = (
  parse(readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }) as Compose
).services

/** Fills in variables as compose does: `${A:-b}`, `${A-b}` and `${A:+b}`. */
const fillIn = (text: string, given: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{([A-Z_]+)(:?[-+])([^}]*)\}/g, (_match, name: string, operator: string, word: string) => {
    const value = given[name]
    const isThere = value !== undefined && (value !== '' || !operator.startsWith(':'))
    if (operator.endsWith('+')) return isThere ? word : ''
    return isThere ? value : word
  })

/** The gateway's settings. A variable without a value in the file comes from .env, or is not set. */
function environmentOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(gateway.environment).map(([name, value]) => [
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
