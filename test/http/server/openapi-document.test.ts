import t from 'tap'
import { magicNumbers } from '../../../sandbox/magic-numbers.ts'
import type { Mode } from '../../../src/http/routes/health.ts'
import { problemCodes } from '../../../src/messages/problems.ts'
import { startGateway, validBody } from '../../support/gateway.ts'
import { type OpenapiDocument, type Operation, validateAt } from '../../support/openapi-answers.ts'

type Schema = Readonly<Record<string, unknown>> & { readonly properties?: Readonly<Record<string, Schema>> }

/** The one only follows another problem, the other is said of a message afterwards: no answer has them as its own. */
const neverAnswered = ['message-stopped', 'settled-as-rejected']
/** Answered where no operation of the document is. */
const outsideOperations = ['method-not-allowed']

/** The components of requests. */
const requests = ['SendMessage', 'MessageAtInstant', 'MessageAtLocalTime', 'Resolution']

const parameterOf = (document: OpenapiDocument, path: string, name: string, method = 'get') => {
  const parameter = document.paths[path]?.[method]?.parameters?.find((candidate) => candidate.name === name)
  if (parameter === undefined) throw new Error(`${method} ${path} has no parameter ${name}`)
  return parameter
}

async function readDocument(t: Parameters<typeof startGateway>[0], mode: Mode = 'live') {
  const { app, get } = await startGateway(t, { mode })
  const document = app.swagger() as unknown as OpenapiDocument & Record<string, Schema>
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [place: string[], operation: Operation] => [
      ['paths', path, method],
      operation,
    ]),
  )
  return { document, operations, get }
}

t.test('the document is OpenAPI 3.1 and is served as it is', async (t) => {
  const { document, get } = await readDocument(t)
  t.match(document['openapi'], /^3\.1\./)
  t.strictSame((await get('/openapi.json')).json, JSON.parse(JSON.stringify(document)))
  const paths = [
    '/account',
    '/caller',
    '/delivery-reports/unmatched',
    '/events',
    '/healthz',
    '/journal',
    '/messages',
    '/messages/preview',
    '/messages/{id}',
    '/messages/{id}/resolution',
    '/metrics',
    '/problems',
    '/problems/{code}',
    '/readyz',
    '/scheduled-messages',
    '/upstream-answers',
    '/wall-clock/confirmation',
  ]
  t.strictSame(Object.keys(document.paths).sort(), paths, 'each path of the document is listed in this test')
  const ofSandbox = Object.keys((await readDocument(t, 'sandbox')).document.paths)
  t.strictSame(ofSandbox.filter((path) => !paths.includes(path)).sort(), ['/inbox', '/magic-numbers'])
})

t.test('every operation has an id, tags, a summary, and parameters that are described', async (t) => {
  const { document, operations } = await readDocument(t, 'sandbox')
  const ids = operations.map(([, { operationId }]) => operationId)
  t.equal(new Set(ids).size, operations.length)
  const tags = (document['tags'] as unknown as { name: string }[]).map(({ name }) => name)
  for (const [[, path, method], { operationId, summary, description, tags: used, parameters }] of operations) {
    const name = `${method} ${path}`
    t.match(operationId, /^[a-z][A-Za-z]+$/, name)
    t.ok(summary && description, name)
    t.ok(used?.length === 1 && tags.includes(used[0] ?? ''), name)
    for (const parameter of parameters ?? []) {
      t.ok(parameter.description, `${name} ${parameter.name}`)
      // Swagger UI fills in an example, which would filter an answer that a reader wants whole.
      if (parameter.in !== 'path') t.notMatch(JSON.stringify(parameter), /"examples?":/, `${name} ${parameter.name}`)
    }
    const asked = [...(path ?? '').matchAll(/\{([^}]+)\}/g)].map(([, parameter]) => parameter)
    t.strictSame(
      (parameters ?? []).filter(({ in: place }) => place === 'path').map((parameter) => parameter.name),
      asked,
      name,
    )
  }
})

