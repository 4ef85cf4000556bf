import t from 'tap'
import { type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { createRawUpstream } from '../../support/raw-upstream.ts'

const text = 'It’s 5\u00a0€ for “you”…'
const plain = 'It\'s 5 € for "you"...'
const lookalikes = { ...validBody, text, replace: 'lookalikes' }
const replaced = {
  total: 5,
  first: [
    { character: '’', codePoint: 'U+2019', position: 2, replacement: "'" },
    { character: '\u00a0', codePoint: 'U+00A0', position: 6, replacement: ' ' },
    { character: '“', codePoint: 'U+201C', position: 13, replacement: '"' },
    { character: '”', codePoint: 'U+201D', position: 17, replacement: '"' },
    { character: '…', codePoint: 'U+2026', position: 18, replacement: '...' },
  ],
}

const start = async (t: Parameters<typeof startGateway>[0], options: GatewayOptions = {}) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  return { ...(await startGateway(t, { origin: upstream.origin, ...options })), upstream }
}

t.test('replace: lookalikes sends the plain text in GSM-7, and the answer says what was replaced', async (t) => {
  const { post, upstream } = await start(t)
  const answer = await post('/messages', lookalikes)
  t.match(answer, { status: 201, json: { encoding: 'gsm7', segments: 1 } })
  t.strictSame(answer.json.replaced, replaced)
  t.equal(upstream.requestCount, 1)
  t.match(upstream.requests[0]?.line, /[?&]type=0&/)
  t.equal(upstream.requests[0]?.query.get('message'), plain)
})

t.test('the preview says the same, counts what would be sent, and sends nothing', async (t) => {
  const { post, upstream } = await start(t)
  const { status, json } = await post('/messages/preview', lookalikes)
  t.equal(status, 200)
  t.strictSame(json.text, {
    encoding: 'gsm7',
    segments: 1,
    units: plain.length + 1,
    unitsLeft: 160 - plain.length - 1,
    forcingUcs2: { total: 0, first: [] },
    replaced,
  })
  t.match(json.upstream.queries[0], /^type=0&/)
  t.equal(upstream.requestCount, 0)
})

t.test('without the field nothing is replaced, and the answer only lists actual replacements', async (t) => {
  const { post, upstream } = await start(t)
  for (const body of [
    { ...validBody, text },
    { ...lookalikes, text: 'plain' },
    { ...lookalikes, text: '“Привет”' },
    { ...lookalikes, text: '“ça”' },
    { ...lookalikes, encoding: 'ucs2' },
  ]) {
    t.notOk('replaced' in (await post('/messages/preview', body)).json.text, body.text)
    const answer = await post('/messages', body)
    t.equal(answer.status, 201)
    t.notOk('replaced' in answer.json, body.text)
  }
  t.strictSame(
    upstream.requests.map(({ query }) => query.get('type')),
    ['2', '0', '2', '2', '2'],
  )
})

t.test('the limit of segments counts what is sent', async (t) => {
  const { post, upstream } = await start(t)
  const long = { ...validBody, text: `${'a'.repeat(151)} … it’s`, maxSegments: 1 }
  const refused = await post('/messages', long)
  t.match(refused, { status: 400, json: { violations: [{ pointer: '/text' }] } })
  const fits = { ...long, replace: 'lookalikes' }
  t.match(await post('/messages', fits), { status: 201, json: { segments: 1, replaced: { total: 2 } } })
  // The three dots of the ellipsis are what is too much.
  const tooLong = { ...long, text: `${'a'.repeat(158)}…`, replace: 'lookalikes' }
  t.match(await post('/messages', tooLong), { status: 400, json: { violations: [{ pointer: '/text' }] } })
  t.equal(upstream.requestCount, 1)
})

t.test('it is refused in a WAP push, and with another value, in words that name the field', async (t) => {
  const { post, upstream } = await start(t)
  for (const [body, message] of [
    [{ ...lookalikes, wapPush: { url: 'https://example.com/' } }, 'must be absent in a WAP push'],
    [{ ...lookalikes, replace: 'letters' }, 'must be one of lookalikes'],
  ] as const) {
    t.match(await post('/messages', body), { status: 400, json: { violations: [{ pointer: '/replace', message }] } })
  }
  t.equal(upstream.requestCount, 0)
})

t.test('no refusal and no log line repeats a character of the text', async (t) => {
  const { post, upstream, logText } = await start(t)
  const refused = await post('/messages', { ...lookalikes, text: '“ça”', encoding: 'gsm7' })
  t.match(refused, {
    status: 400,
    json: { violations: [{ message: 'must fit gsm7: 1 character does not, at 1 (in UTF-16 code units from 0)' }] },
  })
  upstream.behave('reset-after-request')
  const unknown = await post('/messages', lookalikes)
  t.equal(unknown.status, 504)
  for (const said of [refused.text, unknown.text, logText()]) t.notMatch(said, /[ç’“”…\u00a0]|U\+20|20AC/)
  t.equal(upstream.requestCount, 1)
})

t.test('the key covers the field, and its replay equals the first answer', async (t) => {
  const { post, upstream } = await start(t)
  const headers = { 'idempotency-key': 'order-42:lookalikes' }
  const first = await post('/messages', lookalikes, headers)
  t.strictSame(first.json.replaced, replaced)
  const again = await post('/messages', lookalikes, headers)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal(again.text, first.text)
  t.equal((await post('/messages', { ...validBody, text }, headers)).json.code, 'idempotency-key-reused')
  t.equal(upstream.requestCount, 1)
})

t.test('the fence compares the sent text, no matter whether caller or gateway replaced characters', async (t) => {
  const { post, upstream } = await start(t)
  upstream.behave('reset-after-request')
  t.equal((await post('/messages', lookalikes)).status, 504)
  const byHand = await post('/messages', { ...validBody, text: plain })
  t.match(byHand, { status: 409, json: { code: 'possible-duplicate' } })
  t.equal(upstream.requestCount, 1)
})
