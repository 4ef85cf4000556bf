import t from 'tap'
import { type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { createRawUpstream } from '../../support/raw-upstream.ts'

const ok = (index: number) => `+21355000000${index}`
const numberOf = (code: number) => `+9990000${String(code).padStart(4, '0')}`
const tomorrow = new Date(Date.now() + 86_400_000).toISOString()

t.test('201 has exactly the documented fields, and the message is at its Location', async (t) => {
  const { post, inbox } = await startGateway(t)
  const { status, headers, json } = await post('/messages', { ...validBody, reference: 'order-42' })
  t.equal(status, 201)
  t.match(headers['content-type'], /^application\/json/)
  t.equal(headers['location'], `/messages/${json.id}`)
  t.strictSame(json, {
    id: json.id,
    status: 'accepted',
    reference: 'order-42',
    createdAt: json.createdAt,
    from: 'ACME',
    encoding: 'gsm7',
    segments: 1,
    summary: { accepted: 1, rejected: 0, unknown: 0, notAttempted: 0 },
    recipients: [{ to: '+213550000001', outcome: 'accepted', upstreamMessageId: json.recipients[0].upstreamMessageId }],
  })
  t.match(json.createdAt, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  t.ok(inbox.entries()[0]?.answer.endsWith(json.recipients[0].upstreamMessageId))
})

t.test('without a reference there is none in the answer, and no two messages share an id', async (t) => {
  const { post } = await startGateway(t)
  const answers = [await post('/messages', validBody), await post('/messages', validBody)]
  for (const { json } of answers) t.notOk('reference' in json)
  t.ok(answers[0]?.json.id < answers[1]?.json.id, 'ids sort by time')
})

t.test('207 names every recipient in the order of the request', async (t) => {
  const { post, inbox } = await startGateway(t)
  const to = [ok(1), numberOf(1706), ok(2), numberOf(88), numberOf(1715), ok(3), numberOf(1709)]
  const { status, headers, json } = await post('/messages', { ...validBody, to })
  t.equal(status, 207)
  t.match(headers['content-type'], /^application\/json/)
  t.equal(headers['retry-after'], undefined)
  t.equal(json.status, 'partial')
  t.strictSame(json.summary, { accepted: 3, rejected: 3, unknown: 1, notAttempted: 0 })
  t.strictSame(
    json.recipients.map(({ to, outcome, resend, error }: Record<string, { code?: string }>) => [
      to,
      outcome,
      resend,
      error?.code,
    ]),
    [
      [ok(1), 'accepted', undefined, undefined],
      [numberOf(1706), 'rejected', 'after-correction', 'invalid-destination'],
      [ok(2), 'accepted', undefined, undefined],
      [numberOf(88), 'rejected', 'forbidden', 'smpp-error'],
      [numberOf(1715), 'unknown', 'forbidden', 'upstream-response-timeout'],
      [ok(3), 'accepted', undefined, undefined],
      [numberOf(1709), 'rejected', 'safe', 'upstream-user-validation-failed'],
    ],
  )
  // Only 1709 is retried, twice, and only for its own recipient.
  t.strictSame(
    inbox.entries().map(({ parameters }) => parameters['destination']),
    [numberOf(1709), numberOf(1709), to.join(',')],
  )
})

type Recipients = readonly [to: string, code: string][]
type Mixed = readonly [
  name: string,
  to: readonly string[],
  status: number,
  code: string,
  resend: string,
  recipients: Recipients,
  requestCount: number,
  options?: GatewayOptions,
]

const oneByOne: GatewayOptions = { upstream: { destinationsPerRequest: 1 } }

/** Messages of which nothing was accepted. */
const mixed: readonly Mixed[] = [
  [
    'two refusals of one cause and different codes',
    [numberOf(1725), numberOf(1726)],
    402,
    'insufficient-credit',
    'after-correction',
    [
      [numberOf(1725), 'insufficient-credit'],
      [numberOf(1726), 'insufficient-credit'],
    ],
    1,
  ],
  [
    'two causes',
    [numberOf(1706), numberOf(1705)],
    422,
    'no-recipient-accepted',
    'after-correction',
    [
      [numberOf(1706), 'invalid-destination'],
      [numberOf(1705), 'invalid-message'],
    ],
    1,
  ],
  [
    'two causes of which one forbids to send again',
    [numberOf(1706), numberOf(1732)],
    422,
    'no-recipient-accepted',
    'forbidden',
    [
      [numberOf(1706), 'invalid-destination'],
      [numberOf(1732), 'do-not-disturb'],
    ],
    1,
  ],
  [
    'two causes of which one is unknown',
    [numberOf(1706), numberOf(1715)],
    504,
    'no-recipient-accepted',
    'forbidden',
    [
      [numberOf(1706), 'invalid-destination'],
      [numberOf(1715), 'upstream-response-timeout'],
    ],
    1,
  ],
  [
    'credentials that are refused for the first GET',
    [numberOf(1703), ok(1), ok(2)],
    502,
    'upstream-credentials-invalid',
    'after-correction',
    [
      [numberOf(1703), 'upstream-credentials-invalid'],
      [ok(1), 'message-stopped'],
      [ok(2), 'message-stopped'],
    ],
    1,
    oneByOne,
  ],
  [
    'too little credit for the first GET',
    [numberOf(1725), ok(1)],
    402,
    'insufficient-credit',
    'after-correction',
    [
      [numberOf(1725), 'insufficient-credit'],
      [ok(1), 'message-stopped'],
    ],
    1,
    oneByOne,
  ],
  [
    'an account that could not be checked for the first GET',
    [numberOf(1709), ok(1)],
    503,
    'upstream-user-validation-failed',
    'safe',
    [
      [numberOf(1709), 'upstream-user-validation-failed'],
      [ok(1), 'message-stopped'],
    ],
    3,
    oneByOne,
  ],
  [
    'an address on the blacklist for the first GET',
    [numberOf(16), ok(1)],
    502,
    'ip-blacklisted',
    'after-correction',
    [
      [numberOf(16), 'ip-blacklisted'],
      [ok(1), 'message-stopped'],
    ],
    1,
    oneByOne,
  ],
  [
    'an address that is on no whitelist for the first GET',
    [numberOf(18), ok(1)],
    502,
    'ip-not-whitelisted',
    'after-correction',
    [
      [numberOf(18), 'ip-not-whitelisted'],
      [ok(1), 'message-stopped'],
    ],
    1,
    oneByOne,
  ],
]

for (const [name, to, status, code, resend, recipients, requestCount, options] of mixed) {
  t.test(`nothing accepted: ${name}`, async (t) => {
    const { post, inbox } = await startGateway(t, options)
    const answer = await post('/messages', { ...validBody, to })
    t.equal(answer.status, status)
    t.match(answer.json, { code, resend, status })
    t.strictSame(
      answer.json.recipients.map(({ to, error }: { to: string; error: { code: string } }) => [to, error.code]),
      recipients,
    )
    t.equal(answer.headers['retry-after'], resend === 'safe' ? '5' : undefined)
    t.equal(inbox.receivedCount(), requestCount)
  })
}

t.test('a failure of the account stops the message and spares what was accepted', async (t) => {
  const { post, inbox } = await startGateway(t, oneByOne)
  const to = [ok(1), numberOf(1703), ...Array.from({ length: 40 }, (_, index) => `+2135510000${10 + index}`)]
  const { status, json } = await post('/messages', { ...validBody, to })
  t.equal(status, 207)
  t.strictSame(
    json.recipients.map((recipient: { to: string }) => recipient.to),
    to,
  )
  t.match(json.recipients.at(-1), {
    outcome: 'not-attempted',
    resend: 'safe',
    error: { code: 'message-stopped', upstreamCode: undefined },
  })
  t.equal(json.summary.accepted + json.summary.rejected, inbox.receivedCount())
  t.equal(json.summary.notAttempted, to.length - inbox.receivedCount())
})

t.test('an upstream that cannot be reached is a 503 that may be sent again, and nothing arrives', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.refuse()
  const { post } = await startGateway(t, { origin: upstream.origin, submission: { maxRetries: 0 } })
  const { status, headers, json } = await post('/messages', { ...validBody, to: [ok(1), ok(2)] })
  t.equal(status, 503)
  t.equal(headers['retry-after'], '5')
  t.match(json, { code: 'upstream-unreachable', resend: 'safe', summary: { notAttempted: 2 } })
  t.equal(upstream.requestCount, 0)
})

t.test('a message that finds no slot in time is overloaded, and was not sent', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave('never-answer')
  const { post } = await startGateway(t, {
    origin: upstream.origin,
    upstream: { connections: 1 },
    submission: { timeoutMs: 600 },
  })
  const first = post('/messages', validBody)
  await upstream.received(1)
  const second = await post('/messages', validBody)
  t.match(second.json, { status: 503, code: 'overloaded', resend: 'safe', summary: { notAttempted: 1 } })
  t.equal((await first).json.code, 'outcome-unknown')
  t.equal(upstream.requestCount, 1)
})

