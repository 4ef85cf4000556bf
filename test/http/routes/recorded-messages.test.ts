import t, { type Test } from 'tap'
import { type Journal, JournalError } from '../../../src/messages/journal.ts'
import { createMessageId } from '../../../src/messages/journal-entry.ts'
import { type Answer, type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import {
  answerAccepted,
  answerWith,
  type Behaviour,
  createRawUpstream,
  type RawExchange,
} from '../../support/raw-upstream.ts'

const [a, b, c] = ['+213550000001', '+213550000002', '+213550000003'] as const
const noMessage = '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'
const word = { outcome: 'accepted', reason: 'The recipient confirmed it by phone', by: 'A. Operator' }
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** The gateway before an upstream that counts, without retries of its own. */
async function start(t: Test, options: GatewayOptions = {}) {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const submission = { maxRetries: 0, ...options.submission }
  const gateway = await startGateway(t, { origin: upstream.origin, ...options, submission })
  const send = (changes: object = {}, headers: Record<string, string> = {}) =>
    gateway.post('/messages', { ...validBody, ...changes }, headers)
  const resolve = (id: string, body: unknown = word) => gateway.post(`/messages/${id}/resolution`, body)
  return { ...gateway, upstream, send, resolve }
}

t.test('a message is shown with its recipients and every attempt, with times and codes', async (t) => {
  const { send, get, upstream } = await start(t, { submission: { maxRetries: 1 } })
  upstream.behave(answerWith(`1709|${a},1701|${b}|id-b,1706|${c}`), 'reset-after-request')
  const sent = await send({ to: [a, b, c], reference: 'order-42' }, { 'x-request-id': 'the-request-of-order-42' })
  t.equal(sent.status, 207)
  const { status, json } = await get(sent.headers['location'] as string)
  t.equal(status, 200)
  const [one, two, three] = json.recipients
  const refused = {
    code: 'upstream-user-validation-failed',
    title: 'The provider could not check the account just now',
    upstreamCode: 1709,
  }
  const unknown = { code: 'outcome-unknown', title: 'The message was submitted but no complete answer was received' }
  const wrong = { code: 'invalid-destination', title: 'The provider refused the number', upstreamCode: 1706 }
  const timesOf = ({ startedAt, endedAt }: Record<string, string>) => ({ startedAt, endedAt })
  t.strictSame(json, {
    id: sent.json.id,
    reference: 'order-42',
    createdAt: sent.json.createdAt,
    from: 'ACME',
    encoding: 'gsm7',
    segments: 1,
    status: 'partial',
    requestId: 'the-request-of-order-42',
    summary: { accepted: 1, rejected: 1, unknown: 1, notAttempted: 0 },
    recipients: [
      {
        to: a,
        outcome: 'unknown',
        resend: 'forbidden',
        error: unknown,
        attempts: [
          { number: 1, state: 'rejected', ...timesOf(one.attempts[0]), error: refused },
          { number: 2, state: 'unknown', ...timesOf(one.attempts[1]), error: unknown },
        ],
      },
      {
        to: b,
        outcome: 'accepted',
        upstreamMessageId: 'id-b',
        attempts: [{ number: 1, state: 'accepted', ...timesOf(two.attempts[0]) }],
        delivery: { status: 'awaited', reports: [] },
      },
      {
        to: c,
        outcome: 'rejected',
        resend: 'after-correction',
        error: wrong,
        attempts: [{ number: 1, state: 'rejected', ...timesOf(three.attempts[0]), error: wrong }],
      },
    ],
  })
  const times = one.attempts.flatMap(({ startedAt, endedAt }: Record<string, string>) => [startedAt, endedAt])
  for (const time of times) t.match(time, instant)
  t.strictSame(times.toSorted(), times, 'in the order of what happened')
  t.ok(json.createdAt <= times[0])
  t.equal(upstream.requestCount, 2, 'looking asks the upstream nothing')
})

t.test('a scheduled message is shown with its time, a WAP push without an encoding', async (t) => {
  const { post, get, send } = await start(t, { now: () => Temporal.Instant.from('2026-11-22T08:00:00Z') })
  const later = await post('/scheduled-messages', { ...validBody, sendAt: '2026-11-23T09:30:15+01:00' })
  t.equal(later.status, 201)
  const { json } = await get(`/messages/${later.json.id}`)
  t.strictSame(json.schedule, later.json.schedule)
  t.equal(json.schedule.sendAt, '2026-11-23T08:31:00Z')
  t.equal(json.createdAt, '2026-11-22T08:00:00.000Z')
  const push = await send({ wapPush: { url: 'https://example.com' } })
  const shown = (await get(`/messages/${push.json.id}`)).json
  for (const field of ['encoding', 'segments', 'schedule', 'reference']) t.notOk(field in shown, field)
})

t.test('while a message is being sent it is pending, and each recipient says how far it is', async (t) => {
  const { send, get, upstream, idle } = await start(t, { upstream: { destinationsPerRequest: 1 } })
  let release = () => {}
  upstream.behave((exchange: RawExchange) => {
    release = () => exchange.answer(exchange.body)
  }, answerAccepted)
  const sending = send({ to: [a, b] })
  await upstream.received(1)
  const [shown] = (await get('/messages')).json.messages
  t.match(shown, {
    status: 'pending',
    summary: { accepted: 0, rejected: 0, unknown: 0, notAttempted: 0 },
    recipients: [
      { to: a, outcome: 'pending', attempts: [{ number: 1, state: 'sending', startedAt: instant }] },
      { to: b, outcome: 'pending', attempts: [{ number: 1, state: 'queued' }] },
    ],
  })
  for (const recipient of shown.recipients) {
    for (const field of ['resend', 'error', 'endedAt']) t.notOk(field in recipient || field in recipient.attempts[0])
  }
  release()
  const { json } = await sending
  t.match((await get(`/messages/${json.id}`)).json, { id: shown.id, status: 'accepted', summary: { accepted: 2 } })
  await idle()
})

t.test('a journal that cannot be read is a 503, and never an empty list or a 404', async (t) => {
  const fails = () => Promise.reject(new JournalError('EIO'))
  const { get } = await start(t, { journal: (journal) => ({ ...journal, findMessage: fails, listMessages: fails }) })
  for (const url of [`/messages/${createMessageId(0)}`, '/messages'])
    t.match(await get(url), { status: 503, json: { code: 'journal-unavailable' } }, url)
})

t.test('a nonexistent message is a 404, and a malformed id is a 400', async (t) => {
  const { get, resolve, upstream } = await start(t)
  t.match(await get(`/messages/${noMessage}`), { status: 404, json: { code: 'message-not-found' } })
  t.match(await resolve(noMessage), { status: 404, json: { code: 'message-not-found' } })
  for (const id of ['1', 'x'.repeat(36), `${noMessage}0`, noMessage.replaceAll('-', ''), '%20', "'%20OR%201=1--"]) {
    const answer = await get(`/messages/${id}`)
    t.match(answer, { status: 400, json: { code: 'invalid-request', violations: [{}] } }, id)
    t.match(await resolve(id), { status: 400, json: { code: 'invalid-request' } }, id)
  }
  t.equal(upstream.requestCount, 0)
})

/** Five messages, a minute apart, the first at 08:00. */
async function startWithFive(t: Test) {
  let now = Temporal.Instant.from('2026-11-22T08:00:00Z')
  const gateway = await start(t, { now: () => now })
  const rows: readonly (readonly [behaviour: Behaviour, body: object])[] = [
    [answerAccepted, { to: [a], reference: 'one' }],
    [answerWith(`1701|${a}|x,1706|${b}`), { to: [a, b], from: 'SHOP', reference: 'two' }],
    ['reset-after-request', { to: [b] }],
    [answerAccepted, { to: [b, c], reference: 'one' }],
    [answerWith('1703'), { to: [c], from: 'SHOP' }],
  ]
  const ids: string[] = []
  for (const [behaviour, body] of rows) {
    gateway.upstream.behave(behaviour)
    const { json } = await gateway.send({ ...body, text: `Message ${ids.length}` })
    ids.push(json.id)
    now = now.add({ minutes: 1 })
  }
  /** The messages found, by their numbers from 1, in the order of the answer. */
  const find = async (query: string) => {
    const { status, json } = await gateway.get(`/messages${query}`)
    t.equal(status, 200, query)
    return json.messages.map(({ id }: { id: string }) => ids.indexOf(id) + 1)
  }
  return { ...gateway, ids, find }
}

t.test('messages are listed newest first, and every filter must hold', async (t) => {
  const { find, upstream } = await startWithFive(t)
  const rows: readonly (readonly [query: string, found: readonly number[]])[] = [
    ['', [5, 4, 3, 2, 1]],
    ['?outcome=accepted', [4, 2, 1]],
    ['?outcome=rejected', [5, 2]],
    ['?outcome=unknown', [3]],
    ['?outcome=not-attempted', []],
    [`?to=${encodeURIComponent(a)}`, [2, 1]],
    [`?to=${encodeURIComponent(b)}`, [4, 3, 2]],
    ['?to=%2B213559999999', []],
    ['?reference=one', [4, 1]],
    ['?reference=One', []],
    ['?from=SHOP', [5, 2]],
    ['?createdAfter=2026-11-22T08:01:00Z', [5, 4, 3]],
    ['?createdBefore=2026-11-22T08:01:00Z', [1]],
    ['?createdAfter=2026-11-22t08:01:00z', [5, 4, 3]],
    ['?createdAfter=2026-11-22T09:01:00%2B01:00&createdBefore=2026-11-22T08:03:00.001Z', [4, 3]],
    [`?to=${encodeURIComponent(b)}&outcome=rejected`, [2]],
    [`?to=${encodeURIComponent(a)}&outcome=rejected`, []],
    [`?to=${encodeURIComponent(b)}&outcome=accepted&reference=one&from=ACME`, [4]],
    ['?outcome=accepted&from=SHOP&createdAfter=2026-11-22T08:00:00Z', [2]],
    ['?delivery=awaited', [4, 2, 1]],
    ['?delivery=awaited&outcome=accepted&from=SHOP', [2]],
    [`?delivery=awaited&to=${encodeURIComponent(b)}`, [4]],
    ['?delivery=delivered', []],
    ['?delivery=undelivered&reference=one', []],
    ['?limit=2', [5, 4]],
    ['?limit=100', [5, 4, 3, 2, 1]],
  ]
  for (const [query, found] of rows) t.strictSame(await find(query), found, query)
  t.equal(upstream.requestCount, 5)
})

t.test('pages follow each other by their cursor, filters included, whatever arrives meanwhile', async (t) => {
  const { get, send, ids, upstream } = await startWithFive(t)
  upstream.behave(answerAccepted)
  async function* pages(filter: string): AsyncGenerator<readonly string[]> {
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { json }: Answer = await get(`/messages?limit=2${filter}${next === '' ? '' : `&cursor=${next}`}`)
      yield json.messages.map(({ id }: { id: string }) => id)
      next = json.next
    }
  }
  const seen: (readonly string[])[] = []
  for await (const page of pages('')) {
    seen.push(page)
    t.equal((await send({ text: `Meanwhile ${seen.length}` })).status, 201)
  }
  const [one, two, three, four, five] = ids
  t.strictSame(seen, [[five, four], [three, two], [one]])
  const rejected: string[] = []
  for await (const page of pages('&outcome=rejected')) rejected.push(...page)
  t.strictSame(rejected, [five, two], 'no page is announced that would be empty')
  t.strictSame((await get(`/messages?cursor=${one}`)).json, { messages: [] }, 'before the first there is none')
})

