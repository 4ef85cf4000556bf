import t from 'tap'
import { createContentHash } from '../../src/journal/installation-key.ts'

t.test('the hash of a text is its HMAC-SHA-256: journals of earlier versions are still recognised', async (t) => {
  const hash = createContentHash(Buffer.alloc(20, 0x0b))
  const expected = 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'
  t.equal(Buffer.from(hash('Hi There')).toString('hex'), expected, 'RFC 4231, test case 1')
  t.not(Buffer.from(createContentHash(Buffer.alloc(20, 0x0c))('Hi There')).toString('hex'), expected, 'another key')
})
