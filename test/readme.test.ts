import { readFileSync } from 'node:fs'
import t from 'tap'
import { sandboxSettings } from '../sandbox/settings.ts'
import { formatReadme, readmeFile } from '../scripts/readme-tables.ts'
import { readConfig } from '../src/config/config.ts'
import { settings } from '../src/config/gateway-settings.ts'
import { SendMessageSchema } from '../src/http/schemas/message-request.ts'
import { startProcess } from './support/gateway-process.ts'

const readme = readFileSync(readmeFile, 'utf8')

t.test("the README's generated tables are what the source says", async (t) => {
  t.equal(readme, formatReadme(), 'run `npm run readme` and commit the result')
})

t.test('the README names every setting of the gateway with its default, and no other', async (t) => {
  const section = readme.slice(readme.indexOf('\n## Settings'), readme.indexOf('\n## Deploy'))
  const documented = [...section.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|–) \|/gm)].map(([, name, value]) => [
    name,
    value,
  ])
  const known = Object.entries(settings).map(([name, setting]) => [
    name,
    'default' in setting ? setting.default : undefined,
  ])
  t.strictSame(
    documented,
    known,
    'README.md, "Settings": a row for each setting, in the order of src/config/gateway-settings.ts',
  )
})

t.test('the README names every setting of the sandbox with its default, and no other', async (t) => {
  const rows = readme.matchAll(/^\| ((?:`SANDBOX_[A-Z_]+`(?:, )?)+) \| ([^|]*) \|/gm)
  const documented = [...rows].flatMap(([, names = '', values = '']) => {
    const defaults = values.match(/[^`, ]+/g) ?? []
    return (names.match(/[A-Z_]+/g) ?? []).map((name, index) => [name, defaults[index]])
  })
  t.strictSame(
    documented,
    Object.entries(sandboxSettings).map(([name, setting]) => [name, 'default' in setting ? setting.default : '–']),
  )
})

t.test('the README lists every field of a message', async (t) => {
  const section = readme.slice(readme.indexOf('\n### The fields'), readme.indexOf('\n### Preview a message'))
  const documented = [...section.matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, name = '']) => name)
  t.strictSame(
    documented.sort(),
    Object.keys(SendMessageSchema.properties).sort(),
    'README.md, "The fields": a row for each field of src/http/schemas/message-request.ts',
  )
})

t.test('the compose file passes on every setting, but for those that the image decides', async (t) => {
  const compose = readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8')
  const passed = [...compose.matchAll(/^ {6}([A-Z_]+?)(?:_FILE)?:/gm)].map(([, name]) => name)
  const decided = ['HOST', 'PORT', 'DATABASE_URL']
  // These are settings of their own, and no secrets that are read from files.
  const files = Object.keys(settings).filter((name) => name.endsWith('_FILE'))
  const expected = Object.keys(settings).filter((name) => !decided.includes(name) && !files.includes(name))
  for (const name of expected) t.ok(passed.includes(name), `${name} in docker-compose.yml`)
  for (const name of files) t.match(compose, new RegExp(`^ {6}${name}:`, 'm'), `${name} in docker-compose.yml`)
})

t.test('a copy of .env.example is live and asks for keys', async (t) => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
  const values = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
  const { UPSTREAM_URL, API_KEYS_FILE, AUTH } = values
  const secrets = { UPSTREAM_USERNAME: 'orders', UPSTREAM_PASSWORD: 'correct horse' }
  t.equal(AUTH, '', 'set to nothing, since the compose file says off where it is absent')
  t.match(readConfig({ UPSTREAM_URL, API_KEYS_FILE, AUTH, ...secrets }), {
    ok: true,
    config: { live: { origin: UPSTREAM_URL }, keysFile: API_KEYS_FILE },
  })
})

t.test("the README's requests are answered as the README says", async (t) => {
  const address = await startProcess(t, { DATABASE_URL: 'sqlite::memory:' }).listening()

  const shown = [...readme.matchAll(/```sh\ncurl (.*?)```\n```http\n(HTTP\/1\.1 (\d+) [^\n]*)\n/gs)]
  t.ok(shown.length >= 6, 'the README shows requests')
  for (const [, command = '', statusLine = '', status] of shown) {
    const url = command.match(/http:\/\/127\.0\.0\.1:3000(\S*)/)?.[1]
    const body = command.match(/-d '([^']*)'/)?.[1]
    if (url === undefined || body === undefined) throw new Error(`Not a request of the README's form: ${command}`)
    // A time to come in the README is past one day; here it is always to come.
    const timely = body.replace(/\d{4}-\d{2}-\d{2}(?=T)/, Temporal.Now.plainDateISO().add({ days: 30 }).toString())
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}${url}`, { method: 'POST', headers, body: timely })
    t.equal(answer.status, Number(status), `${url} ${body}`)
    t.equal(statusLine, `HTTP/1.1 ${answer.status} ${answer.statusText}`)
    t.type(await answer.json(), 'object')
  }
})