t.test('a list that is asked for wrongly is 400, and every fault is named', async (t) => {
  const { get } = await start(t)
  const rows: readonly (readonly [query: string, names: readonly string[]])[] = [
    ['?outcome=pending', ['outcome']],
    ['?outcome=', ['outcome']],
    ['?outcome=accepted&outcome=rejected', ['outcome']],
    ['?delivery=DELIVRD', ['delivery']],
    ['?delivery=', ['delivery']],
    ['?delivery=delivered&delivery=undelivered', ['delivery']],
    ['?delivery=undelivered&outcome=unknown', ['delivery']],
    ['?createdAfter=yesterday', ['createdAfter']],
    ['?createdBefore=2026-11-22', ['createdBefore']],
    ['?createdBefore=2026-13-22T08:00:00Z', ['createdBefore']],
    ['?cursor=5', ['cursor']],
    ['?limit=0', ['limit']],
    ['?limit=101', ['limit']],
    ['?limit=-1', ['limit']],
    ['?limit=1e1', ['limit']],
    ['?limit=2&limit=3', ['limit']],
    ['?page=2', ['page']],
    ['?to=1&x=1&limit=ten', ['x', 'limit']],
    [`?reference=${'r'.repeat(129)}`, ['reference']],
  ]
  for (const [query, names] of rows) {
    const { status, json } = await get(`/messages${query}`)
    t.strictSame([status, json.code], [400, 'invalid-request'], query)
    const places: string[] = json.violations.map((fault: Record<string, string>) => `${fault['in']} ${fault['name']}`)
    for (const name of names) t.ok(places.includes(`query ${name}`), `${query}: ${places}`)
  }
})

