import { connect } from 'node:net'
import t from 'tap'
import { startProcess } from '../../support/gateway-process.ts'
import { formatRequest } from '../../support/raw-answers.ts'
import { answerWith, createRawUpstream } from '../../support/raw-upstream.ts'
import { startCollector } from './collector.ts'

const number = '213661234567'
const body = { to: [`+${number}`], from: 'KanarieCo', text: 'Geheim4711', reference: 'ref-kanarie' }
const post = (address: string, headers: Record<string, string> = {}) =>
  fetch(`${address}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`
const account = { UPSTREAM_USERNAME: 'kanarienvogel', UPSTREAM_PASSWORD: 'open&sesame', AUTH: 'off', DOCS: 'off' }

t.test("a request is a span in its caller's trace, and the journal and the GET are spans in it", async (t) => {
  const collector = await startCollector(t)
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const gateway = startProcess(t, {
    ...account,
    UPSTREAM_URL: upstream.origin,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  })
  const address = await gateway.listening()
  const answer = await post(address, { traceparent, 'x-request-id': 'request-1' })
  t.equal(answer.status, 201)
  const { id } = (await answer.json()) as { id: string }
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0, 'what has ended is sent before the process does')

  t.match(collector.resource, {
    'service.name': 'bulksms-gateway',
    'bulksms.mode': 'live',
    'deployment.environment.name': 'test',
  })
  const byName = Object.fromEntries(collector.spans.map((span) => [span.name, span]))
  t.strictSame(Object.keys(byName).sort(), ['POST /messages', 'journal begin', 'journal finish', 'upstream submit'])
  const root = byName['POST /messages']
  t.match(root, { traceId, parentSpanId: 'b7ad6b7169203331', kind: 2, failed: false })
  t.strictSame(root?.attributes, {
    'bulksms.caller': 'anonymous',
    'http.request.method': 'POST',
    'http.route': '/messages',
    'http.response.status_code': 201,
    'bulksms.request_id': 'request-1',
    'bulksms.message_id': id,
  })
  for (const name of ['journal begin', 'journal finish', 'upstream submit'])
    t.match(byName[name], { traceId, parentSpanId: root?.spanId }, name)
  t.equal(byName['upstream submit']?.kind, 3)
  t.strictSame(byName['upstream submit']?.attributes, {
    'bulksms.account': 'default',
    'bulksms.destination_count': 1,
    'bulksms.segment_count': 1,
    'bulksms.outcome': 'accepted',
  })

  const told = collector.texts.join('\n')
  const secrets = [number, body.text, body.from, body.reference, account.UPSTREAM_USERNAME, 'sesame', upstream.origin]
  for (const secret of secrets) t.notOk(told.includes(secret), `no ${secret} in what the collector is told`)
  t.equal(upstream.requestCount, 1)
  t.notMatch(upstream.requests[0]?.text, /traceparent|b7ad6b7169203331/i, 'the trace ends here')
  t.match(
    gateway.logLines().filter(({ msg }) => msg === 'message answered'),
    [{ traceId, requestId: 'request-1' }],
  )
})

t.test(
  'an unknown outcome and a refusal by the journal are seen in the trace, and one that is not sampled is not sent',
  async (t) => {
    const collector = await startCollector(t)
    const upstream = await createRawUpstream()
    t.teardown(upstream.close)
    upstream.behave(answerWith(''))
    const gateway = startProcess(t, {
      ...account,
      UPSTREAM_URL: upstream.origin,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    })
    const address = await gateway.listening()
    t.equal((await post(address, { traceparent: traceparent.replace(/01$/, '00') })).status, 502)
    t.equal((await fetch(`${address}/nowhere/${number}`)).status, 404)
    gateway.child.kill('SIGTERM')
    t.equal(await gateway.ended, 0)
    t.equal(upstream.requestCount, 1)
    t.strictSame(
      collector.spans.map(({ name }) => name),
      ['GET'],
      'the caller keeps no trace of the first; the other has a trace of its own, without an address',
    )
    t.not(collector.spans[0]?.traceId, traceId)
  },
)

