import t from 'tap'
import { type ComposeSettings, composeMessage, type MessageRequest } from '../../src/messages/compose-message.ts'
import type { ReadNumber } from '../../src/sms/phone-number.ts'

const nowMs = Date.parse('2026-11-22T08:00:00Z')
const settings: ComposeSettings = { maxSegments: 10, maxScheduleDays: 365 }
const minimal = { to: ['+213550000001'], from: 'ACME', text: 'Your code is 1234' } as const
const withoutFrom = { to: minimal.to, text: minimal.text }
const wapPush = { url: 'https://example.com/offer' }

const compose = (request: MessageRequest, changed: Partial<ComposeSettings> = {}) =>
  composeMessage(request, { ...settings, ...changed }, nowMs)

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `+2135500${10_000 + index}`)

t.test('a minimal request becomes a message with the defaults and nothing else', async (t) => {
  t.strictSame(compose(minimal), {
    ok: true,
    message: {
      to: ['+213550000001'],
      from: 'ACME',
      content: { kind: 'text', text: 'Your code is 1234', encoding: 'gsm7', flash: false, segments: 1 },
      deliveryReport: true,
    },
  })
})

t.test('a request with every field becomes a message with every field', async (t) => {
  const template = { entityId: '1', templateId: '2', telemarketerId: '3' }
  const request: MessageRequest = {
    kind: 'scheduled',
    to: ['+213550000001', '+213550000002'],
    from: '+213550000009',
    text: 'я'.repeat(71),
    encoding: 'ucs2',
    flash: true,
    deliveryReport: false,
    maxSegments: 2,
    reference: 'order-42',
    template,
    sendAtLocal: { dateTime: '2026-12-24T18:00:01', timeZone: 'Africa/Algiers' },
  }
  const result = compose(request)
  if (!result.ok) return t.fail(JSON.stringify(result.violations))
  const { schedule, ...others } = result.message
  t.strictSame(others, {
    to: ['+213550000001', '+213550000002'],
    from: '+213550000009',
    content: { kind: 'text', text: 'я'.repeat(71), encoding: 'ucs2', flash: true, segments: 2 },
    deliveryReport: false,
    template,
    reference: 'order-42',
  })
  // As a string: tap compares objects by valueOf, and Temporal's throws.
  t.equal(String(schedule?.sendAt), '2026-12-24T17:01:00Z')
  t.strictSame(schedule?.upstream, { date: '12/24/2026', time: '05:01 pm', gmt: '+00:00' })
})

t.test('a WAP push takes the text as the title of its link', async (t) => {
  const result = compose({ ...minimal, wapPush, flash: false, encoding: 'auto' })
  t.strictSame(result.ok && result.message.content, {
    kind: 'wap-push',
    title: 'Your code is 1234',
    url: 'https://example.com/offer',
  })
})

t.test('the default sender steps in where the request has none', async (t) => {
  const fromOf = (request: MessageRequest) => {
    const result = compose(request, { defaultSender: 'SHOP' })
    return result.ok && result.message.from
  }
  t.equal(fromOf(withoutFrom), 'SHOP')
  t.equal(fromOf(minimal), 'ACME')
})

t.test('what is at a limit is taken', async (t) => {
  const rows: readonly [string, MessageRequest, Partial<ComposeSettings>?][] = [
    ['1,000 recipients', { ...minimal, to: numbers(1000) }],
    ['one visible character', { ...minimal, text: ' \n.' }],
    ['as many segments as the gateway allows', { ...minimal, text: 'a'.repeat(1530) }],
    ['as many segments as the request allows', { ...minimal, text: 'a'.repeat(306), maxSegments: 2 }],
    ['a limit of the request above that of the gateway', { ...minimal, maxSegments: 1000 }],
    ['Latin-1', { ...minimal, text: 'ça', encoding: 'latin1' }],
  ]
  for (const [name, request, changed] of rows) t.ok(compose(request, changed).ok, name)
})

