import t from 'tap'
import { answerAccepted, answerWith, type Behaviour } from '../support/raw-upstream.ts'
import { to } from './fixtures.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

// What a connection leaves behind for the next message on it. All messages go to one number, so that an answer to
// another message would fit, were it taken for one's own.

const acceptedBody = `1701|${to}|poison`
const poison = `HTTP/1.1 200 OK\r\ncontent-length: ${acceptedBody.length}\r\n\r\n${acceptedBody}`
const refusal = `1706|${to}`
const refusalAnswer = `HTTP/1.1 200 OK\r\ncontent-length: ${refusal.length}\r\n\r\n${refusal}`
const rejected = 'rejected: invalid-destination'

t.test('a second answer in one piece with the first is not taken for the answer to the next GET', async (t) => {
  const rows: Readonly<Record<string, string>> = {
    'a whole answer': poison,
    'two whole answers': poison + poison,
    'the beginning of an answer': poison.slice(0, 30),
    'everything but the end of an answer': poison.slice(0, -1),
    'an informational answer': 'HTTP/1.1 102 Processing\r\n\r\n',
    'an informational answer and an answer': `HTTP/1.1 102 Processing\r\n\r\n${poison}`,
    'a line end and an answer': `\r\n${poison}`,
    garbage: '\0\0\0',
  }
  for (const [name, more] of Object.entries(rows)) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin)
    server.behave(({ socket }) => void socket.write(refusalAnswer + more), answerWith(refusal))
    t.equal(verdictOf(await client.submit('first')), rejected, name)
    for (const text of ['second', 'third']) t.equal(verdictOf(await client.submit(text)), rejected, `${name}, ${text}`)
    for (const text of ['first', 'second', 'third']) t.equal(countOf(server, text), 1, `${name}, ${text}`)
  }
})

t.test('the same if the next GET is already waiting when the answers arrive', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const texts = Array.from({ length: 16 }, (_, index) => `message ${index}`)
  server.behave(({ socket }) => void socket.write(refusalAnswer + poison))
  const results = await Promise.all(texts.map((text) => client.submit(text)))
  t.strictSame([...new Set(results.map(verdictOf))], [rejected])
  for (const text of texts) t.equal(countOf(server, text), 1, text)
})

t.test('a second answer that arrives after the next GET says nothing about another number', async (t) => {
  // HTTP/1.1 has nothing that tells it from the answer to that GET; the number does. From there on every answer would
  // be one late, so the connection is given up.
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  server.behave(
    answerWith(acceptedBody),
    ({ socket, answer, body }) => {
      socket.write(poison)
      answer(body)
    },
    answerAccepted,
  )
  t.equal(verdictOf(await client.submit('first')), 'accepted')
  t.equal(
    verdictOf(await client.submit('second', { to: '+213550000002' })),
    'unknown: upstream-answer-incomplete',
    'its own answer comes too late to count',
  )
  t.equal(verdictOf(await client.submit('third', { to: '+213550000003' })), 'accepted')
  for (const text of ['first', 'second', 'third']) t.equal(countOf(server, text), 1)
  t.equal(server.connectionCount, 2)
})

t.test('GETs in flight while connections are replaced end normally', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { connections: 2 })
  let answerSlow = () => {}
  server.behave(
    ({ answer, body }) => {
      answerSlow = () => answer(body)
    },
    answerWith('1701|999123456789|id'),
    answerAccepted,
  )
  const slow = client.submit('slow')
  await server.received(1)
  for (const text of ['foreign', 'next']) await client.submit(text)
  t.equal(server.connectionCount, 3)
  answerSlow()
  t.equal(verdictOf(await slow), 'accepted')
  for (const text of ['slow', 'foreign', 'next']) t.equal(countOf(server, text), 1)
  await client.close()
  t.equal(verdictOf(await client.submit('closed')), 'not-attempted: upstream-unreachable')
  t.equal(server.requestCount, 3)
})

t.test('a closing client opens no new connections, whatever the last answer contains', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  let answerLast = () => {}
  server.behave(({ answer }) => {
    answerLast = () => answer('1701|999123456789|id')
  }, answerAccepted)
  const last = client.submit('last')
  await server.received(1)
  const closing = client.close()
  answerLast()
  t.equal(verdictOf(await last), 'unknown: upstream-answer-incomplete')
  await closing
  t.equal(verdictOf(await client.submit('closed')), 'not-attempted: upstream-unreachable')
  t.equal(countOf(server, 'last'), 1)
  t.equal(server.requestCount, 1)
})

