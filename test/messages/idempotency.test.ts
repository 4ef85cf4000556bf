import fc from 'fast-check'
import t from 'tap'
import { canonicalJson, equalBytes, parseIdempotencyKey } from '../../src/messages/idempotency.ts'

t.test('a key has 16 to 255 characters, with or without quotes', async (t) => {
  const key = 'aZ09_:.-aZ09_:.-'
  const rows: readonly (readonly [header: string, key: string | undefined])[] = [
    [key, key],
    [`"${key}"`, key],
    ['x'.repeat(255), 'x'.repeat(255)],
    [`"${'x'.repeat(255)}"`, 'x'.repeat(255)],
    ['x'.repeat(15), undefined],
    [`"${'x'.repeat(14)}"`, undefined],
    [`"${'x'.repeat(15)}"`, undefined],
    ['x'.repeat(256), undefined],
    ['', undefined],
    ['""', undefined],
    [`"${key}`, undefined],
    [`${key}"`, undefined],
    [`""${key}""`, undefined],
    [`'${key}'`, undefined],
    [`${key} `, undefined],
    [`${key}\n`, undefined],
    [`${key}, ${key}`, undefined],
    [`"${key}", "${key}"`, undefined],
    [`${key}/x`, undefined],
    [`${key}é`, undefined],
    [`"${key}";a=1`, undefined],
  ]
  for (const [header, expected] of rows) t.equal(parseIdempotencyKey(header), expected, JSON.stringify(header))
})

t.test('equal bodies have the same canonical form regardless of key order, and different bodies do not', async (t) => {
  t.equal(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), '{"a":null,"b":[{"c":2,"d":1}]}')
  t.not(canonicalJson({ to: ['a', 'b'] }), canonicalJson({ to: ['b', 'a'] }), 'the order of a list is a difference')
  t.not(canonicalJson({ a: '1' }), canonicalJson({ a: 1 }))
  t.not(canonicalJson({ a: { b: 1 } }), canonicalJson({ a: {}, b: 1 }))
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, shuffled(inner)]),
          )
        : value
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      return text === canonicalJson(shuffled(value)) && JSON.stringify(JSON.parse(text)) === text
    }),
  )
})

t.test('byte sequences are equal if all their bytes are', async (t) => {
  t.ok(equalBytes(Buffer.from('abc'), new Uint8Array(Buffer.from('abc'))))
  t.notOk(equalBytes(Buffer.from('abc'), Buffer.from('abd')))
  t.notOk(equalBytes(Buffer.from('abc'), Buffer.from('ab')))
})
