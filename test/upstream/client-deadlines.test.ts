import t from 'tap'
import { answerAccepted, type Behaviour } from '../support/raw-upstream.ts'
import { startCountingTlsServer } from './counting-tls-server.ts'
import { to } from './fixtures.ts'
import { countOf, startClient, startUpstream, verdictOf } from './start-client.ts'

/** Keeps every answer back until it is asked for. */
function holdAnswers(): { behaviour: Behaviour; answerNext(): void; readonly heldCount: number } {
  const held: (() => void)[] = []
  return {
    behaviour: ({ answer, body }) => void held.push(() => answer(body)),
    answerNext: () => held.shift()?.(),
    get heldCount() {
      return held.length
    },
  }
}

t.test('a GET that waits for a slot past its start is not attempted, then or later', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const answers = holdAnswers()
  server.behave(answers.behaviour)
  const running = client.submit('running')
  await server.received(1)

  t.equal(verdictOf(await client.submit('too late', { startMs: 20 })), 'not-attempted: overloaded')
  t.equal(server.requestCount, 1)

  server.behave(answerAccepted)
  answers.answerNext()
  t.equal(verdictOf(await running), 'accepted')
  for (const text of ['next', 'and next']) t.equal(verdictOf(await client.submit(text)), 'accepted')
  t.equal(countOf(server, 'too late'), 0)
  t.equal(server.requestCount, 3)
})

t.test('a GET whose connection hangs past its start is not attempted, then or when the server wakes up', async (t) => {
  for (const keepAlive of [true, false]) {
    const server = await startCountingTlsServer(t)
    const client = startClient(t, server.origin, { keepAlive, ca: server.certificate.cert })
    server.hold()
    t.equal(verdictOf(await client.submit('hanging', { startMs: 20 })), 'not-attempted: upstream-unreachable')
    t.equal(server.requests.length, 0)

    // The hanging connection keeps the slot, so this GET waits for it, which proves what happened before.
    const next = client.submit('awake')
    server.letGo()
    t.equal(verdictOf(await next), 'accepted')
    t.strictSame(server.requests.map(textOf), ['awake'])
    t.equal(server.connectionCount, 1, 'on the connection that was opened for the one that was given up')
    t.strictSame(
      client.events.map(({ kind, reason }) => ({ kind, reason })),
      [
        { kind: 'not-written', reason: 'start-deadline' },
        { kind: 'answered', reason: undefined },
      ],
    )
  }
})

t.test('a connection that hangs for ever gives its slot back after the time to connect', async (t) => {
  const server = await startCountingTlsServer(t)
  const client = startClient(t, server.origin, { connectTimeoutMs: 400, ca: server.certificate.cert })
  server.hold()
  t.equal(verdictOf(await client.submit('hanging', { startMs: 20 })), 'not-attempted: upstream-unreachable')
  // Ended by the time to connect, well before its own start would end it.
  t.equal(verdictOf(await client.submit('hanging as well', { startMs: 8_000 })), 'not-attempted: upstream-unreachable')
  t.equal(client.events.at(-1)?.reason, 'UND_ERR_CONNECT_TIMEOUT')
  server.letGo()
  t.equal(verdictOf(await client.submit('awake')), 'accepted')
  t.strictSame(server.requests.map(textOf), ['awake'])
})

t.test('a GET after its start deadline is not written, even if a connection is ready at once', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  t.equal(verdictOf(await client.submit('opens the connection')), 'accepted')
  for (let turn = 1; turn <= 50; turn++) {
    t.equal(verdictOf(await client.submit('late', { startMs: -1 })), 'not-attempted: upstream-unreachable')
    t.equal(verdictOf(await client.submit(`in time ${turn}`)), 'accepted')
  }
  t.equal(countOf(server, 'late'), 0)
  t.equal(server.requestCount, 51)
})

t.test('a GET whose start passes while the process is stalled is not written', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  t.equal(verdictOf(await client.submit('opens the connection')), 'accepted')
  const stalled = client.submit('stalled', { startMs: 5 })
  const until = performance.now() + 20
  while (performance.now() < until);
  t.equal(verdictOf(await stalled), 'not-attempted: upstream-unreachable')
  t.equal(verdictOf(await client.submit('next')), 'accepted')
  t.equal(countOf(server, 'stalled'), 0)
  t.equal(server.requestCount, 2)
})