t.test('every response is described and has an example, and every example is what its schema says', async (t) => {
  const { document, operations } = await readDocument(t, 'sandbox')
  for (const [place, { responses, requestBody }] of operations) {
    for (const [status, { description, content }] of Object.entries(responses)) {
      t.ok(description, `${place.join(' ')} ${status} is described`)
      for (const [mediaType, { examples = {} }] of Object.entries(content ?? {})) {
        if (mediaType === 'text/html') continue
        const values = Object.entries(examples)
        t.ok(values.length > 0, `${place.join(' ')} ${status} ${mediaType} has an example`)
        for (const [name, { value }] of values) {
          const schema = [...place, 'responses', status, 'content', mediaType, 'schema']
          t.strictSame(validateAt(document, schema, value), [], `${place.join(' ')} ${status} ${name}`)
          if (mediaType === 'application/problem+json') {
            t.match(value, { code: name, status: Number(status), type: `/problems/${name}` })
          }
        }
      }
    }
    if (requestBody === undefined) continue
    const examples = Object.entries(requestBody.content['application/json']?.examples ?? {})
    t.ok(examples.length > 0, `the request of ${place.join(' ')} has examples`)
    const schema = [...place, 'requestBody', 'content', 'application/json', 'schema']
    for (const [name, { value }] of examples) t.strictSame(validateAt(document, schema, value), [], name)
  }
})

t.test('every problem that can be answered has an example', async (t) => {
  const { operations } = await readDocument(t)
  const shown = new Set(
    operations.flatMap(([, { responses }]) =>
      Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      ),
    ),
  )
  const missing = problemCodes.filter((code) => !shown.has(code))
  t.strictSame(
    missing,
    [...outsideOperations, ...neverAnswered].sort(
      (a, b) => problemCodes.indexOf(a as never) - problemCodes.indexOf(b as never),
    ),
  )
})

t.test('every field is described, requests take no unknown fields, and answers are open to added ones', async (t) => {
  const { document } = await readDocument(t, 'sandbox')
  const schemas = (document['components'] as Schema)['schemas'] as Record<string, Schema>
  const visit = (schema: Schema, name: string, isRequest: boolean): void => {
    if (schema['type'] === 'object') t.equal(schema['additionalProperties'], isRequest ? false : undefined, name)
    for (const [field, child] of Object.entries(schema.properties ?? {})) {
      t.ok(child['description'] ?? child['$ref'], `${name}.${field} is described`)
      visit(child, `${name}.${field}`, isRequest)
    }
    const items = schema['items'] as Schema | undefined
    if (items !== undefined) visit(items, `${name}[]`, isRequest)
  }
  for (const [name, schema] of Object.entries(schemas)) {
    t.ok(schema['description'], `${name} is described`)
    visit(schema, name, requests.includes(name))
  }
})

t.test('the examples of requests are accepted by the sandbox as they stand', async (t) => {
  const { app, post, inbox } = await startGateway(t, { now: () => Temporal.Instant.from('2026-12-01T00:00:00Z') })
  const { paths } = app.swagger() as unknown as OpenapiDocument
  for (const route of ['/messages', '/messages/preview', '/scheduled-messages']) {
    const { examples = {} } = paths[route]?.['post']?.requestBody?.content['application/json'] ?? {}
    for (const [name, { value }] of Object.entries(examples)) t.ok((await post(route, value)).status < 207, name)
  }
  t.equal(inbox.receivedCount(), 8)
})

t.test('in sandbox mode there is an example for each magic number, and live there is none', async (t) => {
  const examplesOf = async (mode: 'sandbox' | 'live') => {
    const { app } = await startGateway(t, { mode })
    const { paths } = app.swagger() as unknown as OpenapiDocument
    return paths['/messages']?.['post']?.requestBody?.content['application/json']?.examples ?? {}
  }
  const [sandbox, live] = [await examplesOf('sandbox'), await examplesOf('live')]
  for (const { name, number } of magicNumbers) t.match(sandbox[name], { value: { to: [number] } }, name)
  t.equal(Object.keys(sandbox).length, magicNumbers.length + Object.keys(live).length)
  t.notMatch(JSON.stringify(live), /\+999/)
})

