import t, { type Test } from 'tap'
import { createCredit } from '../../src/upstream/credit.ts'
import { answerWith, createRefusingOrigin } from '../support/raw-upstream.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { startCountingTlsServer } from './counting-tls-server.ts'
import { answerConnect, type ProxyBehaviour, passOn, startFaultyProxy } from './faulty-proxy.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

const unreachable = 'not-attempted: upstream-unreachable'
const tls = createTestCertificate()

/** The upstream's certificate names addresses of this machine, so TLS ends at the upstream and not at the proxy. */
async function start(
  t: Test,
  options: { readonly secure: boolean; readonly connectTimeoutMs?: number; readonly keepAlive?: boolean },
) {
  const { secure, ...changes } = options
  const server = await startUpstream(t, secure ? { tls } : {})
  const proxy = await startFaultyProxy(t)
  const client = startClient(t, server.origin, {
    ...changes,
    ...(secure && { ca: tls.cert }),
    proxy: proxy.settings,
  })
  return { server, proxy, client }
}

t.test('every message goes through a tunnel, over TLS and in the clear, with and without keep-alive', async (t) => {
  for (const secure of [true, false]) {
    for (const keepAlive of [true, false]) {
      const { server, proxy, client } = await start(t, { secure, keepAlive })
      for (const text of ['one', 'two', 'three']) {
        t.equal(verdictOf(await client.submit(text)), 'accepted')
        t.equal(countOf(server, text), 1)
      }
      t.equal(server.requestCount, 3)
      t.equal(server.connectionCount, keepAlive ? 1 : 3)
      t.equal(proxy.heads.length, keepAlive ? 1 : 3)
      for (const head of proxy.heads) {
        t.equal(head.split('\r\n')[0], `CONNECT 127.0.0.1:${server.port} HTTP/1.1`)
        t.notMatch(head, /password|one|two|three/)
      }
    }
  }
})

