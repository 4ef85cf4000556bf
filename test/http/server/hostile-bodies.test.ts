import { Type } from '@sinclair/typebox'
import t, { type Test } from 'tap'
import { bodyLimitBytes, maxBodyParts } from '../../../src/http/server/client-limits.ts'
import { createFastify } from '../../../src/http/server/fastify.ts'
import { maxViolations } from '../../../src/http/server/violations.ts'
import { createLogger, createSecrets } from '../../../src/logging/logger.ts'
import { startGateway, validBody } from '../../support/gateway.ts'

const message = JSON.stringify(validBody).slice(1, -1)
const rest = '"from":"ACME","text":"Your code is 1234"'

/** As many of an item as a body has room for, separated by commas. */
function fill(head: string, item: string, tail: string): string {
  const count = Math.floor((bodyLimitBytes - head.length - tail.length + 1) / (item.length + 1))
  return head + Array.from({ length: count }, () => item).join(',') + tail
}

const fields = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `"${name(index)}":1`).join(',')

const listOf = (item: string) => fill('{"to":[', item, `],${rest}}`)
const tooMany = `The body cannot be read: it holds more than ${maxBodyParts} fields, objects and lists.`
const tooDeep = 'The body cannot be read: it is nested deeper than 16.'
const tooLong = (field: string) => ({ violations: [{ pointer: field, message: /\b1000\b|\b40000\b|\b18\b|\b128\b/ }] })

/** Bodies that are as much work as 128 KB can be, and how little is said of them: what is not looked at cannot be told. */
const bodies: readonly [name: string, body: string, expected: object, violationCount: number, more?: number][] = [
  ['65,000 numbers as recipients', listOf('1'), tooLong('/to'), 1],
  ['40,000 empty strings as recipients', listOf('""'), tooLong('/to'), 1],
  ['26,000 recipients with an escape', listOf('"\\n"'), tooLong('/to'), 1],
  ['8,000 right recipients', listOf('"+213550000001"'), tooLong('/to'), 1],
  ['1,000 numbers as recipients', `{"to":[${Array(1_000).fill(1)}],${rest}}`, {}, maxViolations, 900],
  ['1,000 wrong recipients', `{"to":[${Array(1_000).fill('"0"')}],${rest}}`, {}, maxViolations, 900],
  ['one recipient 1,000 times', `{"to":[${Array(1_000).fill('"+213550000001"')}],${rest}}`, {}, maxViolations, 899],
  ['40,000 objects', listOf('{}'), { detail: tooMany }, 0],
  ['40,000 lists', listOf('[]'), { detail: tooMany }, 0],
  ['12,000 unknown fields', `{${fields(12_000, (index) => index.toString())},${message}}`, { detail: tooMany }, 0],
  ['9,000 fields inside', `{${message},"template":{${fields(9_000, (index) => `k${index}`)}}}`, { detail: tooMany }, 0],
  [
    '990 unknown fields',
    `{${fields(990, (index) => `${'~'.repeat(100)}${index}`)},${message}}`,
    {},
    maxViolations,
    890,
  ],
  ['65,000 open lists', '['.repeat(65_000), { detail: tooDeep }, 0],
  ['65,000 lists in lists', '['.repeat(65_000) + ']'.repeat(65_000), { detail: tooDeep }, 0],
  ['20,000 objects in objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, { detail: tooDeep }, 0],
  ['a text of 128 KB', JSON.stringify({ ...validBody, text: 'a'.repeat(130_000) }), tooLong('/text'), 1],
  ['a text of 128 KB of colons', JSON.stringify({ ...validBody, text: ':'.repeat(130_000) }), tooLong('/text'), 1],
  ['a sender of 128 KB', JSON.stringify({ ...validBody, from: '1'.repeat(130_000) }), tooLong('/from'), 1],
  ['a reference of 128 KB', JSON.stringify({ ...validBody, reference: 'x'.repeat(130_000) }), tooLong('/reference'), 1],
]

t.test('a body that is as much work as it can be is refused before most of it is looked at', async (t) => {
  const { postBytes, inbox } = await startGateway(t)
  for (const [name, body, expected, violationCount, more] of bodies) {
    t.ok(body.length <= bodyLimitBytes, `${name}: within the limit of bytes`)
    for (const url of ['/messages', '/messages/preview']) {
      const { status, json } = await postBytes(url, body)
      t.match({ status, ...json }, { status: 400, ...expected }, `${name}: ${url}`)
      t.equal(json.violations?.length ?? 0, violationCount, `${name}: violations`)
      t.equal(json.moreViolations, more, `${name}: more of them`)
    }
  }
  t.equal(inbox.receivedCount(), 0)
})

t.test('a field that is too long hides no fault of another one', async (t) => {
  const { postBytes } = await startGateway(t)
  const body = fill('{"to":[', '1', '],"from":"A sender too long","text":"","more":1}')
  const { json } = await postBytes('/messages', body)
  t.strictSame(
    new Set(json.violations.map(({ pointer }: { pointer: string }) => pointer)),
    new Set(['/to', '/from', '/text', '/more']),
  )
})

/** A bare server: `/found` answers how many faults Ajv found, `/judged` asks the rules, of which it notes what they may not judge. */
async function startBare(t: Test) {
  const app = createFastify(createLogger('silent', createSecrets()))
  const list = Type.Array(Type.String({ pattern: '^a' }), { maxItems: 1_000 })
  const body = Type.Object({ list, text: Type.String({ maxLength: 10 }) }, { additionalProperties: false })
  const unusable: string[][] = []
  app.post('/found', { schema: { body }, attachValidation: true }, async ({ validationError }) => ({
    found: validationError?.validation?.length ?? 0,
  }))
  const check = (_body: unknown, fields: ReadonlySet<string>) => {
    unusable.push([...fields])
    return []
  }
  app.post('/judged', { schema: { body }, config: { check } }, async () => ({}))
  t.teardown(() => app.close())
  return { unusable, post: (url: string, payload: object) => app.inject({ method: 'POST', url, payload }) }
}

t.test('Ajv looks at the items of a list that has a right length, and at no others', async (t) => {
  const { post } = await startBare(t)
  const found = async (list: readonly unknown[]) => (await post('/found', { list, text: '' })).json().found
  t.equal(await found(['a', 'ab']), 0)
  t.equal(await found(['b', 'a', 1]), 2)
  t.equal(await found(Array(1_000).fill(1)), 1_000)
  t.equal(await found(Array(1_001).fill(1)), 1, 'its length alone')
  t.equal(await found(Array(1_001).fill('a')), 1)
  t.equal(await found(Array(60_000).fill(1)), 1)
})

t.test('the rules are not asked about a field that is longer than its schema allows', async (t) => {
  const { post, unusable } = await startBare(t)
  await post('/judged', { list: Array(1_001).fill('a'), text: '' })
  await post('/judged', { list: [], text: 'a'.repeat(11) })
  t.strictSame(unusable, [['list'], ['text']])
})
