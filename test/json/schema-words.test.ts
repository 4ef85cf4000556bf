import t from 'tap'
import { formats } from '../../src/http/schemas/formats.ts'
import { formatWords, sayExpected, schemaWords } from '../../src/json/schema-words.ts'
import { startGateway, validBody } from '../support/gateway.ts'
import type { OpenapiDocument } from '../support/openapi-answers.ts'

type Schema = Readonly<Record<string, unknown>>

/** What describes a value and does not judge it. */
const annotations = ['description', 'examples', 'default', 'title', '$id', 'x-expected']
/** Where the schemas of parts are, which are judged by keywords of their own. */
const structure = ['properties', 'items', '$ref']

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** A schema and all schemas in it. */
function* partsOf(schema: Schema, document: Schema): Generator<Schema> {
  const { $ref: reference, properties, items } = schema
  if (typeof reference === 'string') {
    const [, ...keys] = reference.split('/')
    const target = keys.reduce<unknown>((place, key) => (isObject(place) ? place[key] : undefined), document)
    if (!isObject(target)) throw new Error(`There is no schema ${reference}`)
    yield* partsOf(target, document)
    return
  }
  yield schema
  if (isObject(items)) yield* partsOf(items, document)
  if (isObject(properties)) for (const part of Object.values(properties) as Schema[]) yield* partsOf(part, document)
}

/** The schemas of all requests: of their bodies and their parameters. */
function requestSchemas({ paths }: OpenapiDocument): readonly Schema[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item))
  return operations.flatMap(({ parameters = [], requestBody }) => [
    ...parameters.map((parameter) => (parameter as unknown as { schema: Schema }).schema),
    ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema as Schema),
  ])
}

t.test('every keyword in a schema of any request has words of our own', async (t) => {
  const { app } = await startGateway(t)
  const document = app.swagger() as unknown as OpenapiDocument & Schema
  const schemas = requestSchemas(document).flatMap((schema) => [...partsOf(schema, document)])
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
