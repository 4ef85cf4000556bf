import { once } from 'node:events'
import type { Static } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import type { InboxSchema } from '../../../src/http/routes/inbox-view.ts'
import { createKeyedCaller, startGateway, validBody } from '../../support/gateway.ts'

type Inbox = Static<typeof InboxSchema>

const open = (t: Test) => startGateway(t, { mode: 'sandbox' })

/** Waits for an inbox that is as wanted, by asking for its next revision. */
async function waitFor<T>(
  get: Awaited<ReturnType<typeof open>>['get'],
  find: (inbox: Inbox) => T | undefined,
): Promise<T> {
  let inbox: Inbox = (await get('/inbox')).json
  for (;;) {
    const found = find(inbox)
    if (found !== undefined) return found
    inbox = (await get(`/inbox?since=${inbox.revision}&wait=30`)).json
  }
}

t.test('a message arrives with its text, its parts and its delivery report', async (t) => {
  const { post, get, listen } = await open(t)
  // The simulated provider reports to the gateway's port.
  await listen()
  t.strictSame((await get('/inbox')).json.messages, [])
  const { json: sent } = await post('/messages', { ...validBody, text: 'Добрый день', flash: true })
  const message = await waitFor(get, ({ messages: [first] }) =>
    first?.deliveryReports.length === 2 ? first : undefined,
  )
  t.match(message, {
    to: '+213550000001',
    from: 'ACME',
    text: 'Добрый день',
    encoding: 'ucs2',
    parts: 1,
    flash: true,
    taken: true,
    answer: /^1701\|/,
    deliveryReportRequested: true,
    deliveryReports: [
      { status: 'ENROUTE', taken: true },
      { status: 'DELIVRD', taken: true, upstreamMessageId: sent.recipients[0].upstreamMessageId },
    ],
  })
})

t.test('each number of a list has its own answer, and what broke the connection is told', async (t) => {
  const { post, get } = await open(t)
  await post('/messages', { ...validBody, to: ['+213550000001', '+99900001706', '+213550000002'] })
  const { json: list } = await get('/inbox')
  t.match(list, { received: 1, refused: 0, matching: 3 })
  t.strictSame(
    list.messages.map(({ to, taken, fault }: Inbox['messages'][number]) => [to, taken, fault]),
    [
      ['+213550000001', true, undefined],
      ['+99900001706', false, undefined],
      ['+213550000002', true, undefined],
    ],
  )
  t.match(list.messages[1].answer, /^1706\|/)
  await post('/messages', { ...validBody, to: ['+99910000101'] })
  const { json: broken } = await get('/inbox?to=%2B99910000101')
  t.match(broken, { received: 2, matching: 1, messages: [{ taken: true, fault: 'reset-after-request' }] })
})

t.test('scheduled messages and WAP pushes are shown as a phone would get them', async (t) => {
  const { post, get } = await open(t)
  const sendAt = new Date(Date.now() + 86_400_000).toISOString().replace(/:\d\d\.\d+Z$/, ':00Z')
  t.equal((await post('/scheduled-messages', { ...validBody, sendAt })).status, 201)
  t.equal((await post('/messages', { ...validBody, wapPush: { url: 'https://example.com/a' } })).status, 201)
  const { json } = await get('/inbox')
  t.match(json.messages, [
    { encoding: 'wap-push', url: 'https://example.com/a', parts: undefined, sendAt: undefined },
    { encoding: 'gsm7', parts: 1, sendAt: sendAt.replace('Z', '.000Z') },
  ])
})

t.test('a scheduled message that is too far away for a report says so', async (t) => {
  const { post, get, listen } = await open(t)
  await listen()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  for (const days of [1, 30]) await post('/scheduled-messages', { ...validBody, text: `${days}`, sendAt: inDays(days) })
  await post('/scheduled-messages', { ...validBody, text: 'no report', deliveryReport: false, sendAt: inDays(30) })
  const { json } = await get('/inbox')
  t.strictSame(
    json.messages.map(({ text, notReported }: Inbox['messages'][number]) => [text, notReported]),
    [
      ['no report', undefined],
      ['30', 'too-far'],
      ['1', undefined],
    ],
  )
})

