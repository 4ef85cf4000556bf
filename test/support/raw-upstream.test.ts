import { get } from 'node:https'
import t from 'tap'
import { type FaultName, faults } from '../../sandbox/faults.ts'
import { bodyOf, exchangeBytes, getBytes } from './raw-client.ts'
import {
  answerWith,
  createRawUpstream,
  createRefusingOrigin,
  endWith,
  type RawUpstreamOptions,
} from './raw-upstream.ts'
import { createTestCertificate } from './test-certificate.ts'

const target = '/bulksms/bulksms?destination=%2B213550000001%2C213550000002&message=a%20b'

async function startUpstream(t: { teardown(act: () => Promise<void>): void }, options: RawUpstreamOptions = {}) {
  const upstream = await createRawUpstream(options)
  t.teardown(() => upstream.close())
  return upstream
}

t.test('without a behaviour every destination is accepted, and the request is kept as received', async (t) => {
  const upstream = await startUpstream(t, { timings: { holdMs: 20 } })
  const asked = exchangeBytes(upstream.origin, `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`)
  await upstream.received(1)
  await upstream.close()
  t.equal(bodyOf(await asked), '1701|+213550000001|id-1-1,1701|213550000002|id-1-2')
  const [request] = upstream.requests
  t.equal(request?.line, `GET ${target} HTTP/1.1`)
  t.equal(request?.path, '/bulksms/bulksms')
  t.equal(request?.query.get('message'), 'a b')
  t.equal(upstream.requestCount, 1)
})

t.test('only complete requests count, and each of several on one connection does', async (t) => {
  const upstream = await startUpstream(t)
  upstream.behave('never-answer', 'never-answer', endWith('bye'))
  const get = `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`
  t.equal((await exchangeBytes(upstream.origin, `${get}${get}${get}GET / HTTP/1.1\r\nhos`)).text, 'bye')
  t.equal(upstream.requestCount, 3)
  t.equal(upstream.connectionCount, 1)
})

t.test('behaviours come in turn, and the last one stays', async (t) => {
  const upstream = await startUpstream(t)
  upstream.behave(
    'reset-after-request',
    ({ end, request }) => end(`path ${request.path}`),
    ({ answer, socket }) => {
      answer({ status: '201 Created', headers: { 'x-mark': 1 }, body: 'last' })
      socket.destroySoon()
    },
  )
  const next = () => getBytes(upstream.origin, target)
  t.same(await next(), { text: '', ending: 'ECONNRESET' })
  t.equal((await next()).text, 'path /bulksms/bulksms')
  const last = /^HTTP\/1\.1 201 Created\r\n[\s\S]*x-mark: 1\r\n\r\nlast$/
  for (const _ of [1, 2, 3]) t.match(await next(), { text: last, ending: 'end' })
  t.equal(upstream.requestCount, 5)
})

t.test('every fault ends its connection after one request', async (t) => {
  for (const fault of Object.keys(faults) as FaultName[]) {
    const upstream = await startUpstream(t, { timings: { slowMs: 1, dripMs: 1, holdMs: 10, shutMs: 3_600_000 } })
    upstream.behave(fault)
    const { ending } = await getBytes(upstream.origin, target)
    t.equal(ending, fault === 'reset-after-request' ? 'ECONNRESET' : 'end', fault)
    t.equal(upstream.requestCount, 1, fault)
    t.equal(upstream.connectionCount, 1, fault)
  }
})

t.test('it can refuse, reset on accept, and be opened again', async (t) => {
  const upstream = await startUpstream(t)
  upstream.behave('close-after-request')
  upstream.refuse()
  t.equal((await getBytes(upstream.origin, target)).ending, 'ECONNREFUSED')
  await upstream.open()
  upstream.resetOnAccept()
  t.equal((await getBytes(upstream.origin, target)).ending, 'ECONNRESET')
  t.equal(upstream.requestCount, 0)
  t.equal(upstream.connectionCount, 1)
  await upstream.open()
  t.equal((await getBytes(upstream.origin, target)).ending, 'end')
  t.equal(upstream.requestCount, 1)
  t.equal(upstream.connectionCount, 2)
})

t.test('a greeting meets a connection before any request', async (t) => {
  const upstream = await startUpstream(t)
  upstream.greet(({ socket }) => socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n'))
  t.match((await getBytes(upstream.origin, target)).text, /^HTTP\/1\.1 408 /)
  t.equal(upstream.requestCount, 0)
  t.equal(upstream.connectionCount, 1)
})

t.test('a refusing origin refuses connections', async (t) => {
  t.equal((await getBytes(await createRefusingOrigin(), target)).ending, 'ECONNREFUSED')
})

t.test('over TLS it answers and resets, and its certificate is checked', async (t) => {
  const tls = createTestCertificate()
  const upstream = await startUpstream(t, { tls })
  const ask = (ca: string) =>
    new Promise<string>((resolve) => {
      get(upstream.origin + target, { ca, agent: false }, (response) => {
        response.resume().once('end', () => resolve(String(response.statusCode)))
      }).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    })
  t.equal(await ask(tls.cert), '200')
  upstream.behave('reset-after-request')
  t.equal(await ask(tls.cert), 'ECONNRESET')
  t.equal(upstream.requestCount, 2)
  t.match(await ask(createTestCertificate().cert), /SELF_SIGNED|UNABLE_TO_VERIFY|SIGNATURE/)
  t.equal(upstream.requestCount, 2)
  t.equal(upstream.connectionCount, 3)
})

t.test('a fixed answer leaves the connection open for the next request', async (t) => {
  const upstream = await startUpstream(t)
  upstream.behave(answerWith('1703'), endWith('bye'))
  const get = `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`
  t.match((await exchangeBytes(upstream.origin, get + get)).text, /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\n1703bye$/)
  t.equal(upstream.requestCount, 2)
  t.equal(upstream.connectionCount, 1)
})