t.test('an answer that comes on an idle connection ends the connection, and answers nothing', async (t) => {
  const rows: Readonly<Record<string, string>> = {
    'an answer': poison,
    'a timeout of the idle connection, in the manner of some proxies':
      'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
    'one byte': 'H',
  }
  for (const [name, bytes] of Object.entries(rows)) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin)
    let closed: Promise<unknown> = Promise.resolve()
    let write = () => {}
    server.behave(({ socket, answer }) => {
      answer(refusal)
      closed = new Promise((resolve) => socket.once('close', resolve))
      write = () => socket.write(bytes)
    }, answerWith(refusal))
    t.equal(verdictOf(await client.submit('first')), rejected)
    write()
    await closed
    t.equal(verdictOf(await client.submit('second')), rejected, name)
    t.equal(countOf(server, 'second'), 1)
    t.equal(server.requestCount, 2)
    t.equal(server.connectionCount, 2)
  }
})

t.test('a connection that the server closes right after the answer costs no message its truth', async (t) => {
  const endings: Readonly<Record<string, Behaviour>> = {
    'closes at once': 'keep-alive-then-close',
    'closes in the next turn': ({ socket, answer, body }) => {
      answer(body)
      setImmediate(() => socket.end())
    },
    'resets in the next turn': ({ answer, body, reset }) => {
      answer(body)
      setImmediate(reset)
    },
    'closes when the next GET arrives': ({ socket, answer, body }) => {
      answer(body)
      socket.prependOnceListener('data', () => socket.destroy())
    },
  }
  for (const [name, behaviour] of Object.entries(endings)) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { connections: 2 })
    server.behave(behaviour)
    const texts = Array.from({ length: 200 }, (_, index) => `message ${index}`)
    const wrong: string[] = []
    const tell = async (text: string) => {
      const verdict = verdictOf(await client.submit(text))
      const count = countOf(server, text)
      // Which of the three it is is a race; that it is true is not.
      const isTrue =
        (verdict === 'accepted' && count === 1) ||
        (verdict === 'unknown: outcome-unknown' && count <= 1) ||
        (verdict === 'not-attempted: upstream-unreachable' && count === 0)
      if (!isTrue) wrong.push(`${text}: ${verdict}, arrived ${count} times`)
    }
    for (let index = 0; index < texts.length; index += 4) await Promise.all(texts.slice(index, index + 4).map(tell))
    t.strictSame(wrong, [], name)
    t.ok(
      texts.every((text) => countOf(server, text) <= 1),
      name,
    )
  }
})

t.test("the server's hint about idle connections is obeyed", async (t) => {
  const rows: readonly (readonly [header: Readonly<Record<string, string>>, connectionCount: number])[] = [
    [{}, 1],
    [{ 'keep-alive': 'timeout=5' }, 1],
    [{ 'keep-alive': 'timeout=5, max=100' }, 1],
    [{ 'keep-alive': 'timeout=99999999999999999999999' }, 1],
    [{ 'keep-alive': 'timeout=-5' }, 1],
    [{ 'keep-alive': 'nonsense' }, 1],
    // Undici wants two seconds to spare: with less the connection is not used again.
    [{ 'keep-alive': 'timeout=2' }, 3],
    [{ 'keep-alive': 'timeout=0' }, 3],
    [{ connection: 'close' }, 3],
    [{ connection: 'keep-alive, close' }, 3],
  ]
  for (const [headers, connectionCount] of rows) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin)
    server.behave(({ answer, body }) => answer({ headers, body }))
    for (const text of ['first', 'second', 'third']) {
      t.equal(verdictOf(await client.submit(text)), 'accepted')
      t.equal(countOf(server, text), 1)
    }
    t.equal(server.connectionCount, connectionCount, JSON.stringify(headers))
  }
})

t.test('a GET contains only the required headers', async (t) => {
  for (const [keepAlive, connection] of [
    [true, 'keep-alive'],
    [false, 'close'],
  ] as const) {
    const server = await startUpstream(t)
    server.behave(answerAccepted)
    await startClient(t, server.origin, { keepAlive }).submit('hello')
    const destination = encodeURIComponent(to)
    t.equal(server.requestCount, 1)
    t.equal(
      server.requests[0]?.text,
      [
        'GET /bulksms/bulksms?username=user&password=canary-%26-password&type=0&dlr=1' +
          `&destination=${destination}&source=ACME&message=hello HTTP/1.1`,
        `host: 127.0.0.1:${server.port}`,
        `connection: ${connection}`,
        'user-agent: bulksms-gateway',
        'accept: text/plain, text/html;q=0.9, */*;q=0.1',
        'accept-encoding: identity',
      ].join('\r\n'),
    )
  }
})

