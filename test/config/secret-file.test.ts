import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t from 'tap'
import { KeysFileError, openCallers } from '../../src/callers/caller-source.ts'
import { openCredentials } from '../../src/callers/credentials.ts'
import { readConfig } from '../../src/config/config.ts'
import { readSecret } from '../../src/config/secret-file.ts'
import { createSecrets } from '../../src/logging/logger.ts'
import { createKeyedCaller } from '../support/gateway.ts'

/** How editors and shells write a password, the bytes of the file, and the reported fault. */
const mangled: Readonly<Record<string, readonly [bytes: Buffer, expected: RegExp]>> = {
  'a byte order mark': [Buffer.from('\ufeffsesame'), /must not begin with a byte order mark$/],
  'UTF-16': [Buffer.from('\ufeffsesame', 'utf16le'), /must be text in UTF-8$/],
  'Latin-1': [Buffer.from('sésame', 'latin1'), /must be text in UTF-8$/],
  'half a character': [Buffer.from('sesamé').subarray(0, -1), /must be text in UTF-8$/],
  'a zero-width space': [Buffer.from('ses\u200bame'), /must not hold invisible characters/],
  'a word joiner at the end': [Buffer.from('sesame\u2060'), /must not hold invisible characters/],
  'a soft hyphen': [Buffer.from('ses\u00adame'), /must not hold invisible characters/],
  'a mark of direction': [Buffer.from('\u202asesame\u202c'), /must not hold invisible characters/],
  'a blank at the end': [Buffer.from('sesame '), /must not begin or end with a blank$/],
  'a blank before the line end': [Buffer.from('sesame \n'), /must not begin or end with a blank$/],
  'a blank at the beginning': [Buffer.from(' sesame'), /must not begin or end with a blank$/],
  'a no-break space': [Buffer.from('sesame\u00a0'), /must not begin or end with a blank$/],
  'a tab': [Buffer.from('sesame\t'), /must be text without control characters$/],
  'two line ends': [Buffer.from('sesame\n\n'), /must be text without control characters$/],
  'a line separator': [Buffer.from('sesame\u2028'), /must be text without control characters$/],
  nothing: [Buffer.from(''), /must not be empty$/],
  'a line end alone': [Buffer.from('\r\n'), /must not be empty$/],
}

t.test('a secret in a file that was mangled is refused by each of its readers, in words without a value', async (t) => {
  const own = createKeyedCaller({
    name: 'own',
    scopes: ['messages:send'],
    account: { username: 'own', passwordFile: 'password' },
  })
  const directory = t.testdir({ 'keys.json': JSON.stringify({ callers: [own.entry] }), password: 'sesame' })
  const [keys, file] = [join(directory, 'keys.json'), join(directory, 'password')]
  const live = { UPSTREAM_URL: 'https://sms.example', UPSTREAM_USERNAME: 'alice', AUTH: 'off' }
  const account = { origin: 'https://sms.example', username: 'alice', password: 'sesame', passwordFile: file }
  const lines: string[] = []
  const log = pino({}, { write: (line) => void lines.push(line) })
  const credentials = openCredentials({ keysFile: keys, live: account }, log, createSecrets(), () => {})
  t.teardown(credentials.close)
  let accounts: unknown
  credentials.follow((current) => {
    accounts = Object.fromEntries(current.accounts)
  })

  for (const [name, [bytes, expected]] of Object.entries(mangled)) {
    writeFileSync(file, bytes)
    const read = readConfig({ ...live, UPSTREAM_PASSWORD_FILE: file })
    const faults = read.ok ? [] : read.faults
    t.match(faults, [/^UPSTREAM_PASSWORD_FILE names a file whose content must /], name)
    t.match(faults, [expected], name)
    try {
      openCallers({ file: keys, nowMs: Date.now, ownAccounts: true, onLoaded() {}, onFaults() {} }).close()
      t.fail(`${name}: the keys' file was taken`)
    } catch (error) {
      t.match(error, new KeysFileError([]))
      t.match((error as KeysFileError).faults, [
        /^\/callers\/0\/account\/passwordFile names a file whose content must /,
      ])
      t.match((error as KeysFileError).faults, [expected])
    }
    lines.length = 0
    credentials.reload()
    t.equal(lines.filter((line) => line.includes(' names a file whose content must ')).length, 2, name)
    t.notMatch(faults.join() + lines.join(), /s[eé]s/, 'no part of it is shown')
    t.match(accounts, { default: { password: 'sesame' }, own: { password: 'sesame' } }, 'the one before still counts')
  }
})

t.test('unusual but intended values stay unchanged', async (t) => {
  const file = join(t.testdir(), 'password')
  for (const password of ['open & sesame', 'sésame', 'пароль', '密码', '#%+"\\', '🔑'])
    for (const end of ['', '\n', '\r\n']) {
      writeFileSync(file, password + end)
      t.strictSame(readSecret(file), { ok: true, secret: password })
    }
})
