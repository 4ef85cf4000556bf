import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import t from 'tap'
import { sandboxSettings } from '../sandbox/settings.ts'
import { documentsWithTables, formatTables } from '../scripts/document-tables.ts'
import { readConfig } from '../src/config/config.ts'
import { settings } from '../src/config/gateway-settings.ts'
import { SendMessageSchema } from '../src/http/schemas/message-request.ts'
import { parameterNames } from '../src/upstream/parameters.ts'
import { startProcess } from './support/gateway-process.ts'
import { runShownRequests } from './support/shown-requests.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

for (const file of documentsWithTables)
  t.test(`the generated tables of ${basename(file.pathname)} are what the source says`, async (t) => {
    const text = readFileSync(file, 'utf8')
    t.match(text, '<!-- generated: ')
    t.equal(text, formatTables(file), 'run `npm run docs` and commit the result')
  })

t.test('docs/settings.md names every setting of the gateway with its default, and no other', async (t) => {
  const documented = [...read('docs/settings.md').matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|–) \|/gm)].map(
    ([, name, value]) => [name, value],
  )
  const known = Object.entries(settings).map(([name, setting]) => [
    name,
    'default' in setting ? setting.default : undefined,
  ])
  t.strictSame(
    documented,
    known,
    'docs/settings.md: a row for each setting, in the order of src/config/gateway-settings.ts',
  )
})

t.test('docs/sandbox.md names every setting of the sandbox with its default, and no other', async (t) => {
  const rows = read('docs/sandbox.md').matchAll(/^\| ((?:`SANDBOX_[A-Z_]+`(?:, )?)+) \| ([^|]*) \|/gm)
  const documented = [...rows].flatMap(([, names = '', values = '']) => {
    const defaults = values.match(/[^`, ]+/g) ?? []
    return (names.match(/[A-Z_]+/g) ?? []).map((name, index) => [name, defaults[index]])
  })
  t.strictSame(
    documented,
    Object.entries(sandboxSettings).map(([name, setting]) => [name, 'default' in setting ? setting.default : '–']),
  )
})

t.test('docs/sending.md lists every field of a message', async (t) => {
  const sending = read('docs/sending.md')
  const section = sending.slice(sending.indexOf('\n## The fields'), sending.indexOf('\n## Preview a message'))
  const documented = [...section.matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, name = '']) => name)
  t.strictSame(
    documented.sort(),
    Object.keys(SendMessageSchema.properties).sort(),
    'docs/sending.md, "The fields": a row for each field of src/http/schemas/message-request.ts',
  )
})

t.test('docs/migration.md names every parameter of the provider, and no other', async (t) => {
  const migration = read('docs/migration.md')
  const section = migration.slice(migration.indexOf('\n### Parameters'), migration.indexOf('\n### Answers'))
  const documented = [...section.matchAll(/^\| ((?:`[a-z]+`(?:, )?)+) \|/gm)].flatMap(
    ([, names = '']) => names.match(/[a-z]+/g) ?? [],
  )
  t.strictSame(
    documented.sort(),
    [...parameterNames].sort(),
    'docs/migration.md, "Parameters": each parameter of src/upstream/parameters.ts',
  )
})

t.test('the compose file passes on every setting, but for those that the image decides', async (t) => {
  const compose = read('docker-compose.yml')
  const passed = [...compose.matchAll(/^ {6}([A-Z_]+?)(?:_FILE)?:/gm)].map(([, name]) => name)
  const decided = ['HOST', 'PORT', 'DATABASE_URL']
  // These are settings of their own, and no secrets that are read from files.
  const files = Object.keys(settings).filter((name) => name.endsWith('_FILE'))
  const expected = Object.keys(settings).filter((name) => !decided.includes(name) && !files.includes(name))
  for (const name of expected) t.ok(passed.includes(name), `${name} in docker-compose.yml`)
  for (const name of files) t.match(compose, new RegExp(`^ {6}${name}:`, 'm'), `${name} in docker-compose.yml`)
})

t.test('a copy of .env.example is live and asks for keys', async (t) => {
  const example = read('.env.example')
  const values = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
  const { UPSTREAM_URL, API_KEYS_FILE, AUTH } = values
  const secrets = { UPSTREAM_USERNAME: 'orders', UPSTREAM_PASSWORD: 'correct horse' }
  t.equal(AUTH, '', 'set to nothing, since the compose file says off where it is absent')
  t.match(readConfig({ UPSTREAM_URL, API_KEYS_FILE, AUTH, ...secrets }), {
    ok: true,
    config: { live: { origin: UPSTREAM_URL }, keysFile: API_KEYS_FILE },
  })
})

t.test(
  'the requests of the documents are answered as they say, for a reader who follows one after the other',
  async (t) => {
    const address = await startProcess(t, { DATABASE_URL: 'sqlite::memory:' }).listening()
    for (const document of ['README.md', 'docs/sending.md']) await runShownRequests(t, address, document)
  },
)
