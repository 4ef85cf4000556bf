import t from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'

type Violations = Readonly<Record<string, string | RegExp>>
type Row = readonly [name: string, body: unknown, violations: Violations]

const wapPush = { url: 'https://example.com/' }
const sendAt = '2027-06-01T09:00:00Z'
const local = { dateTime: '2027-06-01T09:00', timeZone: 'Africa/Algiers' }
const senderForm = 'must be a number of up to 18 characters, or a name of up to 11'
const notE164 = 'must be a phone number in E.164 form with +, such as +213550000001'
const without = (field: keyof typeof validBody): object =>
  Object.fromEntries(Object.entries(validBody).filter(([name]) => name !== field))
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `+21355${1_000_000 + index}`)

/** Bodies that any of the three routes refuses, and everything that is said of them. */
const rows: readonly Row[] = [
  ['null', null, { '': 'must be of type object' }],
  ['a list', [], { '': 'must be of type object' }],
  ['a number', 5, { '': 'must be of type object' }],
  ['a text', 'text', { '': 'must be of type object' }],
  ['no field', {}, { '/to': 'is required', '/text': 'is required', '/from': /^is required/ }],

  ['no to', without('to'), { '/to': 'is required' }],
  ['to of null', { ...validBody, to: null }, { '/to': 'must be of type array' }],
  ['to as a text', { ...validBody, to: '+213550000001' }, { '/to': 'must be of type array' }],
  ['to as an object', { ...validBody, to: { 0: '+213550000001' } }, { '/to': 'must be of type array' }],
  ['an empty to', { ...validBody, to: [] }, { '/to': 'must not be empty' }],
  ['1,001 recipients', { ...validBody, to: numbers(1001) }, { '/to': 'must have at most 1000 items' }],
  [
    'wrong recipients of every kind',
    { ...validBody, to: ['+213550000001', '0550000001', '', '+0550000001', '+1234567890123456', '213550000001'] },
    { '/to/1': notE164, '/to/2': notE164, '/to/3': notE164, '/to/4': notE164, '/to/5': notE164 },
  ],
  [
    'recipients of other types',
    { ...validBody, to: [213550000001, null, ['+213550000001'], '+213550000001'] },
    { '/to/0': 'must be of type string', '/to/1': 'must be of type string', '/to/2': 'must be of type string' },
  ],
  [
    'a recipient with something around it',
    {
      ...validBody,
      to: ['+213550000001\n', ' +213550000002', '+213550000003,+213550000004', '+２１３５５００００００１'],
    },
    { '/to/0': notE164, '/to/1': notE164, '/to/2': notE164, '/to/3': notE164 },
  ],
  [
    'duplicates beside a wrong number',
    { ...validBody, to: ['+213550000001', 'x', '+213550000001'] },
    { '/to/1': notE164, '/to/2': '+213550000001 repeats /to/0' },
  ],

  ['no from', without('from'), { '/from': /^is required/ }],
  ['from of null', { ...validBody, from: null }, { '/from': 'must be of type string' }],
  ['from as a number', { ...validBody, from: 1234 }, { '/from': 'must be of type string' }],
  ['an empty from', { ...validBody, from: '' }, { '/from': senderForm }],
  ['a from of 19 digits', { ...validBody, from: '1234567890123456789' }, { '/from': senderForm }],
  ['a name of 12', { ...validBody, from: 'ACME COMPANY' }, { '/from': /at most 11/ }],
  ['a name beyond ASCII', { ...validBody, from: 'Société' }, { '/from': /printable ASCII/ }],
  ['a name with a space at its end', { ...validBody, from: 'ACME ' }, { '/from': /begin or end/ }],

  ['no text', without('text'), { '/text': 'is required' }],
  ['text of null', { ...validBody, text: null }, { '/text': 'must be of type string' }],
  ['text as a number', { ...validBody, text: 5 }, { '/text': 'must be of type string' }],
  ['an empty text', { ...validBody, text: '' }, { '/text': 'must not be empty' }],
  ['a blank text', { ...validBody, text: ' \n\t' }, { '/text': /not white space/ }],
  [
    'a text of 40,001',
    { ...validBody, text: 'a'.repeat(40_001) },
    { '/text': 'must be at most 40000 characters long' },
  ],
  ['a text of 11 segments', { ...validBody, text: 'a'.repeat(1_531) }, { '/text': /takes 11 segments/ }],

  [
    'an unknown encoding',
    { ...validBody, encoding: 'utf8' },
    { '/encoding': 'must be one of auto, gsm7, ucs2, latin1' },
  ],
  ['the name of a method for an encoding', { ...validBody, encoding: 'toString' }, { '/encoding': /one of/ }],
  ['encoding in capitals', { ...validBody, encoding: 'GSM7' }, { '/encoding': /one of/ }],
  ['encoding of null', { ...validBody, encoding: null }, { '/encoding': /string|one of/ }],
  ['an encoding that does not fit', { ...validBody, text: 'я', encoding: 'gsm7' }, { '/text': /must fit gsm7/ }],
  ['flash as a text', { ...validBody, flash: 'true' }, { '/flash': 'must be of type boolean' }],
  ['flash as a number', { ...validBody, flash: 1 }, { '/flash': 'must be of type boolean' }],
  ['flash of null', { ...validBody, flash: null }, { '/flash': 'must be of type boolean' }],
  ['deliveryReport as a text', { ...validBody, deliveryReport: 'no' }, { '/deliveryReport': /boolean/ }],
  ['maxSegments of 0', { ...validBody, maxSegments: 0 }, { '/maxSegments': 'must be at least 1' }],
  ['maxSegments of 256', { ...validBody, maxSegments: 256 }, { '/maxSegments': 'must be at most 255' }],
  ['maxSegments of a half', { ...validBody, maxSegments: 1.5 }, { '/maxSegments': 'must be of type integer' }],
  ['maxSegments as a text', { ...validBody, maxSegments: '3' }, { '/maxSegments': 'must be of type integer' }],
  [
    'fewer segments than the text takes',
    { ...validBody, text: 'a'.repeat(161), maxSegments: 1 },
    { '/text': /takes 2 segments/ },
  ],
  ['an empty reference', { ...validBody, reference: '' }, { '/reference': 'must not be empty' }],
  [
    'a reference of 129',
    { ...validBody, reference: 'r'.repeat(129) },
    { '/reference': 'must be at most 128 characters long' },
  ],
  ['reference as a number', { ...validBody, reference: 42 }, { '/reference': 'must be of type string' }],

  ['wapPush as a text', { ...validBody, wapPush: 'https://example.com' }, { '/wapPush': 'must be of type object' }],
  ['wapPush without its url', { ...validBody, wapPush: {} }, { '/wapPush/url': 'is required' }],
  ['wapPush with an empty url', { ...validBody, wapPush: { url: '' } }, { '/wapPush/url': 'must not be empty' }],
  ['wapPush to another scheme', { ...validBody, wapPush: { url: 'ftp://example.com' } }, { '/wapPush/url': /http/ }],
  [
    'wapPush with an unknown field',
    { ...validBody, wapPush: { ...wapPush, title: 'x' } },
    { '/wapPush/title': 'is not a known field' },
  ],
  [
    'wapPush with what only a text has',
    { ...validBody, wapPush, flash: true, encoding: 'ucs2', maxSegments: 2 },
    { '/flash': /WAP push/, '/encoding': /WAP push/, '/maxSegments': /WAP push/ },
  ],
  ['an empty template', { ...validBody, template: {} }, { '/template': 'must not be empty' }],
  [
    'a template with an unknown field',
    { ...validBody, template: { entityId: '1', id: 2 } },
    { '/template/id': /known/ },
  ],
  [
    'wrong fields of a template',
    { ...validBody, template: { entityId: '', templateId: 5, telemarketerId: 'a&b=c' } },
    {
      '/template/entityId': /letters/,
      '/template/templateId': 'must be of type string',
      '/template/telemarketerId': 'must be letters, digits and the signs _ . , -',
    },
  ],

  [
    'unknown fields',
    { ...validBody, Text: 'x', message: 'y', 'a/b~c': 1, '': 2 },
    {
      '/Text': 'is not a known field',
      '/message': 'is not a known field',
      '/a~1b~0c': 'is not a known field',
      '/': 'is not a known field',
    },
  ],
  [
    'faults of every field at once, whatever their kind',
    {
      to: ['+213550000001', '+213550000001'],
      from: 'A sender too long',
      encoding: 'utf8',
      flash: 'no',
      deliveryReport: 0,
      maxSegments: 0,
      reference: 5,
      wapPush: { url: 'x', title: 'y' },
      template: { entityId: '&' },
      unknown: true,
    },
    {
      '/text': 'is required',
      '/to/1': '+213550000001 repeats /to/0',
      '/from': /at most 11/,
      '/encoding': /one of/,
      '/flash': 'must be of type boolean',
      '/deliveryReport': 'must be of type boolean',
      '/maxSegments': 'must be at least 1',
      '/reference': 'must be of type string',
      '/wapPush/title': 'is not a known field',
      '/wapPush/url': /absolute http/,
      '/template/entityId': /letters/,
      '/unknown': 'is not a known field',
    },
  ],
  [
    'one missing field does not hide what is wrong with the others',
    { to: ['+213550000001', 'x', '+213550000001'], from: 'ACME COMPANY' },
    { '/text': 'is required', '/to/1': notE164, '/to/2': /repeats/, '/from': /at most 11/ },
  ],
]

