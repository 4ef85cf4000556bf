import { chmodSync, linkSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { createKeyedCaller, startGateway } from '../support/gateway.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { run } from './run-tool.ts'

const live = { UPSTREAM_URL: 'https://provider.example', UPSTREAM_USERNAME: 'alice', UPSTREAM_PASSWORD: 'open&sesame' }

const check = (environment: Record<string, string>) => run(['check'], { environment })

/** The journal of a gateway that is running. */
async function startWithJournal(t: Test) {
  const folder = t.testdir({ 'keys.json': '{"callers":[]}' })
  const file = join(folder, 'gateway.db')
  await startGateway(t, { journalFile: file })
  return { file, url: `sqlite:${file}`, keys: join(folder, 'keys.json') }
}

t.test('a right configuration is told what it means, and nothing is created', async (t) => {
  const folder = t.testdir()
  const { exit, output } = await check({ DATABASE_URL: `sqlite:${folder}/new/gateway.db` })
  t.equal(exit, 'done')
  t.match(output, /^The configuration is right\.\n.*sandbox mode.*no keys.*the journal will be created/s)
  t.strictSame(readdirSync(folder), [])
})

t.test('it tells all that is wrong at once, in the words of a start, and shows no secret', async (t) => {
  const { exit, output } = await check({
    ...live,
    AUTH: 'of',
    PROT: '1',
    UPSTREAM_TIMEOUT_MS: 'x',
    UPSTREAM_CA_FILE: '/nowhere',
  })
  t.equal(exit, 'failed')
  t.match(output, /^The gateway would not start:\n/)
  for (const name of [
    'AUTH must be',
    'UPSTREAM_TIMEOUT_MS must be',
    'UPSTREAM_CA_FILE must',
    'API_KEYS_FILE is required',
  ])
    t.match(output, name)
  t.notMatch(output, /sesame|provider\.example/)
  t.match(JSON.parse((await run(['check', '--json'], { environment: { PORT: 'x' } })).output), {
    ok: false,
    faults: [/^PORT must be/],
  })
})

t.test('it reads the keys file with the passwords that it refers to, and the certificates', async (t) => {
  const { entry } = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
  const account = { username: 'x', passwordFile: 'missing' }
  const certificate = createTestCertificate()
  const folder = t.testdir({
    'right.json': JSON.stringify({ callers: [entry] }),
    'wrong.json': JSON.stringify({ callers: [{ ...entry, account }] }),
    'cert.pem': certificate.cert,
    'key.pem': certificate.key,
  })
  const DATABASE_URL = `sqlite:${folder}/gateway.db`
  const files = { UPSTREAM_CERT_FILE: `${folder}/cert.pem`, UPSTREAM_KEY_FILE: `${folder}/key.pem` }
  const right = await check({ ...live, ...files, DATABASE_URL, API_KEYS_FILE: `${folder}/right.json` })
  t.equal(right.exit, 'done', right.output)
  t.match(right.output, /keys of 1 caller/)
  const wrong = await check({ ...live, DATABASE_URL, API_KEYS_FILE: `${folder}/wrong.json` })
  t.match(wrong.output, /API_KEYS_FILE: \/callers\/0\/account\/passwordFile cannot be read \(ENOENT\)/)
  const missing = await check({ ...live, DATABASE_URL, API_KEYS_FILE: `${folder}/none.json` })
  t.match(missing.output, /API_KEYS_FILE: cannot be read \(ENOENT\)/)
})

t.test('the journal of a running gateway can be used, and is left as it is', async (t) => {
  const { file, url, keys } = await startWithJournal(t)
  const before = [readFileSync(file), statSync(file).mtimeMs, readdirSync(join(file, '..'))]
  t.match(await check({ ...live, DATABASE_URL: url, API_KEYS_FILE: keys }), {
    exit: 'done',
    output: /the journal can be used/,
  })
  t.match(await check({ DATABASE_URL: url }), { exit: 'failed', output: /does not belong to sandbox mode/ })
  t.strictSame([readFileSync(file), statSync(file).mtimeMs, readdirSync(join(file, '..'))], before)
})

t.test('a journal that a start would refuse is refused for the same reason', async (t) => {
  const folder = t.testdir({
    'text.db': 'not a database '.repeat(20),
    'lost.db.key': 'x',
    'short.db': 'SQLite format 3',
  })
  const at = (name: string) => join(folder, name)
  const create = (name: string, statements: string) => {
    const database = new DatabaseSync(at(name))
    database.exec(statements)
    database.close()
  }
  const tables = 'CREATE TABLE attempts (a); CREATE TABLE idempotency_keys (a); CREATE TABLE messages (a);'
  create('newer.db', `${tables} PRAGMA user_version = 3999`)
  create('development.db', `${tables} PRAGMA user_version = 2004`)
  create('other.db', 'CREATE TABLE bookmarks (url)')
  writeFileSync(at('linked.db'), '')
  linkSync(at('linked.db'), at('second-name.db'))
  const rows: readonly (readonly [name: string, said: RegExp])[] = [
    ['text.db', /file is not a database/],
    ['short.db', /file is not a database/],
    ['lost.db', /it is missing or empty, but there is .*lost\.db\.key/],
    ['newer.db', /is of version 999, and this gateway knows versions up to/],
    ['development.db', /was written by a development version/],
    ['other.db', /of another program/],
    ['linked.db', /it has 2 names/],
    ['text.db/below.db', /cannot be opened/],
  ]
  for (const [name, said] of rows) {
    const { exit, output } = await check({ DATABASE_URL: `sqlite:${at(name)}` })
    t.equal(exit, 'failed', name)
    t.match(output, said)
  }
  if (process.getuid?.() === 0) return
  chmodSync(folder, 0o500)
  t.match((await check({ DATABASE_URL: `sqlite:${at('new.db')}` })).output, /permission denied/)
  chmodSync(folder, 0o700)
})

t.test('with PostgreSQL the key file is looked at, and the URL is shown to nobody', async (t) => {
  const folder = t.testdir({ key: 'k'.repeat(32), short: 'k' })
  const url = 'postgres://gateway:geheim-und-lang@127.0.0.1:1/gateway'
  const right = await check({ DATABASE_URL: url, INSTALLATION_KEY_FILE: `${folder}/key` })
  t.match(right, { exit: 'done', output: /the journal is in PostgreSQL: only a start can tell/ })
  const wrong = await check({ DATABASE_URL: url, INSTALLATION_KEY_FILE: `${folder}/short` })
  t.match(wrong, { exit: 'failed', output: /The key file .*short cannot be used: it has 1 bytes and not 32/ })
  for (const { output } of [right, wrong]) t.notMatch(output, /geheim|postgres:\/\//)
})
