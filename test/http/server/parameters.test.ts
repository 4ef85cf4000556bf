import fc from 'fast-check'
import t, { type Test } from 'tap'
import { startGateway, validBody } from '../../support/gateway.ts'
import type { OpenapiDocument } from '../../support/openapi-answers.ts'
import { answerAccepted, createRawUpstream } from '../../support/raw-upstream.ts'

const number = '+213550000001'

/** A gateway with one message of 2026-11-22T08:00:00Z. */
async function startWithOne(t: Test) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerAccepted)
  const gateway = await startGateway(t, {
    origin: upstream.origin,
    now: () => Temporal.Instant.from('2026-11-22T08:00:00Z'),
  })
  const { json } = await gateway.post('/messages', validBody)
  const id: string = json.id
  const count = async (query: string): Promise<number> => {
    const { status, json, text } = await gateway.get(`/messages${query}`)
    t.equal(status, 200, `${query}: ${text}`)
    return json.messages.length
  }
  return { ...gateway, upstream, id, count }
}

t.test('a + that was not encoded is read as one before a number, which has no other beginning', async (t) => {
  const { count } = await startWithOne(t)
  t.equal(await count(`?to=${encodeURIComponent(number)}`), 1)
  t.equal(await count(`?to=${number}`), 1)
  t.equal(await count('?to=%20213550000001'), 1)
  t.equal(await count('?to=+213550000002'), 0)
})

t.test('elsewhere a + that was not encoded is a blank, and the description of each filter says so', async (t) => {
  const { app, count, post } = await startWithOne(t)
  for (const reference of ['a+b', 'a b', 'a b']) await post('/messages', { ...validBody, reference })
  t.equal(await count('?reference=a+b'), 2)
  t.equal(await count('?reference=a%20b'), 2)
  t.equal(await count('?reference=a%2Bb'), 1)
  await post('/messages', { ...validBody, from: 'A+B' })
  t.equal(await count('?from=A+B'), 0)
  t.equal(await count('?from=A%2BB'), 1)
  const { parameters } = (app.swagger() as unknown as OpenapiDocument).paths['/messages']?.['get'] ?? {}
  const withoutPlus = ['caller', 'outcome', 'delivery', 'cursor', 'limit']
  t.ok(parameters)
  for (const { name, description = '' } of parameters ?? [])
    t.equal(/%2B/.test(description), !withoutPlus.includes(name), name)
})

t.test('a filter that no message can fit is refused and not answered by an empty list', async (t) => {
  const { get } = await startWithOne(t)
  const rows: readonly (readonly [name: string, value: string, message: RegExp])[] = [
    ['to', '', /%2B/],
    ['to', 'hello', /%2B/],
    ['to', '213550000001', /%2B/],
    ['to', '0550000001', /%2B/],
    ['to', '++213550000001', /%2B/],
    ['to', '+213550000001+', /%2B/],
    ['to', '%2B213550000001%2C%2B213550000002', /%2B/],
    ['from', '', /sender/],
    ['from', '+213550000001', /%2B/],
    ['from', 'A+sender+too+long', /sender/],
    ['from', 'Soci%C3%A9t%C3%A9', /sender/],
    ['reference', '', /must not be empty/],
    ['caller', '', /name/],
    ['caller', 'Orders', /name/],
    ['caller', '**', /name/],
    ['outcome', '', /one of/],
    ['cursor', '', /id/],
    ['limit', '', /1 to 100/],
    ['limit', '+5', /1 to 100/],
    ...['createdAfter', 'createdBefore'].flatMap((name) =>
      [
        '',
        'yesterday',
        '2026-11-22',
        '2026-02-30T08:00:00Z',
        '2026-11-22T08:00:00',
        // What `sendAt` refuses.
        '2026-11-22T09:00:00%2B01',
        '2026-11-22T09:00:00%2B0100',
        '2026-06-30T23:59:60Z',
        '2026-11-22T08:00:00.1234567890Z',
        '2026-11-22%2008:00:00Z',
        // The + of an offset as a blank.
        '2026-11-22T09:00:00+01:00',
      ].map((value) => [name, value, /%2B/] as const),
    ),
  ]
  for (const [name, value, message] of rows) {
    const { status, json } = await get(`/messages?${name}=${value}`)
    t.equal(status, 400, `${name}=${value}`)
    t.match(json, { code: 'invalid-request', violations: [{ in: 'query', name, message }] }, `${name}=${value}`)
    t.equal(json.violations?.length, 1, `${name}=${value}`)
  }
})

