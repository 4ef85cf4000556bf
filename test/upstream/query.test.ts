import t from 'tap'
import type { Content, Message } from '../../src/sms/message.ts'
import { numberFormats, type scheduleDialects, unicodeForms } from '../../src/upstream/dialect.ts'
import { createQueryBuilder, type QuerySettings } from '../../src/upstream/query.ts'
import { messageOf, numbers, querySettings, textContent } from './fixtures.ts'
import { createRandom, runsOf, seed } from './random.ts'

const targetOf = (message: Message, changes: Partial<QuerySettings> = {}, batch = message.to) =>
  createQueryBuilder({ ...querySettings, ...changes }).target(message, batch)

const wapPush = (title: string, url: string): Content => ({ kind: 'wap-push', title, url })
const credentials = 'username=user&password=secret'
const schedule = {
  sendAt: Temporal.Instant.from('2026-12-24T17:00Z'),
  upstream: { date: '12/24/2026', time: '05:00 pm', gmt: '+00:00' },
}

const targets: readonly (readonly [
  name: string,
  message: Partial<Message>,
  settings: Partial<QuerySettings>,
  expected: string,
])[] = [
  [
    'a plain GSM text is type 0',
    {},
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello`,
  ],
  [
    'a flash GSM text is type 1, and dlr is 0 where no report is asked for',
    { content: textContent('hello', { flash: true }), deliveryReport: false },
    {},
    `/bulksms/bulksms?${credentials}&type=1&dlr=0&destination=%2B213550000001&source=ACME&message=hello`,
  ],
  [
    'a Unicode text is type 2 and travels as UTF-16BE hex, as a public client sends it',
    { content: textContent('কখ', { encoding: 'ucs2' }) },
    {},
    `/bulksms/bulksms?${credentials}&type=2&dlr=1&destination=%2B213550000001&source=ACME&message=09950996`,
  ],
  [
    'a Unicode text travels as percent-encoded UTF-8 where that is set',
    { content: textContent('কখ', { encoding: 'ucs2' }) },
    { unicode: 'utf8' },
    `/bulksms/bulksms?${credentials}&type=2&dlr=1&destination=%2B213550000001&source=ACME&message=%E0%A6%95%E0%A6%96`,
  ],
  [
    'a surrogate pair stays a pair in hex, and ASCII in Unicode has leading zeros',
    { content: textContent('a😀\n', { encoding: 'ucs2' }) },
    {},
    `/bulksms/bulksms?${credentials}&type=2&dlr=1&destination=%2B213550000001&source=ACME&message=0061D83DDE00000A`,
  ],
  [
    'a surrogate pair is one character of four bytes in UTF-8',
    { content: textContent('a😀\n', { encoding: 'ucs2' }) },
    { unicode: 'utf8' },
    `/bulksms/bulksms?${credentials}&type=2&dlr=1&destination=%2B213550000001&source=ACME&message=a%F0%9F%98%80%0A`,
  ],
  [
    'a Unicode flash text is type 6',
    { content: textContent('ش', { encoding: 'ucs2', flash: true }) },
    {},
    `/bulksms/bulksms?${credentials}&type=6&dlr=1&destination=%2B213550000001&source=ACME&message=0634`,
  ],
  [
    'a Unicode flash text is type 6 in UTF-8 too',
    { content: textContent('ش', { encoding: 'ucs2', flash: true }) },
    { unicode: 'utf8' },
    `/bulksms/bulksms?${credentials}&type=6&dlr=1&destination=%2B213550000001&source=ACME&message=%D8%B4`,
  ],
  [
    'an ISO-8859-1 text is type 5 and still percent-encoded as UTF-8',
    { content: textContent('ça', { encoding: 'latin1' }) },
    {},
    `/bulksms/bulksms?${credentials}&type=5&dlr=1&destination=%2B213550000001&source=ACME&message=%C3%A7a`,
  ],
  [
    'an ISO-8859-1 flash text is type 7',
    { content: textContent('ça', { encoding: 'latin1', flash: true }) },
    {},
    `/bulksms/bulksms?${credentials}&type=7&dlr=1&destination=%2B213550000001&source=ACME&message=%C3%A7a`,
  ],
  [
    'GSM text beyond ASCII is UTF-8 whatever the setting for Unicode is',
    { content: textContent('€ é') },
    { unicode: 'utf16be-hex' },
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=%E2%82%AC%20%C3%A9`,
  ],
  [
    'a WAP push is type 4, its title is the message, and its url is encoded',
    { content: wapPush('Your ticket', 'https://example.test/a?b=c&d=é#f') },
    {},
    `/bulksms/bulksms?${credentials}&type=4&dlr=1&destination=%2B213550000001&source=ACME&message=Your%20ticket` +
      '&url=https%3A%2F%2Fexample.test%2Fa%3Fb%3Dc%26d%3D%C3%A9%23f',
  ],
  [
    "a WAP push's title is never hex",
    { content: wapPush('কখ', 'http://x.test') },
    { unicode: 'utf16be-hex' },
    `/bulksms/bulksms?${credentials}&type=4&dlr=1&destination=%2B213550000001&source=ACME` +
      '&message=%E0%A6%95%E0%A6%96&url=http%3A%2F%2Fx.test',
  ],
  [
    'the registration of a template goes under its three names',
    { template: { entityId: '1101', templateId: '1107', telemarketerId: '1,2' } },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello` +
      '&entityid=1101&tempid=1107&tmid=1%2C2',
  ],
  [
    'a part of a registration goes alone',
    { template: { templateId: '1107' } },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello&tempid=1107`,
  ],
  [
    'several destinations are joined by an encoded comma',
    { to: numbers(3) },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1` +
      '&destination=%2B213550000001%2C%2B213550000002%2C%2B213550000003&source=ACME&message=hello',
  ],
  [
    'a schedule goes to its own path, in the parameters of the document',
    { schedule },
    {},
    `/bulksms/schedulemsg?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello` +
      '&date=12%2F24%2F2026&time=05%3A00%20pm&gmt=%2B00%3A00',
  ],
  [
    'a schedule takes the names of the other dialect where that is set',
    { schedule },
    { scheduleParameters: 'scheduledate,scheduletime' },
    `/bulksms/schedulemsg?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello` +
      '&scheduledate=12%2F24%2F2026&scheduletime=05%3A00%20pm&gmt=%2B00%3A00',
  ],
  [
    'both paths are settings',
    { schedule },
    { sendPath: '/send', schedulePath: '/bulksms/bulksms' },
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello` +
      '&date=12%2F24%2F2026&time=05%3A00%20pm&gmt=%2B00%3A00',
  ],
  [
    "the path to send is a setting, and the schedule's names change nothing there",
    {},
    { sendPath: '/send', scheduleParameters: 'scheduledate,scheduletime' },
    `/send?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello`,
  ],
  [
    "the credentials are encoded, RFC 3986's reserved characters included",
    {},
    { username: 'a&b=c', password: 'p%+#;/?:@ !\'()*"é\r\n' },
    '/bulksms/bulksms?username=a%26b%3Dc&password=p%25%2B%23%3B%2F%3F%3A%40%20%21%27%28%29%2A%22%C3%A9%0D%0A' +
      '&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello',
  ],
  [
    'a plus and a space of the sender are encoded',
    { from: '+213 21&x' },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=%2B213%2021%26x&message=hello`,
  ],
  [
    'a text that looks like parameters stays a text',
    { content: textContent('a&destination=1#\r\nHost: x') },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME` +
      '&message=a%26destination%3D1%23%0D%0AHost%3A%20x',
  ],
  [
    'numbers go as digits alone where that is set, and the sender stays as it was written',
    { to: numbers(2), from: '+21321' },
    { numberFormat: 'digits' },
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=213550000001%2C213550000002&source=%2B21321&message=hello`,
  ],
  [
    'the reference of the caller stays here',
    { reference: 'order-42' },
    {},
    `/bulksms/bulksms?${credentials}&type=0&dlr=1&destination=%2B213550000001&source=ACME&message=hello`,
  ],
]

t.test('a message becomes exactly this target', async (t) => {
  for (const [name, message, settings, expected] of targets)
    t.equal(targetOf(messageOf(message), settings), expected, name)
})

t.test('a preview shows every query as it will be sent, without the credentials', async (t) => {
  const message = messageOf({ to: numbers(3), schedule })
  const queries = createQueryBuilder({ ...querySettings, destinationsPerRequest: 2 })
  const preview = queries.preview(message)
  t.strictSame(preview, {
    path: '/bulksms/schedulemsg',
    queries: ['%2B213550000001%2C%2B213550000002', '%2B213550000003'].map(
      (destination) =>
        `type=0&dlr=1&destination=${destination}&source=ACME&message=hello` +
        '&date=12%2F24%2F2026&time=05%3A00%20pm&gmt=%2B00%3A00',
    ),
  })
  const [first] = preview.queries
  t.equal(queries.target(message, numbers(2)), `${preview.path}?${credentials}&${first}`)
  t.strictSame(createQueryBuilder({ ...querySettings, maxUrlBytes: 50 }).preview(message).queries, [])
})

t.test('destinations are cut by count', async (t) => {
  const rows: readonly (readonly [limit: number, count: number, sizes: readonly number[]])[] = [
    [1, 1, [1]],
    [1, 3, [1, 1, 1]],
    [2, 3, [2, 1]],
    [3, 3, [3]],
    [100, 100, [100]],
    [100, 101, [100, 1]],
    [100, 250, [100, 100, 50]],
    [1000, 0, []],
  ]
  for (const [destinationsPerRequest, count, sizes] of rows) {
    const message = messageOf({ to: numbers(count) })
    const plan = createQueryBuilder({ ...querySettings, destinationsPerRequest }).plan(message)
    if (!plan.ok) return t.fail('the plan must fit')
    t.strictSame(
      plan.batches.map((batch) => batch.length),
      sizes,
      `${count} by ${destinationsPerRequest}`,
    )
    t.strictSame(plan.batches.flat(), message.to, 'all of them, in order')
  }
})

t.test('schedules in the dialect that answers without a destination are sent one by one', async (t) => {
  const rows: readonly (readonly [dialect: keyof typeof scheduleDialects, message: Message, sizes: number[]])[] = [
    ['date,time', messageOf({ to: numbers(3), schedule }), [3]],
    ['date,time', messageOf({ to: numbers(3) }), [3]],
    ['scheduledate,scheduletime', messageOf({ to: numbers(3), schedule }), [1, 1, 1]],
    ['scheduledate,scheduletime', messageOf({ to: numbers(3) }), [3]],
  ]
  for (const [scheduleParameters, message, sizes] of rows) {
    const plan = createQueryBuilder({ ...querySettings, scheduleParameters }).plan(message)
    t.strictSame(plan.ok && plan.batches.map((batch) => batch.length), sizes)
  }
})

t.test('a GET carries at most as many segments as may go in a second, and one recipient in any case', async (t) => {
  const rows: readonly (readonly [segmentsPerSecond: number, content: Content, sizes: readonly number[]])[] = [
    [4, textContent('x'), [4, 4, 2]],
    [4, textContent('x', { segments: 2 }), [2, 2, 2, 2, 2]],
    [4, textContent('x', { segments: 9 }), Array(10).fill(1)],
    [4, { kind: 'wap-push', title: 'x', url: 'https://example.com' }, [4, 4, 2]],
    [100, textContent('x'), [5, 5]],
  ]
  for (const [segmentsPerSecond, content, sizes] of rows) {
    const queries = createQueryBuilder({ ...querySettings, destinationsPerRequest: 5, segmentsPerSecond })
    const plan = queries.plan(messageOf({ to: numbers(10), content }))
    t.strictSame(plan.ok && plan.batches.map((batch) => batch.length), sizes)
  }
})

t.test('destinations are cut by bytes, exactly at the border', async (t) => {
  const message = messageOf({ to: numbers(5) })
  const settings = numberFormats.map((numberFormat) => ({ ...querySettings, numberFormat }))
  for (const [fitting, changes] of [1, 2, 3, 4, 5].flatMap((count) => settings.map((one) => [count, one] as const))) {
    const bytes = targetOf(message, changes, message.to.slice(0, fitting)).length
    const sizesOf = (maxUrlBytes: number) => {
      const plan = createQueryBuilder({ ...changes, maxUrlBytes }).plan(message)
      return plan.ok ? plan.batches.map((batch) => batch.length) : plan
    }
    const [size] = sizesOf(bytes) as number[]
    t.equal(size, fitting, `${bytes} bytes hold ${fitting}`)
    if (fitting === 1) {
      t.strictSame(
        sizesOf(bytes - 1),
        { ok: false, limit: 'url', urlBytes: bytes, maxUrlBytes: bytes - 1 },
        'and one less none',
      )
    } else {
      const [smaller] = sizesOf(bytes - 1) as number[]
      t.equal(smaller, fitting - 1, 'and one less one fewer')
    }
  }
})

t.test('the longest destination decides whether a message fits, at any position', async (t) => {
  const short = ['+1', '+123456789012345', '+2']
  const message = messageOf({ to: short })
  const longest = targetOf(message, {}, ['+123456789012345']).length
  const queries = (maxUrlBytes: number) => createQueryBuilder({ ...querySettings, maxUrlBytes })
  t.strictSame(queries(longest).plan(message), { ok: true, batches: [['+1'], ['+123456789012345'], ['+2']] })
  t.strictSame(queries(longest - 1).plan(message), {
    ok: false,
    limit: 'url',
    urlBytes: longest,
    maxUrlBytes: longest - 1,
  })
})

t.test(`no plan exceeds a limit, none could be fuller, over 2,000 random messages (SEED=${seed})`, async (t) => {
  const random = createRandom(seed)
  const wrong: string[] = []
  for (let run = 0; run < 2_000; run++) {
    const message = messageOf({
      to: randomNumbers(random.below(60) + 1),
      content: textContent('x'.repeat(random.below(200))),
    })
    const maxUrlBytes = 200 + random.below(600)
    const destinationsPerRequest = 1 + random.below(20)
    const queries = createQueryBuilder({ ...querySettings, maxUrlBytes, destinationsPerRequest })
    const fits = (batch: readonly string[]) =>
      batch.length <= destinationsPerRequest && Buffer.byteLength(queries.target(message, batch)) <= maxUrlBytes
    const plan = queries.plan(message)
    const expectedToFit = message.to.every((number) => fits([number]))
    if (plan.ok !== expectedToFit) wrong.push(`run ${run}: ok is ${plan.ok}`)
    if (!plan.ok) continue
    if (plan.batches.flat().join() !== message.to.join()) wrong.push(`run ${run}: not all, or not in order`)
    for (const [index, batch] of plan.batches.entries()) {
      if (batch.length === 0 || !fits(batch)) wrong.push(`run ${run}: batch ${index} exceeds a limit`)
      const next = plan.batches[index + 1]?.[0]
      if (next !== undefined && fits([...batch, next])) wrong.push(`run ${run}: batch ${index} could be fuller`)
    }
  }
  t.strictSame(wrong, [])

  function randomNumbers(count: number): readonly string[] {
    return Array.from(
      { length: count },
      (_, index) => `+${1 + random.below(9)}${'0'.repeat(random.below(8))}${100_000 + index}`,
    )
  }
})

/** Decodes a percent-encoded UTF-8 value byte by byte; throws at anything that needs no or another encoding. */
function decodeValue(value: string): string {
  const bytes: number[] = []
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (code === 0x25) {
      const digits = value.slice(at + 1, at + 3)
      if (!/^[0-9A-F]{2}$/.test(digits)) throw new Error(`%${digits} is no encoded byte`)
      bytes.push(Number.parseInt(digits, 16))
      at += 2
    } else if (/[A-Za-z0-9._~-]/.test(String.fromCharCode(code))) bytes.push(code)
    else throw new Error(`${value[at]} stands there unencoded`)
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
}

/** Four digits for each UTF-16 code unit, the high byte first. */
function decodeHex(digits: string): string {
  if (!/^(?:[0-9A-F]{4})*$/.test(digits)) throw new Error(`${digits} are no code units in hex`)
  let text = ''
  for (let at = 0; at < digits.length; at += 4)
    text += String.fromCharCode(Number.parseInt(digits.slice(at, at + 4), 16))
  return text
}

/** The request target as a server reads it: a path, and parameters that each occur once. */
function readTarget(target: string): { path: string; parameters: ReadonlyMap<string, string> } {
  const mark = target.indexOf('?')
  const parameters = new Map<string, string>()
  for (const pair of target.slice(mark + 1).split('&')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    if (parameters.has(name)) throw new Error(`${name} stands there twice`)
    parameters.set(name, decodeValue(pair.slice(equals + 1)))
  }
  return { path: target.slice(0, mark), parameters }
}

const characters = [
  ...'abcXYZ0189 ',
  ...'&=+%#?/;:@,!\'()*"<>\\^`{|}~[]$-._',
  ...['\r', '\n', '\r\n', '\t', '\f', '\u0001', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeff', '\ufffd'],
  ...['é', 'ç', 'Ω', '€', 'я', 'ش', 'ক', '中', '\u0301', '\u200d', '😀', '👨‍👩‍👧', '🇩🇿', '𝒳', '\u{10ffff}'],
  ...['%41', '%00', '%0D%0A', '&password=x', '?a=b', ' HTTP/1.1\r\nX: y', '1701|', ',1706'],
]

const senderCharacters = [...'abcXYZ019 +&=%#?/;:@,!\'()*"<>.-_$']
const encodings = ['gsm7', 'ucs2', 'latin1'] as const

t.test(`${runsOf(30_000)} random messages are read back as they were (SEED=${seed})`, async (t) => {
  const random = createRandom(seed)
  const randomText = (maxLength: number, from: readonly string[] = characters) =>
    Array.from({ length: 1 + random.below(maxLength) }, () => random.pick(from)).join('')
  const types = { gsm7: ['0', '1'], ucs2: ['2', '6'], latin1: ['5', '7'] }
  const wrong: string[] = []

  for (let run = 0; run < runsOf(30_000); run++) {
    const username = randomText(12)
    const password = randomText(16)
    const from = randomText(11, senderCharacters)
    const text = randomText(24)
    const destinations = Array.from(
      { length: 1 + random.below(4) },
      () => `+${1 + random.below(9)}${String(random.below(1_000_000_000)).padStart(9, '0')}`,
    )
    const encoding = random.pick(encodings)
    const unicode = random.pick(unicodeForms)
    const flash = random.below(2) === 1
    const deliveryReport = random.below(2) === 1
    const content = textContent(text, { encoding, flash })
    const settings = { username, password, unicode, maxUrlBytes: 60_000 }
    const target = targetOf(messageOf({ to: destinations, from, content, deliveryReport }), settings)

    const expected = {
      username,
      password,
      type: types[encoding][flash ? 1 : 0],
      dlr: deliveryReport ? '1' : '0',
      destination: destinations.join(','),
      source: from,
      message: text,
    }
    try {
      if (/[^!-~]/.test(target)) throw new Error('a character stands there that no request line may hold')
      const { path, parameters } = readTarget(target)
      if (path !== '/bulksms/bulksms') throw new Error(`the path is ${path}`)
      const read = Object.fromEntries(parameters)
      if (encoding === 'ucs2' && unicode === 'utf16be-hex') read['message'] = decodeHex(read['message'] ?? '')
      if (JSON.stringify(read) !== JSON.stringify(expected)) throw new Error(`read as ${JSON.stringify(read)}`)
    } catch (error) {
      wrong.push(`run ${run}: ${error}: ${JSON.stringify(expected)}`)
      if (wrong.length > 5) break
    }
  }
  t.strictSame(wrong, [])
})

t.test(
  `one recipient fits exactly where its target does, over ${runsOf(10_000)} random messages (SEED=${seed})`,
  async (t) => {
    const random = createRandom(seed)
    const randomText = (maxLength: number) =>
      Array.from({ length: 1 + random.below(maxLength) }, () => random.pick(characters)).join('')
    const wrong: string[] = []
    for (let run = 0; run < runsOf(10_000) && wrong.length < 5; run++) {
      const content =
        random.below(4) === 0
          ? wapPush(randomText(20), `https://example.com/${randomText(20)}`)
          : textContent(randomText(40), { encoding: random.pick(encodings), flash: random.below(2) === 1 })
      const message = messageOf({
        content,
        ...(random.below(2) === 1 && { schedule }),
        ...(random.below(2) === 1 && {
          template: { entityId: randomText(30), templateId: randomText(30), telemarketerId: randomText(30) },
        }),
      })
      const settings = { ...querySettings, username: randomText(12), unicode: random.pick(unicodeForms) }
      const bytes = createQueryBuilder(settings).target(message, message.to).length
      const fitsWithin = (maxUrlBytes: number) => createQueryBuilder({ ...settings, maxUrlBytes }).plan(message).ok
      if (!fitsWithin(bytes) || fitsWithin(bytes - 1)) wrong.push(`run ${run}: ${bytes} bytes`)
    }
    t.strictSame(wrong, [])
  },
)