t.test('numbers that are not in E.164 form are read where the settings say how, and no others', async (t) => {
  const asked: string[] = []
  const readNumber: ReadNumber = (written) => {
    asked.push(written)
    if (!written.startsWith('0')) return { ok: false, expected: 'must begin with 0' }
    return { ok: true, number: `+213${written.slice(1)}` }
  }
  const toOf = (...to: string[]) => compose({ ...minimal, to }, { readNumber })
  t.match(toOf('+213550000001', '0550000002'), { ok: true, message: { to: ['+213550000001', '+213550000002'] } })
  t.strictSame(asked.splice(0), ['0550000002'])
  t.strictSame(toOf('+213550000001', '0550000001', 'x', '07'), {
    ok: false,
    violations: [
      { pointer: '/to/2', message: 'must begin with 0' },
      // Whatever the reader says: nothing but E.164 is sent to.
      { pointer: '/to/3', message: 'must be a phone number in E.164 form with +, such as +213550000001' },
      { pointer: '/to/1', message: '+213550000001 repeats /to/0' },
    ],
  })
  t.strictSame(asked.splice(0), ['0550000001', 'x', '07'])
  t.notOk(toOf(...Array.from({ length: 1_001 }, () => '0550000001')).ok)
  t.strictSame(asked, [], 'a list that is too long is not read')
  const national = (count: number) => Array.from({ length: count }, (_, index) => `0550000${100 + index}`)
  t.ok(toOf(...numbers(900), ...national(100)).ok)
  t.equal(asked.splice(0).length, 100)
  t.strictSame(toOf(...numbers(1), ...national(101)), {
    ok: false,
    violations: [{ pointer: '/to', message: 'must hold at most 100 phone numbers that are not in E.164 form' }],
  })
  t.strictSame(asked, [])
})

type Row = readonly [
  rule: string,
  request: MessageRequest,
  violations: Record<string, string>,
  settings?: Partial<ComposeSettings>,
]

const blank = 'must contain at least one character that is not white space'
const notE164 = 'must be a phone number in E.164 form with +, such as +213550000001'
const half = 'must not contain half of a surrogate pair'

