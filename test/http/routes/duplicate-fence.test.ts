import t, { type Test } from 'tap'
import { type Answer, type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { answerAccepted, type Behaviour, createRawUpstream } from '../../support/raw-upstream.ts'

const [a, b, c] = ['+213550000001', '+213550000002', '+213550000003'] as const
const list = { ...validBody, to: [a, b, c] }
const noMessage = '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'

/** A gateway with one message whose outcome is unknown, and now with a healthy upstream. */
async function startWithUnknown(t: Test, options: GatewayOptions = {}, body: object = validBody) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave('reset-after-request', answerAccepted)
  const gateway = await startGateway(t, { origin: upstream.origin, ...options })
  const { post } = gateway
  const open = await post('sendAt' in body ? '/scheduled-messages' : '/messages', body)
  t.match(open, { status: 504, json: { code: 'outcome-unknown' } })
  const send = (changes: object = {}, headers: Record<string, string> = {}) =>
    post('/messages', { ...validBody, ...changes }, headers)
  return { ...gateway, upstream, send, open: open.json.id as string }
}

function checkRefused(t: Test, answer: Answer, open: string, name: string): void {
  t.equal(answer.status, 409, name)
  t.match(
    answer.json,
    {
      code: 'possible-duplicate',
      resend: 'forbidden',
      recipients: [{ to: a, outcome: 'not-attempted', resend: 'forbidden', error: { duplicateOf: open } }],
    },
    name,
  )
  t.equal(answer.headers['retry-after'], undefined, name)
  // Nothing was recorded, so there is no message to find.
  t.equal(answer.headers['location'], undefined, name)
  t.equal(answer.json.id, undefined, name)
  t.match(answer.json.instance, /^urn:bulksms-gateway:request:/, name)
}

t.test('after an unknown outcome the same message is refused, and the open one named', async (t) => {
  const { send, get, upstream, open } = await startWithUnknown(t)
  for (const turn of [1, 2, 3]) checkRefused(t, await send(), open, `turn ${turn}`)
  checkRefused(t, await send({}, { 'idempotency-key': 'another-key-of-16' }), open, 'with a key of its own')
  checkRefused(t, await send({ reference: 'order-43' }), open, 'with another reference')
  checkRefused(t, await send({ deliveryReport: false }), open, 'without a delivery report')
  checkRefused(t, await send({ encoding: 'gsm7', flash: false }), open, 'with the defaults spelled out')
  t.equal(upstream.requestCount, 1)
  t.equal((await get('/messages')).json.messages.length, 1, 'what was refused is no message')
})

t.test('the fence is also reported while the breaker is open', async (t) => {
  const breaker = { failures: 0, unreadable: 1, openMs: 60_000 }
  const { send, upstream, open } = await startWithUnknown(t, { upstream: { breaker } })
  checkRefused(t, await send(), open, 'the same message')
  t.match(await send({ text: 'Other' }), { status: 503, json: { code: 'upstream-suspended', resend: 'safe' } })
  t.match(await send({ to: [a, b] }), {
    json: {
      recipients: [
        { to: a, resend: 'forbidden', error: { code: 'possible-duplicate', duplicateOf: open } },
        { to: b, resend: 'safe', error: { code: 'upstream-suspended' } },
      ],
    },
  })
  t.equal(upstream.requestCount, 1)
})

t.test('every way to an unknown outcome raises the fence, and no other outcome does', async (t) => {
  const unknown: readonly Behaviour[] = [
    'reset-after-request',
    'close-after-request',
    ({ answer }) => answer(`1715|${a}`),
    ({ answer }) => answer(`1710|${a}`),
    ({ answer }) => answer('hello'),
    ({ answer }) => answer({ status: '503 X', body: '' }),
  ]
  const known: readonly Behaviour[] = [
    answerAccepted,
    ({ answer }) => answer(`1706|${a}`),
    ({ answer }) => answer('1703'),
    ({ answer }) => answer(`1709|${a}`),
    ({ answer }) => answer(`1041|${a}`),
  ]
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { post } = await startGateway(t, { origin: upstream.origin, submission: { maxRetries: 0 } })
  let expected = 0
  for (const [index, behaviour] of [...unknown, ...known].entries()) {
    const body = { ...validBody, text: `Message ${index}` }
    upstream.behave(behaviour, answerAccepted)
    await post('/messages', body)
    const raised = index < unknown.length
    t.equal((await post('/messages', body)).status, raised ? 409 : 201, body.text)
    expected += raised ? 1 : 2
    t.equal(upstream.requestCount, expected)
  }
})

t.test('recipients that were not attempted are not fenced', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { post } = await startGateway(t, { origin: upstream.origin, submission: { maxRetries: 0 } })
  upstream.refuse()
  t.equal((await post('/messages', validBody)).status, 503)
  await upstream.open()
  t.equal((await post('/messages', validBody)).status, 201)
  t.equal(upstream.requestCount, 1)
})