t.test('the inbox can be searched by number, sender and text, and is cut to a limit', async (t) => {
  const { post, get } = await open(t)
  await post('/messages', { ...validBody, text: 'Your CODE is 1' })
  await post('/messages', { ...validBody, from: 'SHOP', text: 'Hello', to: ['+213550000002'] })
  const count = async (query: string) => (await get(`/inbox?${query}`)).json.matching
  t.equal(await count('search=code'), 1)
  t.equal(await count('search=shop'), 1)
  t.equal(await count('search=0000002'), 1)
  t.equal(await count('search=nothing'), 0)
  t.equal(await count('to=+213550000002'), 1, 'an unencoded plus')
  t.match((await get('/inbox?limit=1')).json, { matching: 2, messages: { length: 1 } })
  for (const query of ['limit=0', 'limit=1001', 'wait=31', 'since=1', 'to=0550', 'search=', 'x=1'])
    t.match(await get(`/inbox?${query}`), { status: 400, json: { code: 'invalid-request' } }, query)
})

t.test('a request waits for the next message, for as long as it asks', async (t) => {
  const { post, get } = await open(t)
  const { revision } = (await get('/inbox')).json
  const waiting = get(`/inbox?since=${revision}&wait=30`)
  await post('/messages', validBody)
  t.match((await waiting).json, { received: 1 })
  t.not((await waiting).json.revision, revision)
  t.equal((await get('/inbox?since=00000000-0&wait=30')).json.received, 1, 'the revision of another process')
})

t.test('a waiting request ends when the gateway closes', async (t) => {
  const { app, get, listen } = await open(t)
  const origin = await listen()
  const { revision } = (await get('/inbox')).json
  const answered = fetch(`${origin}/inbox?since=${revision}&wait=30`)
  await once(app.server, 'request')
  await app.close()
  t.equal((await answered).status, 200)
})

t.test('clearing the inbox forgets everything, and late reports do not come back', async (t) => {
  const { post, get, inject } = await open(t)
  await post('/messages', validBody)
  const cleared = await inject({ method: 'DELETE', url: '/inbox' })
  t.match(cleared, { status: 200, json: { received: 0, matching: 0, messages: [] } })
  await post('/messages', { ...validBody, text: 'The next one' })
  t.match((await get('/inbox')).json, { received: 1, messages: [{ text: 'The next one' }] })
})

t.test('with keys, reading and clearing take a scope each', async (t) => {
  const callers = {
    send: createKeyedCaller({ name: 'sender', scopes: ['messages:send'] }),
    read: createKeyedCaller({ name: 'reader', scopes: ['messages:read'] }),
    operations: createKeyedCaller({ name: 'operator', scopes: ['operations'] }),
  }
  const { inject } = await startGateway(t, { mode: 'sandbox', callers: Object.values(callers) })
  const ask = async (method: 'GET' | 'DELETE', headers = {}) =>
    (await inject({ method, url: '/inbox', headers })).status
  t.strictSame([await ask('GET'), await ask('DELETE')], [401, 401])
  for (const [name, read, clear] of [
    ['send', 403, 200],
    ['read', 200, 403],
    ['operations', 200, 200],
  ] as const)
    t.strictSame(
      [await ask('GET', callers[name].headers), await ask('DELETE', callers[name].headers)],
      [read, clear],
      name,
    )
})

t.test('in live mode there is neither an inbox nor a magic number', async (t) => {
  const { get, inject, app } = await startGateway(t)
  for (const url of ['/inbox', '/magic-numbers']) t.match(await get(url), { status: 404, json: { code: 'not-found' } })
  t.equal((await inject({ method: 'DELETE', url: '/inbox' })).status, 404)
  t.notMatch(JSON.stringify(Object.keys(app.swagger().paths ?? {})), /inbox|magic/)
})
