import { writeFileSync } from 'node:fs'
import t from 'tap'
import { createDirectory } from '../journal/open-sqlite.ts'
import { findPostgres, howToInstall, startPostgres } from '../support/postgres-server.ts'
import { createSite, databasePassword, get, getUntil, message, post } from './gateways.ts'

// What callers and operators see when something fails around gateways on PostgreSQL: docs/postgresql.md, "What it guarantees".

t.setTimeout(240_000)

const bin = findPostgres()
if (bin === undefined) t.test('gateways on a PostgreSQL server', { skip: howToInstall }, () => {})
else await testFailures(bin)

async function testFailures(bin: string): Promise<void> {
  const server = await startPostgres(bin)
  t.teardown(server.remove)
  const site = async (t: Parameters<typeof createSite>[0]) => createSite(t, await server.createDatabase())

  t.test(
    'while the database is away nothing is sent and all is refused as unavailable, and then it goes on',
    async (t) => {
      const { start, upstream } = await site(t)
      const gateway = start()
      const address = await gateway.listening()
      t.equal((await post(address, message, { 'idempotency-key': 'before-the-outage' })).status, 201)
      await server.stop()
      const refused = await post(
        address,
        { ...message, to: ['+213550000002'] },
        { 'idempotency-key': 'within-the-outage' },
      )
      t.match(refused, { status: 503, json: { code: 'journal-unavailable', resend: 'safe' } })
      t.match(await get(address, '/messages?limit=1'), { status: 503, json: { code: 'journal-unavailable' } })
      const unready = await getUntil(address, '/readyz', ({ status }) => status !== 200)
      t.match(unready, { status: 503, json: { code: 'not-ready' } })
      t.equal((await get(address, '/healthz')).status, 200)
      t.equal(upstream.arrivalCount(), 1)
      await server.start()
      t.teardown(() => {})
      await getUntil(address, '/readyz', ({ status }) => status === 200)
      const replay = await post(address, message, { 'idempotency-key': 'before-the-outage' })
      t.equal(replay.headers.get('idempotent-replayed'), 'true')
      const again = await post(
        address,
        { ...message, to: ['+213550000002'] },
        { 'idempotency-key': 'within-the-outage' },
      )
      t.equal(again.status, 201)
      t.strictSame([...upstream.arrivals.values()], [1, 1])
      gateway.child.kill('SIGTERM')
      t.equal(await gateway.ended, 0)
      t.notMatch(gateway.stdout() + gateway.stderr(), databasePassword)
    },
  )

  t.test(
    'a database that lost acknowledged commits stops the gateway, which says so, and the next start',
    async (t) => {
      const { start, upstream, run } = await site(t)
      const gateway = start()
      const address = await gateway.listening()
      for (let count = 0; count < 8; count++) t.equal((await post(address, message)).status, 201)
      // As after a failover to a standby that had not received the last commits.
      await run('UPDATE lanes SET seq = seq - 2')
      const before = upstream.arrivalCount()
      const answers = await Promise.all(Array.from({ length: 16 }, () => post(address, message)))
      for (const { status, json } of answers) t.match({ status, json }, { status: 503, json: { resend: 'safe' } })
      t.equal(await gateway.ended, 1)
      t.equal(upstream.arrivalCount(), before)
      t.match(gateway.stdout(), /has lost commits that it had acknowledged/)
      const next = start()
      t.equal(await next.ended, 1)
      t.match(next.stderr(), /has lost commits .* docs\/.*"Lost commits"/)
      await run('DELETE FROM lost_commits')
      await start().listening()
    },
  )

  t.test('a start that would endanger what is recorded is refused, with the reason', async (t) => {
    const { start, run, keyFile } = await site(t)
    const gateway = start({ REPLICA_NAME: 'first' })
    await gateway.listening()
    const other = `${createDirectory(t)}/key`
    writeFileSync(other, Buffer.alloc(32, 'other'))
    const short = `${createDirectory(t)}/key`
    writeFileSync(short, 'too short')
    for (const [settings, reason] of [
      [{ INSTALLATION_KEY_FILE: other }, /INSTALLATION_KEY_FILE holds another key than that of the journal/],
      [{ INSTALLATION_KEY_FILE: '' }, /INSTALLATION_KEY_FILE is required with a DATABASE_URL of PostgreSQL/],
      [{ INSTALLATION_KEY_FILE: `${keyFile}-missing` }, /The key file .*-missing cannot be used: .*ENOENT/],
      [{ INSTALLATION_KEY_FILE: short }, /The key file .* cannot be used: it has 9 bytes and not 32/],
      [{ UPSTREAM_URL: '', UPSTREAM_USERNAME: '', UPSTREAM_PASSWORD: '', AUTH: '' }, /does not belong to sandbox mode/],
    ] as const) {
      const refused = start(settings)
      t.equal(await refused.ended, 1, String(reason))
      t.match(refused.stderr(), reason)
      t.notMatch(refused.stdout() + refused.stderr(), databasePassword)
    }
    await run('ALTER SYSTEM SET fsync = off')
    await run('SELECT pg_reload_conf()')
    const unsafe = start()
    t.equal(await unsafe.ended, 1)
    t.match(unsafe.stderr(), /The PostgreSQL server runs with fsync=off/)
    await run('ALTER SYSTEM RESET fsync')
    await run('SELECT pg_reload_conf()')
  })

  t.test('a second gateway halves the limits of the first, and is not ready until it is counted', async (t) => {
    const { start } = await site(t)
    const settings = { UPSTREAM_SEGMENTS_PER_SECOND: '100', REQUESTS_PER_MINUTE: '1000' }
    const one = await start(settings).listening()
    t.match(await get(one, '/readyz'), { status: 200, json: { replicas: { live: 1, segmentsPerSecond: 100 } } })
    const other = await start(settings).listening()
    t.match(await get(other, '/readyz'), { status: 503 }, 'the first one still sends at the whole rate')
    t.match(await post(other, message), { status: 503, json: { code: 'overloaded', resend: 'safe' } })
    const shared = await getUntil(one, '/readyz', ({ json }) => json.replicas?.live === 2)
    t.match(shared, { status: 200, json: { replicas: { live: 2, segmentsPerSecond: 50 } } })
    const answer = await post(one, message)
    t.equal(answer.status, 201)
    t.equal(answer.headers.get('ratelimit-policy'), '"minute";q=500;w=60')
    t.match(await getUntil(other, '/readyz', ({ status }) => status === 200), { json: { replicas: { live: 2 } } })
    t.equal((await post(other, message)).status, 201)
  })
}