t.test('a filter takes an instant as sendAt does', async (t) => {
  const { count } = await startWithOne(t)
  for (const value of ['2026-11-22T07:59Z', '2026-11-22T08:59:59%2B01:00', '2026-11-22t07:59:59.999z'])
    t.equal(await count(`?createdAfter=${value}`), 1, value)
  t.equal(await count('?createdAfter=2026-11-22T08:00:00Z'), 0)
})

t.test('every white space between date and time is refused and does no harm', async (t) => {
  const { get } = await startWithOne(t)
  const blanks = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((c) => /\s/.test(c))
  t.ok(blanks.length > 20)
  for (const blank of blanks) {
    const answer = await get(`/messages?createdAfter=2026-01-01${encodeURIComponent(blank)}00:00:00Z`)
    t.equal(answer.status, 400, `U+${blank.charCodeAt(0).toString(16)}`)
  }
})

t.test('an id is the same in upper case, and is written in one form', async (t) => {
  const { get, post, id, upstream } = await startWithOne(t)
  t.equal((await get(`/messages/${id.toUpperCase()}`)).json.id, id)
  t.strictSame((await get(`/messages?cursor=${id.toUpperCase()}`)).json, (await get(`/messages?cursor=${id}`)).json)
  const word = { outcome: 'accepted', reason: 'They called', by: 'A. Operator' }
  t.match(await post(`/messages/${id.toUpperCase()}/resolution`, word), { json: { code: 'nothing-unknown' } })
  for (const other of [`urn:uuid:${id}`, `{${id}}`, id.replaceAll('-', ''), `${id}0`, ` ${id}`, `${id}%0A`]) {
    const shown = await get(`/messages/${other}`)
    t.match(shown, { status: 400, json: { violations: [{ in: 'path', name: 'id' }] } }, other)
    const listed = await get(`/messages?cursor=${other}`)
    t.match(listed, { status: 400, json: { violations: [{ in: 'query', name: 'cursor' }] } }, other)
    const body = { ...validBody, acknowledgePossibleDuplicate: decodeURIComponent(other) }
    const sent = await post('/messages', body)
    t.match(sent, { status: 400, json: { violations: [{ pointer: '/acknowledgePossibleDuplicate' }] } }, other)
  }
  t.equal(upstream.requestCount, 1)
})

t.test('a possible duplicate is acknowledged by its id in either case', async (t) => {
  const { post, upstream } = await startWithOne(t)
  upstream.behave('reset-after-request', answerAccepted)
  const body = { ...validBody, text: 'May have gone out' }
  const unknown = await post('/messages', body)
  t.match(unknown, { status: 504, json: { code: 'outcome-unknown' } })
  const headers = { 'idempotency-key': 'a-key-for-the-second-one' }
  const acknowledged = { ...body, acknowledgePossibleDuplicate: unknown.json.id.toUpperCase() }
  t.equal((await post('/messages', acknowledged, headers)).status, 201)
  const again = { ...body, acknowledgePossibleDuplicate: unknown.json.id }
  const replay = await post('/messages', again, headers)
  t.match(replay, { status: 201, headers: { 'idempotent-replayed': 'true' } }, 'it is the same request')
  t.equal(upstream.requestCount, 3)
})