t.test('all ids of a long message are told, shown and replayed', async (t) => {
  const { send, get, upstream } = await start(t)
  upstream.behave(answerWith(`1701|${a}|part-1,1701|${b}|only,1701|${a}|part-2,1701|${c},1701|${a}|part-3`))
  const key = { 'idempotency-key': 'a-long-message-00' }
  const sent = await send({ to: [a, b, c] }, key)
  t.equal(sent.status, 201)
  const expected = [
    { to: a, outcome: 'accepted', upstreamMessageId: 'part-1', upstreamMessageIds: ['part-1', 'part-2', 'part-3'] },
    { to: b, outcome: 'accepted', upstreamMessageId: 'only' },
    { to: c, outcome: 'accepted' },
  ]
  t.strictSame(sent.json.recipients, expected)
  const shown = await get(sent.headers['location'] as string)
  t.strictSame(
    shown.json.recipients.map(
      ({ attempts, delivery, ...recipient }: { attempts: unknown[]; delivery: unknown }) => recipient,
    ),
    expected,
  )
  const replayed = await send({ to: [a, b, c] }, key)
  t.equal(replayed.headers['idempotent-replayed'], 'true')
  t.strictSame(replayed.json.recipients, expected)
  t.equal(upstream.requestCount, 1)
})

