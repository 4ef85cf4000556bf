import t from 'tap'
import { createKeyedCaller, type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { createRawUpstream } from '../../support/raw-upstream.ts'

const notE164 = 'must be a phone number in E.164 form with +, such as +213550000001'
const unreadable = 'must be a phone number with + and its country code, or as it is dialled in DZ'
const ambiguous = 'can be read in more than one way: must be in E.164 form with +, such as +213550000001'

const start = async (t: Parameters<typeof startGateway>[0], options: GatewayOptions = {}) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  return {
    ...(await startGateway(t, { settings: { DEFAULT_COUNTRY: 'DZ' }, origin: upstream.origin, ...options })),
    upstream,
  }
}

const message = (...to: string[]) => ({ ...validBody, to })

t.test(
  'numbers are sent to in E.164 form, and the answer shows what was asked where that is another form',
  async (t) => {
    const { post, upstream } = await start(t)
    const answer = await post(
      '/messages',
      message('0550 00 00 01', '+213550000002', '00213 550 00 00 03', '+213 (0)550-00-00-04', '+99900000005'),
    )
    t.equal(answer.status, 201)
    t.strictSame(
      answer.json.recipients.map(({ to, requestedAs }: Record<string, string>) => [to, requestedAs]),
      [
        ['+213550000001', '0550 00 00 01'],
        ['+213550000002', undefined],
        ['+213550000003', '00213 550 00 00 03'],
        ['+213550000004', '+213 (0)550-00-00-04'],
        ['+99900000005', undefined],
      ],
    )
    t.equal(upstream.requestCount, 1)
    t.equal(
      upstream.requests[0]?.query.get('destination'),
      '+213550000001,+213550000002,+213550000003,+213550000004,+99900000005',
    )
  },
)

t.test('a problem shows it as well, and a scheduled message', async (t) => {
  const { post, upstream } = await start(t)
  upstream.behave('reset-after-request')
  t.match(await post('/messages', message('0550 00 00 01')), {
    status: 504,
    json: { recipients: [{ to: '+213550000001', requestedAs: '0550 00 00 01', outcome: 'unknown' }] },
  })
  upstream.behave(({ answer }) => answer('Scheduled|some-id'))
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  t.match(await post('/scheduled-messages', { ...message('0550 00 00 02'), sendAt }), {
    json: { recipients: [{ to: '+213550000002', requestedAs: '0550 00 00 02' }] },
  })
  t.equal(upstream.requestCount, 2)
})

t.test('the preview shows what would be asked for, and the numbers that were written in another form', async (t) => {
  const { post, upstream } = await start(t)
  const { json } = await post('/messages/preview', message('0550 00 00 01', '+213550000002'))
  t.strictSame(json.numbers, [{ requestedAs: '0550 00 00 01', to: '+213550000001' }])
  t.match(json.upstream.queries[0], 'destination=%2B213550000001%2C%2B213550000002&')
  t.notOk('numbers' in (await post('/messages/preview', validBody)).json)
  t.equal(upstream.requestCount, 0)
})

t.test('unreadable and ambiguous numbers get a 400 with a sentence for each, and nothing is sent', async (t) => {
  const { post, upstream } = await start(t)
  const answer = await post(
    '/messages',
    message('0550000001', '0550', '550000002', '1-800-FLOWERS', '+213 0550 00 00 03'),
  )
  t.equal(answer.status, 400)
  t.strictSame(answer.json.violations, [
    { pointer: '/to/1', message: unreadable },
    { pointer: '/to/2', message: ambiguous },
    { pointer: '/to/3', message: unreadable },
    { pointer: '/to/4', message: ambiguous },
  ])
  // Of any length, and whatever else is wrong.
  const long = await post('/messages', { ...message('0'.repeat(10_000), '0550', '0550000001'), text: ' ' })
  t.strictSame(long.json.violations, [
    // The rules do not look at a list with an item that is far too long.
    { pointer: '/to/0', message: unreadable },
    { pointer: '/text', message: 'must contain at least one character that is not white space' },
  ])
  const many = await post('/messages', message(...Array.from({ length: 1_001 }, () => '0550000001')))
  t.strictSame(
    many.json.violations.map(({ pointer }: { pointer: string }) => pointer),
    ['/to'],
  )
  t.equal(upstream.requestCount, 0)
})

t.test('a number that comes twice in two forms is refused and named', async (t) => {
  const { post, upstream } = await start(t)
  const answer = await post('/messages', message('0550 00 00 01', '+213550000001', '00213550000001'))
  t.equal(answer.status, 400)
  t.strictSame(answer.json.violations, [
    { pointer: '/to/1', message: '+213550000001 repeats /to/0' },
    { pointer: '/to/2', message: '+213550000001 repeats /to/0' },
  ])
  t.equal(upstream.requestCount, 0)
})

