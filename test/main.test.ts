import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import t from 'tap'
import { formatBanner } from '../src/banner.ts'
import { createKeyedCaller } from './support/gateway.ts'
import { startProcess } from './support/gateway-process.ts'
import { json, message, startLive } from './support/live-process.ts'
import { exchangeRaw, formatRequest } from './support/raw-answers.ts'
import { createRawUpstream } from './support/raw-upstream.ts'

const run = promisify(execFile)

t.test('without settings it serves in sandbox mode, and the line of its banner works as pasted', async (t) => {
  const gateway = startProcess(t)
  const address = await gateway.listening()
  // The banner comes behind the log line, on another pipe.
  while (!gateway.stderr().includes('curl')) await once(gateway.child.stderr as Readable, 'data')
  t.equal(gateway.stderr(), formatBanner(address, 'sandbox', { isOpen: true, docs: true }))
  t.match(gateway.stderr(), /nothing real is sent/)
  t.ok(gateway.stderr().includes(`${address}/docs`))
  const line = gateway
    .stderr()
    .split('\n')
    .find((text) => text.includes('curl -i'))
  const hasCurl = await run('sh', ['-c', 'command -v curl']).then(
    () => true,
    () => false,
  )
  if (hasCurl) {
    const { stdout } = await run('sh', ['-c', line ?? ''])
    t.match(stdout, /^HTTP\/1\.1 201 Created\r\n/)
    t.match(stdout, /"status":"accepted"/)
  } else t.comment('without curl on this machine the line is not tried')
  t.equal((await fetch(`${address}/docs`)).status, 200)
  t.match(await (await fetch(`${address}/readyz`)).json(), { status: 'ready', mode: 'sandbox' })
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  for (const line of gateway.logLines())
    t.ok(line['level'] && line['time'] && line['msg'], 'standard output is log lines')
  t.strictSame(
    gateway.logLines().filter(({ msg }) => /listen/i.test(String(msg))).length,
    1,
    'it says once that it listens',
  )
  t.match(gateway.logLines().at(-1), { msg: 'stopped' })
})

t.test('the sandbox in the process listens where it is told, and speaks the dialect that it is told', async (t) => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as { port: number }
  await new Promise<void>((resolve) => void free.close(() => resolve()))
  const gateway = startProcess(t, {
    SANDBOX_PORT: String(port),
    SANDBOX_DIALECT: 'colon',
    SANDBOX_USERNAME: 'alice',
    SANDBOX_PASSWORD: 'open&sesame',
  })
  const address = await gateway.listening()
  const [answer] = await exchangeRaw(address, formatRequest({ headers: json, body: message }))
  t.equal(answer?.status, 201)
  const inbox = (await (await fetch(`http://127.0.0.1:${port}/inbox`)).json()) as { received: number; entries: unknown }
  t.match(inbox, { received: 1, entries: [{ answer: /^1701\|\+213550000001:/ }] })
})

t.test('a port of the sandbox that is taken ends the start as one of the gateway does', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => new Promise<void>((resolve) => void other.close(() => resolve())))
  const { port } = other.address() as { port: number }
  const gateway = startProcess(t, { HOST: '127.0.0.2', SANDBOX_PORT: String(port) })
  t.equal(await gateway.ended, 1)
  t.equal(
    gateway.stderr(),
    `bulksms-gateway cannot listen on 127.0.0.1:${port} (EADDRINUSE): another program uses the port; choose one with SANDBOX_PORT\n`,
  )
})

