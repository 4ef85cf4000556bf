import t, { type Test } from 'tap'
import { seriesValue } from '../../observability/metrics/exposition.ts'
import { createClock } from '../../sandbox/report-clock.ts'
import { type GatewayOptions, startGateway, validBody } from '../../support/gateway.ts'
import { answerAccepted, createRawUpstream } from '../../support/raw-upstream.ts'

const secret = 'a-secret-for-delivery-reports-0123456789'
const other = 'another-secret-for-delivery-reports-0123'
const [to] = validBody.to
const number = to?.replace('+', '')

async function start(t: Test, options: GatewayOptions = {}) {
  const settings = {
    DELIVERY_REPORTS_SECRET: `${secret},${other}`,
    DELIVERY_REPORTS_TIME_ZONE: 'UTC',
    DELIVERY_REPORTS_SETTLE: 'exclusive',
    ...options.settings,
  }
  const gateway = await startGateway(t, { ...options, settings })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  /** What the provider calls is not in the OpenAPI document, which is for the gateway's callers. */
  async function call(request: { method: 'GET' | 'POST'; url: string; payload?: string }) {
    const { statusCode, payload, headers } = await gateway.app.inject({ ...request, headers: form })
    const isJson = String(headers['content-type']).includes('json')
    return { status: statusCode, text: payload, json: isJson ? JSON.parse(payload) : undefined }
  }
  const report = (payload: string, url = `/delivery-reports/${secret}`) => call({ method: 'POST', url, payload })
  return { ...gateway, call, report }
}

const bodyOf = (changes: Record<string, string> = {}) =>
  new URLSearchParams({ sSender: 'ACME', sMobileNo: number ?? '', sStatus: 'DELIVRD', ...changes }).toString()

t.test('a report reaches the recipient, and the feed', async (t) => {
  const { post, get, report } = await start(t)
  const sent = await post('/messages', { ...validBody, reference: 'order-42' })
  const { id, recipients } = sent.json
  const [{ upstreamMessageId: sMessageId }] = recipients
  const waiting = get('/events?wait=30')
  const answer = await report(bodyOf({ sMessageId, dtDone: '2026-11-22 08:00:05', iErrCode: '000' }))
  t.match(answer, { status: 200, text: 'OK\n' })
  t.match((await report(bodyOf({ sMessageId }))).status, 200, 'a repetition as well')
  t.match((await get(`/messages/${id}`)).json.recipients[0].delivery, {
    status: 'delivered',
    errorCode: '000',
    at: '2026-11-22T08:00:05.000Z',
    reports: [{ upstreamMessageId: sMessageId, status: 'DELIVRD', provider: { done: '2026-11-22 08:00:05' } }],
  })
  const page = (await waiting).json
  t.match(page.events, [
    {
      id: '1',
      type: 'recipient.delivered',
      messageId: id,
      reference: 'order-42',
      to,
      outcome: 'accepted',
      delivery: { status: 'delivered' },
    },
  ])
  t.match((await get(`/events?after=${page.next}`)).json, { events: [], next: page.next })
  t.match((await get('/events?after=latest')).json, { events: [], next: page.next })
})

t.test('GET /messages lists by delivery, and a late report moves a message to another list', async (t) => {
  const { post, get, report } = await start(t)
  const { json } = await post('/messages', validBody)
  const [{ upstreamMessageId: sMessageId }] = json.recipients
  const find = async (query: string) =>
    (await get(`/messages?${query}`)).json.messages.map(({ id }: { id: string }) => id)
  t.strictSame(await find('delivery=awaited'), [json.id])
  t.strictSame(await find('delivery=undelivered'), [])
  await report(bodyOf({ sMessageId, sStatus: 'EXPIRED' }))
  t.strictSame(await find('delivery=undelivered'), [json.id])
  t.strictSame(await find('delivery=undelivered&caller=*&from=ACME'), [json.id], 'indexed across all callers as well')
  await report(bodyOf({ sMessageId, sStatus: 'DELIVRD' }))
  t.strictSame(await find('delivery=undelivered'), [])
  t.strictSame(await find('delivery=delivered'), [json.id])
  t.match(await get('/messages?delivery=delivered&caller=*&from=ACME'), {
    status: 400,
    json: { violations: [{ name: 'caller', message: /or the delivery undelivered or partially-delivered/ }] },
  })
})

t.test('a GET with a query is a report as well', async (t) => {
  const { post, get, call, logLines } = await start(t)
  const { json } = await post('/messages', validBody)
  const query = bodyOf({ sMessageId: json.recipients[0].upstreamMessageId, sStatus: 'UNDELIV' })
  t.equal((await call({ method: 'GET', url: `/delivery-reports/${other}?${query}` })).status, 200)
  t.match((await get(`/messages/${json.id}`)).json.recipients[0].delivery, { status: 'undelivered' })
  t.equal((await call({ method: 'GET', url: `/delivery-reports/${other}` })).status, 202)
  const lines = logLines().filter(({ report }) => report !== undefined)
  t.match(lines, [
    { level: 'info', report: 'applied' },
    { level: 'info', report: 'unreadable', reason: 'no-status' },
  ])
})