const unicode = 'Привет'
const unicodeHex = '041F04400438043204350442'
const numberAndSource = 'destination=%2B213550000001&source=ACME'

/** Bodies and the exact query that reaches the upstream, without the credentials. */
const queries: readonly [name: string, body: object, query: string, options?: GatewayOptions][] = [
  ['GSM-7', {}, `type=0&dlr=1&${numberAndSource}&message=Your%20code%20is%201234`],
  ['flash GSM-7', { flash: true }, `type=1&dlr=1&${numberAndSource}&message=Your%20code%20is%201234`],
  ['no delivery report', { deliveryReport: false }, `type=0&dlr=0&${numberAndSource}&message=Your%20code%20is%201234`],
  ['UCS-2 by itself', { text: unicode }, `type=2&dlr=1&${numberAndSource}&message=${unicodeHex}`],
  ['flash UCS-2', { text: unicode, flash: true }, `type=6&dlr=1&${numberAndSource}&message=${unicodeHex}`],
  ['asked-for UCS-2', { text: 'A', encoding: 'ucs2' }, `type=2&dlr=1&${numberAndSource}&message=0041`],
  ['a surrogate pair', { text: '😀' }, `type=2&dlr=1&${numberAndSource}&message=D83DDE00`],
  [
    'UCS-2 as UTF-8',
    { text: unicode },
    `type=2&dlr=1&${numberAndSource}&message=%D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82`,
    { upstream: { unicode: 'utf8' } },
  ],
  ['Latin-1', { text: 'ça', encoding: 'latin1' }, `type=5&dlr=1&${numberAndSource}&message=%C3%A7a`],
  ['flash Latin-1', { text: 'ça', encoding: 'latin1', flash: true }, `type=7&dlr=1&${numberAndSource}&message=%C3%A7a`],
  [
    'signs of a query and of GSM-7 in the text',
    { text: "a&b=c+d %41 #€[]~!'()*\n" },
    `type=0&dlr=1&${numberAndSource}&message=a%26b%3Dc%2Bd%20%2541%20%23%E2%82%AC%5B%5D~%21%27%28%29%2A%0A`,
  ],
  [
    'a WAP push',
    { text: 'Offer', wapPush: { url: 'https://example.com/a?b=c&d=e' } },
    `type=4&dlr=1&${numberAndSource}&message=Offer&url=https%3A%2F%2Fexample.com%2Fa%3Fb%3Dc%26d%3De`,
  ],
  [
    'a template',
    { template: { entityId: '1', templateId: '2', telemarketerId: '3,4' } },
    `type=0&dlr=1&${numberAndSource}&message=Your%20code%20is%201234&entityid=1&tempid=2&tmid=3%2C4`,
  ],
  [
    'a numeric sender and several destinations',
    { from: '+213661234567', to: [ok(1), ok(2)] },
    'type=0&dlr=1&destination=%2B213550000001%2C%2B213550000002&source=%2B213661234567&message=Your%20code%20is%201234',
  ],
]