t.test('the span of a request ends when its client disconnects, and its GET is still traced', async (t) => {
  const collector = await startCollector(t)
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const answered = Promise.withResolvers<() => void>()
  upstream.behave((exchange) => answered.resolve(() => exchange.answer(exchange.body)))
  const gateway = startProcess(t, {
    ...account,
    UPSTREAM_URL: upstream.origin,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
  })
  const address = await gateway.listening()
  const { hostname, port } = new URL(address)
  const client = connect({ host: hostname, port: Number(port) })
  const headers = `Content-Type: application/json\r\ntraceparent: ${traceparent}\r\n`
  client.write(formatRequest({ headers, body: JSON.stringify(body), keepAlive: true }))
  const answer = await answered.promise
  // Not by a mere end of its side: who only says nothing more may still wait for the answer.
  client.resetAndDestroy()
  answer()
  await gateway.logged('"msg":"message answered"')
  gateway.child.kill('SIGTERM')
  t.equal(await gateway.ended, 0)
  const byName = Object.fromEntries(collector.spans.map((span) => [span.name, span]))
  t.match(byName['upstream submit'], { traceId, attributes: { 'bulksms.outcome': 'accepted' } })
  t.match(byName['POST /messages'], { traceId, spanId: byName['upstream submit']?.parentSpanId ?? '', failed: true })
  t.equal(byName['POST /messages']?.attributes['error.type'], 'client-disconnected')
  t.equal(upstream.requestCount, 1)
})

t.test('a failing or unreachable collector is reported once, and delays nothing', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  const refusing = await startCollector(t, 400)
  for (const endpoint of [refusing.origin, 'http://127.0.0.1:1']) {
    const gateway = startProcess(t, {
      ...account,
      UPSTREAM_URL: upstream.origin,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      DUPLICATE_FENCE_MS: '0',
    })
    const address = await gateway.listening()
    for (let turn = 0; turn < 3; turn++) t.equal((await post(address)).status, 201)
    gateway.child.kill('SIGTERM')
    t.equal(await gateway.ended, 0)
    const failures = gateway.logLines().filter(({ msg }) => msg === 'traces could not be exported')
    t.ok(failures.length <= 1)
    t.notOk(gateway.stdout().includes(`"${endpoint}`), 'the line does not name the collector')
    if (endpoint === refusing.origin) t.match(failures, [{ level: 'warn', reason: String }])
  }
  t.equal(upstream.requestCount, 6)
})

t.test(
  "without a collector nothing that makes or sends spans is loaded, and the caller's trace is on the lines",
  async (t) => {
    // prom-client brings the API package along, which makes no spans by itself.
    const script = `
    import { registerHooks } from 'node:module'
    const watched = /\\/src\\/tracing\\/|@opentelemetry\\/(?!api\\/)/
    registerHooks({
      load(url, context, next) {
        if (watched.test(url)) process.stderr.write('LOADED ' + url + '\\n')
        return next(url, context)
      },
    })`
    const hook = ['--import', `data:text/javascript,${encodeURIComponent(script)}`]
    const gateway = startProcess(t, {}, hook)
    const address = await gateway.listening()
    t.equal((await post(address, { traceparent })).status, 201)
    t.equal((await post(address, { traceparent: 'nonsense' })).status, 201)
    gateway.child.kill('SIGTERM')
    t.equal(await gateway.ended, 0)
    t.notMatch(gateway.stderr(), /LOADED/)
    t.match(
      gateway.logLines().filter(({ msg }) => msg === 'message answered'),
      [{ traceId }, { traceId: undefined }],
    )

    const collector = await startCollector(t)
    const traced = startProcess(t, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin }, hook)
    await traced.listening()
    t.match(traced.stderr(), /LOADED .*@opentelemetry\/sdk-trace/, 'and the look-out sees it where it is loaded')
  },
)
