import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { openSqliteJournal } from '../src/journal/sqlite.ts'
import { dayMs, put } from './journal/entries.ts'
import { failOnFailure } from './journal/open-sqlite.ts'
import { createCountingUpstream } from './support/counting-upstream.ts'
import { createKeyedCaller } from './support/gateway.ts'
import { startProcess } from './support/gateway-process.ts'

const password = 'open&sesame'

/** A live gateway before an upstream that counts, with a module that breaks something before it starts. */
async function start(t: Test, environment: Record<string, string>, trap = '') {
  const upstream = await createCountingUpstream()
  t.teardown(upstream.close)
  const live = {
    UPSTREAM_URL: upstream.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: password,
    AUTH: 'off',
    DOCS: 'off',
  }
  const preload = `data:text/javascript;base64,${Buffer.from(trap).toString('base64')}`
  const gateway = startProcess(t, { ...live, ...environment }, ['--import', preload])
  return { gateway, upstream }
}

/** Overwrites the last page of a table, which nothing reads but those who look for its newest rows. */
function breakLastPage(file: string, table: string): void {
  const database = new DatabaseSync(file)
  const root = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.['rootpage']
  const pageBytes = Number(Object.values(database.prepare('PRAGMA page_size').get() ?? {})[0])
  database.close()
  const descriptor = openSync(file, 'r+')
  const page = Buffer.alloc(pageBytes)
  readSync(descriptor, page, 0, pageBytes, (Number(root) - 1) * pageBytes)
  // An inner page of a table's tree keeps the number of its last child here: https://sqlite.org/fileformat2.html#b_tree_pages
  if (page[0] !== 5) throw new Error('The table fits into one page')
  const last = page.readUInt32BE(8)
  writeSync(descriptor, Buffer.alloc(pageBytes, 0xff), 0, pageBytes, (last - 1) * pageBytes)
  closeSync(descriptor)
}

t.test('a journal whose newest rows are damaged ends the start in words', async (t) => {
  const directory = t.testdir()
  const file = join(directory, 'gateway.db')
  const { journal } = openSqliteJournal({ file, retentionMs: 31 * dayMs, onFailure: failOnFailure, purpose: 'live' })
  const messages = Array.from({ length: 200 }, (_, index) => {
    const caller = { caller: 'orders', createdAt: Date.now() }
    return put(journal, { [`+21355000${1_000 + index}`]: 'accepted' }, caller, { finished: true })
  })
  await Promise.all(messages)
  await journal.close()
  breakLastPage(file, 'messages')
  const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send'], dailySegments: 1_000 })
  const keys = join(directory, 'keys.json')
  writeFileSync(keys, JSON.stringify({ callers: [orders.entry] }))
  const { gateway, upstream } = await start(t, { AUTH: '', API_KEYS_FILE: keys, DATABASE_URL: `sqlite:${file}` })
  t.equal(await gateway.ended, 1)
  t.match(
    gateway.stderr(),
    /^bulksms-gateway cannot start:\n {2}- The journal \S+ cannot be used: database disk image is malformed\n$/,
  )
  t.match(gateway.logLines().at(-1), { level: 'fatal', msg: 'cannot start' })
  t.equal(upstream.arrivalCount(), 0)
})

const breakModule = (name: string, statement: string) => `
  import { syncBuiltinESMExports } from 'node:module'
  import target from ${JSON.stringify(name)}
  ${statement}
  syncBuiltinESMExports()`

/** Errors at different places of the start; what each makes the gateway say, with the password struck. */
const failures: readonly (readonly [name: string, trap: string, said: RegExp])[] = [
  [
    'the key file cannot be written',
    breakModule(
      'node:fs',
      `const { writeFileSync } = target
       target.writeFileSync = (file, ...others) => {
         if (String(file).endsWith('.key')) throw new Error('no room for open&sesame')
         return writeFileSync(file, ...others)
       }`,
    ),
    /The key file .*gateway\.db\.key cannot be used: no room for \[redacted\]/,
  ],
  [
    'a part throws unexpectedly',
    breakModule('node:perf_hooks', `target.monitorEventLoopDelay = () => { throw new TypeError('boom open&sesame') }`),
    /unexpected error: boom \[redacted\]/,
  ],
  [
    'something throws beside the start',
    breakModule(
      'node:fs',
      `const { writeFileSync } = target
       target.writeFileSync = (...given) => {
         process.nextTick(() => { throw new Error('boom open&sesame') })
         return writeFileSync(...given)
       }`,
    ),
    /unexpected error: boom \[redacted\]/,
  ],
  [
    'the server never listens, and nothing is left to wait for',
    breakModule('node:net', 'target.Server.prototype.listen = function () { return this }'),
    /unexpected error: The start did not complete/,
  ],
]

for (const [name, trap, said] of failures) {
  t.test(`the start ends with 1 and says why when ${name}`, async (t) => {
    const { gateway, upstream } = await start(t, {}, trap)
    t.equal(await gateway.ended, 1)
    t.match(gateway.stderr(), /^bulksms-gateway cannot start:\n {2}- [^\n]*\n$/)
    t.match(gateway.stderr(), said)
    t.match(gateway.logLines().at(-1), { level: 'fatal', msg: 'cannot start' })
    t.notMatch(gateway.stdout() + gateway.stderr(), /sesame/)
    t.equal(upstream.arrivalCount(), 0)
  })
}

t.test('in sandbox mode as well, though its upstream listens in the process', async (t) => {
  const [, trap = ''] = failures[1] ?? []
  const { gateway } = await start(t, { UPSTREAM_URL: '', UPSTREAM_USERNAME: '', UPSTREAM_PASSWORD: '' }, trap)
  t.equal(await gateway.ended, 1)
  t.match(gateway.stderr(), /^bulksms-gateway cannot start:\n {2}- unexpected error: boom/)
})

t.test('a reason that is put into words is not followed by that of the system', async (t) => {
  const directory = t.testdir()
  const gateway = startProcess(t, { DATABASE_URL: `sqlite:${join(directory, 'gateway.db')}` })
  await gateway.listening()
  const second = startProcess(t, { DATABASE_URL: `sqlite:${join(directory, 'gateway.db')}` })
  t.equal(await second.ended, 1)
  t.match(
    second.stderr(),
    /another process has it open; one gateway has one journal: stop that one, or .* with DATABASE_URL\n$/,
  )
})
