import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import { startProxy, whyNot } from '../../verify/proxies/proxy.ts'
import type { GatewayProcess } from '../support/gateway-process.ts'
import { findPostgres, howToInstall, startPostgres } from '../support/postgres-server.ts'
import { answerAccepted, createRawUpstream, type RawExchange } from '../support/raw-upstream.ts'
import { createSite, get, getUntil, message, post } from './gateways.ts'

t.setTimeout(240_000)

const bin = findPostgres()
const configuration = readFileSync(new URL('../../deploy/nginx/replicas.conf', import.meta.url), 'utf8')

/** The configuration of compose with the addresses of this test. */
const local = (addresses: readonly string[], port: number, folder: string): string =>
  configuration
    .replace(
      /gateway-(\d):3000(.*) resolve;/g,
      (_all, place, rest) => `${new URL(addresses[place - 1] ?? '').host}${rest};`,
    )
    .replace(/gateway-\d:9465(.*) resolve;/g, '127.0.0.1:1$1;')
    .replace('listen 3000;', `listen 127.0.0.1:${port};`)
    .replace('listen 9465;', `listen unix:${folder}/reports.sock;`)
    .replaceAll('/dev/stdout', `${folder}/access.log`)

if (bin === undefined || whyNot('nginx'))
  t.test('gateways behind nginx', { skip: whyNot('nginx') || howToInstall }, () => {})
else await testNginx(bin)

async function testNginx(bin: string): Promise<void> {
  const server = await startPostgres(bin)
  t.teardown(server.remove)

  /** Two gateways behind nginx, before an upstream that reads a GET and answers when it is told to. */
  async function start(t: Test, changeProxy = (text: string) => text) {
    const { start: startGateway } = await createSite(t, await server.createDatabase())
    const upstream = await createRawUpstream()
    t.teardown(upstream.close)
    const settings = { UPSTREAM_URL: upstream.origin, UPSTREAM_TIMEOUT_MS: '600000' }
    const startNamed = (name: string, port = '0') => startGateway({ ...settings, REPLICA_NAME: name, PORT: port })
    const gateways: [GatewayProcess, GatewayProcess] = [startNamed('one'), startNamed('other')]
    const addresses = await Promise.all(gateways.map((gateway) => gateway.listening()))
    const origin = await startProxy(t, 'nginx', (port, folder) => changeProxy(local(addresses, port, folder)))
    const arrivals: RawExchange[] = []
    let arrived = Promise.withResolvers<void>()
    upstream.behave((exchange) => {
      arrivals.push(exchange)
      arrived.resolve()
    })
    /** Kills the gateway that has a GET on the wire; resolves with its place. */
    async function killSender(): Promise<0 | 1> {
      await arrived.promise
      arrived = Promise.withResolvers<void>()
      const running = await Promise.all(addresses.map((address) => get(address, '/readyz')))
      const place = running[0]?.json.upstream.running === 1 ? 0 : 1
      gateways[place].child.kill('SIGKILL')
      await gateways[place].ended
      return place
    }
    return { upstream, addresses, origin, killSender, startNamed, arrivals }
  }

  t.test(
    'an answer that a killed gateway lost is not asked for again, and the key tells that it is unknown',
    async (t) => {
      const { upstream, addresses, origin, killSender, startNamed } = await start(t)
      const headers = { 'idempotency-key': 'a-key-behind-nginx' }
      const [place, status] = await Promise.all([killSender(), statusOf(origin, headers)])
      t.equal(status, 502)
      t.equal(upstream.requestCount, 1)
      // Under its name it ends what it left at once.
      await startNamed(place === 0 ? 'one' : 'other', new URL(addresses[place] ?? '').port).listening()
      const told = await post(origin, message, headers)
      t.match(told, { status: 504, json: { code: 'outcome-unknown', resend: 'forbidden' } })
      t.equal(told.headers.get('idempotent-replayed'), 'true')
      t.equal(upstream.requestCount, 1)
    },
  )

  t.test('an nginx that may repeat what is not idempotent does repeat it', async (t) => {
    const { upstream, origin, killSender, arrivals } = await start(t, (text) =>
      text.replace('proxy_next_upstream off;', 'proxy_next_upstream error timeout non_idempotent;'),
    )
    const sent = statusOf(origin, {})
    await killSender()
    while (arrivals.length < 2) await new Promise((resolve) => setTimeout(resolve, 50))
    t.equal(upstream.requestCount, 2)
    arrivals[1]?.answer(arrivals[1].body)
    await sent
  })

  t.test('a gateway that is gone or not ready is left out, and messages go on through the other', async (t) => {
    // Two seconds may pass between two messages here, and the next one would try the gateway that is gone.
    const { upstream, addresses, origin, killSender } = await start(t, (text) =>
      text.replaceAll('fail_timeout=2s', 'fail_timeout=600s'),
    )
    const [place] = await Promise.all([killSender(), statusOf(origin, {})])
    upstream.behave(...Array.from({ length: 20 }, () => answerAccepted))
    const other = addresses[1 - place] ?? ''
    t.equal((await getUntil(origin, '/readyz', ({ status }) => status === 200)).status, 200)
    const statuses: number[] = []
    for (let count = 0; count < 8; count++) statuses.push(await statusOf(origin, {}))
    t.strictSame([...new Set(statuses)], [201], other)
  })
}

async function statusOf(origin: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${origin}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(message),
  })
  await answer.arrayBuffer()
  return answer.status
}