t.test('what cannot be matched or read is a 202, and is shown to operators', async (t) => {
  const { get, report, logLines } = await start(t)
  for (const time of ['first', 'second'])
    t.equal((await report(bodyOf({ sMessageId: 'nobody-knows-4711', sMobileNo: '213550000099' }))).status, 202, time)
  t.equal((await report('nothing=that&is=known')).status, 202)
  t.equal((await report('')).status, 202)
  const { reports } = (await get('/delivery-reports/unmatched')).json
  t.match(reports, [
    { to: '+213550000099', from: 'ACME', upstreamMessageId: 'nobody-knows-4711', possibleMessages: [] },
  ])
  const lines = logLines().filter(({ route }) => route === '/delivery-reports/:secret')
  const sample = 'sSender=ACME&sMobileNo=############&sStatus=DELIVRD&sMessageId=xxxxxx-xxxxx-####'
  t.match(lines, [
    { report: 'unmatched', sample },
    { report: 'unmatched', sample },
    { report: 'unreadable', reason: 'no-status' },
    { report: 'unreadable' },
  ])
})

t.test('an unknown outcome is settled by a report that can mean nothing else', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave('reset-after-request', answerAccepted)
  const { post, get, report } = await start(t, { origin: upstream.origin })
  const { json, status } = await post('/messages', validBody)
  t.equal(status, 504)
  t.equal((await report(bodyOf({ sMessageId: 'late-id' }))).status, 200)
  t.match((await get(`/messages/${json.id}`)).json.recipients[0], {
    outcome: 'accepted',
    upstreamMessageId: 'late-id',
    delivery: { status: 'delivered' },
    resolution: { outcome: 'accepted', by: 'delivery-report', before: { code: 'outcome-unknown' } },
  })
  t.strictSame(
    (await get('/events')).json.events.map(({ type }: { type: string }) => type),
    ['recipient.unknown', 'recipient.settled', 'recipient.delivered'],
  )
  t.equal(upstream.requestCount, 1)
})

t.test('a secret may have 32 to 128 characters', async (t) => {
  const secrets = ['a'.repeat(32), 'b'.repeat(128)]
  const { report } = await start(t, { settings: { DELIVERY_REPORTS_SECRET: secrets.join() } })
  for (const secret of secrets) {
    t.equal((await report(bodyOf(), `/delivery-reports/${secret}`)).status, 202, `${secret.length}`)
    t.equal((await report(bodyOf(), `/delivery-reports/${secret.slice(1)}`)).status, 404)
  }
})

t.test('a wrong secret, a stranger and a gateway without reports answer alike', async (t) => {
  const { report, logText } = await start(t)
  for (const wrong of ['x', secret.slice(1), secret.slice(0, -1), `${secret}0`, `${secret}%00`, secret.toUpperCase()])
    t.match(await report(bodyOf(), `/delivery-reports/${wrong}`), { status: 404, json: { code: 'not-found' } }, wrong)
  t.notMatch(logText(), secret)
  const stranger = await start(t, { settings: { DELIVERY_REPORTS_FROM: '203.0.113.0/24' } })
  t.match(await stranger.report(bodyOf()), { status: 404, json: { code: 'not-found' } })
  const neighbour = await start(t, { settings: { DELIVERY_REPORTS_FROM: '127.0.0.0/8' } })
  t.equal((await neighbour.report(bodyOf())).status, 202)
  const without = await startGateway(t)
  t.equal((await without.post(`/delivery-reports/${secret}`, {})).status, 404)
})

t.test('operators learn why a callback was refused', async (t) => {
  const settings = { DELIVERY_REPORTS_FROM: '203.0.113.0/24' }
  const { call, report, get, logLines, logText } = await start(t, { settings })
  t.equal((await report(bodyOf(), '/delivery-reports/wrong')).status, 404)
  t.equal((await call({ method: 'GET', url: `/delivery-reports/wrong?${bodyOf()}` })).status, 404)
  t.equal((await report(bodyOf())).status, 404)
  const lines = logLines().filter(({ report }) => report === 'refused')
  t.match(lines, [
    { reason: 'wrong-secret', level: 'info', address: undefined },
    { reason: 'wrong-secret', method: 'GET', level: 'info' },
    // Only where the secret is right: other addresses are of no use to anyone.
    { reason: 'wrong-network', address: '127.0.0.1', route: '/delivery-reports/:secret', statusCode: 404 },
  ])
  t.notMatch(logText(), secret)
  const { text } = await get('/metrics')
  const refused = (reason: string) => seriesValue(text, 'bulksms_gateway_delivery_report_refusals_total', { reason })
  t.strictSame([refused('wrong-secret'), refused('wrong-network')], [2, 1])
})