t.test('a GET after a 1709 uses a new connection, where no answer can belong to another GET', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  server.behave(answerWith('1709|+213550000001'), answerAccepted)

  t.match(await client.submit('first'), { accepted: false, failure: { upstreamCode: 1709 } })
  t.match(await client.submit('second'), { accepted: true })
  t.match(await client.submit('third'), { accepted: true })
  t.equal(server.requestCount, 3)
  t.equal(server.connectionCount, 2, 'the third reuses the connection of the second')
})

// 1709 is the one refusal after which the gateway sends again, so nothing may leave open whose 1709 it was.

const wholeAnswer = (text: string, headers = '') =>
  `HTTP/1.1 200 OK\r\n${headers}content-length: ${text.length}\r\n\r\n${text}`
const doubted = 'unknown: upstream-answer-not-understood'
const retryable = 'rejected: upstream-user-validation-failed'
const namedRefusal = `1709|${to}|0`

t.test('a bare 1709 counts on a new connection alone, and one that names the number on a used one too', async (t) => {
  const rows: readonly (readonly [text: string, isUsed: boolean, verdict: string])[] = [
    ['1709', false, retryable],
    ['1709', true, doubted],
    ['1709,', true, doubted],
    ['1709|NA', false, retryable],
    ['1709|NA', true, doubted],
    [namedRefusal, false, retryable],
    [namedRefusal, true, retryable],
    ['1707', true, 'rejected: invalid-sender'],
  ]
  for (const [text, isUsed, verdict] of rows) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin)
    server.behave(...(isUsed ? [answerAccepted] : []), answerWith(text), answerAccepted)
    if (isUsed) t.equal(verdictOf(await client.submit('before')), 'accepted')
    t.equal(verdictOf(await client.submit('message')), verdict, `${text}, used: ${isUsed}`)
    t.equal(verdictOf(await client.submit('after')), 'accepted')
    t.equal(countOf(server, 'message'), 1)
    t.equal(server.connectionCount, text === '1707' ? 1 : 2, 'after a 1709 the next GET goes out on a new connection')
    t.strictSame(client.shapes, verdict === doubted ? ['doubtful'] : [])
  }
})

t.test('without kept connections each bare 1709 counts', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { keepAlive: false })
  server.behave(answerAccepted, answerWith('1709'), answerWith({ headers: { connection: 'close' }, body: '1709' }))
  t.equal(verdictOf(await client.submit('first')), 'accepted')
  for (const text of ['second', 'third']) {
    t.equal(verdictOf(await client.submit(text)), retryable)
    t.equal(countOf(server, text), 1)
  }
  t.equal(server.connectionCount, 3)
})

t.test('if another answer follows, neither a bare code nor any 1709 counts', async (t) => {
  const accepted = wholeAnswer(acceptedBody)
  const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n1709\r\n0\r\n\r\n'
  const closing = 'connection: close\r\n'
  const rows: Readonly<Record<string, readonly [bytes: string, verdict: string]>> = {
    'a bare 1709': [wholeAnswer('1709') + accepted, doubted],
    'a bare 1709, the beginning of another answer': [wholeAnswer('1709') + accepted.slice(0, 5), doubted],
    'a bare 1709, garbage': [`${wholeAnswer('1709')}\0\0`, doubted],
    'a bare 1709, an interim answer': [`${wholeAnswer('1709')}HTTP/1.1 100 Continue\r\n\r\n`, doubted],
    'a bare 1709, in chunks': [chunked + accepted, doubted],
    'a bare 1709, on a closing connection': [wholeAnswer('1709', closing) + accepted, doubted],
    'a 1709 that names the number': [wholeAnswer(namedRefusal) + accepted, doubted],
    'a 1709 that names the number, on a closing connection': [wholeAnswer(namedRefusal, closing) + accepted, doubted],
    'another bare code': [wholeAnswer('1703') + accepted, doubted],
    'a bare 1709 alone': [wholeAnswer('1709'), retryable],
    'a bare 1709 alone, in chunks': [chunked, retryable],
    'a bare 1709 alone, on a closing connection': [wholeAnswer('1709', closing), retryable],
    'a bare 1709 behind an interim answer': [`HTTP/1.1 100 Continue\r\n\r\n${wholeAnswer('1709')}`, retryable],
  }
  for (const [name, [bytes, verdict]] of Object.entries(rows)) {
    for (const keepAlive of [true, false]) {
      const server = await startUpstream(t)
      const client = startClient(t, server.origin, { keepAlive })
      server.behave(({ socket }) => void socket.write(bytes), answerAccepted)
      t.equal(verdictOf(await client.submit('message')), verdict, `${name}, kept: ${keepAlive}`)
      t.equal(verdictOf(await client.submit('after')), 'accepted')
      t.equal(countOf(server, 'message'), 1)
      t.equal(server.connectionCount, 2)
    }
  }
})