const onlyNow: readonly Row[] = [
  ['sendAt', { ...validBody, sendAt }, { '/sendAt': 'is not a known field' }],
  ['sendAtLocal', { ...validBody, sendAtLocal: local }, { '/sendAtLocal': 'is not a known field' }],
]

const schedules: readonly Row[] = [
  ['neither sendAt nor sendAtLocal', {}, { '/sendAt': 'is required, or sendAtLocal in its place' }],
  ['both', { sendAt, sendAtLocal: local }, { '/sendAtLocal': 'must be absent where sendAt is present' }],
  ['sendAt of null', { sendAt: null }, { '/sendAt': 'must be of type string' }],
  ['sendAt as a number', { sendAt: 1_811_836_800 }, { '/sendAt': 'must be of type string' }],
  ['sendAt without an offset', { sendAt: '2027-06-01T09:00:00' }, { '/sendAt': /offset/ }],
  ['sendAt on a day that does not exist', { sendAt: '2027-02-30T09:00:00Z' }, { '/sendAt': /exists/ }],
  ['sendAt in the past', { sendAt: '2026-01-01T00:00:00Z' }, { '/sendAt': /in the future/ }],
  ['sendAt beyond the horizon', { sendAt: '2028-01-01T00:00:00Z' }, { '/sendAt': /365 days/ }],
  ['sendAt that is far too long', { sendAt: '2'.repeat(41) }, { '/sendAt': 'must be at most 40 characters long' }],
  ['sendAtLocal as a text', { sendAtLocal: '2027-06-01T09:00' }, { '/sendAtLocal': 'must be of type object' }],
  [
    'sendAtLocal without its fields',
    { sendAtLocal: {} },
    { '/sendAtLocal/dateTime': 'is required', '/sendAtLocal/timeZone': 'is required' },
  ],
  [
    'sendAtLocal with a wrong field and an unknown one',
    { sendAtLocal: { ...local, timeZone: 'Mars/Olympus', zone: 'x' } },
    { '/sendAtLocal/timeZone': /IANA/, '/sendAtLocal/zone': 'is not a known field' },
  ],
  [
    'sendAtLocal with an unknown disambiguation',
    { sendAtLocal: { ...local, disambiguation: 'compatible' } },
    { '/sendAtLocal/disambiguation': 'must be one of reject, earlier, later' },
  ],
  [
    'a time that occurs twice',
    { sendAtLocal: { dateTime: '2027-10-31T02:30', timeZone: 'Europe/Paris' } },
    { '/sendAtLocal/dateTime': /occurs twice/ },
  ],
  [
    'a wrong schedule does not hide what is wrong with the rest',
    { sendAtLocal: { dateTime: 5 }, from: 'ACME COMPANY', encoding: 'x' },
    {
      '/sendAtLocal/dateTime': 'must be of type string',
      '/sendAtLocal/timeZone': 'is required',
      '/from': /at most 11/,
      '/encoding': /one of/,
    },
  ],
]