t.test('the document is made for generators of clients', async (t) => {
  const { document } = await readDocument(t)
  const text = JSON.stringify(document)
  t.notMatch(text, /"x-/, 'keywords of ours are not published')
  t.notMatch(text, /"default":/, 'some generators require fields with a default')
  const { schemas } = document['components'] as unknown as { schemas: Record<string, Schema> }
  const named = ['ProblemCode', 'Outcome', 'Resend', 'Summary', 'RecipientError', 'Attempt', 'Schedule', 'Delivery']
  t.strictSame(
    named.filter((name) => schemas[name] === undefined),
    [],
  )
  t.strictSame(parameterOf(document, '/messages', 'limit').schema, { type: 'integer', minimum: 1, maximum: 100 })
  const ofSandbox = (await readDocument(t, 'sandbox')).document
  t.strictSame(parameterOf(ofSandbox, '/inbox', 'limit').schema, { type: 'integer', minimum: 1, maximum: 1000 })
  t.match(document['servers'], [{ url: '/' }, { url: /^http:/ }])
  t.match(document['info'], { contact: { name: String } })

  const { post } = await startGateway(t)
  const { schema } = parameterOf(document, '/messages', 'Idempotency-Key', 'post')
  for (const [key, isValid] of [
    ['a'.repeat(16), true],
    ['a'.repeat(255), true],
    ['a'.repeat(15), false],
    ['a'.repeat(256), false],
    ['a key with blanks', false],
  ] as const) {
    const place = ['paths', '/messages', 'post', 'parameters', '0', 'schema']
    t.equal(validateAt(document, place, key).length === 0, isValid, `${key} is described as it is judged`)
    t.equal((await post('/messages', validBody, { 'idempotency-key': key })).status === 201, isValid, key)
  }
  t.match(schema, { minLength: 16, maxLength: 255 })
})

t.test('a scheduled message has exactly one of sendAt and sendAtLocal, also in the document', async (t) => {
  const { document } = await readDocument(t)
  const sendAt = { sendAt: '2027-06-01T09:00:00+01:00' }
  const sendAtLocal = { sendAtLocal: { dateTime: '2027-06-01T09:00', timeZone: 'Africa/Algiers' } }
  const faultsOf = (more: object) =>
    validateAt(document, ['components', 'schemas', 'ScheduleMessage'], { ...validBody, ...more })
  t.strictSame(faultsOf(sendAt), [])
  t.strictSame(faultsOf(sendAtLocal), [])
  t.not(faultsOf({}).length, 0)
  t.not(faultsOf({ ...sendAt, ...sendAtLocal }).length, 0)
})

t.test('a recipient is one of several kinds, told apart by its outcome', async (t) => {
  const { document } = await readDocument(t)
  const faultsOf = (recipient: object) => validateAt(document, ['components', 'schemas', 'Recipient'], recipient)
  const error = { code: 'outcome-unknown', title: '' }
  const to = '+213550000001'
  t.strictSame(faultsOf({ to, outcome: 'accepted' }), [])
  t.strictSame(faultsOf({ to, outcome: 'unknown', resend: 'forbidden', error }), [])
  t.not(faultsOf({ to, outcome: 'unknown' }).length, 0, 'what was not accepted says why')
  t.not(faultsOf({ to, outcome: 'accepted', resend: 'safe', error }).length, 0)
  t.not(faultsOf({ to, outcome: 'pending' }).length, 0)
})

t.test('the checker of answers finds what is wrong, so that its silence means something', async (t) => {
  const { app } = await startGateway(t)
  const { checkAnswer } = await import('../../support/openapi-answers.ts')
  const healthy = {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'a' },
    text: '{"status":"ok","version":"0.1.0"}',
    json: { status: 'ok', version: '0.1.0' },
  }
  const check = (changes: object, url = '/healthz') =>
    checkAnswer(app.swagger(), 'GET', url, { ...healthy, ...changes })
  t.strictSame(check({}), [])
  t.match(check({ json: { status: 'ok', version: '0.1.0', more: 1 } }), [/additional properties/])
  t.match(check({ json: {} }), [/required/])
  t.match(check({ status: 201 }), [/not documented/])
  t.match(check({ headers: { 'content-type': 'text/plain', 'x-request-id': 'a' } }), [/not documented/])
  t.match(check({ headers: { 'content-type': 'application/json' } }), [/X-Request-Id/])
  t.match(check({}, '/nothing'), [/no operation/])
  t.match(check({ status: 500, json: { statusCode: 500 } })[0], /is of type application\/json/)
  const problem = {
    type: '/problems/not-found',
    title: '',
    status: 404,
    detail: '',
    instance: '',
    code: 'not-found',
    requestId: 'a',
  }
  const headers = { 'content-type': 'application/problem+json', 'x-request-id': 'a' }
  const say = (changes: object, more: object = {}) =>
    check({ status: 404, text: 'x', json: { ...problem, ...changes }, headers: { ...headers, ...more } }, '/nothing')
  t.strictSame(say({}), [])
  t.match(say({ status: 400 }), [/says status/])
  t.match(say({ code: 'x' }), [/allowed values/, /type/])
  t.match(say({ requestId: 'b' }), [/request id/])
  t.match(say({ resend: 'safe' }), [/Retry-After/])
  t.match(say({}, { 'retry-after': '5' }), [/Retry-After/])
})