for (const [name, body, query, options] of queries) {
  t.test(`the upstream is asked for exactly what was posted, and the preview shows it: ${name}`, async (t) => {
    const upstream = await createRawUpstream()
    t.teardown(upstream.close)
    const { post } = await startGateway(t, { ...options, origin: upstream.origin })
    const preview = await post('/messages/preview', { ...validBody, ...body })
    t.equal(preview.status, 200)
    t.strictSame(preview.json.upstream, { path: '/bulksms/bulksms', requestCount: 1, queries: [query] })
    t.notMatch(preview.text, /alice|sesame|username|password/)
    t.equal(upstream.requestCount, 0, 'the preview sends nothing')

    t.equal((await post('/messages', { ...validBody, ...body })).status, 201)
    t.equal(upstream.requestCount, 1)
    t.equal(upstream.requests[0]?.line, `GET /bulksms/bulksms?username=alice&password=open%26sesame&${query} HTTP/1.1`)
  })
}

t.test('what the sandbox decoded is what was posted', async (t) => {
  const { post, inbox } = await startGateway(t)
  for (const [body, content] of [
    [{ text: 'héllo €' }, { text: 'héllo €' }],
    [{ text: unicode, flash: true }, { text: unicode }],
    [{ text: 'ça va', encoding: 'latin1' }, { text: 'ça va' }],
    [{ text: 'Offer', wapPush: { url: 'https://example.com/' } }, { url: 'https://example.com/' }],
  ] as const) {
    inbox.clear()
    t.equal((await post('/messages', { ...validBody, ...body })).status, 201)
    t.equal(inbox.receivedCount(), 1)
    t.match(inbox.entries()[0]?.message, { source: 'ACME', deliveryReport: true, content })
  }
})

