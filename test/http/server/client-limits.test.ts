import { once } from 'node:events'
import { connect } from 'node:net'
import t, { type Test } from 'tap'
import { type ClientLimits, clientLimits, maxHeaderCount } from '../../../src/http/server/client-limits.ts'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'
import { exchangeRaw, formatRequest, parseAnswers } from '../../support/raw-answers.ts'

const silent = createLogger('silent', createSecrets())
const short = 100
const largeBytes = 64 * 1024 * 1024

/** A server with a route that reads a body and one that answers more than any socket's buffers hold. */
async function startServer(t: Test, limits: Partial<ClientLimits>) {
  const app = createFastify(silent, undefined, {}, { ...clientLimits, checkMs: 20, ...limits })
  app.post('/read', async () => ({ read: true }))
  app.get('/large', async () => 'x'.repeat(largeBytes))
  app.get('/small', async () => 'x')
  /** The GETs whose handlers have begun. */
  const begun: string[] = []
  app.addHook('preHandler', async ({ url }) => void begun.push(url))
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  app.get('/late', async () => await released.then(() => 'late'))
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    app.server.closeAllConnections()
    await app.close()
  })
  /** Resolves once the server has let go of the next connection altogether. */
  const letGo = () =>
    new Promise<void>((resolve) => app.server.once('connection', (socket) => socket.once('close', () => resolve())))
  return { origin, release, letGo, begun }
}

/** A client that never closes its side, which only the server can end. */
function openClient(origin: string, bytes = '') {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port), allowHalfOpen: true })
  socket.on('error', () => {})
  if (bytes !== '') socket.write(bytes)
  return socket
}

/** Reads until the server ends its side. */
async function readToEnd(socket: ReturnType<typeof openClient>) {
  let received = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
  })
  await once(socket, 'end')
  return parseAnswers(received)
}

for (const [name, bytes, limits] of [
  ['says nothing at all', '', { headersMs: short }],
  ['never ends its headers', 'GET /small HTTP/1.1\r\nHost: x\r\nX-Slow: ', { headersMs: short }],
  [
    'never ends its body',
    'POST /read HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    { requestMs: short, headersMs: short },
  ],
] as const) {
  t.test(`a client that ${name} is told 408 and has to go, whether it closes its side or not`, async (t) => {
    const { origin, letGo } = await startServer(t, limits)
    const gone = letGo()
    const socket = openClient(origin, bytes)
    t.match(await readToEnd(socket), [{ status: 408, json: { code: 'request-timeout' } }])
    await gone
    t.equal(socket.writable, true, 'its own side is still open')
    socket.destroy()
  })
}

t.test('a client that does not read its answer has to go', async (t) => {
  const { origin, letGo } = await startServer(t, { answerMs: short })
  const gone = letGo()
  const socket = openClient(origin, 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n').pause()
  await gone
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    received += chunk.length
  })
  socket.once('end', () => socket.end())
  await new Promise((resolve) => socket.resume().once('close', resolve))
  t.ok(received < largeBytes, `${received} bytes of the answer were in the buffers`)
})

t.test('the connections with most unread bytes are ended as soon as all of them hold too many', async (t) => {
  // A day for reading an answer: only the bytes can end the two that read nothing.
  const { origin, letGo } = await startServer(t, { answerMs: 86_400_000, unreadBytes: largeBytes })
  const one = letGo()
  const ends = [openClient(origin, 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n').pause()]
  // An idle connection and one that reads its answers have nothing to fear.
  const reader = openClient(origin)
  ends.push(openClient(origin, 'GET /large HTTP/1.1\r\nHost: x\r\n\r\n').pause())
  await one
  reader.write('GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  t.match(await readToEnd(reader), [{ status: 200, text: 'x' }])
  for (const socket of [reader, ...ends]) socket.destroy()
})

t.test('a GET behind others on its connection begins once their answers have been taken', async (t) => {
  const { origin, release, begun } = await startServer(t, {})
  const get = (path: string, keepAlive = true) => formatRequest({ line: `GET ${path} HTTP/1.1`, keepAlive })
  const answers = exchangeRaw(origin, Buffer.concat([get('/late'), get('/small'), get('/small', false)]))
  // All three arrive in one packet, before the second connection.
  await exchangeRaw(origin, get('/small', false))
  t.strictSame(begun, ['/late', '/small'], 'the other connection is not held up')
  release()
  t.strictSame(
    (await answers).map(({ text }) => text),
    ['late', 'x', 'x'],
  )
  t.strictSame(begun, ['/late', '/small', '/small', '/small'])
})

t.test('the time for reading an answer does not run while an earlier one is awaited', async (t) => {
  const { origin, release } = await startServer(t, { answerMs: 20 })
  const get = (path: string, keepAlive: boolean) => formatRequest({ line: `GET ${path} HTTP/1.1`, keepAlive })
  const answers = exchangeRaw(origin, Buffer.concat([get('/late', true), get('/small', false)]))
  // Several times the limit, in turns of the very timers that would be wrong.
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 20))
  release()
  t.strictSame(
    (await answers).map(({ status, text }) => [status, text]),
    [
      [200, 'late'],
      [200, 'x'],
    ],
  )
})

t.test('between two requests a client may wait longer than within one', async (t) => {
  const { origin } = await startServer(t, { headersMs: 40, requestMs: 40, keepAliveMs: 60_000 })
  const socket = openClient(origin, 'GET /small HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(socket, 'data')
  // Another client is thrown out for the same limits meanwhile, so they have been looked at.
  t.match(await readToEnd(openClient(origin)), [{ status: 408 }])
  socket.write('GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  const [second] = await once(socket, 'data')
  t.match(String(second), /^HTTP\/1\.1 200/)
  socket.destroy()
})

t.test('more headers than any client needs are refused and not quietly dropped', async (t) => {
  const { origin } = await startServer(t, {})
  const withHeaders = (count: number) =>
    formatRequest({ line: 'GET /small HTTP/1.1', headers: 'X-More: 1\r\n'.repeat(count) })
  const plain = withHeaders(0).toString().split('\r\n').length - 3
  t.equal((await exchangeRaw(origin, withHeaders(maxHeaderCount - plain)))[0]?.status, 200)
  for (const count of [maxHeaderCount - plain + 1, 300, 1_000]) {
    t.match(await exchangeRaw(origin, withHeaders(count)), [{ status: 431, json: { code: 'headers-too-large' } }])
  }
  // Fewer than 16 KB of them: Node itself would drop those beyond 2,000, the one behind them included.
  const tiny = formatRequest({ line: 'GET /small HTTP/1.1', headers: `${'a:\r\n'.repeat(3_000)}` })
  t.match(await exchangeRaw(origin, tiny), [{ status: 431, json: { code: 'headers-too-large' } }])
})
