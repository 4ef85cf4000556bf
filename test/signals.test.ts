import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { startProcess } from './support/gateway-process.ts'
import { json, message, post, startLive } from './support/live-process.ts'
import { exchangeRaw, formatRequest } from './support/raw-answers.ts'
import { createRawUpstream, type RawExchange } from './support/raw-upstream.ts'

t.test('live mode does not start under a debugger, however Node was told to open it', async (t) => {
  const live = {
    UPSTREAM_URL: 'http://127.0.0.1:9',
    UPSTREAM_USERNAME: 'alice',
    UPSTREAM_PASSWORD: 'x',
    AUTH: 'off',
    DOCS: 'off',
  }
  const opener = "data:text/javascript,import{open}from'node:inspector';open(0,'127.0.0.1')"
  const file = join(t.testdir({ '.env': 'NODE_OPTIONS=--inspect=127.0.0.1:0' }), '.env')
  const rows: readonly (readonly [environment: Record<string, string>, nodeArguments: readonly string[]])[] = [
    [{}, ['--inspect=127.0.0.1:0']],
    [{ NODE_OPTIONS: '"--ins\\pect=127.0.0.1:0"' }, []],
    [{ NODE_OPTIONS: '--ins"pect=127.0.0.1:0"' }, []],
    [{}, [`--env-file=${file}`]],
    [{}, ['--import', opener]],
  ]
  for (const [environment, nodeArguments] of rows) {
    const gateway = startProcess(t, { ...live, ...environment }, nodeArguments)
    t.equal(await gateway.ended, 1)
    t.match(gateway.stderr(), /^ {2}- a debugger is open: /m)
    t.equal(gateway.stdout(), '')
  }
})

t.test('live mode opens no debugger on SIGUSR1, also without the flag that forbids it', async (t) => {
  const { gateway, address } = await startLive(t)
  gateway.child.kill('SIGUSR1')
  await gateway.logged('SIGUSR1 does not open a debugger')
  t.equal((await fetch(`${address}/readyz`)).status, 200)
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  t.equal(gateway.stderr(), '', 'Node would name its address here')
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  t.test(`${signal} takes no new work, lets a send under way end, and exits with 0`, async (t) => {
    const { upstream, gateway, address, release } = await startLive(t)
    const sending = exchangeRaw(address, post)
    await upstream.received(1)
    gateway.child.kill(signal)
    await gateway.logged('finishing the messages in progress')
    // The port is shut once a connection is refused: no probe can be answered any more.
    while ((await exchangeRaw(address, formatRequest({ line: 'GET /healthz HTTP/1.1' }))).length > 0);
    release()
    const [answer] = await sending
    t.match(answer, { status: 201, json: { status: 'accepted' }, headers: { connection: 'close' } })
    t.equal(await gateway.ended, 0)
    t.equal(upstream.requestCount, 1)
    t.match(gateway.logLines().at(-1), { msg: 'stopped' })
  })
}

t.test('a second signal exits at once', async (t) => {
  const { upstream, gateway, address } = await startLive(t)
  const sending = exchangeRaw(address, post)
  await upstream.received(1)
  gateway.child.kill('SIGTERM')
  await gateway.logged('finishing the messages in progress')
  gateway.child.kill('SIGINT')
  t.equal(await gateway.ended, 1)
  t.strictSame(await sending, [], 'the caller sees a connection that ends without an answer')
  t.equal(upstream.requestCount, 1)
})

for (const signal of ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGABRT', 'SIGQUIT', 'SIGUSR2'] as const) {
  t.test(`${signal}, which is no order to stop, ends the process at once`, async (t) => {
    // No core dump, which would stay behind.
    const { upstream, gateway, address } = await startLive(t, {}, ['sh', '-c', 'ulimit -c 0; exec "$@"', 'sh'])
    const sending = exchangeRaw(address, post)
    await upstream.received(1)
    gateway.child.kill(signal)
    t.equal(await gateway.ended, signal)
    t.strictSame(await sending, [], 'nothing is answered any more')
    t.notMatch(gateway.stdout(), /stopping/)
    t.equal(upstream.requestCount, 1)
  })
}

t.test('a message whose client has gone away is brought to its end before the exit', async (t) => {
  const { upstream, gateway, address, release } = await startLive(t, {
    LOG_LEVEL: 'debug',
    UPSTREAM_DESTINATIONS_PER_REQUEST: '1',
  })
  const two = JSON.stringify({ ...JSON.parse(message), to: ['+213550000001', '+213550000002'] })
  const client = connect({ host: '127.0.0.1', port: Number(new URL(address).port) })
  client.on('error', () => {})
  client.write(formatRequest({ headers: json, body: two }))
  await upstream.received(1)
  client.resetAndDestroy()
  gateway.child.kill('SIGTERM')
  await gateway.logged('finishing the messages in progress')
  release()
  t.equal(await gateway.ended, 0)
  const lines = gateway.logLines().filter(({ msg }) => msg === 'upstream request')
  t.equal(lines.length, 2)
  for (const line of lines) t.match(line, { kind: 'answered', statusCode: 200, requestId: /^[0-9a-f-]{36}$/ })
  t.equal(upstream.requestCount, 2, 'the second GET was made after the signal')
})

t.test('a client that never ends its request does not hold up the exit', async (t) => {
  const { gateway, address, upstream } = await startLive(t)
  const idle = exchangeRaw(address, formatRequest({ line: 'GET /healthz HTTP/1.1', keepAlive: true }))
  const slow = exchangeRaw(
    address,
    `POST /messages HTTP/1.1\r\nHost: localhost\r\n${json}Content-Length: 100\r\n\r\n{"to"`,
  )
  t.equal((await exchangeRaw(address, formatRequest({ line: 'GET /healthz HTTP/1.1' })))[0]?.status, 200)
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  await slow
  t.equal((await idle).length, 1, 'who is idle is told nothing that could pass for an answer')
  t.equal(upstream.requestCount, 0)
})

t.test('in sandbox mode a slow send is answered as well before the exit', async (t) => {
  const gateway = startProcess(t, { LOG_LEVEL: 'trace' })
  const address = await gateway.listening()
  const slow = JSON.stringify({ ...JSON.parse(message), to: ['+99910000109'] })
  const client = connect({ host: '127.0.0.1', port: Number(new URL(address).port) })
  let received = ''
  client.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
    // The interim answer proves that the request has been taken up.
    if (received.endsWith('100 Continue\r\n\r\n')) {
      client.write(slow)
      gateway.child.kill('SIGTERM')
    }
  })
  client.write(
    `POST /messages HTTP/1.1\r\nHost: localhost\r\n${json}Expect: 100-continue\r\nContent-Length: ${slow.length}\r\n\r\n`,
  )
  await once(client, 'close')
  t.match(received, /HTTP\/1\.1 201 Created/)
  t.match(received, /"outcome":"accepted"/)
  t.equal(await gateway.ended, 0)
})

