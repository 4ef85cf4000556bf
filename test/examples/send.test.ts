import { execFile, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { createKeyedCaller, startGateway } from '../support/gateway.ts'
import { createLossyRelay } from '../support/lossy-relay.ts'

const folder = join(import.meta.dirname, '..', '..', 'examples')

/** How each example is run, and what has to be installed for it. `probe` fails where something is missing. */
const examples = [
  { file: 'send.sh', command: ['bash'], probe: ['curl', '--version'], packages: 'curl' },
  { file: 'send.mjs', command: [process.execPath], probe: [process.execPath, '--version'], packages: 'nodejs' },
  { file: 'send.py', command: ['python3'], probe: ['python3', '--version'], packages: 'python3' },
  { file: 'send.php', command: ['php'], probe: ['php', '-r', 'curl_version();'], packages: 'php-cli php-curl' },
  { file: 'Send.java', command: ['java'], probe: ['javac', '-version'], packages: 'default-jdk-headless' },
]

const isInstalled = ([file = '', ...rest]: readonly string[]) => spawnSync(file, rest).status === 0

const run = ([program = '', ...others]: readonly string[], file: string, environment: NodeJS.ProcessEnv) =>
  promisify(execFile)(program, [...others, join(folder, file)], {
    env: { PATH: process.env['PATH'], ...environment },
  })

const printed = `+213550000001 accepted
+99910000101 unknown
unknown after 1 attempt: do not send it again
`

t.test('every example is run here', async (t) => {
  const files = readdirSync(folder).filter((name) => /^send\./i.test(name))
  t.strictSame(files.sort(), examples.map(({ file }) => file).sort())
})

for (const { file, command, probe, packages } of examples) {
  const skip = isInstalled(probe) ? false : `its interpreter is not installed: apt-get install ${packages}`
  t.test(`examples/${file} sends once although the first answer is lost, and reads an unknown`, { skip }, async (t) => {
    const gateway = await startGateway(t)
    const relay = await createLossyRelay(await gateway.listen(), ['lose', 'mask'])
    t.teardown(relay.close)
    const { stdout } = await run(command, file, { GATEWAY_URL: relay.origin })
    t.equal(stdout, printed)
    t.equal(gateway.inbox.receivedCount(), 2, 'one GET for each message')
    const keys = relay.requests.map((headers) => headers['idempotency-key'])
    t.strictSame(keys, [keys[0], keys[0], keys[0], keys[3], undefined], 'the same key for each repetition')
    t.not(keys[0], keys[3], 'a new key for each message')
    t.type(keys[0], 'string')
  })

  t.test(`examples/${file} names the problem of an answer without recipients, and fails`, { skip }, async (t) => {
    const sender = createKeyedCaller({ name: 'sender', scopes: ['messages:send'] })
    const gateway = await startGateway(t, { callers: [sender] })
    const environment = { GATEWAY_URL: await gateway.listen() }
    await t.rejects(run(command, file, environment), {
      code: 1,
      stdout: '',
      stderr: 'authentication-required: A valid API key is required\n',
    })
    t.equal(gateway.inbox.receivedCount(), 0)
    await t.rejects(run(command, file, { ...environment, GATEWAY_API_KEY: sender.key }), {
      code: 1,
      stdout: '+213550000001 accepted\n+99910000101 unknown\n',
      stderr: /^not-permitted: .+\n$/,
    })
  })
}