t.test('faults of the path, the query and the body are reported with their location', async (t) => {
  const { post, get } = await startWithOne(t)
  const answer = await post('/messages/1/resolution?x=1', { outcome: 'unknown', reason: 'r' })
  t.equal(answer.status, 400)
  const [path, ...others] = answer.json.violations
  t.strictSame([path.in, path.name, path.pointer], ['path', 'id', undefined])
  t.strictSame(
    others.map(({ pointer, name }: { pointer?: string; name?: string }) => pointer ?? `query ${name}`).sort(),
    ['/by', '/outcome', 'query x'],
  )
  const { json } = await get(`/messages?${'x'.repeat(5_000)}=1`)
  t.ok(json.violations[0].name.length <= 200, 'a name is not repeated at any length')
})

t.test('a nonexistent message has its own problem', async (t) => {
  const { get, post } = await startWithOne(t)
  const none = '/messages/019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'
  t.match(await get(none), { status: 404, json: { code: 'message-not-found' } })
  const word = { outcome: 'accepted', reason: 'They called', by: 'A. Operator' }
  t.match(await post(`${none}/resolution`, word), { status: 404, json: { code: 'message-not-found' } })
})

t.test('nothing that a query or an address holds makes the gateway fail', async (t) => {
  const { app, id } = await startWithOne(t)
  const { paths } = app.swagger() as unknown as OpenapiDocument
  const gets = Object.entries(paths).flatMap(([path, item]) => {
    const parameters = item['get']?.parameters ?? []
    return item['get'] === undefined ? [] : [{ path, parameters }]
  })
  t.ok(gets.some(({ parameters }) => parameters.length >= 9))
  const blank = fc.constantFrom(...'\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2028\u2029\u202f\u205f\u3000\ufeff\0')
  const twoDigits = (max: number) => fc.integer({ min: 1, max }).map((value) => String(value).padStart(2, '0'))
  // Close to what is right, since what is far from it gets no further than the first test.
  const almostInstant = fc
    .tuple(
      twoDigits(12),
      twoDigits(30),
      fc.oneof(fc.constant('T'), blank),
      twoDigits(24),
      fc.stringMatching(/^[Z+.:0-9]*$/),
    )
    .map(([month, day, between, hour, rest]) => `2026-${month}-${day}${between}${hour}:00:00${rest || 'Z'}`)
  const right = fc.constantFrom('0000-01-01T00:00Z', '9999-12-31T23:59:59.999999999-23:59', '1582-10-10T00:00:00+14:00')
  const uuid = fc.uuid().chain((text) => fc.constantFrom(text, text.toUpperCase(), id))
  const others = fc.constantFrom('*', 'accepted', 'rejected', 'unknown', 'not-attempted', '1', '100', 'ACME', number)
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  const value = fc.oneof(almostInstant, right, uuid, others, text, blank)
  const encoded = fc.oneof(
    value.map((written) => encodeURIComponent(written.toWellFormed())),
    // Percent signs that encode nothing, and bytes that are no UTF-8.
    fc.stringMatching(/^(%[0-9A-Fa-f]{2}|[+%a-z0-9])*$/),
  )
  const withQuery = gets.filter(({ parameters }) => parameters.some((parameter) => parameter.in === 'query'))
  const route = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...withQuery) }, fc.constantFrom(...gets))
  const request = route.chain(({ path, parameters }) => {
    const names = fc.constantFrom('unknown', ...parameters.filter((one) => one.in === 'query').map(({ name }) => name))
    const pairs = fc.uniqueArray(fc.tuple(names, encoded), { selector: ([name]) => name, maxLength: 3 })
    return fc.tuple(pairs, encoded).map(([query, inPath]) => {
      const address = path.replace(/\{[^}]+\}/g, inPath)
      return `${address}?${query.map((pair) => pair.join('=')).join('&')}`
    })
  })
  const answered = fc.asyncProperty(request, async (url) => (await app.inject({ url })).statusCode < 500)
  // `/account` is 404 here, and `/readyz` ready, so no answer of 500 and more is right.
  t.notOk((await fc.check(answered, { numRuns: 1_000 })).counterexample)
})
