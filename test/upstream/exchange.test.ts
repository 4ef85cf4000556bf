import { once } from 'node:events'
import { createSecureServer, constants as http2 } from 'node:http2'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { type Dispatcher, interceptors, Pool } from 'undici'
import { exchange } from '../../src/upstream/exchange.ts'
import { answerAccepted, type Behaviour, type RawUpstream } from '../support/raw-upstream.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { deadlineOf, type SubmitOptions, startUpstream } from './start-client.ts'

// The permit against machinery that does repeat: what the client of the gateway never uses, and what a careless change
// or an upgrade of undici could bring. Whatever it does, a GET arrives once.

type Teardown = { teardown(act: () => Promise<void>): void }

function startPool(t: Teardown, origin: string, options: Pool.Options): Pool {
  const pool = new Pool(origin, options)
  t.teardown(() => pool.destroy())
  return pool
}

/** One exchange, with the number of times that its slot was given back. */
async function run(dispatcher: Dispatcher, target: string, options: SubmitOptions = {}) {
  const counts = { released: 0 }
  const released = new Promise<void>((resolve) => {
    const terms = {
      deadline: deadlineOf(options),
      mayStart: options.mayStart ?? (() => true),
      released() {
        counts.released++
        resolve()
      },
    }
    void exchange(dispatcher, target, {}, terms).then((result) => Object.assign(counts, { result }))
  })
  await released
  await new Promise(setImmediate)
  return counts as typeof counts & { result: Awaited<ReturnType<typeof exchange>> }
}

const retrying = interceptors.retry({
  maxRetries: 4,
  minTimeout: 1,
  maxTimeout: 1,
  methods: ['GET'],
  statusCodes: [301, 429, 500, 502, 503, 504],
  errorCodes: ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_INFO', 'UND_ERR_ABORTED'],
})

t.test('a dispatcher that sends a failed GET again is stopped after the first', async (t) => {
  // Without half a body: once a header has come, undici's retry handler asks for the rest by a second GET and keeps its
  // `onRequestStart` to itself. No permit sees that one, which is why the client composes nothing onto its pool.
  const faults: readonly Behaviour[] = [
    ...(['reset-after-request', 'close-after-request', 'half-header', 'garbage'] as const),
    ...(['status-503-accepted', 'status-500-html', 'redirect'] as const),
  ]
  for (const fault of faults) {
    const server = await startUpstream(t)
    const retry = startPool(t, server.origin, { connections: 1 }).compose(retrying)
    server.behave(fault, answerAccepted)
    const { released, result } = await run(retry, '/first?destination=1')
    t.not(result.kind, 'not-written', String(fault))
    t.equal(released, 1)
    // Whatever the retry still had in mind would go out before or beside this one.
    t.match((await run(retry, '/second?destination=1')).result, { kind: 'answered', statusCode: 200 })
    t.strictSame(pathsOf(server), ['/first', '/second'], String(fault))
  }
})

t.test('a GET that may not start any more is not written', async (t) => {
  const server = await startUpstream(t)
  const pool = startPool(t, server.origin, { connections: 1 })
  const { released, result } = await run(pool, '/first?destination=1', { mayStart: () => false })
  t.strictSame([result, released], [{ kind: 'not-written', reason: 'not-allowed' }, 1])
  t.match((await run(pool, '/second?destination=1')).result, { kind: 'answered' })
  t.strictSame(pathsOf(server), ['/second'])
})

t.test('a dispatcher that follows redirects is stopped at the first', async (t) => {
  const server = await startUpstream(t)
  const redirecting = startPool(t, server.origin, { connections: 1 }).compose(
    interceptors.redirect({ maxRedirections: 3 }),
  )
  server.behave('redirect', answerAccepted)
  const { released, result } = await run(redirecting, '/first')
  t.match(result, { kind: 'unanswered' })
  t.equal(released, 1)
  t.strictSame(pathsOf(server), ['/first'])
})

t.test('pipelined GETs on a connection that is lost arrive once each at most', async (t) => {
  for (const pipelining of [0, 1, 10]) {
    const server = await startUpstream(t)
    const pool = startPool(t, server.origin, { connections: 1, pipelining })
    server.behave('reset-after-request', 'keep-alive-then-close', 'close-after-request', 'half-body', answerAccepted)
    const paths = Array.from({ length: 20 }, (_, index) => `/message-${index}`)
    const runs = await Promise.all(paths.map((path) => run(pool, `${path}?destination=1`)))
    for (const [index, { released, result }] of runs.entries()) {
      const count = pathsOf(server).filter((path) => path === paths[index]).length
      t.ok(count <= 1, `${paths[index]} arrived ${count} times, pipelining ${pipelining}`)
      t.equal(released, 1)
      if (result.kind === 'answered') t.equal(count, 1)
      if (result.kind === 'not-written') t.equal(count, 0)
    }
  }
})

t.test('over HTTP/2 a refused stream is not tried again', async (t) => {
  const certificate = createTestCertificate()
  const paths: (string | undefined)[] = []
  const server = createSecureServer({ ...certificate, allowHTTP1: false })
  server.on('stream', (stream, headers) => {
    paths.push(headers[':path'])
    stream.on('error', () => {})
    stream.close(http2.NGHTTP2_REFUSED_STREAM)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = `https://127.0.0.1:${port}`
  const pool = startPool(t, origin, { connections: 1, allowH2: true, connect: { ca: certificate.cert } })
  t.teardown(async () => void server.close())
  const { released, result } = await run(pool, '/refused', { answerMs: 2_000 })
  t.match(result, { kind: 'unanswered' })
  t.equal(released, 1)
  t.strictSame(paths, ['/refused'])
})

t.test('a dispatcher that refuses a GET at once has written nothing', async (t) => {
  const server = await startUpstream(t)
  const pool = startPool(t, server.origin, {})
  t.match(await run(pool, '/a path'), { released: 1, result: { kind: 'not-written', reason: 'UND_ERR_INVALID_ARG' } })
  t.match(await run(pool, 'no-slash'), { released: 1, result: { kind: 'not-written', reason: 'UND_ERR_INVALID_ARG' } })
  await pool.destroy()
  t.match(await run(pool, '/'), { released: 1, result: { kind: 'not-written', reason: 'UND_ERR_DESTROYED' } })
  t.equal(server.requestCount, 0)
})

t.test('a pool that is destroyed ends what runs as unanswered and what waits as not written', async (t) => {
  const server = await startUpstream(t)
  const pool = startPool(t, server.origin, { connections: 1 })
  server.behave('never-answer')
  const running = run(pool, '/running')
  const waiting = run(pool, '/waiting')
  await server.received(1)
  await pool.destroy()
  t.match(await running, { released: 1, result: { kind: 'unanswered' } })
  t.match(await waiting, { released: 1, result: { kind: 'not-written' } })
  t.strictSame(pathsOf(server), ['/running'])
})

const pathsOf = (server: RawUpstream): readonly string[] => server.requests.map(({ path }) => path)
