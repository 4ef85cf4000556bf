import t from 'tap'
import { parseExposition, seriesValue } from '../../observability/metrics/exposition.ts'
import { startGateway, validBody } from '../../support/gateway.ts'
import { exchangeRaw } from '../../support/raw-answers.ts'
import { answerWith, createRawUpstream } from '../../support/raw-upstream.ts'

t.test('GET /metrics tells of a send: its recipients, its GET, its commits and its request', async (t) => {
  const { post, get, inbox } = await startGateway(t)
  const key = { 'idempotency-key': 'key-of-the-message-1' }
  t.equal((await post('/messages', { ...validBody, to: ['+213550000001', '+99900001706'] }, key)).status, 207)
  t.equal((await post('/messages', { ...validBody, to: ['+213550000001', '+99900001706'] }, key)).status, 207)
  t.equal(inbox.receivedCount(), 1)

  const { status, headers, text } = await get('/metrics')
  t.equal(status, 200)
  t.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8')
  const sends = { kind: 'text', when: 'immediate' }
  t.equal(seriesValue(text, 'bulksms_gateway_sends_total', { ...sends, outcome: 'accepted', code: 'none' }), 1)
  t.equal(
    seriesValue(text, 'bulksms_gateway_sends_total', { ...sends, outcome: 'rejected', code: 'invalid-destination' }),
    1,
  )
  t.equal(seriesValue(text, 'bulksms_gateway_segments_total', { outcome: 'accepted' }), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_messages_total', { status: 'partial' }), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_replays_total'), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_upstream_requests_total', { account: 'default', kind: 'answered' }), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_upstream_request_duration_seconds_count', { kind: 'answered' }), 1)
  t.equal(seriesValue(text, 'bulksms_gateway_journal_commit_writes_sum'), 3, 'begin, the result and the answer')
  t.equal(seriesValue(text, 'bulksms_gateway_journal_commit_duration_seconds_count'), 2)
  const requests = { method: 'POST', route: '/messages' }
  t.equal(seriesValue(text, 'bulksms_gateway_http_requests_total', { ...requests, status: '207' }), 2)
  t.equal(seriesValue(text, 'bulksms_gateway_http_request_duration_seconds_count', requests), 2)
})

t.test('an outcome that is unknown is open until somebody settles it, and the fence is counted', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerWith(''))
  let now = Temporal.Instant.from('2026-11-22T08:00:00Z')
  const { post, get } = await startGateway(t, { origin: upstream.origin, now: () => now })
  const { json } = await post('/messages', validBody)
  now = now.add({ seconds: 90 })
  t.equal((await post('/messages', validBody)).status, 409)
  t.equal(upstream.requestCount, 1)
  const open = (await get('/metrics')).text
  t.equal(seriesValue(open, 'bulksms_gateway_unknown_recipients'), 1)
  t.equal(seriesValue(open, 'bulksms_gateway_oldest_unknown_age_seconds'), 90)
  t.equal(seriesValue(open, 'bulksms_gateway_fenced_recipients_total'), 1)
  const fenced = { outcome: 'not-attempted', code: 'possible-duplicate', kind: 'text', when: 'immediate' }
  t.equal(seriesValue(open, 'bulksms_gateway_sends_total', fenced), 1)
  const resolution = { outcome: 'accepted', reason: 'The recipient confirmed it', by: 'A. Operator' }
  t.equal((await post(`/messages/${json.id}/resolution`, resolution)).status, 200)
  const settled = (await get('/metrics')).text
  t.equal(seriesValue(settled, 'bulksms_gateway_unknown_recipients'), 0)
  t.equal(seriesValue(settled, 'bulksms_gateway_oldest_unknown_age_seconds'), 0)
})

t.test('refusals are counted by problem, also those that never become a request of Fastify', async (t) => {
  const { post, get, inject, listen, inbox } = await startGateway(t)
  await post('/messages', {})
  await get('/nowhere/213550000001')
  await inject({ method: 'DELETE', url: '/messages' })
  await get('/problems/%ff')
  const address = await listen()
  await exchangeRaw(address, 'GARBAGE\r\n\r\n')
  await exchangeRaw(address, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
  const { text } = await get('/metrics')
  const refusals = (problem: string) => seriesValue(text, 'bulksms_gateway_http_refusals_total', { problem })
  t.equal(refusals('invalid-request'), 1)
  t.equal(refusals('not-found'), 1)
  t.equal(refusals('method-not-allowed'), 1)
  t.equal(refusals('malformed-request'), 2)
  t.equal(refusals('headers-too-large'), 1)
  t.equal(refusals('overloaded'), 0)
  t.equal(inbox.receivedCount(), 0)
  const requests = (labels: Record<string, string>) => seriesValue(text, 'bulksms_gateway_http_requests_total', labels)
  t.equal(requests({ method: 'GET', route: 'none', status: '404' }), 1)
  t.equal(requests({ method: 'other', route: 'none', status: '405' }), 1)
  t.equal(requests({ method: 'other', route: 'none', status: '431' }), 1)
})

t.test('no number, id, key, text or address is in any label, whatever is asked', async (t) => {
  const canary = { number: '213661234567', key: 'kanarienvogel-key-0001', text: 'Geheim4711', reference: 'ref-kanarie' }
  const { post, get, inject } = await startGateway(t)
  const body = { to: [`+${canary.number}`], from: 'KanarieCo', text: canary.text, reference: canary.reference }
  const ids: string[] = []
  for (const to of [`+${canary.number}`, '+99900001706', '+99910000018', '+99900000088']) {
    const headers = { 'idempotency-key': `${canary.key}${to.slice(1)}`, 'x-request-id': 'kanarie-request' }
    const { json } = await post('/messages', { ...body, to: [to] }, headers)
    ids.push(json.id)
  }
  for (const url of [`/${canary.text}`, `/messages/${canary.key}`, `/problems/${canary.text}`, `/messages/${ids[0]}`]) {
    await get(url)
    await inject({ method: 'PUT', url })
  }
  const { text } = await get('/metrics')
  t.ok(parseExposition(text).length > 200)
  for (const secret of [...Object.values(canary), ...ids, 'kanarie', 'KanarieCo', '127.0.0.1'])
    t.notOk(text.includes(secret), secret)
  // The bounds of a histogram are numbers of ours.
  const labels = new Set(
    parseExposition(text).flatMap(({ labels: { le: _bound, ...others } }) => Object.values(others)),
  )
  for (const label of labels) t.notMatch(label, /\d{5}/, 'nothing that looks like a number or an id')
})

t.test('as many series as before stand there after a thousand other addresses, methods and messages', async (t) => {
  const { post, get, inject } = await startGateway(t)
  const ask = async (name: string) => {
    await get(`/messages/${name}`)
    await get(`/problems/${name}`)
    await get(`/${name}`)
    await inject({ method: 'PATCH' as 'PUT', url: `/${name}` })
    await post('/messages', { ...validBody, text: name })
  }
  // Those of the process depend on its resources and garbage collections.
  const countOwn = async () =>
    parseExposition((await get('/metrics')).text).filter(({ name }) => name.startsWith('bulksms_gateway_')).length
  await ask('first')
  await get('/metrics')
  const before = await countOwn()
  t.ok(before > 200)
  for (let turn = 0; turn < 200; turn++) await ask(`other-${turn}`)
  t.equal(await countOwn(), before)
})