t.test('encoding and segments are said of a text, and not of a WAP push', async (t) => {
  const { post } = await startGateway(t)
  const say = async (body: object) => {
    const { json } = await post('/messages', { ...validBody, ...body })
    return [json.encoding, json.segments]
  }
  t.strictSame(await say({}), ['gsm7', 1])
  t.strictSame(await say({ text: 'a'.repeat(161) }), ['gsm7', 2])
  t.strictSame(await say({ text: 'я'.repeat(71) }), ['ucs2', 2])
  t.strictSame(await say({ text: 'Ã', encoding: 'latin1' }), ['latin1', 1])
  t.strictSame(await say({ wapPush: { url: 'https://example.com/' } }), [undefined, undefined])
})

t.test('the preview says what forces UCS-2, and how much room is left', async (t) => {
  const { post, inbox } = await startGateway(t)
  const { json } = await post('/messages/preview', { ...validBody, to: [ok(1), ok(2)], text: 'aя😀' })
  t.match(json, {
    from: 'ACME',
    recipientCount: 2,
    text: {
      encoding: 'ucs2',
      segments: 1,
      units: 4,
      unitsLeft: 66,
      forcingUcs2: {
        total: 2,
        first: [
          { character: 'я', codePoint: 'U+044F', position: 1 },
          { character: '😀', codePoint: 'U+1F600', position: 2 },
        ],
      },
    },
  })
  const wap = await post('/messages/preview', { ...validBody, wapPush: { url: 'https://example.com/' } })
  t.notOk('text' in wap.json)
  const many = await post('/messages/preview', {
    ...validBody,
    to: Array.from({ length: 1000 }, (_, index) => `+21355${1_000_000 + index}`),
  })
  t.match(many.json, { recipientCount: 1000, upstream: { requestCount: 10 } })
  t.equal(inbox.receivedCount(), 0)
})

t.test('a default sender replaces a missing one', async (t) => {
  const { post, inbox } = await startGateway(t, { send: { defaultSender: 'SHOP' } })
  const { from: _, ...withoutFrom } = validBody
  t.equal((await post('/messages', withoutFrom)).json.from, 'SHOP')
  t.equal((await post('/messages', validBody)).json.from, 'ACME')
  t.strictSame(
    inbox.entries().map(({ parameters }) => parameters['source']),
    ['ACME', 'SHOP'],
  )
})

