import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { checkProblem } from '../../support/openapi-answers.ts'
import { exchangeRaw, formatRequest, parseAnswers } from '../../support/raw-answers.ts'
import { answerAccepted, createRawUpstream, type RawExchange } from '../../support/raw-upstream.ts'

const body = JSON.stringify(validBody)
const json = 'Content-Type: application/json\r\n'
const head = `POST /messages HTTP/1.1\r\nHost: x\r\n${json}`
const get = (line: string): Buffer => formatRequest({ line: `${line} HTTP/1.1` })

type Row = readonly [
  name: string,
  bytes: string | Buffer,
  status: number,
  code: string,
  options?: { halfClose: boolean },
]

/** What no client library would send; `code` is the problem that comes back. */
const rows: readonly Row[] = [
  ['bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400, 'malformed-request'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'malformed-request'],
  ['an unknown version', 'GET /healthz HTTP/3.7\r\nHost: x\r\n\r\n', 400, 'malformed-request'],
  ['no version that is one', 'GET /healthz HTTP/1.x\r\nHost: x\r\n\r\n', 400, 'malformed-request'],
  ['line feeds alone', 'GET /healthz HTTP/1.1\nHost: x\n\n', 400, 'malformed-request'],
  ['a method that nobody knows', get('FOO /messages'), 400, 'malformed-request'],
  ['a method in small letters', get('post /messages'), 400, 'malformed-request'],
  ['a path with a space', get('GET /a b'), 400, 'malformed-request'],
  ['a path with NUL', get('GET /problems/a\0b'), 400, 'malformed-request'],
  ['a path that is no path', get('GET healthz'), 400, 'malformed-request'],
  ['a folded header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', 400, 'malformed-request'],
  ['a space before the colon', 'GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n', 400, 'malformed-request'],
  ['a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n', 400, 'malformed-request'],
  ['a header without a colon', 'GET /healthz HTTP/1.1\r\nHost: x\r\nA\r\n\r\n', 400, 'malformed-request'],
  ['huge headers', formatRequest({ headers: `X-A: ${'a'.repeat(20_000)}\r\n` }), 431, 'headers-too-large'],
  ['many headers', formatRequest({ headers: 'A:\r\n'.repeat(5_000) }), 431, 'headers-too-large'],
  ['a huge URL', get(`GET /healthz?${'a'.repeat(20_000)}`), 431, 'headers-too-large'],

  ['no Host', formatRequest({ headers: json, body, host: '' }), 400, 'malformed-request'],
  ['an empty Host', formatRequest({ headers: json, body, host: 'Host:\r\n' }), 400, 'malformed-request'],
  ['two Hosts', formatRequest({ headers: json, body, host: 'Host: a\r\nHost: b\r\n' }), 400, 'malformed-request'],
  ['no Host, anywhere', formatRequest({ line: 'GET /nothing HTTP/1.1', host: '' }), 400, 'malformed-request'],

  ['a Content-Length twice', `${head}Content-Length: 5\r\nContent-Length: 50\r\n\r\n${body}`, 400, 'malformed-request'],
  ['a negative Content-Length', `${head}Content-Length: -5\r\n\r\n${body}`, 400, 'malformed-request'],
  ['a Content-Length in hexadecimal', `${head}Content-Length: 0x50\r\n\r\n${body}`, 400, 'malformed-request'],
  ['a Content-Length with a plus', `${head}Content-Length: +50\r\n\r\n${body}`, 400, 'malformed-request'],
  ['a Content-Length list', `${head}Content-Length: 50, 50\r\n\r\n${body}`, 400, 'malformed-request'],
  [
    'a Content-Length beyond numbers',
    `${head}Content-Length: ${'9'.repeat(30)}\r\n\r\n${body}`,
    400,
    'malformed-request',
  ],
  [
    'a Content-Length beside chunks',
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
    'malformed-request',
  ],
  ['a wrong chunk', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n${body}\r\n`, 400, 'malformed-request'],
  [
    'a chunk that is longer',
    `${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n`,
    400,
    'malformed-request',
  ],
  [
    'a body that ends before its Content-Length',
    `${head}Content-Length: ${body.length + 10}\r\n\r\n${body}`,
    400,
    'malformed-request',
    { halfClose: true },
  ],
  [
    'chunks that end without the last',
    `${head}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
    400,
    'malformed-request',
    { halfClose: true },
  ],
  [
    'a body that is longer than its Content-Length',
    `${head}Content-Length: 20\r\n\r\n${body}`,
    400,
    'malformed-request',
  ],

  ['an unknown expectation', formatRequest({ headers: `${json}Expect: 200-ok\r\n`, body }), 417, 'expectation-failed'],
  ['CONNECT', get('CONNECT example.com:443'), 405, 'method-not-allowed'],

  ['a path with a broken escape', get('GET /%zz'), 400, 'malformed-request'],
  ['a problem with a broken escape', get('GET /problems/%'), 400, 'malformed-request'],
  ['a problem with invalid UTF-8', get('GET /problems/%ff'), 400, 'malformed-request'],
  ['a method on a broken escape', get('DELETE /problems/%ff'), 400, 'malformed-request'],
  ['a problem with an encoded NUL', get('GET /problems/%00'), 404, 'not-found'],
  ['a problem with a name of 200', get(`GET /problems/${'a'.repeat(200)}`), 414, 'uri-too-long'],
  ['a long path', get(`GET /${'a'.repeat(10_000)}`), 404, 'not-found'],
  ['a path with two slashes', get('GET //healthz'), 404, 'not-found'],
  [
    'a path with a slash behind',
    formatRequest({ line: 'POST /scheduled-messages/ HTTP/1.1', headers: json, body }),
    404,
    'not-found',
  ],
  // An empty id is one that only GET could ask for.
  [
    'the path of messages with a slash behind',
    formatRequest({ line: 'POST /messages/ HTTP/1.1', headers: json, body }),
    405,
    'method-not-allowed',
  ],
  ['a path in capitals', formatRequest({ line: 'POST /Messages HTTP/1.1', headers: json, body }), 404, 'not-found'],
  ['the asterisk', get('OPTIONS *'), 405, 'method-not-allowed'],
  ['a path out of the assets', get('GET /docs/static/..%2f..%2fpackage.json'), 404, 'not-found'],
  ['an asset that is none', get('GET /docs/static/nothing.js'), 404, 'not-found'],
  ['a path that reads as a pattern', get('PUT /(((:a*'), 404, 'not-found'],
  ['an unknown path, whatever its body', formatRequest({ line: 'POST /x HTTP/1.1', body: 'x' }), 404, 'not-found'],
]

t.test('whatever comes, the answer is a problem with a request id, and nothing is submitted', async (t) => {
  const { app, listen, inbox, logText } = await startGateway(t)
  const origin = await listen()
  for (const [name, bytes, status, code, options] of rows) {
    const answers = await exchangeRaw(origin, bytes, options)
    const [answer] = answers
    t.strictSame([answers.length >= 1, answer?.status, answer?.json?.code], [true, status, code], name)
    if (answer === undefined) continue
    t.match(answer.headers['x-request-id'], /^[0-9a-f-]{36}$/)
    t.strictSame(checkProblem(app.swagger(), answer, answer.headers['content-type']?.split(';')[0] ?? ''), [], name)
  }
  t.equal(inbox.receivedCount(), 0)
  t.notMatch(logText(), /"level":"(error|fatal)"/)
  const [alive] = await exchangeRaw(origin, get('GET /healthz'))
  t.equal(alive?.status, 200)
})

t.test('every address answers the methods it does not take by 405 and names those it takes', async (t) => {
  const { app, inject, listen, inbox } = await startGateway(t)
  const allowed = {
    '/messages': 'GET, HEAD, POST',
    '/scheduled-messages': 'POST',
    // Not the address of a message, although it looks like one.
    '/messages/preview': 'POST',
    '/messages/019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70': 'GET, HEAD',
    '/messages/019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70/resolution': 'POST',
    '/problems': 'GET, HEAD',
    '/problems/overloaded': 'GET, HEAD',
    '/healthz': 'GET, HEAD',
    '/readyz': 'GET, HEAD',
    '/openapi.json': 'GET, HEAD',
    '/docs': 'GET, HEAD',
  }
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'] as const
  for (const [url, allow] of Object.entries(allowed)) {
    for (const method of methods) {
      const headers = { 'content-type': 'application/json' }
      const withBody = method !== 'GET' && method !== 'HEAD'
      const answer = await inject({ method, url, ...(withBody ? { headers, payload: '{' } : {}) })
      if (allow.split(', ').includes(method)) {
        t.not(answer.status, 405, `${method} ${url}`)
        continue
      }
      t.equal(answer.status, 405, `${method} ${url}`)
      t.equal(answer.headers['allow'], allow)
      if (method !== 'HEAD') t.equal(answer.json.code, 'method-not-allowed')
    }
  }
  const origin = await listen()
  // Methods that Node's parser knows and Fastify has no use for.
  for (const method of ['MKCOL', 'PROPFIND', 'LOCK', 'SEARCH', 'QUERY', 'PURGE', 'M-SEARCH', 'SUBSCRIBE']) {
    const [answer] = await exchangeRaw(
      origin,
      formatRequest({ line: `${method} /messages HTTP/1.1`, headers: json, body }),
    )
    t.match(
      answer,
      { status: 405, headers: { allow: 'GET, HEAD, POST' }, json: { code: 'method-not-allowed' } },
      method,
    )
    if (answer !== undefined) t.strictSame(checkProblem(app.swagger(), answer, 'application/problem+json'), [])
  }
  const [head] = await exchangeRaw(origin, get('HEAD /scheduled-messages'))
  t.match(head, { status: 405, headers: { allow: 'POST', 'content-type': /problem/ }, text: '' })
  t.equal(inbox.receivedCount(), 0)
})

t.test('what is unusual and right is served', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const old = `POST /messages HTTP/1.0\r\n${json}Content-Length: ${body.length}\r\n\r\n${body}`
  const rows: readonly [name: string, bytes: string | Buffer][] = [
    ['HTTP/1.0 without a Host', old],
    ['Expect: 100-continue', formatRequest({ headers: `${json}Expect: 100-continue\r\n`, body })],
    ['an absolute address', formatRequest({ line: 'POST http://localhost/messages HTTP/1.1', headers: json, body })],
    ['a percent-encoded letter', formatRequest({ line: 'POST /%6dessages HTTP/1.1', headers: json, body })],
  ]
  for (const [name, bytes] of rows) {
    const [answer] = await exchangeRaw(origin, bytes)
    t.equal(answer?.status, 201, name)
  }
  t.equal(inbox.receivedCount(), rows.length)
})

t.test('two requests in one write get two answers, in order', async (t) => {
  const { listen, inbox } = await startGateway(t)
  const origin = await listen()
  const first = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
  const answers = await exchangeRaw(origin, Buffer.concat([Buffer.from(first), get('GET /healthz')]))
  t.strictSame(
    answers.map(({ status }) => status),
    [201, 200],
  )
  t.equal(inbox.receivedCount(), 1)
})

t.test('bytes behind a request get no answer in its place, and its own comes', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { listen, idle } = await startGateway(t, { origin: upstream.origin })
  const origin = await listen()
  const request = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
  const garbage = [
    'garbage',
    '\0\0',
    ' ',
    'GET / HTTP/9.9\r\n\r\n',
    `X: ${'x'.repeat(20_000)}`,
    `GET /${'a'.repeat(20_000)}`,
  ]
  for (const [index, behind] of garbage.entries()) {
    let release: RawExchange | undefined
    upstream.behave((exchange) => {
      release = exchange
    })
    // The garbage is read while the message is under way: the answer comes only after it was written.
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
    let received = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk
    })
    socket.on('error', () => {})
    socket.write(request)
    await upstream.received(index + 1)
    socket.write(behind)
    // A second client's answer shows that the gateway has been round its event loop since.
    await exchangeRaw(origin, get('GET /healthz'))
    t.equal(received, '', `${JSON.stringify(behind.slice(0, 10))} is not answered before the request`)
    if (release === undefined) return t.fail('nothing arrived')
    release.answer(release.body)
    await once(socket, 'close')
    const answers = parseAnswers(received)
    t.strictSame(
      answers.map(({ status }) => status),
      [201],
    )
    t.equal(upstream.requestCount, index + 1)
  }
  await idle()
})

