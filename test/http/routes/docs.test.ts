import { readFileSync } from 'node:fs'
import t from 'tap'
import { createKeyedCaller, startGateway } from '../../support/gateway.ts'
import type { OpenapiDocument } from '../../support/openapi-answers.ts'

t.test('the page of Swagger UI finds its files, also behind a proxy that adds a path', async (t) => {
  const { app } = await startGateway(t)
  const behindProxy = new URL('http://proxy.test/sms/docs/')
  const page = await app.inject({ url: '/docs/' })
  const links = [...page.payload.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => new URL(link, behindProxy))
  t.ok(links.length > 0)
  for (const { pathname } of links) t.match(pathname, /^\/sms\/docs\/static\//)
})

t.test('the files of Swagger UI are answered as they are, each with its type', async (t) => {
  const { app } = await startGateway(t)
  const directory = new URL('static/', import.meta.resolve('@fastify/swagger-ui'))
  for (const [name, type] of Object.entries({
    'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
    'swagger-ui.css': 'text/css; charset=utf-8',
    'favicon-32x32.png': 'image/png',
  })) {
    const file = readFileSync(new URL(name, directory))
    const answer = await app.inject({ url: `/docs/static/${name}` })
    t.equal(answer.statusCode, 200, name)
    t.equal(answer.headers['content-type'], type)
    t.ok(answer.rawPayload.equals(file), 'every byte of it')
    const head = await app.inject({ method: 'HEAD', url: `/docs/static/${name}` })
    t.equal(head.headers['content-length'], String(file.length))
    t.equal(head.payload, '')
  }
})

t.test("Swagger UI's copy of the description has a future time, and is the same for all requests", async (t) => {
  const { app, get } = await startGateway(t)
  const answer = await app.inject({ url: '/docs/json' })
  t.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
  const { json: published } = await get('/openapi.json')
  t.strictSame(Object.keys(answer.json().paths), Object.keys((published as { paths: object }).paths))
  const instants = [...answer.payload.matchAll(/"sendAt":"([^"]+Z)"/g)].map(([, instant = '']) => Date.parse(instant))
  t.ok(instants.length > 0)
  for (const instant of instants) t.ok(instant > Date.now())
})

t.test("Swagger UI's copy fills in no filter, id or key, and groups the answers by class", async (t) => {
  const { app } = await startGateway(t)
  const { paths } = (await app.inject({ url: '/docs/json' })).json() as OpenapiDocument
  const operations = Object.values(paths).flatMap((item) => Object.values(item))
  for (const { operationId = '', parameters = [], responses } of operations) {
    const filled = parameters.filter((parameter) => /"(example|examples|default)":/.test(JSON.stringify(parameter)))
    const expected = operationId === 'getProblem' ? ['code'] : []
    t.strictSame(
      filled.map(({ name }) => name),
      expected,
      operationId,
    )
    t.ok(Object.keys(responses).length <= 3, operationId)
  }
  const send = paths['/messages']?.['post']?.responses ?? {}
  t.strictSame(Object.keys(send), ['2XX', '4XX', '5XX'])
  t.match(send['4XX']?.description, '[invalid-request](../problems/invalid-request)')
  t.match(send['5XX']?.content?.['application/problem+json']?.examples, {
    'outcome-unknown': { value: { status: 504 } },
  })
})

t.test('Swagger UI asks for a key only where one is needed, and /openapi.json always names the scope', async (t) => {
  const needs = async (gateway: Awaited<ReturnType<typeof startGateway>>, url: string) => {
    const { paths, components } = (await gateway.app.inject({ url })).json()
    return [paths['/messages'].post.security !== undefined, components.securitySchemes !== undefined]
  }
  const open = await startGateway(t)
  t.strictSame(await needs(open, '/docs/json'), [false, false])
  t.strictSame(await needs(open, '/openapi.json'), [true, true])
  const keyed = await startGateway(t, { callers: [createKeyedCaller({ name: 'orders', scopes: ['messages:send'] })] })
  t.strictSame(await needs(keyed, '/docs/json'), [true, true])
})

t.test('the description is not served in other formats', async (t) => {
  const { get } = await startGateway(t)
  t.match(await get('/docs/yaml'), { status: 404, json: { code: 'not-found' } })
})

t.test('with the documentation off, none of it is served, but everything else is', async (t) => {
  const { app } = await startGateway(t, { settings: { DOCS: 'off' } })
  for (const url of ['/', '/docs', '/docs/', '/docs/static/index.html', '/docs/json', '/openapi.json']) {
    const answer = await app.inject({ url })
    t.equal(answer.statusCode, 404, url)
    t.match(answer.json(), { code: 'not-found' })
    t.notMatch(answer.payload, /\/docs/, 'nobody is sent where nothing is')
  }
  for (const url of ['/healthz', '/readyz', '/messages', '/problems/overloaded']) {
    t.equal((await app.inject({ url })).statusCode, 200, url)
  }
  const page = await app.inject({ url: '/problems/overloaded', headers: { accept: 'text/html' } })
  t.notMatch(page.payload, /docs/, 'no page leads there')
  t.notOk('swagger' in app, 'its libraries are not even loaded')
})