t.test('an operator settles an unknown outcome: audited, without any GET, and final', async (t) => {
  const { send, get, resolve, upstream, logText } = await start(t)
  upstream.behave(answerWith(`1701|${a}|x,1715|${b}`), answerAccepted)
  const sent = await send({ to: [a, b, c] })
  t.match(sent, { status: 207, json: { summary: { accepted: 1, unknown: 2 } } })
  const { id } = sent.json

  const first = await resolve(id, { ...word, outcome: 'rejected', to: [c] })
  t.equal(first.status, 200)
  t.match(first.json, {
    status: 'partial',
    summary: { accepted: 1, rejected: 1, unknown: 1, notAttempted: 0 },
    recipients: [
      { to: a, outcome: 'accepted', upstreamMessageId: 'x' },
      { to: b, outcome: 'unknown', resend: 'forbidden' },
      {
        to: c,
        outcome: 'rejected',
        resend: 'safe',
        error: { code: 'settled-as-rejected' },
        resolution: { outcome: 'rejected', reason: word.reason, by: word.by, at: instant },
      },
    ],
  })
  for (const index of [0, 1]) t.notOk('resolution' in first.json.recipients[index])

  const second = await resolve(id)
  t.match(second.json, {
    summary: { accepted: 2, rejected: 1, unknown: 0 },
    recipients: [{}, { to: b, outcome: 'accepted', resolution: { outcome: 'accepted' } }, { outcome: 'rejected' }],
  })
  t.notOk('error' in second.json.recipients[1], 'what is accepted has no error')
  t.strictSame((await get(`/messages/${id}`)).json, second.json)
  t.match(await resolve(id), { status: 409, json: { code: 'nothing-unknown' } }, 'there is no second word')
  t.strictSame((await get('/messages?outcome=unknown')).json, { messages: [] })
  t.equal(upstream.requestCount, 1)
  t.match(logText(), new RegExp(`"messageId":"${id}","resolution":"rejected","settled":1`))
  t.notOk(logText().includes(word.reason), 'what was found out may name people: it is in the journal alone')
})

t.test('only an outcome that is unknown can be settled', async (t) => {
  const { send, get, resolve, upstream } = await start(t, { upstream: { destinationsPerRequest: 1 } })
  upstream.behave(answerAccepted)
  const accepted = (await send({ to: [a] })).json.id
  upstream.behave(answerWith('1725'))
  const stopped = (await send({ to: [a, b] })).json.id
  upstream.refuse()
  const unsent = (await send({ to: [c] })).json.id
  for (const id of [accepted, stopped, unsent]) {
    const before = (await get(`/messages/${id}`)).text
    t.match(await resolve(id), { status: 409, json: { code: 'nothing-unknown' } })
    const named = await resolve(id, { ...word, to: [a, b, c] })
    t.equal(named.status, 400)
    t.strictSame(
      named.json.violations.map(({ pointer }: { pointer: string }) => pointer),
      ['/to/0', '/to/1', '/to/2'],
    )
    t.equal((await get(`/messages/${id}`)).text, before)
  }
  t.equal(upstream.requestCount, 2)
})