t.test('an answer after its deadline changes nothing, and is not used for the next GET', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const answers = holdAnswers()
  server.behave(answers.behaviour)
  t.equal(verdictOf(await client.submit('slow', { answerMs: 30 })), 'unknown: outcome-unknown')
  await server.received(1)
  answers.answerNext()
  server.behave(({ answer }) => answer(`1706|${to}`))
  t.equal(verdictOf(await client.submit('next')), 'rejected: invalid-destination')
  t.equal(countOf(server, 'slow'), 1)
  t.equal(countOf(server, 'next'), 1)
})

t.test('there are never more GETs in flight than connections, and all of them are sent', async (t) => {
  for (const keepAlive of [true, false]) {
    const server = await startUpstream(t)
    const client = startClient(t, server.origin, { connections: 4, keepAlive })
    let onTheWay = 0
    let most = 0
    server.behave(({ answer, body }) => {
      most = Math.max(most, ++onTheWay)
      setImmediate(() => {
        onTheWay--
        answer(body)
      })
    })
    const texts = Array.from({ length: 60 }, (_, index) => `message ${index}`)
    const results = await Promise.all(texts.map((text) => client.submit(text)))
    t.strictSame([...new Set(results.map(verdictOf))], ['accepted'])
    t.ok(most <= 4, `${most} at the same time`)
    for (const text of texts) t.equal(countOf(server, text), 1)
    t.equal(server.requestCount, 60)
    if (keepAlive) t.equal(server.connectionCount, 4)
    else t.equal(server.connectionCount, 60, 'a connection for each')
  }
})

t.test('what finds the queue full is overloaded at once, and what waits is sent', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin, { connections: 2 })
  const answers = holdAnswers()
  server.behave(answers.behaviour)
  const sent = ['running 1', 'running 2', ...Array.from({ length: 32 }, (_, index) => `waiting ${index}`)]
  const running = Promise.all(sent.map((text) => client.submit(text)))
  await server.received(2)
  for (let turn = 1; turn <= 3; turn++) {
    t.equal(verdictOf(await client.submit('one too many')), 'not-attempted: overloaded')
  }
  t.equal(server.requestCount, 2)

  server.behave(answerAccepted)
  while (answers.heldCount > 0) answers.answerNext()
  t.strictSame([...new Set((await running).map(verdictOf))], ['accepted'])
  for (const text of sent) t.equal(countOf(server, text), 1)
  t.equal(countOf(server, 'one too many'), 0)
  t.equal(server.requestCount, 34)
})

t.test('every result of a GET releases its slot', async (t) => {
  const server = await startUpstream(t, { timings: { dripMs: 2, holdMs: 60_000 } })
  const client = startClient(t, server.origin)
  const faults: readonly Behaviour[] = [
    ...(['reset-after-request', 'half-body', 'garbage', 'huge-header', 'huge-body', 'body-drip'] as const),
    ...(['never-answer', 'keep-alive-then-close', 'status-500-html', 'informational-drip'] as const),
  ]
  let sentCount = 0
  for (const fault of faults) {
    // All at once through the one slot: each waits for the one before it to give it back.
    server.behave(fault, answerAccepted)
    const texts = [1, 2, 3, 4, 5].map((turn) => `${fault} ${turn}`)
    const results = await Promise.all(
      texts.map((text, index) => client.submit(text, index === 0 ? { answerMs: 50 } : {})),
    )
    t.strictSame(results.slice(1).map(verdictOf), Array(4).fill('accepted'), String(fault))
    for (const text of texts) t.equal(countOf(server, text), 1, text)
    sentCount += texts.length
    t.equal(server.requestCount, sentCount)
  }
})

t.test('a result holds each number of its batch, once and in order, when nothing was attempted', async (t) => {
  const server = await startUpstream(t)
  const client = startClient(t, server.origin)
  const batch = ['+213550000003', '+213550000001', '+213550000002']
  const results = await client.submitAll('late', batch, { startMs: -1 })
  t.strictSame(
    results,
    batch.map((number) => ({ to: number, accepted: false, failure: { code: 'upstream-unreachable' } })),
  )
  t.equal(server.requestCount, 0)
})

const textOf = (line: string): string | null =>
  new URL(line.split(' ')[1] ?? '', 'http://x.test').searchParams.get('message')
