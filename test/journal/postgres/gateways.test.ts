import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openConnections } from '../../../src/journal/postgres/connections.ts'
import { compareArrivals, createCountingUpstream } from '../../support/counting-upstream.ts'
import { type GatewayProcess, startProcess } from '../../support/gateway-process.ts'
import { findPostgres, howToInstall, startPostgres } from '../../support/postgres-server.ts'
import { installationKey } from './open-journals.ts'

t.setTimeout(240_000)

const bin = findPostgres()
if (bin === undefined) t.test('gateways on a PostgreSQL server', { skip: howToInstall }, () => {})
else await testGateways(bin)

/** Not real, and unlike any other text. */
const password = 'geheim%40canary'

async function testGateways(bin: string): Promise<void> {
  const server = await startPostgres(bin)
  t.teardown(server.remove)
  const keyFile = join(t.testdir(), 'key')
  writeFileSync(keyFile, installationKey)

  /** The URL of a new database, with a password that the server does not ask for. */
  const createUrl = async () => (await server.createDatabase()).replace('postgres@', `postgres:${password}@`)

  function start(t: Test, url: string, origin: string, environment: Record<string, string> = {}): GatewayProcess {
    return startProcess(t, {
      DATABASE_URL: url,
      INSTALLATION_KEY_FILE: keyFile,
      UPSTREAM_URL: origin,
      UPSTREAM_USERNAME: 'alice',
      UPSTREAM_PASSWORD: 'open&sesame',
      AUTH: 'off',
      DOCS: 'off',
      LOG_LEVEL: 'trace',
      ...environment,
    })
  }

  async function openUpstream(t: Test, latencyMs = 0) {
    const upstream = await createCountingUpstream(latencyMs)
    t.teardown(upstream.close)
    return upstream
  }

  const post = (address: string, to: string, key?: string) =>
    fetch(`${address}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
      body: JSON.stringify({ to: [to], from: 'ACME', text: 'Your code is 1234' }),
    })

  /** Asks until the readiness has a status. */
  async function untilReady(address: string, status: number): Promise<void> {
    while ((await fetch(`${address}/readyz`)).status !== status) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  function checkSilence(t: Test, ...gateways: readonly GatewayProcess[]): void {
    for (const gateway of gateways)
      for (const form of [password, decodeURIComponent(password)])
        t.notOk((gateway.stdout() + gateway.stderr()).includes(form), 'no output contains the password')
  }

  t.test('twins that reach two gateways are sent once, and a repetition is answered by either', async (t) => {
    const upstream = await openUpstream(t, 20)
    const url = await createUrl()
    const gateways = [start(t, url, upstream.origin), start(t, url, upstream.origin)]
    const addresses = await Promise.all(gateways.map((gateway) => gateway.listening()))
    const numbers = Array.from({ length: 20 }, (_, index) => `+2135500000${String(index).padStart(2, '0')}`)
    const answers = await Promise.all(
      numbers.flatMap((to) =>
        [...addresses, ...addresses].map((address) => post(address, to, `key-of-the-number-${to.slice(1)}`)),
      ),
    )
    t.strictSame([...new Set(answers.map(({ status }) => status))], [201])
    t.strictSame(compareArrivals(upstream.arrivals, new Map(numbers.map((to) => [to, 1]))), [])
    for (const address of addresses) {
      const again = await post(address, numbers[0] ?? '', `key-of-the-number-${numbers[0]?.slice(1)}`)
      t.equal(again.status, 201)
      t.equal(again.headers.get('idempotent-replayed'), 'true')
    }
    t.equal(upstream.arrivalCount(), numbers.length)
    checkSilence(t, ...gateways)
  })

  t.test('while the database is away the process stays, refuses and is not ready; then it goes on', async (t) => {
    const upstream = await openUpstream(t)
    const gateway = start(t, await createUrl(), upstream.origin)
    const address = await gateway.listening()
    t.equal((await post(address, '+213550000001')).status, 201)
    await server.stop()
    const refused = await post(address, '+213550000002')
    t.equal(refused.status, 503)
    t.match(await refused.json(), { code: 'journal-unavailable', resend: 'safe' })
    t.ok(refused.headers.get('retry-after'))
    await untilReady(address, 503)
    t.equal((await fetch(`${address}/healthz`)).status, 200)
    t.equal((await fetch(`${address}/messages`)).status, 503)
    await server.start()
    await untilReady(address, 200)
    t.equal((await post(address, '+213550000003')).status, 201)
    t.strictSame(
      compareArrivals(
        upstream.arrivals,
        new Map([
          ['+213550000001', 1],
          ['+213550000003', 1],
        ]),
      ),
      [],
    )
    checkSilence(t, gateway)
  })

  t.test('a gateway that comes back under its name settles at once what it left, and sends none of it', async (t) => {
    const upstream = await openUpstream(t, 60_000)
    const url = await createUrl()
    const first = start(t, url, upstream.origin, { REPLICA_NAME: 'one' })
    const address = await first.listening()
    const sending = post(address, '+213550000001', 'key-of-the-message-1').catch(() => {})
    while (upstream.arrivalCount() === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    first.child.kill('SIGKILL')
    await Promise.all([first.ended, sending])
    const second = start(t, url, upstream.origin, { REPLICA_NAME: 'one' })
    const again = await post(await second.listening(), '+213550000001', 'key-of-the-message-1')
    t.equal(again.status, 504)
    t.match(await again.json(), { code: 'outcome-unknown', resend: 'forbidden' })
    t.equal(upstream.arrivalCount(), 1)
    t.match(second.stdout(), '"unknown":1')
  })

  t.test('a gateway whose name another one takes exits, and a clean stop leaves no run', async (t) => {
    const upstream = await openUpstream(t)
    const url = await createUrl()
    const first = start(t, url, upstream.origin, { REPLICA_NAME: 'one' })
    await first.listening()
    const second = start(t, url, upstream.origin, { REPLICA_NAME: 'one' })
    await second.listening()
    t.equal(await first.ended, 1)
    t.match(first.stdout(), 'another one has its REPLICA_NAME')
    second.child.kill('SIGTERM')
    t.equal(await second.ended, 0)
    const database = openConnections(url, 'test')
    t.strictSame(await database.query('SELECT name FROM replicas'), [])
    await database.close()
    checkSilence(t, first, second)
  })

  t.test('a gateway that cannot use the database says why, without its password', async (t) => {
    const url = await createUrl()
    const { port } = server
    const rows: readonly (readonly [environment: Record<string, string>, reason: RegExp])[] = [
      [{ DATABASE_URL: url.replace(/[^/]+$/, 'nothing') }, /database "nothing" does not exist/],
      [{ DATABASE_URL: url.replace('postgres:geheim', 'nobody:geheim') }, /role "nobody" does not exist/],
      [{ DATABASE_URL: `${url}?sslmode=verify-full` }, /does not support SSL/],
      [{ INSTALLATION_KEY_FILE: join(t.testdir(), 'nothing') }, /key file .* cannot be used/],
    ]
    for (const [environment, reason] of rows) {
      const gateway = start(t, url, `http://127.0.0.1:${port}`, environment)
      t.equal(await gateway.ended, 1)
      t.match(gateway.stderr(), reason)
      checkSilence(t, gateway)
    }
  })
}
