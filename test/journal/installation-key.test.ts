import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { createHash } from '../../src/journal/installation-key.ts'

t.test('the hash of a text is its HMAC-SHA-256, for keys up to a block', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'binary', maxLength: 300 }), (key, text) => {
      const expected = createHmac('sha256', key).update(text).digest()
      t.ok(expected.equals(createHash(key)(text)), 'the same bytes')
    }),
  )
  t.throws(() => createHash(new Uint8Array(65)), /at most 64 bytes/, 'a longer one would have to be hashed first')
})
