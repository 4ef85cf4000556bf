import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import { answerWith, createRawUpstream } from '../../support/raw-upstream.ts'

const longText = 'x'.repeat(153 * 5)

t.test(
  'what finds no turn is 503 with the time after which it will, is not recorded, and leaves its key free',
  async (t) => {
    const gateway = await startGateway(t, {
      upstream: { segmentsPerSecond: 1 },
      submission: { maxWaitMs: 0 },
    })
    t.equal((await gateway.post('/messages', { ...validBody, text: longText.repeat(2) })).status, 201)
    const key = { 'idempotency-key': 'a-key-of-16-characters' }
    const refused = await gateway.post('/messages', validBody, key)
    t.match(refused, { status: 503, json: { code: 'overloaded', resend: 'safe', summary: { notAttempted: 1 } } })
    // Ten segments take ten seconds, some of which pass on a busy machine.
    t.match(refused.headers['retry-after'], /^([1-9]|10)$/)
    t.equal(refused.headers['location'], undefined)
    t.notOk('id' in refused.json)
    t.equal((await gateway.get('/messages')).json.messages.length, 1)
    t.equal(gateway.inbox.receivedCount(), 1)
  },
)

t.test('the refusal of a too long list states how many recipients fit, and that many are accepted', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  // Stops the message, so that the test need not wait for its end.
  upstream.behave(answerWith('1703'))
  const gateway = await startGateway(t, {
    origin: upstream.origin,
    upstream: { segmentsPerSecond: 1 },
    send: { timeoutMs: 10_000 },
    submission: { timeoutMs: 10_000 },
  })
  const to = Array.from({ length: 6 }, (_, index) => `+21355000000${index}`)
  t.match(await gateway.post('/messages', { ...validBody, to }), {
    status: 400,
    json: { violations: [{ pointer: '/to', message: /^must hold at most 5 phone numbers/ }] },
  })
  t.equal(upstream.requestCount, 0)
  t.equal(
    (await gateway.post('/messages', { ...validBody, to: to.slice(1) })).json.code,
    'upstream-credentials-invalid',
  )
  t.equal(upstream.requestCount, 1)
})

t.test('an account that keeps failing is suspended: 503 with its time, no GET, and /readyz says why', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerWith('1703'))
  const gateway = await startGateway(t, {
    origin: upstream.origin,
    upstream: { breaker: { failures: 2, unreadable: 0, openMs: 60_000 } },
  })
  for (const text of ['one', 'two']) t.equal((await gateway.post('/messages', { ...validBody, text })).status, 502)
  const refused = await gateway.post('/messages', validBody)
  t.match(refused, { status: 503, json: { code: 'upstream-suspended', resend: 'safe' } })
  t.match(refused.headers['retry-after'], /^(60|59)$/)
  t.equal(upstream.requestCount, 2)
  t.match(await gateway.get('/readyz'), {
    status: 200,
    json: {
      upstream: {
        waiting: 0,
        running: 0,
        accounts: [{ account: 'default', breaker: 'open', retryAt: /Z$/, cause: 'upstream-credentials-invalid' }],
      },
    },
  })
})

t.test('a key that is taken up again and then fenced altogether still has its message', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.refuse()
  const gateway = await startGateway(t, { origin: upstream.origin })
  const key = { 'idempotency-key': 'a-key-of-16-characters' }
  const first = await gateway.post('/messages', validBody, key)
  t.equal(first.json.code, 'upstream-unreachable')
  await upstream.open()
  upstream.behave('reset-after-request')
  t.equal((await gateway.post('/messages', validBody)).json.code, 'outcome-unknown')
  const again = await gateway.post('/messages', validBody, key)
  t.match(again, { status: 409, json: { code: 'possible-duplicate', id: first.json.id } })
  t.equal(again.headers['location'], `/messages/${first.json.id}`)
  t.equal(upstream.requestCount, 1)
})

t.test('GET /upstream-answers shows answers that were not understood, without sent values', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(({ answer, request }) => answer(`Service paused at 10:30, your request was ${request.line}`))
  const gateway = await startGateway(t, { origin: upstream.origin })
  t.strictSame((await gateway.get('/upstream-answers')).json, { shapes: [], samples: [] })
  await gateway.post('/messages', validBody)
  const { status, json } = await gateway.get('/upstream-answers')
  t.equal(status, 200)
  t.match(json, {
    shapes: [{ shape: 'text', count: 1 }],
    samples: [
      {
        shape: 'text',
        statusCode: 200,
        sample: /^Service paused at ##:##, … request was GET \/bulksms\/bulksms\?username=…&password=…/,
        count: 1,
      },
    ],
  })
})