for (const [name, source] of [
  ['exception', 'throw new Error("boom open&sesame")'],
  ['rejection', 'Promise.reject(new Error("boom open%26sesame"))'],
] as const) {
  t.test(`an unhandled error (${name}) ends it with 1 after running requests, and logs no secret`, async (t) => {
    const trap = `data:text/javascript,process.on('SIGWINCH', () => { ${source} })`
    const upstream = await createRawUpstream()
    t.teardown(upstream.close)
    const gateway = startProcess(
      t,
      {
        UPSTREAM_URL: upstream.origin,
        UPSTREAM_USERNAME: 'alice',
        UPSTREAM_PASSWORD: 'open&sesame',
        AUTH: 'off',
        DOCS: 'off',
      },
      ['--import', trap.replaceAll('%', '%25')],
    )
    const address = await gateway.listening()
    let exchange: RawExchange | undefined
    upstream.behave((next) => {
      exchange = next
    })
    const sending = exchangeRaw(address, post)
    await upstream.received(1)
    gateway.child.kill('SIGWINCH')
    await gateway.logged('unhandled error')
    exchange?.answer(exchange.body)
    t.equal((await sending)[0]?.status, 201)
    t.equal(await gateway.ended, 1)
    t.match(gateway.stdout(), /boom \[redacted\]/)
    t.notMatch(gateway.stdout() + gateway.stderr(), /sesame/)
  })
}

t.test('a log without a reader stops no message', async (t) => {
  const gateway = startProcess(t)
  const address = await gateway.listening()
  gateway.child.stdout?.destroy()
  for (const turn of [1, 2, 3]) {
    const answer = await fetch(`${address}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: ['+213550000001'], from: 'ACME', text: `turn ${turn}` }),
    })
    t.equal(answer.status, 201)
  }
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
})