t.test('wrong numbers settle nothing, not even the right ones beside them', async (t) => {
  const { send, get, resolve, upstream } = await start(t)
  upstream.behave('reset-after-request')
  const { id } = (await send({ to: [a, b] })).json
  for (const to of [[c], [a, c], ['213550000001'], ['']]) {
    const answer = await resolve(id, { ...word, to })
    t.match(answer, {
      status: 400,
      json: { code: 'invalid-request', violations: [{ pointer: `/to/${to.length - 1}` }] },
    })
  }
  t.match((await get(`/messages/${id}`)).json.summary, { unknown: 2 })
  const twice = await resolve(id, { ...word, to: [a, a] })
  t.match(twice, { status: 200, json: { summary: { accepted: 1, unknown: 1 } } }, 'naming one twice settles it once')
  t.equal(upstream.requestCount, 1)
})

t.test('a word that lacks something, or has too much, settles nothing', async (t) => {
  const { send, get, resolve, inject, upstream } = await start(t)
  upstream.behave('reset-after-request')
  const { id } = (await send()).json
  for (const body of [
    {},
    { ...word, outcome: 'unknown' },
    { ...word, outcome: 'not-attempted' },
    { ...word, reason: '' },
    { ...word, reason: 'r'.repeat(501) },
    { ...word, by: undefined },
    { ...word, by: 'b'.repeat(101) },
    { ...word, to: [] },
    { ...word, to: a },
    { ...word, resend: true },
    [],
    'accepted',
  ]) {
    t.match(await resolve(id, body), { status: 400, json: { code: 'invalid-request' } }, JSON.stringify(body))
  }
  const withQuery = await inject({
    method: 'POST',
    url: `/messages/${id}/resolution?dryRun=true`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(word),
  })
  t.equal(withQuery.status, 400)
  t.equal((await get(`/messages/${id}`)).json.status, 'unknown')
  t.equal(upstream.requestCount, 1)
})

t.test('two people at once: one of them settles it', async (t) => {
  const { send, get, resolve, upstream } = await start(t)
  upstream.behave('reset-after-request')
  const { id } = (await send()).json
  const answers = await Promise.all(
    ['accepted', 'rejected', 'accepted', 'rejected'].map((outcome, turn) =>
      resolve(id, { ...word, outcome, by: `${turn}` }),
    ),
  )
  t.strictSame(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409])
  const winner = answers.find(({ status }) => status === 200)
  t.strictSame((await get(`/messages/${id}`)).json, winner?.json)
  t.equal(upstream.requestCount, 1)
})

t.test('what a person has settled is not sent again under its key, which tells the new outcome', async (t) => {
  const { send, resolve, upstream } = await start(t)
  const headers = { 'idempotency-key': 'the-key-of-16-signs' }
  upstream.behave('reset-after-request', answerAccepted)
  const first = await send({}, headers)
  t.equal((await resolve(first.json.id, { ...word, outcome: 'rejected' })).status, 200)
  t.match(await send({}, headers), {
    status: 422,
    json: { code: 'settled-as-rejected', id: first.json.id, resend: 'safe' },
    headers: { 'idempotent-replayed': 'true' },
  })
  t.equal(upstream.requestCount, 1)
})

const broken = () => Promise.reject(new JournalError('The journal could not be written'))

/** A journal with methods that fail when the test says so. */
function createBreakable(
  ...methods: readonly ('begin' | 'startAttempts' | 'endAttempts' | 'finish' | 'reopen' | 'resolve')[]
) {
  let failing = false
  const wrap = (journal: Journal): Journal => ({
    ...journal,
    ...Object.fromEntries(
      methods.map((method) => [
        method,
        (...given: never[]) => (failing ? broken() : (journal[method] as (...given: never[]) => unknown)(...given)),
      ]),
    ),
    isStalled: () => failing || journal.isStalled(),
  })
  const fail = () => {
    failing = true
  }
  return { wrap, fail }
}

