import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { formats } from '../../src/http/schemas/formats.ts'
import { ownKeywords } from '../../src/http/schemas/schema.ts'
import { formatWords, sayExpected, schemaWords } from '../../src/json/schema-words.ts'
import { startGateway, validBody } from '../support/gateway.ts'

type Schema = Readonly<Record<string, unknown>>

/** What describes a value and does not judge it. */
const annotations: readonly string[] = ['description', 'examples', 'default', 'title', '$id', ...ownKeywords]
/** Where the schemas of parts are, which are judged by keywords of their own. */
const structure = ['properties', 'items', '$ref']

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** A schema and all schemas in it. `$ref` is the name of a shared schema. */
function* partsOf(schema: Schema, shared: Readonly<Record<string, unknown>>): Generator<Schema> {
  const { $ref: reference, properties, items } = schema
  if (typeof reference === 'string') {
    const target = shared[reference.replace('#', '')]
    if (!isObject(target)) throw new Error(`There is no schema ${reference}`)
    yield* partsOf(target, shared)
    return
  }
  yield schema
  if (isObject(items)) yield* partsOf(items, shared)
  if (isObject(properties)) for (const part of Object.values(properties) as Schema[]) yield* partsOf(part, shared)
}

/** The schemas that judge requests, as the routes have them: the published document words them for other programs. */
async function startWithSchemas(t: Test) {
  const schemas: Schema[] = []
  const watch = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ schema }) => {
      for (const part of [schema?.body, schema?.querystring, schema?.params, schema?.headers])
        if (isObject(part)) schemas.push(part)
    })
  subscribe('fastify.initialization', watch)
  const { app } = await startGateway(t)
  unsubscribe('fastify.initialization', watch)
  return { schemas, shared: app.getSchemas() }
}

t.test('every keyword in a schema of any request has words of our own', async (t) => {
  const { schemas: requests, shared } = await startWithSchemas(t)
  const schemas = requests.flatMap((schema) => [...partsOf(schema, shared)])
  t.ok(schemas.length >= 40)
  const used = new Set<string>()
  for (const schema of schemas) {
    for (const keyword of Object.keys(schema)) {
      if (annotations.includes(keyword) || structure.includes(keyword)) continue
      used.add(keyword)
      const said = sayExpected(keyword, schema)
      t.match(said, /^(?:must|is) ./, `${keyword} ${said}`)
      t.notMatch(said, /undefined|not as described|NOT|>=|<=|characters? .*\d+ character/, said)
    }
    const { format } = schema
    if (format !== undefined) t.ok(String(format) in formats, `${format} is judged by our own code`)
  }
  for (const keyword of ['type', 'required', 'minLength', 'pattern', 'format', 'enum', 'maximum'])
    t.ok(used.has(keyword))
})

t.test('what a schema expects is said in whole sentences', async (t) => {
  const rows: readonly (readonly [keyword: string, schema: Schema, said: string])[] = [
    ['type', { type: 'string', 'x-expected': 'a name' }, 'must be of type string'],
    ['enum', { enum: ['auto', 'gsm7'] }, 'must be one of auto, gsm7'],
    ['minLength', { minLength: 1 }, 'must not be empty'],
    ['minLength', { minLength: 4 }, 'must be at least 4 characters long'],
    ['maxLength', { maxLength: 18 }, 'must be at most 18 characters long'],
    ['maxLength', { maxLength: 18, 'x-expected': 'a name of up to 11' }, 'must be a name of up to 11'],
    ['minItems', { minItems: 1 }, 'must not be empty'],
    ['maxItems', { maxItems: 1_000 }, 'must have at most 1000 items'],
    ['format', { format: 'date-time' }, `must be ${formatWords['date-time']}`],
  ]
  for (const [keyword, schema, said] of rows) t.equal(sayExpected(keyword, schema), said)
  t.ok(Object.keys(schemaWords).length >= 10)
})

t.test('the refusal of an unreadable body names the position of the fault', async (t) => {
  const { postBytes, inbox } = await startGateway(t)
  const rows: readonly (readonly [body: string, detail: RegExp])[] = [
    [`\ufeff${JSON.stringify(validBody)}`, /byte order mark/],
    ['{\n  "to": ["+213550000001"],\n  "from": "ACME"\n  "text": "Hi"\n}', /line 4, column 3/],
    ['{"to":["+213550000001"],', /ends too early, at line 1, column 25/],
  ]
  for (const [body, detail] of rows) {
    t.match(await postBytes('/messages', body), { status: 400, json: { code: 'malformed-request', detail } }, body)
  }
  t.equal(inbox.receivedCount(), 0)
})