t.test('wrong settings end it at once, with every fault and no value', async (t) => {
  const gateway = startProcess(t, {
    PORT: '99999',
    UPSTREAM_URL: 'https://alice:geheim@sms.example',
    UPSTREAM_PASSWORD: 'geheim\n',
    LOG_LEVEL: 'geheim',
    NODE_DEBUG: '',
  })
  t.equal(await gateway.ended, 1)
  t.equal(gateway.stdout(), '')
  t.strictSame(
    gateway
      .stderr()
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(0, 24)),
    [
      'bulksms-gateway cannot start:'.slice(0, 24),
      '  - PORT must be a whole number'.slice(0, 24),
      '  - UPSTREAM_URL must be'.slice(0, 24),
      '  - UPSTREAM_PASSWORD must'.slice(0, 24),
      '  - LOG_LEVEL must be one'.slice(0, 24),
      '  - UPSTREAM_USERNAME is'.slice(0, 24),
      '  - API_KEYS_FILE is required'.slice(0, 24),
    ],
  )
  t.notMatch(gateway.stderr(), /geheim/)
})

t.test('a port that is taken is said plainly, and the exit code is 1', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => new Promise<void>((resolve) => void other.close(() => resolve())))
  const { port } = other.address() as { port: number }
  const gateway = startProcess(t, { PORT: String(port) })
  t.equal(await gateway.ended, 1)
  t.equal(
    gateway.stderr(),
    `bulksms-gateway cannot listen on 127.0.0.1:${port} (EADDRINUSE): another program uses the port; choose one with PORT\n`,
  )
  t.strictSame(
    gateway.logLines().map(({ level, msg }) => [level, msg]),
    [['fatal', 'cannot listen']],
  )
})

/** A live gateway before a raw upstream that answers when it is told to. */
t.test('live mode logs that the API is open, and prints no banner without a terminal', async (t) => {
  const { gateway } = await startLive(t)
  await gateway.logged('AUTH=off')
  t.equal(gateway.stderr(), '')
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
})

t.test('live mode with keys refuses callers without one, and logs that it uses keys', async (t) => {
  const orders = createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })
  const file = join(t.testdir({ 'keys.json': JSON.stringify({ callers: [orders.entry] }) }), 'keys.json')
  const { gateway, address, upstream } = await startLive(t, { AUTH: '', API_KEYS_FILE: file })
  t.match(
    gateway.logLines().find(({ msg }) => msg === 'listening'),
    { authentication: 'keys', mode: 'live' },
  )
  t.equal((await exchangeRaw(address, formatRequest({ headers: json, body: message })))[0]?.status, 401)
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.notMatch(gateway.stdout(), /AUTH=off/)
  t.equal(upstream.requestCount, 0)
})

t.test('SIGHUP reads keys and passwords anew while messages are sent, and a broken file changes nothing', async (t) => {
  const [past, present] = [1, 2].map(() => createKeyedCaller({ name: 'orders', scopes: ['messages:send'] }))
  if (past === undefined || present === undefined) throw new Error('Two callers were made')
  const format = (...keyed: readonly (typeof past)[]) =>
    JSON.stringify({ callers: [{ ...past.entry, keys: keyed.flatMap(({ entry }) => entry.keys) }] })
  const directory = t.testdir({ 'keys.json': format(past), password: 'open&sesame' })
  const file = join(directory, 'keys.json')
  const { gateway, address, upstream, release } = await startLive(t, {
    AUTH: '',
    API_KEYS_FILE: file,
    UPSTREAM_PASSWORD: '',
    UPSTREAM_PASSWORD_FILE: join(directory, 'password'),
  })
  const statusWith = async ({ key }: typeof past) =>
    (
      await exchangeRaw(address, formatRequest({ headers: `${json}Authorization: Bearer ${key}\r\n`, body: message }))
    )[0]?.status
  const reread = async (count: number) => {
    gateway.child.kill('SIGHUP')
    while (gateway.logLines().filter(({ msg }) => /keys loaded|previous keys/.test(String(msg))).length < count) {
      await once(gateway.child.stdout as Readable, 'data')
    }
  }
  const sending = statusWith(past)
  await upstream.received(1)
  writeFileSync(file, format(past, present))
  await reread(2)
  t.strictSame([await statusWith(past), await statusWith(present)], [201, 201], 'two keys are valid at once')
  writeFileSync(file, '{"callers":[{"geheim":1}]}')
  await reread(3)
  t.strictSame([await statusWith(past), await statusWith(present)], [201, 201])
  writeFileSync(file, format(present))
  await reread(4)
  t.strictSame([await statusWith(past), await statusWith(present)], [401, 201])
  release()
  t.equal(await sending, 201, 'what was under way came to its end')

  writeFileSync(join(directory, 'password'), '')
  await reread(5)
  const faults = gateway.logLines().filter(({ level }) => level === 'error')
  t.match(faults[0], { faults: [/^\/callers\/0\/name is required$/] })
  t.match(faults.at(-1), { faults: [/^UPSTREAM_PASSWORD_FILE names a file whose content must not be empty/] })
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.notMatch(gateway.stdout(), /bsg_|sesame/)
})

