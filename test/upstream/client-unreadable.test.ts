import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import t from 'tap'
import { answerAccepted, answerWith, type Behaviour, endWith } from '../support/raw-upstream.ts'
import { createTestCertificate } from '../support/test-certificate.ts'
import { numbers, to } from './fixtures.ts'
import { countOf, password, startClient, startUpstream, verdictOf } from './start-client.ts'

/** Longer than a test: what is open stays so. */
const breaker = { failures: 3, unreadable: 5, openMs: 60_000 }

const answeredWith = (status: string, headers: Record<string, string> = {}) =>
  answerWith({ status, headers, body: '<html>' })
const ok = 'HTTP/1.1 200 OK\r\n'
const body = `1701|${to}|id`

/** What is wrong with each answer, how many messages that costs, and by what name it is known. */
const permanent: Record<string, readonly [behaviour: Behaviour, count: number, cause: string]> = {
  'the account is refused by HTTP (401)': [answeredWith('401 Unauthorized'), 3, 'http-401'],
  'the account is refused by HTTP (403)': [answeredWith('403 Forbidden'), 3, 'http-403'],
  'the path is wrong': [answeredWith('404 Not Found'), 5, 'http-404'],
  'the address has moved': [answeredWith('301 Moved', { location: 'https://moved.test/sms' }), 5, 'http-301'],
  'a proxy wants to know who asks': [answeredWith('407 Proxy Authentication Required'), 5, 'http-407'],
  'a proxy has nobody behind it': [answeredWith('502 Bad Gateway'), 5, 'http-502'],
  'an accepted body has the wrong status': [answerWith({ status: '500 Oops', body }), 5, 'http-500'],
  'a length and a coding': [
    endWith(`${ok}content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n\r\n${body}`),
    5,
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  'two lengths': [
    endWith(`${ok}content-length: 4\r\ncontent-length: 5\r\n\r\n${body}`),
    5,
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ],
  'a header that is none': [endWith(`${ok}bad header: x\r\n\r\n${body}`), 5, 'HPE_INVALID_HEADER_TOKEN'],
  'another protocol': [endWith('220 mail.test ESMTP\r\n'), 5, 'HPE_INVALID_CONSTANT'],
  'headers without end': [endWith(`${ok}x: ${'y'.repeat(20_000)}\r\n\r\n`), 5, 'UND_ERR_HEADERS_OVERFLOW'],
  'a body without end': [answerWith('x'.repeat(300_000)), 5, 'body-too-large'],
  'a web page': [answerWith('<html>Please log in</html>'), 5, 'html'],
  JSON: [answerWith('{"status":"ok"}'), 5, 'json'],
  nothing: [answerWith(''), 5, 'empty'],
  'a code that nobody knows': [answerWith('9999'), 5, 'unknown-code'],
  'other numbers than those that were sent': [answerWith('1701|999123456789|id'), 5, 'foreign-number'],
  'a connection that ends without an answer': [({ socket }) => void socket.end(), 5, 'UND_ERR_SOCKET'],
  'a connection that is reset': [({ reset }) => reset(), 5, 'ECONNRESET|UND_ERR_SOCKET'],
}

for (const [name, [behaviour, count, cause]] of Object.entries(permanent)) {
  t.test(`a permanent fault stops after ${count} messages, all of them unknown: ${name}`, async (t) => {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { breaker })
    server.behave(behaviour)
    for (let turn = 1; turn <= count; turn++) t.match(verdictOf(await client.submit(`${turn}`)), /^unknown: /)
    for (let turn = 1; turn <= 12 - count; turn++)
      t.equal(verdictOf(await client.submit('held back')), 'not-attempted: upstream-suspended')
    t.equal(server.requestCount, count)
    t.equal(countOf(server, 'held back'), 0)
    const word = new RegExp(`^(?:${cause})$`)
    t.match(client.upstream.status().accounts, [{ breaker: 'open', cause: word }])
    t.match(client.breakerEvents, [{ account: 'default', state: 'open', cause: word }])
    for (const { reason } of client.events.slice(0, count)) t.match(reason, word, 'and each line of the log names it')
  })
}

t.test('plain HTTP to a TLS port stops like a connection that cannot be made', async (t) => {
  const failures: string[] = []
  const server = createServer(createTestCertificate(), () => t.fail('nobody speaks TLS'))
  server.on('tlsClientError', ({ message }) => failures.push(message))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => void server.close())
  const client = startClient(t, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, { breaker })
  for (let turn = 1; turn <= 5; turn++) t.match(verdictOf(await client.submit('plain')), /^unknown: /)
  t.equal(verdictOf(await client.submit('held back')), 'not-attempted: upstream-suspended')
  t.equal(failures.length, 5)
})