t.test('more than a report can be is refused', async (t) => {
  const { report } = await start(t)
  t.equal((await report(`sStatus=${'x'.repeat(16 * 1024)}`)).status, 413)
  t.equal((await report('a=1&'.repeat(101))).status, 413)
  t.equal((await report(`${'a=1&'.repeat(99)}sStatus=ACKED`)).status, 202)
})

t.test('the rest of the API stays strict about bodies', async (t) => {
  const { inject } = await start(t)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  t.equal((await inject({ method: 'POST', url: '/messages', headers, payload: 'to=1' })).status, 415)
})

t.test('a cursor of another journal is gone, and the oldest is named', async (t) => {
  const { get } = await start(t)
  t.match(await get('/events?after=5000'), { status: 410, json: { code: 'events-gone', oldest: '0' } })
  t.match(await get('/events?after=0'), { status: 200, json: { events: [], next: '0' } })
})

t.test('the feed refuses what it does not know', async (t) => {
  const { get } = await start(t)
  for (const query of ['after=-1', 'after=x', 'limit=0', 'limit=501', 'wait=31', 'caller=orders', 'other=1'])
    t.match(await get(`/events?${query}`), { status: 400, json: { code: 'invalid-request' } }, query)
})

t.test('dates in another zone than the configured one are measured, and logged once', async (t) => {
  const { post, report, logLines, inject } = await start(t)
  const submit = () => new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)
  async function sendAndReport(path: string, changes: object, dtSubmit: string) {
    const { json } = await post(path, { ...validBody, ...changes })
    const sMessageId = json.recipients[0].upstreamMessageId
    t.equal((await report(bodyOf({ sMessageId, dtSubmit }))).status, 200)
  }
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  for (let count = 0; count < 5; count++) {
    await sendAndReport('/scheduled-messages', { sendAt }, '2026-01-01 00:00:00')
    await sendAndReport('/messages', {}, submit())
  }
  const warnings = logLines().filter(({ offsetMs }) => offsetMs !== undefined)
  t.match(warnings, [{ level: 'warn', offsetMs: 3_600_000 }])
  t.equal(warnings.length, 1)
  const { text } = await inject({ method: 'GET', url: '/metrics' })
  const offset = seriesValue(text, 'bulksms_gateway_delivery_report_clock_offset_seconds')
  t.ok(offset !== undefined && Math.abs(offset - 3_600) < 60, `${offset} s: what is scheduled is not compared`)
})

t.test('a scheduled message is reported by the sandbox after its time', async (t) => {
  const minute = Temporal.Now.instant().add({ hours: 24 }).round({ smallestUnit: 'minute', roundingMode: 'ceil' })
  const clock = createClock(Temporal.Now.instant().toString())
  let url = ''
  const gateway = await start(t, { sandbox: { clock, deliveryReportsUrl: () => url } })
  url = `${await gateway.app.listen({ host: '127.0.0.1', port: 0 })}/delivery-reports/${secret}`
  const { json } = await gateway.post('/scheduled-messages', { ...validBody, sendAt: minute.toString() })
  const deliveryOf = async () => (await gateway.get(`/messages/${json.id}`)).json.recipients[0].delivery
  clock.moveTo(minute.subtract({ seconds: 1 }).toString())
  t.match(await deliveryOf(), { status: 'awaited' })
  clock.moveTo(minute.toString())
  clock.moveTo(minute.add({ seconds: 1 }).toString())
  t.match((await gateway.get('/events?wait=30')).json.events, [{ type: 'recipient.delivered', messageId: json.id }])
  t.match(await deliveryOf(), { status: 'delivered' })
})

t.test('the metrics tell how far a consumer is behind the newest event', async (t) => {
  let now = Temporal.Instant.from('2026-11-22T08:00:00Z')
  const { post, get, report } = await start(t, { now: () => now })
  const lag = async () => {
    const { text } = await get('/metrics')
    return /^bulksms_gateway_event_consumer_lag_seconds(.*)$/m.exec(text)?.[1]
  }
  for (const text of ['One', 'Two']) {
    const { json } = await post('/messages', { ...validBody, text })
    await report(bodyOf({ sMessageId: json.recipients[0].upstreamMessageId }))
  }
  await get('/events')
  await get('/events?after=latest')
  t.equal(await lag(), undefined, 'whoever asks without a cursor only looks')
  now = now.add({ seconds: 90 })
  t.equal((await get('/events?after=1')).json.next, '2')
  t.equal(await lag(), '{consumer="anonymous",events="own"} 90')
  await get('/events?after=2')
  t.equal(await lag(), '{consumer="anonymous",events="own"} 0')
})