const now = () => Temporal.Instant.from('2026-12-01T00:00:00Z')

const isObject = (body: unknown): body is object => typeof body === 'object' && body !== null && !Array.isArray(body)

const tables: readonly [route: string, rows: readonly Row[]][] = [
  ['/messages', [...rows, ...onlyNow]],
  ['/messages/preview', [...rows, ...onlyNow]],
  [
    '/scheduled-messages',
    [
      ...rows.map(([name, body, said]): Row => [name, isObject(body) ? { ...body, sendAt } : body, said]),
      ...schedules.map(([name, body, said]): Row => [name, { ...validBody, ...(body as object) }, said]),
    ],
  ],
]

for (const [route, table] of tables) {
  t.test(`POST ${route} refuses, naming every fault at once and submitting nothing`, async (t) => {
    const { post, inbox, logText } = await startGateway(t, { now })
    for (const [name, body, expected] of table) {
      await t.test(name, async (t) => {
        const { status, json, headers } = await post(route, body)
        t.equal(status, 400)
        t.match(json, { code: 'invalid-request', title: 'The request is not valid' })
        t.notOk('id' in json || 'recipients' in json || 'location' in headers)
        const said = new Map<string, string>()
        for (const { pointer, message } of json.violations) if (!said.has(pointer)) said.set(pointer, message)
        t.strictSame([...said.keys()].sort(), Object.keys(expected).sort())
        for (const [pointer, message] of Object.entries(expected)) t.match(said.get(pointer), message, pointer)
      })
    }
    t.equal(inbox.receivedCount(), 0)
    t.notMatch(logText(), /"level":"error"/)
  })
}