/** None of these opens a tunnel, so nothing of a message is sent. */
const refusals: Readonly<Record<string, { readonly behaviour: ProxyBehaviour; readonly reason: string | RegExp }>> = {
  'the credential is refused': {
    behaviour: answerConnect('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
    reason: 'PROXY_STATUS_407',
  },
  'the upstream is refused': {
    behaviour: answerConnect('HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno'),
    reason: 'PROXY_STATUS_403',
  },
  'the upstream is out of reach': {
    behaviour: answerConnect('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
    reason: 'PROXY_STATUS_502',
  },
  'a redirect': { behaviour: answerConnect('HTTP/1.1 302 Found\r\nlocation: /\r\n\r\n'), reason: 'PROXY_STATUS_302' },
  'closed without an answer': { behaviour: answerConnect(''), reason: 'PROXY_CLOSED' },
  'closed in the middle of the answer': {
    behaviour: answerConnect('HTTP/1.1 200 Conn'),
    reason: /^PROXY_(CLOSED|ANSWER_INVALID)$/,
  },
  reset: { behaviour: ({ client }) => void client.resetAndDestroy(), reason: 'ECONNRESET' },
  'no HTTP': { behaviour: answerConnect('SSH-2.0-OpenSSH\r\n\r\n'), reason: 'PROXY_ANSWER_INVALID' },
  'a header without end': {
    behaviour: answerConnect(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(40_000)}`),
    reason: 'PROXY_ANSWER_INVALID',
  },
}

t.test('if the proxy opens no tunnel, nothing is attempted, and the next message is sent', async (t) => {
  for (const secure of [true, false]) {
    const { server, proxy, client } = await start(t, { secure })
    for (const [name, { behaviour, reason }] of Object.entries(refusals)) {
      proxy.behave(behaviour)
      const connectionsBefore = proxy.connectionCount
      for (let turn = 1; turn <= 2; turn++) {
        t.equal(verdictOf(await client.submit(name)), unreachable, name)
        t.match(client.events.at(-1), { kind: 'not-written', reason }, name)
      }
      t.equal(proxy.connectionCount, connectionsBefore + 2, `${name}: one connection for each message`)
      t.equal(server.connectionCount, 0, name)
      t.equal(server.requestCount, 0, name)
    }
    proxy.behave(passOn)
    t.equal(verdictOf(await client.submit('after all')), 'accepted')
    t.equal(server.requestCount, 1)
  }
})

t.test(
  'what hangs before the tunnel is there is given up after the time to connect, and its turn is free',
  async (t) => {
    const hangs: Readonly<Record<string, ProxyBehaviour>> = {
      'no answer to CONNECT': () => {},
      'half an answer': ({ client }) => void client.write('HTTP/1.1 200 Conn'),
      'a tunnel to nobody': ({ client }) => void client.write('HTTP/1.1 200 OK\r\n\r\n'),
    }
    for (const [name, behaviour] of Object.entries(hangs)) {
      // Behind the last one TLS waits for its handshake; in the clear it would be a tunnel like any other.
      const { server, proxy, client } = await start(t, { secure: true, connectTimeoutMs: 300 })
      proxy.behave(behaviour)
      for (let turn = 1; turn <= 2; turn++) {
        t.equal(verdictOf(await client.submit(name)), unreachable, name)
        t.match(client.events.at(-1), { kind: 'not-written', reason: 'PROXY_TIMEOUT' }, name)
      }
      t.equal(server.requestCount, 0)
      proxy.behave(passOn)
      t.equal(verdictOf(await client.submit('after')), 'accepted')
      t.equal(server.requestCount, 1)
    }
  },
)

t.test('a tunnel with bytes before any request is not used', async (t) => {
  const { server, proxy, client } = await start(t, { secure: false })
  const answer = '1701|213550000001|poison'
  proxy.behave(({ client: socket }) => {
    socket.write(`HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`)
  })
  t.equal(verdictOf(await client.submit('hello')), unreachable)
  t.match(client.events.at(-1), { reason: 'PROXY_ANSWER_INVALID' })
  t.equal(server.requestCount, 0)
})

t.test('a tunnel that breaks after the GET was written makes it unknown, and it arrived at most once', async (t) => {
  const breaks: Readonly<Record<string, { readonly behaviour: ProxyBehaviour; readonly arrived: number }>> = {
    'the proxy swallows it and closes': {
      behaviour: ({ client }) => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        client.once('data', () => client.end())
      },
      arrived: 0,
    },
    'the proxy swallows it and resets': {
      behaviour: ({ client }) => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        client.once('data', () => client.resetAndDestroy())
      },
      arrived: 0,
    },
    'the proxy resets when the answer comes': {
      behaviour: ({ client, open }) => {
        open({ passBack: false }).once('data', () => client.resetAndDestroy())
      },
      arrived: 1,
    },
  }
  for (const [name, { behaviour, arrived }] of Object.entries(breaks)) {
    const { server, proxy, client } = await start(t, { secure: false })
    proxy.behave(behaviour)
    t.equal(verdictOf(await client.submit(name)), 'unknown: outcome-unknown', name)
    t.equal(countOf(server, name), arrived, name)
    proxy.behave(passOn)
    t.equal(verdictOf(await client.submit('after')), 'accepted')
    t.equal(server.requestCount, arrived + 1, `${name}: and nothing was repeated`)
  }
})

t.test('a tunnel that breaks in the TLS handshake attempts nothing', async (t) => {
  const { server, proxy, client } = await start(t, { secure: true })
  proxy.behave(({ client: socket, open }) => {
    open({ passBack: false }).once('data', () => socket.resetAndDestroy())
  })
  for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit('hello')), unreachable)
  t.equal(server.requestCount, 0)
  proxy.behave(passOn)
  t.equal(verdictOf(await client.submit('after')), 'accepted')
  t.equal(server.requestCount, 1)
})

t.test('over TLS in a tunnel a fault after the request is unknown, and the message arrived once', async (t) => {
  const { server, client } = await start(t, { secure: true })
  for (const fault of ['reset-after-request', 'close-after-request', 'half-header', 'half-body'] as const) {
    server.behave(fault, ({ answer, body }) => answer(body))
    t.equal(verdictOf(await client.submit(fault)), 'unknown: outcome-unknown', fault)
    t.equal(verdictOf(await client.submit(`after ${fault}`)), 'accepted')
    t.equal(countOf(server, fault), 1, fault)
    t.equal(countOf(server, `after ${fault}`), 1)
  }
  t.equal(server.requestCount, 8)
})

t.test('the certificate is also checked behind a proxy: an untrusted upstream gets nothing', async (t) => {
  const server = await startUpstream(t, { tls })
  const proxy = await startFaultyProxy(t)
  const other = createTestCertificate()
  const rows = {
    'another authority': [server.origin, other.cert],
    'another name': [`https://0.0.0.0:${server.port}`, tls.cert],
  }
  for (const [name, [origin = '', ca = '']] of Object.entries(rows)) {
    const client = startClient(t, origin, { ca, proxy: proxy.settings })
    for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit(name)), unreachable, name)
  }
  t.equal(server.requestCount, 0)
  t.equal(server.connectionCount, 4, 'it was this server that was not trusted')
})

