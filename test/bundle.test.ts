import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { shippedCommand } from '../bench/contestants/gateway.ts'
import { gatewayFlags } from '../cli/node-flags.ts'
import { secrets, startFeed, startReceiver } from './forward/servers.ts'
import { sendTarget } from './sandbox/start-sandbox.ts'

const root = join(import.meta.dirname, '..')
// Where nothing of the repository can be found by accident.
const folder = t.testdir()
const made = spawnSync(process.execPath, [join(root, 'scripts', 'bundle.ts'), join(folder, 'dist')], {
  encoding: 'utf8',
})
copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
cpSync(join(root, 'console'), join(folder, 'console'), { recursive: true })

/** Starts a program of the bundle, and resolves with it and the address that it names first. */
async function start(t: Test, program: string, environment: Record<string, string>, words: readonly string[] = []) {
  const child = spawn(process.execPath, [join(folder, 'dist', program), ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { child, origin: /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? '' }
}

t.test('it is made without a complaint', async (t) => {
  t.match(made, { status: 0, stderr: '' })
})

t.test('the bundled gateway sends, serves its description, and exits cleanly', async (t) => {
  const { child, origin } = await start(t, 'main.js', { PORT: '0', DATABASE_URL: 'sqlite::memory:' })
  const answer = await fetch(`${origin}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' }),
  })
  t.equal(answer.status, 201)
  t.match(await answer.json(), { status: 'accepted' })
  for (const path of [
    '/readyz',
    '/inbox',
    '/magic-numbers',
    '/metrics',
    '/openapi.json',
    '/problems',
    '/docs/',
    '/docs/json',
  ]) {
    t.equal((await fetch(`${origin}${path}`)).status, 200, path)
  }
  for (const path of ['/docs/', '/']) {
    const page = await (await fetch(`${origin}${path}`)).text()
    const links = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(
      ([, link = '']) => new URL(link, `${origin}${path}`),
    )
    t.ok(links.length > 0)
    for (const link of links) t.equal((await fetch(link)).status, 200, link.pathname)
  }
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
})

t.test('the gateway of the bundle can make traces, and have a port for its metrics', async (t) => {
  const { child, origin } = await start(t, 'main.js', {
    PORT: '0',
    METRICS_PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
  })
  t.equal((await fetch(`${origin}/metrics`)).status, 200)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
})

t.test('the gateway of the bundle reads national numbers', async (t) => {
  const { origin } = await start(t, 'main.js', {
    PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    DEFAULT_COUNTRY: 'DZ',
  })
  const answer = await fetch(`${origin}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: ['0550 00 00 01'], from: 'ACME', text: 'Your code is 1234' }),
  })
  t.equal(answer.status, 201)
  t.match(await answer.json(), { recipients: [{ to: '+213550000001', requestedAs: '0550 00 00 01' }] })
})

t.test('the sandbox of the bundle serves', async (t) => {
  const { origin } = await start(t, 'sandbox/server.js', { SANDBOX_PORT: '0' })
  const target = sendTarget({ username: 'sandbox', password: 'sandbox' })
  t.match(await (await fetch(`${origin}${target}`)).text(), /^1701\|/)
})

t.test('the forwarder of the bundle forwards', async (t) => {
  const feed = await startFeed(t, 1)
  const receiver = await startReceiver(t)
  const child = spawn(process.execPath, [join(folder, 'dist', 'forward', 'main.js')], {
    env: {
      FORWARD_URL: receiver.url,
      FORWARD_SECRET: secrets[0],
      FORWARD_GATEWAY_URL: feed.origin,
      FORWARD_FOLDER: join(folder, 'forward'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  await receiver.arrived(1)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
})

t.test('the tool of the bundle runs its commands, and its `serve` is the gateway', async (t) => {
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  const tool = (...words: string[]) =>
    spawnSync(join(folder, 'bin', 'bulksms-gateway.js'), words, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${join(process.execPath, '..')}:${process.env['PATH']}` },
    })
  t.match(tool('--version'), { status: 0, stdout: /^\d+\.\d+\.\d+\n$/ })
  t.match(tool('key', 'create', 'orders', '--scope', 'messages:send', '--file', 'keys.json'), {
    status: 0,
    stdout: /^bsg_\S+\n$/,
  })
  t.match(tool('key', 'list', '--file', 'keys.json'), { status: 0, stdout: /orders +messages:send/ })
  t.match(tool('check'), { status: 0, stdout: /The configuration is right/ })
  const { child, origin } = await start(
    t,
    '../bin/bulksms-gateway.js',
    { PORT: '0', DATABASE_URL: 'sqlite::memory:' },
    ['serve'],
  )
  t.match(await (await fetch(`${origin}/readyz`)).json(), { mode: 'sandbox' })
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  t.same(await ended, [0, null])
})

t.test('the licences of everything in the bundle travel with it', async (t) => {
  const notices = readFileSync(join(folder, 'dist', 'THIRD-PARTY.txt'), 'utf8')
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // Files with types only produce no code.
  for (const name of Object.keys(dependencies).filter((name) => name !== '@fastify/type-provider-typebox')) {
    t.ok(notices.includes(`${name} ${dependencies[name]} (`), name)
  }
  t.ok(readdirSync(join(folder, 'dist')).length > 3)
})

t.test('the image, `npm start` and `bulksms-gateway serve` give Node the same flags', async (t) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  t.strictSame(shippedCommand(), scripts.start.split(' ').slice(0, -2))
  t.strictSame(shippedCommand(), ['node', ...gatewayFlags])
})

t.test('the inventory names every package that is bundled, and none that is not shipped', async (t) => {
  const inventory = spawnSync(process.execPath, [join(root, 'scripts', 'sbom.ts')], { encoding: 'utf8' })
  const { components, metadata } = JSON.parse(inventory.stdout) as {
    components: readonly { 'bom-ref': string }[]
    metadata: { component: { name: string } }
  }
  t.equal(metadata.component.name, 'bulksms-gateway', 'and not the folder of the clone')
  const named = components.map((component) => component['bom-ref'])
  const licences = readFileSync(join(folder, 'dist', 'THIRD-PARTY.txt'), 'utf8')
  const bundled = [...licences.matchAll(/^(\S+) (\d+\.\d+\.\S+) \(/gm)].map(([, name, version]) => `${name}@${version}`)
  t.ok(bundled.length > 50, `${bundled.length}`)
  // Swagger UI is not a separate package here: another one contains its files.
  const unnamed = bundled.filter((name) => !named.includes(name))
  t.strictSame([unnamed.length, unnamed[0]?.startsWith('swagger-ui-dist@')], [1, true])
  t.ok(named.some((name) => name.startsWith('ajv@')))
  t.notOk(named.some((name) => name.startsWith('tap@') || name.startsWith('esbuild@')))
})