t.test('a scheduled message echoes its minute, rounded up, as the upstream was told it', async (t) => {
  const now = () => Temporal.Instant.from('2026-12-01T00:00:00Z')
  const { post, inbox } = await startGateway(t, { now })
  const rows = [
    [{ sendAt: '2026-12-24T18:00:01+01:00' }, '2026-12-24T17:01:00Z', '12/24/2026', '05:01 pm'],
    [{ sendAt: '2026-12-24T00:00:00Z' }, '2026-12-24T00:00:00Z', '12/24/2026', '12:00 am'],
    [
      { sendAtLocal: { dateTime: '2026-12-24T13:00', timeZone: 'Africa/Algiers' } },
      '2026-12-24T12:00:00Z',
      '12/24/2026',
      '12:00 pm',
    ],
    [
      { sendAtLocal: { dateTime: '2027-10-31T02:30', timeZone: 'Europe/Paris', disambiguation: 'later' } },
      '2027-10-31T01:30:00Z',
      '10/31/2027',
      '01:30 am',
    ],
  ] as const
  for (const [body, sendAt, date, time] of rows) {
    inbox.clear()
    const { status, json } = await post('/scheduled-messages', { ...validBody, ...body })
    t.equal(status, 201)
    t.strictSame(json.schedule, { sendAt, upstream: { date, time, gmt: '+00:00' }, cancelable: false })
    t.equal(inbox.receivedCount(), 1)
    t.match(inbox.entries()[0], { path: '/bulksms/schedulemsg', parameters: { date, time, gmt: '+00:00' } })
  }
})

t.test('in the other dialect of schedules each destination goes alone, and its id comes back', async (t) => {
  const { post, inbox } = await startGateway(t, {
    sandbox: { dialect: 'classic' },
    upstream: { scheduleParameters: 'scheduledate,scheduletime' },
  })
  const { status, json } = await post('/scheduled-messages', { ...validBody, to: [ok(1), ok(2)], sendAt: tomorrow })
  t.equal(status, 201)
  t.equal(inbox.receivedCount(), 2)
  t.strictSame(
    new Set(inbox.entries().map(({ answer }) => answer)),
    new Set(json.recipients.map((r: { upstreamMessageId: string }) => `Scheduled|${r.upstreamMessageId}`)),
  )
})

t.test('a list is cut into GETs by count and by bytes, and every number goes out once', async (t) => {
  const to = Array.from({ length: 250 }, (_, index) => `+21355${1_000_000 + index}`)
  for (const [upstream, count] of [
    [{}, 3],
    [{ destinationsPerRequest: 7 }, 36],
    [{ maxUrlBytes: 500 }, undefined],
  ] as const) {
    const { post, inbox } = await startGateway(t, { upstream })
    const { status, json } = await post('/messages', { ...validBody, to })
    t.equal(status, 201)
    if (count !== undefined) t.equal(inbox.receivedCount(), count)
    const sent = inbox.entries().flatMap(({ parameters }) => parameters['destination']?.split(',') ?? [])
    t.strictSame(sent.sort(), to)
    t.strictSame(
      json.recipients.map((recipient: { to: string }) => recipient.to),
      to,
    )
  }
})

t.test('the one log line of a send names outcome, codes and masked numbers, and nothing that is secret', async (t) => {
  const { post, logLines, logText } = await startGateway(t)
  const text = 'Geheim 4711'
  await post('/messages', { ...validBody, to: [ok(1), numberOf(1706)], text, reference: 'order-42' })
  const [line, ...others] = logLines().filter(({ msg }) => msg === 'message answered')
  t.equal(others.length, 0)
  t.match(line, {
    level: 'info',
    method: 'POST',
    route: '/messages',
    statusCode: 207,
    outcome: 'partial',
    codes: ['invalid-destination'],
    encoding: 'gsm7',
    segments: 1,
    scheduled: false,
    to: ['+2135*****01', '+9990*****06'],
    durationMs: Number,
    requestId: String,
    messageId: String,
  })
  t.notMatch(logText(), /Geheim|4711|order-42|sesame|213550000001|99900001706/)
})
