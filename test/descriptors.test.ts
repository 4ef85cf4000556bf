import { connect, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { createCountingUpstream } from './support/counting-upstream.ts'
import { startProcess } from './support/gateway-process.ts'
import { formatRequest, parseAnswers, type RawAnswer } from './support/raw-answers.ts'

/** A live gateway that may have that many files open, before an upstream that counts. */
async function startLimited(t: Test, limit: number, hostname = '127.0.0.1') {
  const upstream = await createCountingUpstream()
  t.teardown(() => upstream.close())
  const gateway = startProcess(
    t,
    {
      UPSTREAM_URL: upstream.origin.replace('127.0.0.1', hostname),
      UPSTREAM_USERNAME: 'alice',
      UPSTREAM_PASSWORD: 'open&sesame',
      AUTH: 'off',
      DOCS: 'off',
    },
    [],
    ['sh', '-c', `ulimit -n ${limit}; exec "$@"`, 'sh'],
  )
  return { upstream, gateway, address: new URL(await gateway.listening()) }
}

/** A request on a connection that stays open: its answer, or undefined if the other side closes. */
function ask(socket: Socket, request: Buffer): Promise<RawAnswer | undefined> {
  return new Promise((resolve) => {
    let received = ''
    function read(chunk: Buffer) {
      received += chunk.toString('latin1')
      if (parseAnswers(received).length > 0) end()
    }
    function end() {
      socket.off('data', read).off('close', end)
      resolve(parseAnswers(received)[0])
    }
    socket.on('data', read).on('close', end).write(request)
  })
}

let messageCount = 0
const health = () => formatRequest({ line: 'GET /healthz HTTP/1.1', keepAlive: true })
const message = () =>
  formatRequest({
    headers: 'Content-Type: application/json\r\n',
    body: JSON.stringify({ to: [`+2135500${10_000 + ++messageCount}`], from: 'ACME', text: 'Hello' }),
    keepAlive: true,
  })

const rows = [
  [40, '127.0.0.1'],
  [64, '127.0.0.1'],
  [96, '127.0.0.1'],
  // A host name: without descriptors, its lookup fails as if it did not exist.
  [64, 'localhost'],
] as const
for (const [limit, hostname] of rows) {
  t.test(`with ${limit} descriptors and ${hostname} a shortage passes without a trace`, async (t) => {
    const { upstream, gateway, address } = await startLimited(t, limit, hostname)
    const sockets = Array.from({ length: limit }, () => {
      const socket = connect({ host: address.hostname, port: Number(address.port) })
      return socket.on('error', () => {})
    })
    t.teardown(async () => {
      for (const socket of sockets) socket.destroy()
    })
    // More of them than the process has descriptors for: those that are answered have taken all.
    const healths = await Promise.all(sockets.map((socket) => ask(socket, health())))
    const held = sockets.filter((_socket, index) => healths[index] !== undefined)
    t.ok(held.length > 0 && held.length < limit, `${held.length} connections hold all descriptors`)
    await gateway.logged('"code":"EMFILE","msg":"file descriptors have run out')

    const short = await Promise.all(held.map((socket) => ask(socket, message())))
    for (const answer of short)
      t.match(answer, { status: 503, json: { code: 'local-resources-exhausted', resend: 'safe' } })
    t.equal(upstream.arrivalCount(), 0)

    const [kept, ...others] = held
    for (const socket of others) socket.destroy()
    await gateway.logged('file descriptors are free again')
    for (let turn = 0; turn < 10; turn++) t.match(kept && (await ask(kept, message())), { status: 201 })
    t.strictSame([...upstream.arrivals.values()], Array(10).fill(1))
    const ready = kept && (await ask(kept, formatRequest({ line: 'GET /readyz HTTP/1.1', keepAlive: true })))
    t.strictSame(ready?.json.upstream.accounts, [{ account: 'default', breaker: 'closed' }])
    const lines = gateway.logLines()
    t.strictSame([...new Set(lines.map(({ reason }) => reason).filter(Boolean))], ['EMFILE'])
    t.strictSame(
      lines.filter(({ msg }) => msg === 'upstream breaker'),
      [],
    )
    gateway.child.kill('SIGTERM')
    t.equal(await gateway.ended, 0)
  })
}