t.test('an upstream that never answers stops the rest', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { breaker })
  server.behave(() => {})
  for (let turn = 1; turn <= 5; turn++)
    t.equal(verdictOf(await client.submit('hangs', { startMs: 10_000, answerMs: 500 })), 'unknown: outcome-unknown')
  t.equal(verdictOf(await client.submit('held back')), 'not-attempted: upstream-suspended')
  t.match(client.upstream.status().accounts, [{ cause: 'answer-deadline' }])
  t.equal(server.requestCount, 5)
})

t.test('one answer that can be read, accepted or refused or neither, ends the run', async (t) => {
  for (const readable of [answerAccepted, answerWith('1706'), answerWith('1709'), answerWith('1715')]) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { breaker })
    const unreadable = Array.from({ length: 4 }, () => answeredWith('404 Not Found'))
    server.behave(...unreadable, readable, ...unreadable, answeredWith('500 Oops'), ...unreadable, answerAccepted)
    for (let turn = 1; turn <= 14; turn++) await client.submit(`${turn}`)
    t.equal(verdictOf(await client.submit('goes out')), 'accepted')
    t.strictSame(client.breakerEvents, [])
    t.equal(server.requestCount, 15)
  }
})

t.test('a part of a list that can be read ends the run', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { breaker })
  const batch = numbers(3)
  server.behave(answerWith(`1701|${batch[0]}|x`))
  for (let turn = 1; turn <= 12; turn++) {
    t.strictSame((await client.submitAll(`${turn}`, batch)).map(verdictOf), [
      'accepted',
      'unknown: upstream-answer-incomplete',
      'unknown: upstream-answer-incomplete',
    ])
  }
  t.equal(server.requestCount, 12)
})

t.test('many GETs that lose their connections at the same moment do not open it', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { connections: 32, breaker })
  const resets: (() => void)[] = []
  server.behave(({ reset }) => void resets.push(reset))
  const lost = Array.from({ length: 32 }, (_, index) => client.submit(`lost ${index}`))
  await server.received(32)
  for (const reset of resets) reset()
  for (const result of await Promise.all(lost)) t.equal(verdictOf(result), 'unknown: outcome-unknown')
  server.behave(answerAccepted)
  t.equal(verdictOf(await client.submit('after')), 'accepted')
  t.strictSame(client.breakerEvents, [])
  t.equal(server.requestCount, 33)
})

t.test('0 holds nothing back, and counts', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { breaker: { ...breaker, unreadable: 0 } })
  server.behave(answeredWith('404 Not Found'))
  for (let turn = 1; turn <= 12; turn++) t.match(verdictOf(await client.submit(`${turn}`)), /^unknown: /)
  t.strictSame(client.upstream.status().accounts, [{ account: 'default', breaker: 'closed', unreadableCount: 12 }])
  t.equal(server.requestCount, 12)
})

t.test('the log names where a redirect leads, and nothing that was sent', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const secret = encodeURIComponent(password)
  const rows: readonly (readonly [location: string, shown: string | undefined])[] = [
    [`https://moved.test/sms/send?username=user&password=${secret}`, 'https://moved.test/sms/send'],
    [`https://user:${secret}@moved.test:8443/login#${secret}`, 'https://moved.test:8443/login'],
    ['/login?next=%2Fbulksms', '/login'],
    ['//moved.test/login', 'http://moved.test/login'],
    [`/login/${secret}/back`, undefined],
    [`/login/${password}`, undefined],
    ['/login/%2Fbulksms%3Fpassword%3Dcanary', undefined],
    ['https://canary.moved.test/login', 'https://….moved.test/login'],
    ['https://canary-password.moved.test:8443/', undefined],
    ['https://213550000001.moved.test/', 'https://############.moved.test/'],
    [`https://${Buffer.from('secret text').toString('hex')}.moved.test/`, undefined],
    ['canary://moved.test/login', '…://moved.test/login'],
    ['http://[', undefined],
    ['', undefined],
  ]
  for (const [location, shown] of rows) {
    server.behave(answeredWith('302 Found', { location }))
    await client.submit('secret text')
    const event = client.events.at(-1)
    t.match(event, { kind: 'answered', statusCode: 302, reason: 'http-302' })
    if (shown !== undefined) t.equal(event?.location, shown, location)
    t.notMatch(JSON.stringify(event), /canary|secret|user|2135|7365637|\?|bulksms/, location)
  }
  t.equal(server.requestCount, rows.length)
})
