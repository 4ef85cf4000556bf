import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { compileCache } from '../../verify/crash/gateway-child.ts'
import { startGateway } from '../support/gateway.ts'
import { answerAccepted, createRawUpstream } from '../support/raw-upstream.ts'

const root = join(import.meta.dirname, '..', '..')
const launcher = join(root, 'bin', 'bulksms-gateway.js')

/** Starts the tool as a process, in a folder of its own with nothing of the test's environment but PATH. */
function startTool(t: Test, words: readonly string[], environment: Record<string, string> = {}, folder = t.testdir()) {
  const child = spawn(process.execPath, [launcher, ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  return { child, stdout: child.stdout, stderr: child.stderr, ended: once(child, 'close') }
}

/** Waits until a stream has shown something. */
async function seen(stream: NonNullable<ChildProcess['stdout']>, pattern: RegExp): Promise<string> {
  let shown = ''
  for await (const chunk of stream.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    shown += chunk
    if (pattern.test(shown)) return shown
  }
  throw new Error(`ended without ${pattern}: ${shown}`)
}

t.test('serve is the gateway: the same process id, JSON lines on a pipe, .env, and an orderly end', async (t) => {
  const folder = t.testdir({ '.env': 'PORT=0\nDATABASE_URL=sqlite::memory:\nLOG_LEVEL=error\n' })
  const { child, stdout, stderr, ended } = startTool(t, ['serve'], { LOG_LEVEL: 'info' }, folder)
  stderr.resume()
  const shown = await seen(stdout, /"msg":"listening"/)
  const { address } = JSON.parse(shown.split('\n').find((line) => line.includes('listening')) ?? '')
  t.equal((await fetch(`${address}/healthz`)).status, 200)
  t.not(new URL(address).port, '3000', 'the file sets the port')
  stdout.resume()
  child.kill('SIGTERM')
  t.strictSame(await ended, [0, null], 'the signal reached the gateway under the id of the tool')
})

t.test('serve refuses a wrong configuration as npm start does, and a .env that cannot be read', async (t) => {
  const wrong = startTool(t, ['serve'], { PORT: 'x' })
  const [[code], said] = await Promise.all([wrong.ended, text(wrong.stderr), text(wrong.stdout)])
  t.equal(code, 1)
  t.match(said, /^bulksms-gateway cannot start:\n {2}- PORT must be/)
  const unreadable = startTool(t, ['check'], {}, t.testdir({ '.env': {} }))
  const [[other], complaint] = await Promise.all([unreadable.ended, text(unreadable.stderr)])
  t.equal(other, 2)
  t.match(complaint, /\.env cannot be read \([A-Z_]+\)/)
})

t.test('sandbox is the simulated provider, and ends on SIGINT', async (t) => {
  const { child, stdout, stderr, ended } = startTool(t, ['sandbox'], { SANDBOX_PORT: '0' })
  stderr.resume()
  t.match(await seen(stdout, /\n/), /^Simulated upstream on http:/)
  child.kill('SIGINT')
  t.strictSame(await ended, [0, null])
})

t.test('a reader that goes away changes no exit code, and one message is sent', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const gateway = await startGateway(t, { origin: upstream.origin })
  const url = await gateway.listen()
  const words = ['send', '--to', '+213550000001', '--from', 'ACME', 'x', '--yes', '--url', url]
  const { stdout, stderr, ended } = startTool(t, words)
  stdout.destroy()
  const [[code], errors] = await Promise.all([ended, text(stderr)])
  t.equal(code, 0, errors)
  t.notMatch(errors, /EPIPE/)
  t.equal(upstream.requestCount, 1)
})

t.test('Ctrl-C ends a send with 130 and its key; the same key sends nothing more', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  let answer: (() => void) | undefined
  upstream.behave((exchange) => {
    answer = () => exchange.answer(exchange.body)
  }, answerAccepted)
  const gateway = await startGateway(t, { origin: upstream.origin })
  const words = ['send', '--to', '+213550000001', '--from', 'ACME', 'x', '--yes', '--url', await gateway.listen()]
  const { child, stdout, stderr, ended } = startTool(t, words)
  const [, errors] = await Promise.all([
    upstream.received(1).then(() => child.kill('SIGINT')),
    text(stderr),
    text(stdout),
  ])
  t.strictSame(await ended, [130, null])
  const [, key = ''] = /repeat with --key (\S+)/.exec(errors) ?? []
  answer?.()
  const again = startTool(t, [...words, '--key', key])
  t.match(await Promise.all([again.ended, text(again.stdout), text(again.stderr)]), [
    [0, null],
    /\+213550000001 +accepted/,
  ])
  t.equal(upstream.requestCount, 1)
})

t.test('arguments hold no secret: the key comes from a file, and its fault names the setting alone', async (t) => {
  const folder = t.testdir({ key: 'not a key' })
  const { stdout, stderr, ended } = startTool(t, ['messages'], { GATEWAY_API_KEY_FILE: join(folder, 'key') }, folder)
  const [[code], , errors] = await Promise.all([ended, text(stdout), text(stderr)])
  t.equal(code, 2)
  t.match(errors, /GATEWAY_API_KEY must be a key in the form bsg_<id>_<secret>/)
  t.notMatch(errors, /not a key/)
})

t.test('an old Node.js is told which one is needed', async (t) => {
  const script = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); await import(${JSON.stringify(launcher)})`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  t.equal(status, 1)
  t.match(stderr, /needs Node\.js 26 or newer/)
})
