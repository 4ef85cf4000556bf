import t from 'tap'
import { createApp } from '../../src/app.ts'
import { createLogger, createSecrets } from '../../src/logger.ts'
import { startGateway } from '../support/gateway.ts'

t.test('the bare address leads to the documentation, also behind a proxy that puts a path before it', async (t) => {
  const { app } = await startGateway(t)
  const { statusCode, headers } = await app.inject({ url: '/' })
  t.equal(statusCode, 302)
  t.equal(new URL(String(headers.location), 'http://gateway.test/').pathname, '/docs')
  t.equal(new URL(String(headers.location), 'http://proxy.test/sms/').pathname, '/sms/docs')
})

t.test('where the documentation is off nothing of it is served, and the rest is', async (t) => {
  const unused = () => {
    throw new Error('no message is sent here')
  }
  const messages = { send: unused, check: unused, preview: unused, idle: unused }
  const { journal, upstream } = await startGateway(t)
  const app = await createApp({
    logger: createLogger('silent', createSecrets()),
    messages,
    journal,
    authenticate: undefined,
    requestsPerMinute: 60_000,
    keyRequired: false,
    mode: 'sandbox',
    docs: false,
    readiness: { ready: () => true, upstream: upstream.status },
    operation: { answerSamples: upstream.answerSamples },
    version: '0.0.0',
  })
  t.teardown(() => app.close())
  for (const url of ['/', '/docs', '/docs/', '/docs/static/index.html', '/docs/json', '/openapi.json']) {
    const answer = await app.inject({ url })
    t.equal(answer.statusCode, 404, url)
    t.match(answer.json(), { code: 'not-found' })
  }
  for (const url of ['/healthz', '/readyz', '/messages', '/problems/overloaded']) {
    t.equal((await app.inject({ url })).statusCode, 200, url)
  }
  const page = await app.inject({ url: '/problems/overloaded', headers: { accept: 'text/html' } })
  t.notMatch(page.payload, /docs/, 'no page leads there')
  t.notOk('swagger' in app, 'its libraries are not even loaded')
})