t.test('a query on a route that sends is refused, with the faults of the body', async (t) => {
  const { post, inbox } = await startGateway(t, { now })
  for (const [route, body] of [
    ['/messages', validBody],
    ['/messages/preview', validBody],
    ['/scheduled-messages', { ...validBody, sendAt }],
  ] as const) {
    const alone = await post(`${route}?dryRun=true`, body)
    t.equal(alone.status, 400)
    t.strictSame(alone.json.violations, [{ in: 'query', name: 'dryRun', message: 'is not a known parameter' }])
    const together = await post(`${route}?x=1&__proto__=2`, { ...body, from: 'ACME COMPANY', flash: 1 })
    t.strictSame(
      new Set(together.json.violations.map(({ pointer, name }: Record<string, string>) => pointer ?? name)),
      new Set(['x', '__proto__', '/from', '/flash']),
    )
  }
  t.equal(inbox.receivedCount(), 0)
  t.equal((await post('/messages?', validBody)).status, 201, 'an empty query is none')
})

t.test('no fault repeats a text, a link or another value', async (t) => {
  const { post, logText, inbox } = await startGateway(t)
  const canary = 'geheim€'
  const bodies = [
    { ...validBody, text: canary.repeat(1000) },
    { ...validBody, text: canary, encoding: 'gsm7', maxSegments: 0 },
    { ...validBody, text: canary, encoding: 'latin1' },
    { ...validBody, text: [canary] },
    { ...validBody, encoding: canary },
    { ...validBody, from: canary },
    { ...validBody, to: [canary] },
    { ...validBody, reference: canary.repeat(100) },
    { ...validBody, wapPush: { url: canary } },
    { ...validBody, template: { entityId: canary } },
    canary,
    [canary],
  ]
  for (const body of bodies) {
    const { status, text } = await post('/messages', body)
    t.equal(status, 400)
    t.notMatch(text, /geheim|€|20ac/i)
  }
  for (const sendAtLocal of [
    { dateTime: canary, timeZone: canary },
    { dateTime: '2027-06-01T09:00', timeZone: 'UTC', disambiguation: canary },
  ]) {
    t.notMatch((await post('/scheduled-messages', { ...validBody, sendAtLocal })).text, /geheim/)
  }
  t.notMatch(logText(), /geheim/)
  t.equal(inbox.receivedCount(), 0)
})

t.test('the answer to a body that is nothing but faults has bounds', async (t) => {
  const { post } = await startGateway(t)
  const many = await post('/messages', { ...validBody, to: Array.from({ length: 1_000 }, () => 1) })
  t.equal(many.json.violations.length, 100)
  t.equal(many.json.moreViolations, 900)
  const long = await post('/messages', { ...validBody, ['k'.repeat(100_000)]: 1 })
  t.equal(long.status, 400)
  t.ok(long.text.length < 2_000)
})

t.test('a text that fits no request to the upstream is refused as too long', async (t) => {
  const { post, inbox } = await startGateway(t, { upstream: { maxUrlBytes: 500 } })
  const { status, json } = await post('/messages', { ...validBody, text: '&'.repeat(300) })
  t.equal(status, 400)
  t.match(json.violations, [{ pointer: '/text', message: /must be shorter: .* of at most 500/ }])
  t.equal(inbox.receivedCount(), 0)
})
