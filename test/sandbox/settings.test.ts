import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readSettings } from '../../src/sandbox/settings.ts'

const defaults = {
  host: '127.0.0.1',
  port: 8080,
  username: 'sandbox',
  password: 'sandbox',
  dialect: 'document',
}

t.test('an empty environment is a sandbox on the loopback', async (t) => {
  t.same(readSettings({}), { valid: true, settings: defaults })
  t.same(readSettings({ SANDBOX_PORT: '', SANDBOX_PASSWORD: '', SANDBOX_PASSWORD_FILE: '' }), {
    valid: true,
    settings: defaults,
  })
})

t.test('every setting is read, secrets from files as well', async (t) => {
  const path = join(t.testdir(), 'password')
  writeFileSync(path, 'p a$s\nsecond line\n')
  const environment = {
    SANDBOX_HOST: '0.0.0.0',
    SANDBOX_PORT: '0',
    SANDBOX_USERNAME: 'alice',
    SANDBOX_PASSWORD_FILE: path,
    SANDBOX_DIALECT: 'classic',
  }
  t.same(readSettings(environment), {
    valid: true,
    settings: { host: '0.0.0.0', port: 0, username: 'alice', password: 'p a$s', dialect: 'classic' },
  })
})

t.test('all faults come at once, and no secret with them', async (t) => {
  const path = join(t.testdir({ empty: '' }), 'empty')
  const reading = readSettings({
    SANDBOX_PORT: '65536',
    SANDBOX_USERNAME_FILE: path,
    SANDBOX_PASSWORD: 'canary',
    SANDBOX_PASSWORD_FILE: path,
    SANDBOX_DIALECT: 'toString',
  })
  const faults = reading.valid ? [] : reading.faults
  t.equal(faults.length, 4)
  for (const [index, name] of ['PORT', 'USERNAME_FILE', 'PASSWORD', 'DIALECT'].entries()) {
    t.ok(faults[index]?.startsWith(`SANDBOX_${name}`), `${name}: ${faults[index]}`)
  }
  t.notOk(faults.join().includes('canary'))
})

for (const port of ['-1', '80.5', '0x50', 'http', '100000', ' 80']) {
  t.test(`${JSON.stringify(port)} is no port`, async (t) => {
    t.match(readSettings({ SANDBOX_PORT: port }), { valid: false, faults: [/^SANDBOX_PORT /] })
  })
}

t.test('a file that is not there is a fault that names it', async (t) => {
  t.match(readSettings({ SANDBOX_USERNAME_FILE: '/nowhere/name' }), { valid: false, faults: [/\/nowhere\/name/] })
})
