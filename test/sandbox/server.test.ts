import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { bodyOf, getBytes } from '../support/raw-client.ts'
import { sendTarget, startSandbox } from './start-sandbox.ts'

const program = fileURLToPath(new URL('../../sandbox/server.ts', import.meta.url))

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  return { child, stdout: child.stdout, stderr: child.stderr }
}

const exitOf = async (child: ChildProcess): Promise<unknown[]> => once(child, 'exit')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`the program says where it listens, serves, and ends with 0 on ${signal}`, async (t) => {
    const { child, stdout } = run({ SANDBOX_PORT: '0', SANDBOX_DIALECT: 'colon' })
    t.teardown(() => child.kill('SIGKILL'))
    const [line] = await once(stdout.setEncoding('utf8'), 'data')
    t.match(line, /^Simulated upstream on http:\/\/127\.0\.0\.1:\d+ \(dialect colon\).*\n$/)
    const [origin = ''] = /http:\S+/.exec(line) ?? []
    const target = sendTarget({ username: 'sandbox', password: 'sandbox' })
    t.match(bodyOf(await getBytes(origin, target)), /^1701\|\+213550000001:/)
    const exit = exitOf(child)
    child.kill(signal)
    t.same(await exit, [0, null])
  })
}

t.test('wrong settings stop it with one message that lists every fault', async (t) => {
  const { child, stdout, stderr } = run({ SANDBOX_PORT: 'x', SANDBOX_DIALECT: 'y', SANDBOX_PASSWORD: 'canary' })
  const [exit, out, errors] = await Promise.all([exitOf(child), text(stdout), text(stderr)])
  t.same(exit, [1, null])
  t.equal(out, '')
  t.match(errors, /^The sandbox cannot start:\n {2}- SANDBOX_PORT .*\n {2}- SANDBOX_DIALECT .*\n$/)
  t.notOk(errors.includes('canary'))
})

t.test('a port that is taken stops it with one line', async (t) => {
  const { origin } = await startSandbox(t)
  const { child, stderr } = run({ SANDBOX_PORT: new URL(origin).port })
  const [exit, errors] = await Promise.all([exitOf(child), text(stderr)])
  t.same(exit, [1, null])
  t.match(errors, /^The sandbox cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*\n$/)
})