t.test('what completes after it was answered with 408 is not submitted', async (t) => {
  const { app, listen, inbox, idle } = await startGateway(t)
  const origin = await listen()
  const request = `${head}Content-Length: ${body.length}\r\n\r\n${body}`
  for (const cut of [30, request.length - 5]) {
    const arrived = once(app.server, 'connection') as Promise<[Socket]>
    const client = connect({ host: '127.0.0.1', port: Number(new URL(origin).port), allowHalfOpen: true })
    client.on('error', () => {})
    let received = ''
    const answered = new Promise<void>((resolve) => {
      client.setEncoding('latin1').on('data', (chunk: string) => {
        received += chunk
        if (parseAnswers(received).length > 0) resolve()
      })
    })
    client.write(request.slice(0, cut))
    const [socket] = await arrived
    // As Node does when its timer fires, which takes half a minute.
    app.server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
    await answered
    t.match(parseAnswers(received)[0], { status: 408, json: { code: 'request-timeout' } })
    client.end(request.slice(cut))
    client.resume()
    await once(client, 'close')
    t.equal(parseAnswers(received).length, 1)
  }
  await idle()
  t.equal(inbox.receivedCount(), 0)
})

t.test('a client that goes away does not cancel its message', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  let release: RawExchange | undefined
  upstream.behave((exchange) => {
    release = exchange
  }, answerAccepted)
  const { listen, idle, logLines } = await startGateway(t, { origin: upstream.origin })
  const origin = await listen()
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
  socket.on('error', () => {})
  socket.write(formatRequest({ headers: json, body }))
  await upstream.received(1)
  socket.resetAndDestroy()
  await once(socket, 'close')
  await exchangeRaw(origin, get('GET /healthz'))
  if (release === undefined) return t.fail('nothing arrived')
  release.answer(release.body)
  await idle()
  t.match(
    logLines().find(({ msg }) => msg === 'upstream request'),
    { kind: 'answered' },
  )
  await new Promise((resolve) => setImmediate(resolve))
  t.match(
    logLines().find(({ msg }) => msg === 'message answered'),
    { level: 'info', outcome: 'accepted', statusCode: 201 },
    'the log tells what nobody was there to hear',
  )
  t.equal(upstream.requestCount, 1)
})

