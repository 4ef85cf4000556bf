import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { forwardSettings, readForwardSettings } from '../../forward/settings.ts'
import { secrets } from './servers.ts'

const required = { FORWARD_URL: 'https://crm.example/hooks/sms', FORWARD_SECRET: secrets[0] }

t.test('an address and a secret are enough', async (t) => {
  t.same(readForwardSettings({ ...required, FORWARD_API_KEY: '', PORT: '3000', UPSTREAM_URL: 'https://sms.example' }), {
    ok: true,
    settings: {
      url: new URL(required.FORWARD_URL),
      secrets: [secrets[0]],
      gatewayUrl: 'http://127.0.0.1:3000',
      apiKey: undefined,
      callers: 'own',
      folder: 'data/forward',
      timeoutMs: 15_000,
      giveUpMs: 24 * 3_600_000,
    },
  })
})

t.test('every setting is read, secrets from files as well', async (t) => {
  const folder = t.testdir()
  const written = { URL: 'http://[::1]:8080/x?token=1', SECRET: secrets.join(','), API_KEY: 'bsg_orders_0123456789' }
  const files = Object.entries(written).map(([name, text]) => {
    writeFileSync(join(folder, name), `${text}\n`)
    return [`FORWARD_${name}_FILE`, join(folder, name)]
  })
  const reading = readForwardSettings({
    ...Object.fromEntries(files),
    FORWARD_GATEWAY_URL: 'https://sms.example/gateway/',
    FORWARD_CALLERS: 'all',
    FORWARD_FOLDER: '/data',
    FORWARD_TIMEOUT_MS: '1000',
    FORWARD_GIVE_UP_HOURS: '120',
  })
  t.same(reading, {
    ok: true,
    settings: {
      url: new URL(written.URL),
      secrets,
      gatewayUrl: 'https://sms.example/gateway',
      apiKey: written.API_KEY,
      callers: 'all',
      folder: '/data',
      timeoutMs: 1_000,
      giveUpMs: 120 * 3_600_000,
    },
  })
})

t.test('all faults come at once, and no secret with them', async (t) => {
  const reading = readForwardSettings({
    FORWARD_URL: 'http://crm.example/canary',
    FORWARD_SECRET_FILE: '/does/not/exist',
    FORWARD_GATEWAY_URL: 'https://user:canary@sms.example',
    FORWARD_API_KEY: 'canary',
    FORWARD_CALLERS: 'canary',
    FORWARD_TIMEOUT_MS: '0',
    FORWARD_GIVE_UP_HOURS: '1000',
    FORWARD_TIMEOUT: 'canary',
  })
  const faults = reading.ok ? [] : reading.faults
  t.strictSame(
    faults.map((fault) => fault.split(' ')[0]),
    [
      ...['URL', 'SECRET_FILE', 'GATEWAY_URL', 'API_KEY', 'CALLERS', 'TIMEOUT_MS', 'GIVE_UP_HOURS', 'TIMEOUT'].map(
        (name) => `FORWARD_${name}`,
      ),
    ],
  )
  t.notMatch(faults.join(), /canary/)
})

t.test('options of Node that would show the key, or trust any server, are refused', async (t) => {
  const environment = { ...required, NODE_DEBUG: 'https', NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  t.match(readForwardSettings(environment, ['--inspect']), {
    ok: false,
    faults: [/^NODE_DEBUG .* print the API key$/, /--inspect: it could hand out the API key$/, /NODE_EXTRA_CA_CERTS/],
  })
})

t.test('what is missing is named', async (t) => {
  t.match(readForwardSettings({}), { ok: false, faults: [/^FORWARD_URL is missing/, /^FORWARD_SECRET is missing/] })
})

const wrong = [
  ...['http://crm.example/', 'http://127.0.0.1.example/', 'http://10.0.0.1/', 'ftp://crm.example/', 'crm.example'],
  ...['https://user:pass@crm.example/', 'https://crm.example/#x'],
].map((value) => ['FORWARD_URL', value] as const)
const wrongSecrets = [
  ...['whsec_', 'secret', Buffer.alloc(32).toString('base64'), `whsec_${Buffer.alloc(23).toString('base64')}`],
  ...[
    `whsec_${Buffer.alloc(65).toString('base64')}`,
    `${secrets[0]}x`,
    `${secrets[0]},`,
    `${secrets[0]}, ${secrets[1]}`,
  ],
  [secrets[0], secrets[1], secrets[0]].join(),
].map((value) => ['FORWARD_SECRET', value] as const)
for (const [name, value] of [...wrong, ...wrongSecrets]) {
  t.test(`${value} is no ${name}`, async (t) => {
    t.match(readForwardSettings({ ...required, [name]: value }), {
      ok: false,
      faults: [new RegExp(`^${name} must be`)],
    })
  })
}

t.test('docs/forwarding.md names every setting with its default, and so does the compose file', async (t) => {
  const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const rows = [...read('docs/forwarding.md').matchAll(/^\| `(FORWARD_[A-Z_]+)` \| (?:`([^`]*)`|–) \|/gm)]
  t.strictSame(
    rows.map(([, name, value]) => [name, value]),
    Object.entries(forwardSettings).map(([name, setting]) => [
      name,
      'default' in setting ? setting.default : undefined,
    ]),
  )
  const compose = read('docker-compose.yml')
  for (const [name, setting] of Object.entries(forwardSettings)) {
    t.match(compose, new RegExp(`^ {6}${name}:`, 'm'), name)
    if ('secret' in setting) t.match(compose, new RegExp(`^ {6}${name}_FILE:`, 'm'), `${name}_FILE`)
  }
})
