import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readSandboxSettings } from '../../sandbox/settings.ts'

const defaults = {
  host: '127.0.0.1',
  port: 8080,
  username: 'sandbox',
  password: 'sandbox',
  dialect: 'document',
}

t.test('an empty environment is a sandbox on the loopback', async (t) => {
  t.same(readSandboxSettings({}), { ok: true, settings: defaults })
  t.same(readSandboxSettings({ SANDBOX_PORT: '', SANDBOX_PASSWORD: '', SANDBOX_PASSWORD_FILE: '' }), {
    ok: true,
    settings: defaults,
  })
})

t.test('every setting is read, secrets from files as well', async (t) => {
  const path = join(t.testdir(), 'password')
  writeFileSync(path, 'p a$s\n')
  const environment = {
    SANDBOX_HOST: '0.0.0.0',
    SANDBOX_PORT: '0',
    SANDBOX_USERNAME: 'alice',
    SANDBOX_PASSWORD_FILE: path,
    SANDBOX_DIALECT: 'classic',
  }
  t.same(readSandboxSettings(environment), {
    ok: true,
    settings: { host: '0.0.0.0', port: 0, username: 'alice', password: 'p a$s', dialect: 'classic' },
  })
})

t.test('all faults come at once, and no secret with them', async (t) => {
  const path = join(t.testdir({ empty: '' }), 'empty')
  const reading = readSandboxSettings({
    SANDBOX_PORT: '65536',
    SANDBOX_USERNAME_FILE: path,
    SANDBOX_PASSWORD: 'canary',
    SANDBOX_PASSWORD_FILE: path,
    SANDBOX_DIALECT: 'toString',
  })
  const faults = reading.ok ? [] : reading.faults
  t.equal(faults.length, 4)
  for (const [index, name] of ['PORT', 'USERNAME_FILE', 'PASSWORD', 'DIALECT'].entries()) {
    t.ok(faults[index]?.startsWith(`SANDBOX_${name}`), `${name}: ${faults[index]}`)
  }
  t.notOk(faults.join().includes('canary'))
})

for (const port of ['-1', '80.5', '0x50', 'http', '100000', ' 80']) {
  t.test(`${JSON.stringify(port)} is no port`, async (t) => {
    t.match(readSandboxSettings({ SANDBOX_PORT: port }), { ok: false, faults: [/^SANDBOX_PORT /] })
  })
}

t.test('a file that is not there is a fault that names the setting', async (t) => {
  t.match(readSandboxSettings({ SANDBOX_USERNAME_FILE: '/nowhere/name' }), {
    ok: false,
    faults: ['SANDBOX_USERNAME_FILE cannot be read (ENOENT)'],
  })
})

t.test('a misspelt name is a fault, and names of the gateway are none of its business', async (t) => {
  t.match(readSandboxSettings({ SANDBOX_DIALEKT: 'classic' }), {
    ok: false,
    faults: ['SANDBOX_DIALEKT is not a setting; the nearest is SANDBOX_DIALECT'],
  })
  t.match(
    readSandboxSettings({ UPSTREAM_URL: 'https://sms.example', UPSTREAM_X: '1', API_KEY: '1', SANDBOX_PUBLISH: '1' }),
    {
      ok: true,
    },
  )
})

t.test('a service by the name of sandbox in the same Kubernetes namespace sets nothing', async (t) => {
  const links = {
    SANDBOX_SERVICE_HOST: '10.0.0.11',
    SANDBOX_SERVICE_PORT: '8080',
    SANDBOX_SERVICE_PORT_HTTP: '8080',
    SANDBOX_PORT: 'tcp://10.0.0.11:8080',
    SANDBOX_PORT_8080_TCP: 'tcp://10.0.0.11:8080',
    SANDBOX_PORT_8080_TCP_PROTO: 'tcp',
    SANDBOX_PORT_8080_TCP_PORT: '8080',
    SANDBOX_PORT_8080_TCP_ADDR: '10.0.0.11',
  }
  t.same(readSandboxSettings(links), { ok: true, settings: defaults })
  t.match(readSandboxSettings({ ...links, SANDBOX_PORT: '9090' }), { ok: true, settings: { port: 9090 } })
})