t.test('the server closes although a client never ends its request, and answers what is under way', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  let release: RawExchange | undefined
  upstream.behave((exchange) => {
    release = exchange
  })
  const { app, listen } = await startGateway(t, { origin: upstream.origin, submission: { timeoutMs: 20_000 } })
  const origin = await listen()
  const sending = exchangeRaw(origin, formatRequest({ headers: json, body, keepAlive: true }))
  await upstream.received(1)
  const sockets: Socket[] = []
  app.server.on('connection', (socket: Socket) => sockets.push(socket))
  const slow = [
    exchangeRaw(origin, 'GET /heal'),
    exchangeRaw(origin, `${head}Content-Length: 100\r\n\r\n{"to"`),
    exchangeRaw(origin, ''),
  ]
  // Each probe is a turn of the event loop; the first two clients have been read and the third has connected.
  const halves = () => sockets.filter((socket) => !socket.destroyed)
  while (halves().length < 3 || halves().filter(({ bytesRead }) => bytesRead > 0).length < 2) {
    await exchangeRaw(origin, get('GET /healthz'))
  }
  const closed = app.close()
  const [line, body408, empty] = await Promise.all(slow)
  t.equal(line?.[0]?.status, 408)
  t.equal(body408?.[0]?.status, 408)
  t.ok((empty?.length ?? 9) <= 1)
  if (release === undefined) return t.fail('nothing arrived')
  release.answer(release.body)
  t.match((await sending)[0], { status: 201, headers: { connection: 'close' } })
  await closed
  t.equal(upstream.requestCount, 1)
})
