import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { clientLimits } from '../../../src/http/server/client-limits.ts'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'
import { scopes } from '../../../src/messages/caller.ts'
import { exchangeRaw, formatRequest, parseAnswers } from '../../support/raw-answers.ts'

const bodyBytes = 400
const body = JSON.stringify({ text: 'x'.repeat(bodyBytes - 11) })
const json = 'Content-Type: application/json\r\n'

/** A server with a route that answers what it read, whose callers are named by a header. Two unfinished bodies of a caller have room. */
async function startServer(t: Test, unfinishedBytes = { perCaller: 1_000, inAll: 2_000 }) {
  const lines: string[] = []
  const logger = createLogger('info', createSecrets(), { write: (line) => void lines.push(line) })
  const app = createFastify(logger, undefined, {}, { ...clientLimits, unfinishedBytes })
  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = { name: String(request.headers['x-caller']), scopes: new Set(scopes) }
    done()
  })
  app.post('/', async ({ body }) => body)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(async () => {
    app.server.closeAllConnections()
    await app.close()
  })
  const format = (caller: string, body: string) =>
    formatRequest({ line: 'POST / HTTP/1.1', headers: `${json}X-Caller: ${caller}\r\n`, body })

  /** A client that sends a body but for its last byte. */
  function begin(caller: string) {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
    let received = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk
    })
    socket.on('error', () => {})
    socket.write(format(caller, body).subarray(0, -1))
    const answered = once(socket, 'end').then(() => parseAnswers(received)[0])
    return { socket, answered, finish: () => void socket.write(body.slice(-1)) }
  }

  /** Starts bodies until some are refused, which shows how much room the others have taken. */
  async function beginUntilRefused(caller: string, refusedCount: number) {
    const refused: unknown[] = []
    const open = new Set<ReturnType<typeof begin>>()
    const { promise, resolve } = Promise.withResolvers<void>()
    for (let index = 0; index < 2 + refusedCount; index++) {
      const client = begin(caller)
      open.add(client)
      void client.answered.then((answer) => {
        open.delete(client)
        if (refused.push(answer) === refusedCount) resolve()
      })
    }
    await promise
    return { refused, open: [...open] }
  }
  const send = async (caller: string) => (await exchangeRaw(origin, format(caller, body)))[0]?.status
  return { app, origin, lines, beginUntilRefused, begin, send }
}

const overloaded = { status: 503, headers: { 'retry-after': '5' }, json: { code: 'overloaded', resend: 'safe' } }

t.test('bodies that have begun and not ended have room for each caller, and others are served', async (t) => {
  const { beginUntilRefused, send, lines } = await startServer(t)
  const { refused, open } = await beginUntilRefused('slow', 5)
  t.equal(refused.length, 5)
  for (const answer of refused) t.match(answer, overloaded)
  t.equal(open.length, 2)
  t.equal(await send('other'), 200)
  t.equal(await send('slow'), 200, 'what comes in one piece takes no room')
  for (const client of open) client.finish()
  for (const client of open) t.match(await client.answered, { status: 200, text: body })
  t.notMatch(lines.join(''), /"level":"error"/, 'no error of ours')
})

t.test('all callers together have a bound as well', async (t) => {
  const { beginUntilRefused, begin, send } = await startServer(t, { perCaller: 1_000, inAll: 1_000 })
  const { open } = await beginUntilRefused('one', 1)
  t.match(await begin('two').answered, overloaded)
  t.equal(await send('two'), 200)
  for (const client of open) client.finish()
  for (const client of open) t.match(await client.answered, { status: 200 })
})

t.test('disconnected clients and finished bodies release their room', async (t) => {
  const { app, beginUntilRefused, begin } = await startServer(t)
  for (const leave of [(socket: Socket) => socket.destroy(), (socket: Socket) => socket.resetAndDestroy()]) {
    const { open } = await beginUntilRefused('slow', 1)
    const gone = open.map(({ socket }) => {
      leave(socket)
      return once(socket, 'close')
    })
    await Promise.all(gone)
    // The server learns of it in a turn of its own.
    while ((await connectionCount(app)) > 0) await new Promise((resolve) => setImmediate(resolve))
  }
  for (let turn = 0; turn < 3; turn++) {
    const { open } = await beginUntilRefused('slow', 1)
    for (const client of open) client.finish()
    for (const client of open) t.match(await client.answered, { status: 200, text: body })
  }
  const last = begin('slow')
  last.finish()
  t.match(await last.answered, { status: 200 })
})

const connectionCount = (app: Awaited<ReturnType<typeof startServer>>['app']): Promise<number> =>
  new Promise((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

t.test('a body is read correctly in any chunks, and releases its room afterwards', async (t) => {
  const { app } = await startServer(t, { perCaller: 131_072, inAll: 131_072 })
  const long = JSON.stringify({ text: 'é😀x'.repeat(10_000) })
  const bytes = Buffer.from(long)
  for (const size of [1, 7, 1_000, 16_384, 16_385, 65_536, bytes.length]) {
    const cut = function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    for (const length of [{ 'content-length': String(bytes.length) }, { 'transfer-encoding': 'chunked' }]) {
      const headers = { 'content-type': 'application/json', ...length }
      const answer = await app.inject({
        method: 'POST',
        url: '/',
        headers,
        payload: Readable.from(cut(), { objectMode: false }),
      })
      t.equal(answer.statusCode, 200, `${size} bytes each, ${Object.keys(length)}`)
      t.equal(answer.payload, long)
    }
  }
})

t.test('a body of another length than it says is malformed', async (t) => {
  const { app } = await startServer(t)
  for (const length of ['1', '3']) {
    const headers = { 'content-type': 'application/json', 'content-length': length }
    const answer = await app.inject({ method: 'POST', url: '/', headers, payload: '{}' })
    t.match(answer.json(), { status: 400, code: 'malformed-request' }, length)
  }
})