t.test('after SIGHUP GET /account asks the provider again', async (t) => {
  const directory = t.testdir({ password: 'open&sesame' })
  const upstream = await createRawUpstream()
  t.teardown(() => upstream.close())
  upstream.behave(({ answer }) => answer(`Credits:${upstream.requestCount}`))
  const gateway = startProcess(t, {
    UPSTREAM_URL: upstream.origin,
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD_FILE: join(directory, 'password'),
    UPSTREAM_CREDIT_PATH: '/credits',
    AUTH: 'off',
  })
  const address = await gateway.listening()
  const readBalance = async () => ((await (await fetch(`${address}/account`)).json()) as { balance: number }).balance
  t.strictSame([await readBalance(), await readBalance()], [1, 1])
  writeFileSync(join(directory, 'password'), 'another&sesame')
  gateway.child.kill('SIGHUP')
  await gateway.logged('account reloaded')
  t.strictSame([await readBalance(), await readBalance()], [2, 2])
  t.strictSame(
    upstream.requests.map(({ path, query }) => [path, query.get('password')]),
    [
      ['/credits', 'open&sesame'],
      ['/credits', 'another&sesame'],
    ],
  )
})

t.test('a keys file that is not good ends the start, with every fault', async (t) => {
  const file = join(t.testdir({ 'keys.json': '{"callers":[{"name":"geheim!","scopes":[],"keys":[]}]}' }), 'keys.json')
  const gateway = startProcess(t, { API_KEYS_FILE: file })
  t.equal(await gateway.ended, 1)
  t.equal(
    gateway.stderr(),
    `bulksms-gateway cannot start:
  - API_KEYS_FILE: /callers/0/name must be a name of 1 to 32 small letters, digits and -, beginning with a letter
  - API_KEYS_FILE: /callers/0/scopes must be a list of different scopes: messages:send, messages:read, operations
`,
  )
})

t.test('without files to read anew SIGHUP ends the gateway, as a terminal that is closed means it to', async (t) => {
  const { gateway } = await startLive(t)
  gateway.child.kill('SIGHUP')
  t.equal(await gateway.ended, 0)
})

t.test(
  'a gateway that has lost the key beside its journal says so loudly, and one that is new says nothing',
  async (t) => {
    const file = join(t.testdir(), 'gateway.db')
    const start = async () => {
      const gateway = startProcess(t, { DATABASE_URL: `sqlite:${file}` })
      return { gateway, address: await gateway.listening() }
    }
    const stop = async ({ gateway }: Awaited<ReturnType<typeof start>>) => {
      gateway.child.kill('SIGTERM')
      t.equal(await gateway.ended, 0)
      return gateway.logLines().filter(({ level }) => level === 'warn')
    }
    const first = await start()
    t.equal((await exchangeRaw(first.address, formatRequest({ headers: json, body: message })))[0]?.status, 201)
    t.strictSame(await stop(first), [])
    t.strictSame(await stop(await start()), [])
    rmSync(`${file}.key`)
    t.match(await stop(await start()), [{ msg: /^the key file next to the journal was missing/ }])
  },
)

t.test('DOCS=off names no page that is not there', async (t) => {
  const gateway = startProcess(t, { DOCS: 'off' })
  const address = await gateway.listening()
  t.equal((await fetch(`${address}/docs`)).status, 404)
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.notMatch(gateway.stdout() + gateway.stderr(), /docs|Swagger/)
})
