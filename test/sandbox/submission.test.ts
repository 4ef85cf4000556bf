import t from 'tap'
import { dialects } from '../../sandbox/dialects.ts'
import { parseParameters } from '../../sandbox/parameters.ts'
import { readSubmission } from '../../sandbox/submission.ts'
import { credential, encodeQuery, validParameters } from './start-sandbox.ts'

type Changes = Readonly<Record<string, string | undefined>>

function read(changes: Changes = {}, extra: { query?: string; scheduleRequired?: boolean } = {}) {
  const kept = Object.entries({ ...validParameters, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const parameters = parseParameters(encodeQuery(Object.fromEntries(kept)) + (extra.query ?? ''))
  const { scheduleRequired = false } = extra
  return readSubmission(parameters, { ...credential, dialect: dialects.document, scheduleRequired })
}

const schedule = { date: '12/24/2026', time: '06:00 pm', gmt: '+01:00' }

const refusals: readonly (readonly [reason: string, code: number, changes: Changes])[] = [
  ...Object.keys(validParameters).flatMap((name) => [
    [`${name} is missing`, 1702, { [name]: undefined }] as const,
    [`${name} is empty`, 1702, { [name]: '' }] as const,
    [`${name} is blank`, 1702, { [name]: '  ' }] as const,
  ]),
  ['a WAP push has no url', 1702, { type: '4' }],
  ['a WAP push has an url that is none', 1702, { type: '4', url: 'example.test' }],
  ['the name is wrong', 1703, { username: 'Alice' }],
  ['the password is wrong', 1703, { password: 'open' }],
  ['a wrong password comes before a wrong type', 1703, { password: 'open', type: '9' }],
  ['the reserved type 3 is asked for', 1704, { type: '3' }],
  ['the type is unknown', 1704, { type: '8' }],
  ['the type is written differently', 1704, { type: '00' }],
  ['the type names a property of every object', 1704, { type: 'constructor' }],
  ['GSM cannot say the text', 1705, { message: 'привет' }],
  ['GSM cannot say the flash text', 1705, { type: '1', message: 'ç' }],
  ['ISO-8859-1 cannot say the text', 1705, { type: '5', message: '€' }],
  ['ISO-8859-1 cannot say the flash text', 1705, { type: '7', message: 'Ω' }],
  ['a surrogate stands alone in the hexadecimal text', 1705, { type: '2', message: 'D83D0041' }],
  ['the text holds a NUL', 1705, { type: '2', message: '00410000' }],
  ['a numeric source has 19 characters', 1707, { source: '1234567890123456789' }],
  ['a source of a plus and 18 digits has 19 characters', 1707, { source: '+123456789012345678' }],
  ['an alphanumeric source has 12 characters', 1707, { source: 'ABCDEFGHIJKL' }],
  ['a source begins with a space, as an unencoded plus does', 1707, { source: ' 21355000001' }],
  ['a source is not ASCII', 1707, { source: 'ÉCOLE' }],
  ['dlr is neither 0 nor 1', 1708, { dlr: '2' }],
  ['dlr is a word', 1708, { dlr: 'true' }],
  ['there are 1,001 destinations', 1713, { destination: Array(1001).fill('213550000001').join(',') }],
  ['a schedule lacks its zone', 1702, { ...schedule, gmt: undefined }],
  ['a schedule lacks its date', 1702, { ...schedule, date: undefined }],
  ['a schedule is malformed', 1702, { ...schedule, time: '18:00' }],
]

for (const [reason, code, changes] of refusals) {
  t.test(`${code} where ${reason}`, async (t) => {
    t.same(read(changes), { accepted: false, code })
  })
}

t.test('1702 where the query cannot be read', async (t) => {
  for (const query of ['&message=again', '&x=%zz', '&x=%', '&x=%ff', '&%c3=1']) {
    t.same(read({}, { query }), { accepted: false, code: 1702 }, query)
  }
})

t.test('1702 on the scheduling path without a schedule', async (t) => {
  t.same(read({}, { scheduleRequired: true }), { accepted: false, code: 1702 })
})

t.test('a valid request is read without its credential', async (t) => {
  const reading = read({ destination: '+213550000001,213550000002', source: '+12345678901234567', dlr: '0' })
  t.same(reading, {
    accepted: true,
    submission: {
      source: '+12345678901234567',
      destinations: [
        { sent: '+213550000001', digits: '213550000001', usable: true },
        { sent: '213550000002', digits: '213550000002', usable: true },
      ],
      deliveryReport: false,
      content: { type: 0, kind: 'text', encoding: 'gsm7', flash: false, text: 'hello', wire: 'utf8' },
    },
  })
  t.notOk(JSON.stringify(reading).includes(credential.password))
})

t.test('a number that is none is unusable, and the others of its list are not', async (t) => {
  const sent = [
    '213550000001',
    '',
    'NA',
    '+',
    '0213550000',
    '123456',
    '1234567',
    '1234567890123456',
    '++213550000',
    ' 213550000',
  ]
  const reading = read({ destination: sent.join(',') })
  const usable = reading.accepted ? reading.submission.destinations.filter((d) => d.usable).map((d) => d.sent) : []
  t.same(usable, ['213550000001', '1234567'])
})

t.test('a schedule on any path is read, and says its instant', async (t) => {
  for (const scheduleRequired of [true, false]) {
    const reading = read(schedule, { scheduleRequired })
    t.match(reading, { accepted: true, submission: { schedule: { ...schedule, sendAt: '2026-12-24T17:00:00.000Z' } } })
  }
})

t.test('a plus and %20 both are a space, and an encoded plus is a plus', async (t) => {
  const parameters = parseParameters('a=1+2%203%2B4&b&c=%D0%BF', 'd==')
  t.same(
    [...(parameters ?? [])],
    [
      ['a', '1 2 3+4'],
      ['b', ''],
      ['c', 'п'],
      ['d', '='],
    ],
  )
})