t.test('through a proxy too HTTP/2 is never spoken', async (t) => {
  const proxy = await startFaultyProxy(t)
  const both = await startCountingTlsServer(t, { protocols: ['h2', 'http/1.1'] })
  const settings = (server: typeof both) => ({ ca: server.certificate.cert, proxy: proxy.settings })
  t.equal(verdictOf(await startClient(t, both.origin, settings(both)).submit('hello')), 'accepted')
  t.strictSame(both.protocols, ['http/1.1'])
  t.equal(both.requests.length, 1)
  const http2 = await startCountingTlsServer(t, { protocols: ['h2'] })
  t.equal(verdictOf(await startClient(t, http2.origin, settings(http2)).submit('hello')), unreachable)
  t.equal(http2.requests.length, 0)
})

t.test('without a running proxy nothing is attempted', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, {
    proxy: { origin: await createRefusingOrigin(), username: '', password: '' },
  })
  for (let turn = 1; turn <= 2; turn++) t.equal(verdictOf(await client.submit('hello')), unreachable)
  t.match(client.events.at(-1), { kind: 'not-written', reason: 'ECONNREFUSED' })
  const nowhere = { origin: 'http://proxy.invalid:3128', username: '', password: '' }
  const lost = startClient(t, server.origin, { proxy: nowhere })
  t.equal(verdictOf(await lost.submit('hello')), unreachable)
  t.match(lost.events.at(-1), { kind: 'not-written', reason: /^(ENOTFOUND|EAI_AGAIN)$/ })
  t.equal(server.requestCount, 0)
})

t.test("the proxy gets the proxy's credential, and the upstream does not", async (t) => {
  const server = await startUpstream(t)
  const proxy = await startFaultyProxy(t)
  const client = startClient(t, server.origin, { proxy: { ...proxy.settings, username: 'a', password: 'b' } })
  t.equal(verdictOf(await client.submit('hello')), 'accepted')
  t.match(proxy.heads, [/\r\nproxy-authorization: Basic YTpi(\r\n|$)/])
  t.equal(server.requestCount, 1)
  t.notMatch(server.requests[0]?.text, /proxy/i)
})

t.test('the balance is asked for through the proxy as well', async (t) => {
  const server = await startUpstream(t)
  const proxy = await startFaultyProxy(t)
  const settings = {
    origin: server.origin,
    connectTimeoutMs: 1_000,
    path: '/credit',
    cacheMs: 1_000,
    proxy: proxy.settings,
  }
  const credit = createCredit(settings, () => ({ username: 'user', password: 'secret' }))
  t.teardown(credit.close)
  server.behave(answerWith('Credits:12.5'))
  t.match(await credit.read(), { ok: true, balance: 12.5 })
  t.equal(proxy.heads.length, 1)
  t.equal(server.requestCount, 1)
})
