import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { openCredentials } from '../../src/callers/credentials.ts'
import { createSecrets } from '../../src/logging/logger.ts'
import { createKeyedCaller } from '../support/gateway.ts'

const own = createKeyedCaller({
  name: 'own',
  scopes: ['messages:send'],
  account: { username: 'own', passwordFile: 'own-password' },
})

/** Credentials from files, and the events of their observers with the secrets that the gate knew at that time. */
function open(t: Test, live: boolean) {
  const directory = t.testdir({
    'keys.json': JSON.stringify({ callers: [own.entry] }),
    'own-password': 'own-secret-1',
    password: 'secret-1',
  })
  const path = (name: string) => join(directory, name)
  const lines: string[] = []
  const secrets = createSecrets()
  let keysFaults = 0
  const account = {
    origin: 'https://sms.example',
    username: 'alice',
    password: 'secret-1',
    passwordFile: path('password'),
  }
  const credentials = openCredentials(
    { keysFile: path('keys.json'), live: live ? account : undefined },
    pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    secrets,
    () => keysFaults++,
  )
  t.teardown(credentials.close)
  const told: { accounts: unknown; struck: boolean }[] = []
  credentials.follow(({ accounts }) => {
    const passwords = [...accounts.values()].map(({ password }) => password)
    told.push({
      accounts: Object.fromEntries(accounts),
      struck: passwords.every((word) => secrets.strike(word) !== word),
    })
  })
  return {
    credentials,
    told,
    secrets,
    lines,
    countFaults: () => keysFaults,
    write: (name: string, text: string) => writeFileSync(path(name), text),
  }
}

t.test('accounts are reported by name after the gate knows their passwords, and again when they change', async (t) => {
  const { credentials, told, secrets, write } = open(t, true)
  const accounts = (password: string, ownPassword: string) => ({
    accounts: { default: { username: 'alice', password }, own: { username: 'own', password: ownPassword } },
    struck: true,
  })
  t.strictSame(told, [accounts('secret-1', 'own-secret-1')])
  write('password', 'secret-2')
  write('own-password', 'own-secret-2')
  credentials.reload()
  t.strictSame(told.at(-1), accounts('secret-2', 'own-secret-2'))
  t.not(secrets.strike('own-secret-1'), 'own-secret-1', 'an old one stays in the gate')
})

t.test('a fault of one file does not prevent the other from being read', async (t) => {
  const { credentials, told, lines, countFaults, write } = open(t, true)
  write('password', 'secret-2')
  write('keys.json', '{')
  credentials.reload()
  t.match(told.at(-1), { accounts: { default: { password: 'secret-2' }, own: { password: 'own-secret-1' } } })
  t.equal(credentials.authenticate?.(own.key)?.name, 'own')
  t.match(lines.at(-1), /API_KEYS_FILE is invalid/)
  t.equal(countFaults(), 1, 'and it is counted')
  write('keys.json', JSON.stringify({ callers: [] }))
  write('password', 'gehe\nim')
  credentials.reload()
  t.match(told.at(-1), { accounts: { default: { password: 'secret-2' }, own: undefined } })
  t.equal(credentials.authenticate?.(own.key), undefined)
  t.match(lines.join(''), /UPSTREAM_PASSWORD_FILE names a file whose content must be text/)
  t.notMatch(lines.join(''), /secret|gehe/)
})

t.test('in sandbox mode own accounts are checked and not used', async (t) => {
  const { credentials, told, lines, write } = open(t, false)
  t.strictSame(told.at(-1)?.accounts, {})
  t.equal(credentials.authenticate?.(own.key)?.account, undefined)
  write('own-password', '')
  credentials.reload()
  t.match(lines.at(-1), /passwordFile names a file whose content must not be empty/)
})

t.test('without a file there are no keys, and nothing is read', async (t) => {
  const credentials = openCredentials(
    { keysFile: undefined, live: undefined },
    pino({ level: 'silent' }),
    createSecrets(),
    () => t.fail(),
  )
  t.equal(credentials.authenticate, undefined)
  credentials.reload()
  credentials.close()
})
