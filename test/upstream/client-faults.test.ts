import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import type { FaultName } from '../../sandbox/faults.ts'
import {
  answerAccepted,
  answerWith,
  type Behaviour,
  createRefusingOrigin,
  endWith,
  type Greeting,
} from '../support/raw-upstream.ts'
import { numbers } from './fixtures.ts'
import { countOf, password, type SubmitOptions, startClient, startUpstream, verdictOf } from './start-client.ts'

// For each fault: how often the message arrived, its outcome, that the connection can carry further messages (or was
// replaced, and the slot released), and that the events for the log contain no secret.

const number = '213550000001'
const accepted = 'accepted'
const rejected = 'rejected: invalid-destination'
const unanswered = 'unknown: outcome-unknown'
const notUnderstood = 'unknown: upstream-answer-not-understood'
const incomplete = 'unknown: upstream-answer-incomplete'

/** Short, as nothing is to come; the verdict is the same however late the machine is. */
const hang: SubmitOptions = { answerMs: 60 }

type Row = readonly [behaviour: Behaviour, verdict: string, options?: SubmitOptions]

const named: Record<FaultName, Row> = {
  'reset-after-request': ['reset-after-request', unanswered],
  'close-after-request': ['close-after-request', unanswered],
  'half-header': ['half-header', unanswered],
  'half-body': ['half-body', unanswered],
  'cut-body': ['cut-body', notUnderstood],
  'never-answer': ['never-answer', unanswered, hang],
  'informational-drip': ['informational-drip', unanswered, hang],
  'body-drip': ['body-drip', unanswered, hang],
  slow: ['slow', accepted],
  'huge-header': ['huge-header', unanswered],
  'huge-body': ['huge-body', unanswered],
  garbage: ['garbage', unanswered],
  redirect: ['redirect', notUnderstood],
  'status-500-html': ['status-500-html', notUnderstood],
  'status-503-accepted': ['status-503-accepted', notUnderstood],
  'wrong-content-type': ['wrong-content-type', accepted],
  chunked: ['chunked', accepted],
  'keep-alive-then-close': ['keep-alive-then-close', accepted],
  'refuse-next': ['refuse-next', accepted],
  'reset-next': ['reset-next', accepted],
  'continue-first': ['continue-first', accepted],
  gzip: ['gzip', accepted],
  'gzip-cut': ['gzip-cut', notUnderstood],
  'two-answers': ['two-answers', notUnderstood],
}

const body = `1701|${number}|id`
const length = `content-length: ${body.length}`
const chunk = `${body.length.toString(16)}\r\n${body}\r\n`
const answerOf = (header: string, content = body) => `HTTP/1.1 200 OK\r\n${header}\r\n\r\n${content}`
const interimOf = (status: string) => `HTTP/1.1 ${status}\r\n\r\n`
const written = (header: string, content = body): Behaviour => endWith(answerOf(header, content))