t.test('another text, sender, number or type is another message', async (t) => {
  const { send, upstream, open } = await startWithUnknown(t)
  const others: readonly object[] = [
    { text: 'Your code is 1235' },
    { text: 'Your code is 1234 ' },
    { from: 'SHOP' },
    { to: [b] },
    { flash: true },
    { encoding: 'ucs2' },
    { encoding: 'latin1' },
    { wapPush: { url: 'https://example.com' } },
  ]
  for (const changes of others) t.equal((await send(changes)).status, 201, JSON.stringify(changes))
  t.equal(upstream.requestCount, 1 + others.length)
  checkRefused(t, await send(), open, 'the same one still')
})

t.test('sent now or later, the same message is the same', async (t) => {
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const { post, send, upstream, open } = await startWithUnknown(t, {}, { ...validBody, sendAt })
  checkRefused(t, await send(), open, 'now after later')
  const tomorrow = await post('/scheduled-messages', {
    ...validBody,
    sendAt: new Date(Date.now() + 90_000_000).toISOString(),
  })
  checkRefused(t, tomorrow, open, 'and later after later')
  t.equal(upstream.requestCount, 1)
})

t.test('of a list only the recipient in doubt is refused', async (t) => {
  const { send, get, upstream, open } = await startWithUnknown(t)
  const answer = await send({ to: list.to })
  t.match(answer, {
    status: 207,
    json: {
      status: 'partial',
      summary: { accepted: 2, rejected: 0, unknown: 0, notAttempted: 1 },
      recipients: [
        {
          to: a,
          outcome: 'not-attempted',
          resend: 'forbidden',
          error: { code: 'possible-duplicate', duplicateOf: open },
        },
        { to: b, outcome: 'accepted' },
        { to: c, outcome: 'accepted' },
      ],
    },
  })
  t.equal(upstream.requestCount, 2)
  t.equal(upstream.requests[1]?.query.get('destination'), [b, c].join())
  const { json } = await get(`/messages/${answer.json.id}`)
  t.match(json.recipients[0], { to: a, outcome: 'not-attempted', resend: 'forbidden' })
  t.equal(json.recipients[0].error.code, 'possible-duplicate')
})

t.test('of a list that is refused otherwise the recipient in doubt stays forbidden', async (t) => {
  const { send, upstream } = await startWithUnknown(t, { submission: { maxRetries: 0 } })
  upstream.behave(({ answer }) => answer('1709'))
  const answer = await send({ to: [a, b] })
  t.match(answer, { status: 422, json: { code: 'no-recipient-accepted', resend: 'forbidden' } })
  t.strictSame(
    answer.json.recipients.map(({ resend }: { resend: string }) => resend),
    ['forbidden', 'safe'],
  )
  t.equal(answer.headers['retry-after'], undefined)
})

t.test(
  'a retry with the key of such a list does not send to the one in doubt, and still names the open message',
  async (t) => {
    const { send, upstream, open } = await startWithUnknown(t, { submission: { maxRetries: 0 } })
    upstream.refuse()
    const headers = { 'idempotency-key': 'the-key-of-the-list' }
    t.strictSame((await send({ to: list.to }, headers)).json.summary.notAttempted, 3)
    await upstream.open()
    const answer = await send({ to: list.to }, headers)
    t.match(answer, {
      status: 207,
      json: {
        recipients: [{ error: { code: 'possible-duplicate' } }, { outcome: 'accepted' }, { outcome: 'accepted' }],
      },
    })
    t.equal(answer.json.recipients[0].error.duplicateOf, open)
    t.equal(upstream.requestCount, 2)
    t.equal(upstream.requests[1]?.query.get('destination'), [b, c].join())
  },
)

t.test('only acknowledging the open message opens the fence', async (t) => {
  const { send, upstream, open } = await startWithUnknown(t)
  checkRefused(t, await send({ acknowledgePossibleDuplicate: noMessage }), open, 'another id')
  for (const acknowledgePossibleDuplicate of ['yes', '', open.slice(1), null, true, [open]]) {
    const answer = await send({ acknowledgePossibleDuplicate })
    t.equal(answer.status, 400, JSON.stringify(acknowledgePossibleDuplicate))
    t.match(answer.json.violations, [{ pointer: '/acknowledgePossibleDuplicate' }])
  }
  t.equal(upstream.requestCount, 1)
  t.equal((await send({ acknowledgePossibleDuplicate: open })).status, 201)
  t.equal(upstream.requestCount, 2)
  checkRefused(t, await send(), open, 'without the word it is closed as before')
  for (const name of ['message', 'query'])
    t.notOk(upstream.requests[1]?.line.includes(open), `the upstream is told no ${name}`)
})