t.test('while the disk is stuck the gateway is alive and not ready', async (t) => {
  let stalled = false
  const journal = (journal: Journal): Journal => ({ ...journal, isStalled: () => stalled })
  const { get } = await start(t, { journal })
  t.equal((await get('/readyz')).status, 200)
  stalled = true
  t.match(await get('/readyz'), { status: 503, json: { code: 'not-ready' } })
  t.equal((await get('/healthz')).status, 200)
})

t.test('without a journal nothing is submitted: 503, safe to send again, and not ready', async (t) => {
  const journal = createBreakable('begin', 'resolve')
  const { send, get, post, resolve, upstream } = await start(t, { journal: journal.wrap })
  upstream.behave('reset-after-request', answerAccepted)
  const { id } = (await send({ text: 'Before' })).json
  t.equal((await get('/readyz')).status, 200)
  journal.fail()
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  for (const answer of [
    await send(),
    await send({ to: [a, b, c] }, { 'idempotency-key': 'the-key-of-16-signs' }),
    await post('/scheduled-messages', { ...validBody, sendAt }),
    await resolve(id),
  ]) {
    t.match(answer, { status: 503, json: { code: 'journal-unavailable', resend: 'safe' } })
    t.equal(answer.headers['retry-after'], '5')
    t.equal(answer.headers['location'], undefined)
  }
  t.match(await get('/readyz'), { status: 503, json: { code: 'not-ready' } })
  t.equal((await get('/healthz')).status, 200)
  t.equal((await get(`/messages/${id}`)).json.status, 'unknown', 'what can be read is shown')
  t.equal(upstream.requestCount, 1)
})

t.test('a journal that fails between the GETs of a message stops it there', async (t) => {
  const journal = createBreakable('startAttempts')
  const { send, upstream } = await start(t, { journal: journal.wrap, upstream: { destinationsPerRequest: 1 } })
  journal.fail()
  const answer = await send({ to: [a, b, c] })
  t.equal(upstream.requestCount, 1, 'the first is on record together with the message')
  t.match(answer, { status: 207, json: { summary: { accepted: 1, notAttempted: 2 } } })
  for (const recipient of answer.json.recipients.slice(1)) {
    t.match(recipient, { outcome: 'not-attempted', resend: 'safe' })
    t.match(recipient.error.code, /^(journal-unavailable|message-stopped)$/)
  }
})

for (const method of ['endAttempts', 'finish'] as const) {
  t.test(`a sent message that cannot be recorded (${method}) is unknown, never accepted`, async (t) => {
    const journal = createBreakable(method)
    const { send, upstream } = await start(t, { journal: journal.wrap, upstream: { destinationsPerRequest: 1 } })
    journal.fail()
    const answer = await send({ to: [a, b] })
    t.match(answer, { status: 504, json: { code: 'outcome-unknown', resend: 'forbidden' } })
    for (const recipient of answer.json.recipients) t.match(recipient, { outcome: 'unknown', resend: 'forbidden' })
    t.equal(upstream.requestCount, 2)
  })
}

t.test('a retry whose message cannot be opened again submits nothing', async (t) => {
  const journal = createBreakable('reopen')
  const { send, upstream } = await start(t, { journal: journal.wrap })
  const headers = { 'idempotency-key': 'the-key-of-16-signs' }
  upstream.refuse()
  t.match(await send({}, headers), { status: 503, json: { code: 'upstream-unreachable' } })
  await upstream.open()
  journal.fail()
  t.match(await send({}, headers), { status: 503, json: { code: 'journal-unavailable' } })
  t.equal(upstream.requestCount, 0)
})

t.test('a journal that cannot be read says so, and nothing is submitted', async (t) => {
  const unreadable = () => {
    throw new JournalError('The journal could not be read')
  }
  const { send, get, resolve, upstream } = await start(t, {
    journal: (journal) => ({ ...journal, findKey: unreadable, findMessage: unreadable, listMessages: unreadable }),
  })
  for (const answer of [
    await send({}, { 'idempotency-key': 'the-key-of-16-signs' }),
    await get('/messages'),
    await get(`/messages/${noMessage}`),
    await resolve(noMessage),
  ]) {
    t.match(answer, { status: 503, json: { code: 'journal-unavailable' } })
  }
  t.equal(upstream.requestCount, 0)
})