const framing: Record<string, Row> = {
  'chunked, cut before the last chunk': [written('transfer-encoding: chunked', chunk), unanswered],
  'chunked, closing, cut before the last chunk': [
    written('transfer-encoding: chunked\r\nconnection: close', chunk),
    unanswered,
  ],
  'chunked, closing, cut inside the last chunk': [
    written('transfer-encoding: chunked\r\nconnection: close', `${chunk}0\r\n`),
    unanswered,
  ],
  'chunked and whole, closing': [
    written('transfer-encoding: chunked\r\nconnection: close', `${chunk}0\r\n\r\n`),
    accepted,
  ],
  'chunked, with extensions and trailers': [
    written('transfer-encoding: chunked', `${chunk.replace('\r\n', ';a=b\r\n')}0\r\nx-trailer: 1\r\n\r\n`),
    accepted,
  ],
  'chunked, in one header of two': [
    written('transfer-encoding: gzip\r\ntransfer-encoding: chunked', `${chunk}0\r\n\r\n`),
    accepted,
  ],
  'chunked, with a length beside it': [
    written(`transfer-encoding: chunked\r\n${length}`, `${chunk}0\r\n\r\n`),
    unanswered,
  ],
  'chunked, with a length before it': [
    written(`${length}\r\ntransfer-encoding: chunked`, `${chunk}0\r\n\r\n`),
    unanswered,
  ],
  'a chunk without a size': [written('transfer-encoding: chunked', `zz\r\n${body}\r\n0\r\n\r\n`), unanswered],
  'a length longer than the body': [written('content-length: 40'), unanswered],
  'a length longer than the body, closing': [written('content-length: 40\r\nconnection: close'), unanswered],
  'a length that ends inside the number': [written('content-length: 9'), incomplete],
  'a length that ends inside the id': [written(`content-length: ${body.length - 1}`), accepted],
  'a length that is negative': [written('content-length: -1'), unanswered],
  'a length with a sign': [written(`content-length: +${body.length}`), unanswered],
  'a length that is empty': [written('content-length:'), unanswered],
  'a length beyond all numbers': [written('content-length: 99999999999999999999'), unanswered],
  'two lengths': [written(`${length}\r\ncontent-length: 4`), unanswered],
  'two lengths of the same value': [written(`${length}\r\n${length}`), unanswered],
  'two lengths in one header': [written(`${length}, ${body.length}`), unanswered],
  'no length, ended by closing': [written('connection: close'), accepted],
  'no length, ended by closing, HTTP/1.0': [endWith(`HTTP/1.0 200 OK\r\n\r\n${body}`), accepted],
  'no length, ended by closing, nothing said about it': [written('content-type: text/plain'), accepted],
  'no length, cut inside the code': [written('connection: close', '17'), notUnderstood],
  'no length, cut inside the number': [written('connection: close', body.slice(0, 12)), notUnderstood],
  'a transfer coding other than chunked, cut inside the code': [
    written('transfer-encoding: identity', '17'),
    notUnderstood,
  ],
  'a transfer coding behind chunked, cut inside the code': [
    written('transfer-encoding: chunked, gzip', '17'),
    notUnderstood,
  ],
  'a proven 17 is an SMPP status': [written('content-length: 2', '17'), 'rejected: smpp-error'],
  'no length, ended by a reset': [
    ({ socket, reset }) => void socket.write(answerOf('connection: close'), () => reset()),
    // A reset may overtake the body or not; either way nothing is said that is not true.
    `${accepted} or ${unanswered}`,
  ],
  'a length and a connection left open': [({ socket }) => void socket.write(answerOf(length)), accepted],
  'no length and a connection left open': [({ socket }) => void socket.write(answerOf('x: y')), unanswered, hang],
}