t.test('an acknowledgement covers its message and earlier ones, but no later one', async (t) => {
  const { send, upstream, open } = await startWithUnknown(t)
  upstream.behave('reset-after-request', answerAccepted)
  const second = await send({ acknowledgePossibleDuplicate: open })
  t.equal(second.status, 504)
  checkRefused(t, await send(), second.json.id, 'the newest is named')
  checkRefused(t, await send({ acknowledgePossibleDuplicate: open }), second.json.id, 'the second is open as well')
  t.equal(upstream.requestCount, 2)
  t.equal((await send({ acknowledgePossibleDuplicate: second.json.id })).status, 201)
  t.equal(upstream.requestCount, 3)
})

t.test('the open message of another text or number acknowledges nothing', async (t) => {
  const { send, upstream, open } = await startWithUnknown(t)
  upstream.behave('reset-after-request', answerAccepted)
  const otherText = await send({ text: 'Another text' })
  upstream.behave('reset-after-request', answerAccepted)
  const otherNumber = await send({ to: [b] })
  for (const { status, json } of [otherText, otherNumber]) {
    t.equal(status, 504)
    checkRefused(t, await send({ acknowledgePossibleDuplicate: json.id }), open, 'an open message, and not this one')
  }
  t.equal(upstream.requestCount, 3)
})

t.test('a key that was refused by the fence is free for the acknowledged message', async (t) => {
  const { send, upstream, open } = await startWithUnknown(t)
  const headers = { 'idempotency-key': 'the-key-of-16-signs' }
  checkRefused(t, await send({}, headers), open, 'with the key')
  const sent = await send({ acknowledgePossibleDuplicate: open }, headers)
  t.equal(sent.status, 201)
  const replayed = await send({ acknowledgePossibleDuplicate: open }, headers)
  t.equal(replayed.headers['idempotent-replayed'], 'true')
  t.equal(upstream.requestCount, 2)
})

t.test('the first key replays its unknown outcome, regardless of the fence', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave('reset-after-request', answerAccepted)
  const { post } = await startGateway(t, { origin: upstream.origin })
  const headers = { 'idempotency-key': 'the-key-of-16-signs' }
  const first = await post('/messages', validBody, headers)
  const again = await post('/messages', validBody, headers)
  t.match(again, {
    status: 504,
    json: { id: first.json.id, code: 'outcome-unknown', recipients: first.json.recipients },
  })
  t.equal(upstream.requestCount, 1)
})

t.test('once a person has settled the outcome the message may be sent', async (t) => {
  for (const outcome of ['accepted', 'rejected']) {
    const { send, post, upstream, open } = await startWithUnknown(t)
    const word = { outcome, reason: 'Asked the recipient', by: 'A. Operator' }
    t.equal((await post(`/messages/${open}/resolution`, word)).status, 200)
    t.equal(upstream.requestCount, 1, 'settling sends nothing')
    t.equal((await send()).status, 201, outcome)
    t.equal(upstream.requestCount, 2)
  }
})

t.test('the fence ends after its configured time', async (t) => {
  const start = Temporal.Now.instant()
  let now = start
  const { send, upstream, open } = await startWithUnknown(t, { now: () => now, send: { duplicateFenceMs: 60_000 } })
  now = start.add({ milliseconds: 60_000 })
  checkRefused(t, await send(), open, 'at its last moment')
  now = start.add({ milliseconds: 60_001 })
  t.equal((await send()).status, 201, 'after it')
  t.equal(upstream.requestCount, 2)
})

t.test('a fence of 0 is none', async (t) => {
  const { send, upstream } = await startWithUnknown(t, { send: { duplicateFenceMs: 0 } })
  t.equal((await send()).status, 201)
  t.equal(upstream.requestCount, 2)
})

t.test('a preview is not a message, so it is never fenced', async (t) => {
  const { post, upstream } = await startWithUnknown(t)
  t.equal((await post('/messages/preview', validBody)).status, 200)
  t.equal(upstream.requestCount, 1)
})

t.test('a key that is taken up again does not pass the fence that has come up since', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { post } = await startGateway(t, { origin: upstream.origin, submission: { maxRetries: 0 } })
  const key = { 'idempotency-key': 'a-key-of-16-chars' }
  upstream.refuse()
  t.match(await post('/messages', validBody, key), {
    status: 503,
    json: { code: 'upstream-unreachable', resend: 'safe' },
  })
  await upstream.open()
  upstream.behave('reset-after-request', answerAccepted)
  const open = await post('/messages', validBody)
  t.match(open, { status: 504, json: { code: 'outcome-unknown' } })

  t.match(await post('/messages', validBody, key), {
    status: 409,
    json: { code: 'possible-duplicate', recipients: [{ error: { duplicateOf: open.json.id } }] },
  })
  t.equal(upstream.requestCount, 1)
})