t.test('the journal, its lists and the fence know the E.164 form alone', async (t) => {
  const { post, get, upstream } = await start(t)
  upstream.behave('reset-after-request')
  t.equal((await post('/messages', message('0550 00 00 01'))).status, 504)
  const listed = await get('/messages?to=%2B213550000001')
  t.match(listed.json.messages, [{ recipients: [{ to: '+213550000001' }] }])
  t.notMatch(listed.text, '0550 00 00 01')
  const again = await post('/messages', message('+213550000001'))
  t.match(again, { status: 409, json: { code: 'possible-duplicate' } })
  t.notOk('requestedAs' in again.json.recipients[0])
  t.equal(upstream.requestCount, 1)
})

t.test('what a caller may do is judged by the E.164 form', async (t) => {
  const caller = createKeyedCaller({ name: 'orders', scopes: ['messages:send'], destinationPrefixes: ['+213'] })
  const { post, upstream } = await start(t, { callers: [caller] })
  const refused = await post('/messages', message('0550 00 00 01', '0033 6 12 34 56 78'), caller.headers)
  t.match(refused, { status: 403, json: { violations: [{ pointer: '/to/1' }] } })
  t.equal((await post('/messages', message('0550 00 00 01'), caller.headers)).status, 201)
  t.equal(upstream.requestCount, 1)
})

t.test('the key covers the body as written, and its replay is the same', async (t) => {
  const { post, upstream } = await start(t)
  const headers = { 'idempotency-key': 'order-42:national' }
  const first = await post('/messages', message('0550 00 00 01'), headers)
  const again = await post('/messages', message('0550 00 00 01'), headers)
  t.equal(again.headers['idempotent-replayed'], 'true')
  t.equal(again.text, first.text)
  t.equal((await post('/messages', message('+213550000001'), headers)).json.code, 'idempotency-key-reused')
  t.equal(upstream.requestCount, 1)
})

t.test('a retry under a key sends to the same numbers after the country was changed', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const journalFile = `${t.testdir()}/journal.db`
  const headers = { 'idempotency-key': 'order-42:moved-abroad' }
  await t.test('nothing could be reached', async (t) => {
    const { post } = await startGateway(t, {
      origin: upstream.origin,
      journalFile,
      settings: { DEFAULT_COUNTRY: 'DZ' },
    })
    upstream.refuse()
    t.match(await post('/messages', message('0550 00 00 01'), headers), {
      status: 503,
      json: { recipients: [{ to: '+213550000001', requestedAs: '0550 00 00 01', outcome: 'not-attempted' }] },
    })
  })
  await upstream.open()
  for (const [country, name] of [
    [{ DEFAULT_COUNTRY: 'FR' }, 'in a country where the same digits are another number'],
    [{}, 'without a country'],
  ] as const) {
    await t.test(name, async (t) => {
      const options = { origin: upstream.origin, journalFile, settings: country }
      const { post } = await startGateway(t, options)
      const again = await post('/messages', message('0550 00 00 01'), headers)
      t.match(
        again.json.recipients ?? again.json.violations,
        'DEFAULT_COUNTRY' in country ? [{ to: '+213550000001', outcome: 'accepted' }] : [{ message: notE164 }],
      )
    })
  }
  t.equal(upstream.requestCount, 1)
  t.equal(upstream.requests[0]?.query.get('destination'), '+213550000001')
})

t.test('without DEFAULT_COUNTRY nothing but E.164 is taken', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const { post } = await startGateway(t, { origin: upstream.origin })
  for (const written of ['0550000001', '00213550000001', '+213 550 00 00 01', '+213 (0)550000001', '213550000001']) {
    const { status, json } = await post('/messages', message(written))
    t.equal(status, 400)
    t.strictSame(json.violations, [{ pointer: '/to/0', message: notE164 }], written)
  }
  t.equal(upstream.requestCount, 0)
})

t.test('the description says in which form numbers are taken', async (t) => {
  const itemsOf = async (options: GatewayOptions) => {
    const { get } = await startGateway(t, options)
    const { schemas } = (await get('/openapi.json')).json.components
    return [schemas.SendMessage, schemas.MessageAtInstant, schemas.MessageAtLocalTime].map(
      ({ properties }) => properties.to.items,
    )
  }
  for (const items of await itemsOf({})) t.match(items, { pattern: '^\\+[1-9][0-9]{6,14}$' })
  for (const items of await itemsOf({ settings: { DEFAULT_COUNTRY: 'DZ' } })) {
    t.match(items, { maxLength: 40, description: /as it is dialled in DZ/ })
    t.notOk('pattern' in items)
  }
})