const headers: Record<string, Row> = {
  'HTTP/0.9': [endWith(body), unanswered],
  'a version of HTTP that is none': [endWith(`HTTP/9.9 200 OK\r\n${length}\r\n\r\n${body}`), unanswered],
  'the greeting of an SSH server': [endWith('SSH-2.0-OpenSSH_9.9\r\n'), unanswered],
  'a TLS alert': [endWith(Buffer.from([21, 3, 1, 0, 2, 2, 70])), unanswered],
  'frames of HTTP/2': [
    endWith(Buffer.from('00000604000000000000030000006400000408000000000000ff0001', 'hex')),
    unanswered,
  ],
  'line ends without CR': [endWith(answerOf(length).replaceAll('\r\n', '\n')), unanswered],
  'a folded header': [written(`x: a\r\n b\r\n${length}`), unanswered],
  'a header named like a property of every object': [written(`__proto__: x\r\nconstructor: y\r\n${length}`), accepted],
  'a status of four digits': [endWith(`HTTP/1.1 2000 OK\r\n${length}\r\n\r\n${body}`), unanswered],
  'a status below 100': [endWith(`HTTP/1.1 099 Odd\r\n${length}\r\n\r\n${body}`), unanswered],
  'no reason phrase': [endWith(`HTTP/1.1 200\r\n${length}\r\n\r\n${body}`), accepted],
  'a reason phrase of 1 MB, never ended': [
    ({ socket }) => void socket.write(`HTTP/1.1 200 ${'x'.repeat(2 ** 20)}`),
    unanswered,
    hang,
  ],
  'unsolicited 100 Continue': [endWith(`HTTP/1.1 100 Continue\r\n\r\n${answerOf(length)}`), accepted],
  '100 Continue and nothing more': [endWith('HTTP/1.1 100 Continue\r\n\r\n'), unanswered],
  '100 Continue with headers': [endWith(`HTTP/1.1 100 Continue\r\nx: y\r\n\r\n${answerOf(length)}`), accepted],
  '100 Continue several times, behind 103': [
    endWith(`${['103 Early Hints', '100 Continue', '100 Continue'].map(interimOf).join('')}${answerOf(length)}`),
    accepted,
  ],
  '100 Continue that is cut': [endWith('HTTP/1.1 100 Cont'), unanswered],
  '100 Continue without an end': [
    ({ socket }) => void socket.write(`HTTP/1.1 100 ${'x'.repeat(20_000)}`),
    unanswered,
    hang,
  ],
  '100 Continue before a refusal': [
    endWith(interimOf('100 Continue') + answerOf('content-length: 4', '1706')),
    rejected,
  ],
  '100 Continue inside the body': [written(`content-length: 25`, interimOf('100 Continue')), notUnderstood],
  '100 Continue and the answer, a byte at a time': [
    async ({ socket }) => {
      for (const byte of interimOf('100 Continue') + answerOf(length)) {
        socket.write(byte)
        await new Promise(setImmediate)
      }
    },
    accepted,
  ],
  '100 Continue for ever': [
    ({ socket, timings }) => {
      const timer = setInterval(() => socket.write(interimOf('100 Continue')), timings.dripMs)
      socket.once('close', () => clearInterval(timer))
    },
    unanswered,
    hang,
  ],
  '101 with an upgrade': [
    endWith('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    unanswered,
  ],
  '101 without an upgrade': [endWith(`HTTP/1.1 101 Switching Protocols\r\n\r\n${answerOf(length)}`), unanswered],
  '102 and then the answer': [endWith(`HTTP/1.1 102 Processing\r\n\r\n${answerOf(length)}`), accepted],
  '103 and then the answer': [endWith(`HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n${answerOf(length)}`), accepted],
  '103 and nothing more': [endWith('HTTP/1.1 103 Early Hints\r\n\r\n'), unanswered],
  '103 with a length, then a cut body without one': [
    endWith(`HTTP/1.1 103 Early Hints\r\ncontent-length: 2\r\n\r\n${answerOf('connection: close', '17')}`),
    notUnderstood,
  ],
  'an offered upgrade': [written(`connection: upgrade\r\nupgrade: h2c\r\n${length}`), accepted],
}

/** Answers with a coded body. */
const coded =
  (coding: string, content: Buffer, header = `content-length: ${content.length}`): Behaviour =>
  ({ socket }) => {
    socket.write(answerOf(`content-encoding: ${coding}\r\n${header}`, ''))
    socket.write(content)
    if (header === 'connection: close') socket.end()
  }
const zipped = gzipSync(body)
const twice = (content: Buffer) => Buffer.concat([content, content])
/** 64 MB in 64 KB. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))

const codings: Record<string, Row> = {
  gzip: [coded('gzip', zipped), accepted],
  'x-gzip': [coded('x-gzip', zipped), accepted],
  'another case': [coded(' GZip ', zipped), accepted],
  deflate: [coded('deflate', deflateSync(body)), accepted],
  'deflate without a zlib header': [coded('deflate', deflateRawSync(body)), accepted],
  br: [coded('br', brotliCompressSync(body)), accepted],
  identity: [coded('identity', Buffer.from(body)), accepted],
  'a refusal': [coded('gzip', gzipSync(`1706|${number}|0`)), rejected],
  'gzip, ended by closing': [coded('gzip', zipped, 'connection: close'), accepted],
  'gzip, a refusal without a proven end': [
    coded('gzip', gzipSync(`1706|${number}`), 'connection: close'),
    notUnderstood,
  ],
  'gzip, cut': [coded('gzip', zipped.subarray(0, -9), 'connection: close'), notUnderstood],
  'gzip, cut inside its checksum': [coded('gzip', zipped.subarray(0, -5), 'connection: close'), notUnderstood],
  'gzip, whole as HTTP and cut all the same': [coded('gzip', zipped.subarray(0, -1)), notUnderstood],
  'gzip, damaged': [
    coded('gzip', Buffer.concat([zipped.subarray(0, 12), Buffer.from('x'), zipped.subarray(13)])),
    notUnderstood,
  ],
  'deflate, cut': [coded('deflate', deflateSync(body).subarray(0, -3)), notUnderstood],
  'deflate without a zlib header, cut': [coded('deflate', deflateRawSync(body).subarray(0, -3)), notUnderstood],
  'br, cut': [coded('br', brotliCompressSync(body).subarray(0, -3)), notUnderstood],
  'gzip, another answer behind it': [coded('gzip', Buffer.concat([zipped, Buffer.from(body)])), notUnderstood],
  'deflate, another answer behind it': [coded('deflate', twice(deflateSync(body))), notUnderstood],
  'deflate without a zlib header, another answer behind it': [
    coded('deflate', twice(deflateRawSync(body))),
    notUnderstood,
  ],
  'br, another answer behind it': [coded('br', twice(brotliCompressSync(body))), notUnderstood],
  'a bomb': [coded('gzip', bomb), notUnderstood],
  'a body of 256 KB': [coded('gzip', gzipSync(body.padEnd(256 * 1024))), accepted],
  'a body of one byte more': [coded('gzip', gzipSync(body.padEnd(256 * 1024 + 1))), notUnderstood],
  'a coding that is not applied': [coded('gzip', Buffer.from(body)), accepted],
  'an unknown coding': [coded('zip64', zipped), notUnderstood],
  'two codings': [coded('gzip, gzip', gzipSync(zipped)), notUnderstood],
  nothing: [coded('gzip', Buffer.alloc(0)), notUnderstood],
}

const statuses: Record<string, Row> = Object.fromEntries(
  [201, 202, 203, 204, 205, 206, 226, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 408, 418, 425, 429]
    .concat([500, 502, 503, 504, 511, 599, 600, 999])
    .map((status) => [
      `status ${status} with an accepted body`,
      [
        answerWith({ status: `${status} Odd`, headers: { location: '/bulksms/moved', 'retry-after': 0 }, body }),
        notUnderstood,
      ],
    ]),
)

const bodies: Record<string, Row> = {
  'the wrong destination': [answerWith('1701|999123456789|id'), incomplete],
  'an extra tuple': [answerWith(`${body},1701|999123456789|id`), accepted],
  'the colon dialect': [answerWith(`1701|${number}:id`), accepted],
  'no id': [answerWith(`1701|${number}`), accepted],
  'a trailing newline': [answerWith(`${body}\r\n`), accepted],
  'a refusal': [answerWith(`1706|${number}`), rejected],
  'a bare refusal': [answerWith('1706'), rejected],
  'a contradiction': [answerWith(`${body},1706|${number}`), notUnderstood],
  nothing: [answerWith(''), notUnderstood],
  HTML: [answerWith(`<html>${body}</html>`), notUnderstood],
  JSON: [answerWith(JSON.stringify({ body })), notUnderstood],
  'a body of 256 KB': [answerWith(body + '\n'.repeat(256 * 1024 - body.length)), accepted],
  'a body of one byte more': [answerWith(body + '\n'.repeat(256 * 1024 - body.length + 1)), unanswered],
  'a body of one byte more, closing': [
    answerWith({ headers: { connection: 'close' }, body: body + '\n'.repeat(256 * 1024 - body.length + 1) }),
    unanswered,
  ],
  'a body without an end': [
    ({ socket }) => {
      socket.write(answerOf('connection: close'))
      const more = () => void (socket.destroyed || socket.write('\n'.repeat(65_536), more))
      more()
    },
    unanswered,
  ],
}

for (const keepAlive of [true, false]) {
  const reuse = keepAlive ? 'with keep-alive' : 'without keep-alive'
  for (const [table, rows] of Object.entries({ named, framing, headers, statuses, bodies, codings })) {
    t.test(`each faulty GET arrives once and has the right outcome: ${table}, ${reuse}`, async (t) => {
      const server = await startUpstream(t, { timings: { slowMs: 5, dripMs: 2, holdMs: 60_000, shutMs: 60_000 } })
      const client = startClient(t, server.origin, { keepAlive })
      for (const [name, [behaviour, verdict, options]] of Object.entries(rows)) {
        server.behave(behaviour, answerAccepted)
        const first = verdictOf(await client.submit(name, options))
        t.ok(verdict.split(' or ').includes(first), `${name}: ${first}`)

        await server.open()
        // The same connection, where it lives: had undici kept the first GET to repeat it, it would go out before these.
        for (const turn of [1, 2]) {
          const text = `${name}, ${turn} later`
          t.equal(verdictOf(await client.submit(text)), accepted, text)
          t.equal(countOf(server, text), 1, text)
        }
        t.equal(countOf(server, name), 1, `${name}: arrived once`)
      }
      t.equal(server.requestCount, Object.keys(rows).length * 3)
      t.notMatch(server.requests.map(({ line }) => line).join(), /moved/, 'no redirect was followed')

      // Where a redirect leads is shown on purpose, without its query; see client-unreadable.test.ts.
      const events = JSON.stringify(
        client.events.map(({ location: _, ...event }) => ({ ...event, durationMs: 0, waitMs: 0 })),
      )
      t.equal(client.events.length, Object.keys(rows).length * 3, 'one event for each GET')
      for (const secret of [
        password,
        encodeURIComponent(password),
        'canary',
        number,
        '1701',
        'bulksms',
        server.origin,
      ]) {
        t.notOk(events.includes(secret), `${secret} is in no event`)
      }
    })
  }
}

t.test('several destinations in one GET: each has the result of its own tuple', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const batch = numbers(3)
  const rows: readonly (readonly [name: string, behaviour: Behaviour, verdicts: readonly string[]])[] = [
    ['all', answerAccepted, [accepted, accepted, accepted]],
    ['a missing tuple', answerWith(`1701|${batch[2]}|x,1706|${batch[0]}`), [rejected, incomplete, accepted]],
    ['a stopped batch', answerWith(`1701|${batch[0]}|x,1706|${batch[1]}`), [accepted, rejected, incomplete]],
    ['NA for the one left', answerWith(`1701|${batch[0]}|x,1706|NA,1701|${batch[2]}`), [accepted, rejected, accepted]],
    ['a bare code', answerWith('1706'), [rejected, rejected, rejected]],
    ['a bare code, unproven', written('connection: close', '1706'), [notUnderstood, notUnderstood, notUnderstood]],
    ['cut', written('connection: close', `1701|${batch[0]}|x,1701|${batch[1]}|`), [accepted, accepted, incomplete]],
    [
      'cut behind a number',
      written('connection: close', `1701|${batch[0]}|x,1701|${batch[1]}`),
      [accepted, notUnderstood, notUnderstood],
    ],
    ['half a body', 'half-body', [unanswered, unanswered, unanswered]],
    ['a reset', 'reset-after-request', [unanswered, unanswered, unanswered]],
    ['503', 'status-503-accepted', [notUnderstood, notUnderstood, notUnderstood]],
  ]
  for (const [name, behaviour, verdicts] of rows) {
    server.behave(behaviour)
    const results = await client.submitAll(name, batch)
    t.strictSame(
      results.map((result) => result.to),
      batch,
    )
    t.strictSame(results.map(verdictOf), verdicts, name)
    t.equal(countOf(server, name), 1, name)
  }
  t.equal(server.requestCount, rows.length)
})

t.test('a refused connection is not attempted, and nothing is sent when the port opens again', async (t) => {
  for (const keepAlive of [true, false]) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { keepAlive })
    server.refuse()
    for (const text of ['refused', 'refused again']) {
      t.equal(verdictOf(await client.submit(text)), 'not-attempted: upstream-unreachable')
    }
    await server.open()
    t.equal(verdictOf(await client.submit('open again')), accepted)
    t.equal(countOf(server, 'open again'), 1)
    t.equal(server.requestCount, 1)
  }
})

t.test('an unused address and a nonexistent host name are not attempted', async (t) => {
  for (const origin of [await createRefusingOrigin(), 'http://upstream.invalid:8080']) {
    const client = startClient(t, origin)
    t.equal(verdictOf(await client.submit('nobody')), 'not-attempted: upstream-unreachable', origin)
    t.equal(
      verdictOf(await client.submit('nobody')),
      'not-attempted: upstream-unreachable',
      'and the slot is free again',
    )
  }
})

const greetings: Readonly<Record<string, Greeting>> = {
  'reset on accept': ({ reset }) => reset(),
  'closed on accept': ({ socket }) => void socket.end(),
  'destroyed on accept': ({ socket }) => void socket.destroy(),
  'closed on the first bytes': ({ socket }) => void socket.once('data', () => socket.end()),
  'reset on the first bytes': ({ socket, reset }) => void socket.once('data', () => reset()),
  'a refusal before the request': ({ socket }) => void socket.end('HTTP/1.1 429 Too Many\r\ncontent-length: 0\r\n\r\n'),
  'garbage before the request': ({ socket }) => void socket.end('220 mail.test ESMTP\r\n'),
}

for (const [name, greeting] of Object.entries(greetings)) {
  t.test(`a connection that is ${name} is never reported as accepted, and its slot is released`, async (t) => {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin)
    server.greet(greeting)
    for (let turn = 1; turn <= 5; turn++) {
      // Whether the client wrote before it saw the end is the system's choice; both are true of a count of 0.
      t.match(verdictOf(await client.submit(name)), /^(unknown: |not-attempted: upstream-unreachable)/)
    }
    t.equal(server.requestCount, 0)
    t.ok(server.connectionCount >= 5)
  })
}

t.test('after a period of resets on accept, the next message is sent once', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  server.resetOnAccept()
  t.match(verdictOf(await client.submit('reset')), /^(unknown: outcome-unknown|not-attempted: upstream-unreachable)$/)
  await server.open()
  t.equal(verdictOf(await client.submit('open')), accepted)
  t.equal(countOf(server, 'reset'), 0)
  t.equal(countOf(server, 'open'), 1)
})

t.test('a client that is closed, or closing, attempts nothing', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  t.equal(verdictOf(await client.submit('before')), accepted)
  let answer = () => {}
  server.behave(({ answer: send, body }) => {
    answer = () => send(body)
  })
  const running = client.submit('running')
  await server.received(2)
  const closing = client.close()
  const late = client.submit('while closing')
  answer()
  t.equal(verdictOf(await running), accepted, 'what runs is let to its end')
  await closing
  t.equal(verdictOf(await late), 'not-attempted: upstream-unreachable')
  t.equal(verdictOf(await client.submit('after')), 'not-attempted: upstream-unreachable')
  t.equal(server.requestCount, 2)
})

t.test('a message that has no UTF-8 throws before anything is written, and takes no slot along', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  for (let turn = 1; turn <= 3; turn++) await t.rejects(client.submit('half a pair: \ud800'), { name: 'URIError' })
  t.equal(server.requestCount, 0)
  t.equal(verdictOf(await client.submit('after')), accepted)
  t.equal(server.requestCount, 1)
})