const rows: readonly Row[] = [
  ['no recipient', { ...minimal, to: [] }, { '/to': 'must hold 1 to 1000 phone numbers' }],
  ['1,001 recipients', { ...minimal, to: numbers(1001) }, { '/to': 'must hold 1 to 1000 phone numbers' }],
  [
    'malformed numbers, which are not called duplicates as well',
    { ...minimal, to: ['0550', '+213550000001', '0550'] },
    { '/to/0': notE164, '/to/2': notE164 },
  ],
  [
    'a number that comes several times',
    { ...minimal, to: ['+213550000001', '+213550000002', '+213550000001', '+213550000001'] },
    { '/to/2': '+213550000001 repeats /to/0', '/to/3': '+213550000001 repeats /to/0' },
  ],
  ['no sender at all', withoutFrom, { '/from': 'is required: there is no default sender' }],
  [
    'a wrong sender, for which the default does not step in',
    { ...minimal, from: ' ACME' },
    { '/from': 'must not begin or end with a space' },
    { defaultSender: 'SHOP' },
  ],
  ['an empty text', { ...minimal, text: '' }, { '/text': blank }],
  ['a blank text', { ...minimal, text: ' \t\r\n\u00a0\u2003\u3000\ufeff\u0001\u0085' }, { '/text': blank }],
  ['a blank title', { ...minimal, text: ' ', wapPush }, { '/text': blank }],
  [
    'a text that does not fit GSM-7',
    { ...minimal, text: '😀 ça', encoding: 'gsm7' },
    { '/text': 'must fit gsm7: 2 characters do not, at 0, 3 (in UTF-16 code units from 0)' },
  ],
  [
    'a text with one character that does not fit Latin-1',
    { ...minimal, text: '10 €', encoding: 'latin1' },
    { '/text': 'must fit latin1: 1 character does not, at 3 (in UTF-16 code units from 0)' },
  ],
  [
    'a text of which nothing fits',
    { ...minimal, text: 'я'.repeat(25), encoding: 'gsm7' },
    {
      '/text':
        'must fit gsm7: 25 characters do not, at 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 5 more (in UTF-16 code units from 0)',
    },
  ],
  [
    'more segments than the request allows',
    { ...minimal, text: 'a'.repeat(307), maxSegments: 2 },
    { '/text': 'takes 3 segments in gsm7, and at most 2 are allowed (maxSegments of this request)' },
  ],
  [
    'more segments than the gateway allows',
    { ...minimal, text: 'я'.repeat(671) },
    { '/text': "takes 11 segments in ucs2, and at most 10 are allowed (the gateway's own limit)" },
  ],
  [
    'more segments than the gateway allows, whatever the request allows',
    { ...minimal, text: 'a'.repeat(161), maxSegments: 5 },
    { '/text': "takes 2 segments in gsm7, and at most 1 are allowed (the gateway's own limit)" },
    { maxSegments: 1 },
  ],
  [
    'a WAP push with what only a text has',
    { ...minimal, wapPush, flash: true, encoding: 'gsm7', maxSegments: 3 },
    {
      '/flash': 'must be false or absent in a WAP push',
      '/encoding': 'must be auto or absent in a WAP push',
      '/maxSegments': 'must be absent in a WAP push',
    },
  ],
  [
    'a WAP push to no address',
    { ...minimal, wapPush: { url: 'example.com' } },
    { '/wapPush/url': 'must be an absolute http or https URL, with everything beyond ASCII percent-encoded' },
  ],
  ['a lone surrogate in the text', { ...minimal, text: 'a\ud83d' }, { '/text': half }],
  ['NUL in the text', { ...minimal, text: 'a\0' }, { '/text': 'must not contain NUL' }],
  ['a lone surrogate in the reference', { ...minimal, reference: '\ude00' }, { '/reference': half }],
  [
    'NUL in the template',
    { ...minimal, template: { entityId: '1', templateId: '\0' } },
    { '/template/templateId': 'must not contain NUL' },
  ],
  [
    'a scheduled message without a time',
    { ...minimal, kind: 'scheduled' },
    { '/sendAt': 'is required, or sendAtLocal in its place' },
  ],
  [
    'a scheduled message in the past',
    { ...minimal, kind: 'scheduled', sendAt: '2026-11-22T07:00:00Z' },
    { '/sendAt': 'must be in the future: it is 2026-11-22T08:00:00Z now' },
  ],
  [
    'a scheduled message beyond the horizon',
    { ...minimal, kind: 'scheduled', sendAt: '2026-11-24T08:00:00Z' },
    { '/sendAt': 'must be at most 1 days ahead: it is 2026-11-22T08:00:00Z now' },
    { maxScheduleDays: 1 },
  ],
]

for (const [rule, request, violations, changed] of rows) {
  t.test(`refused: ${rule}`, async (t) => {
    const result = compose(request, changed)
    const expected = Object.entries(violations).map(([pointer, message]) => ({ pointer, message }))
    t.strictSame(result, { ok: false, violations: expected })
  })
}

t.test('everything that is wrong with a request is reported at once', async (t) => {
  const result = compose({
    kind: 'scheduled',
    to: ['+213550000001', '0550', '+213550000001'],
    from: 'A sender that is too long',
    text: '\t',
    wapPush: { url: 'http://user:word@example.com' },
    flash: true,
    encoding: 'latin1',
    maxSegments: 1,
    reference: '\0',
    sendAtLocal: { dateTime: '2027-02-30T12:00', timeZone: 'Mars/Olympus' },
  })
  t.notOk(result.ok)
  if (result.ok) return
  t.same(result.violations.map(({ pointer }) => pointer).sort(), [
    '/encoding',
    '/flash',
    '/from',
    '/maxSegments',
    '/reference',
    '/sendAtLocal/dateTime',
    '/sendAtLocal/timeZone',
    '/text',
    '/to/1',
    '/to/2',
    '/wapPush/url',
  ])
})

t.test('no violation repeats the text', async (t) => {
  const text = 'geheim€'
  const requests: readonly MessageRequest[] = [
    { ...minimal, text, encoding: 'latin1' },
    { ...minimal, text: text.repeat(300) },
    { ...minimal, text: `${text}\ud800` },
    { ...minimal, text, wapPush: { url: text } },
  ]
  for (const request of requests) {
    const result = compose(request)
    t.notOk(result.ok)
    t.notMatch(JSON.stringify(result), /geheim|€|20ac/i)
  }
})
