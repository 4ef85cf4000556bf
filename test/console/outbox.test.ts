import t from 'tap'
import { createIdempotencyKey, createOutbox } from '../../console/send/outbox.js'
import { parseIdempotencyKey } from '../../src/messages/idempotency.ts'

const body = { to: ['+213550000001'], from: 'ACME', text: 'Hello' }

t.test('the same content keeps its key until it is renewed, and other content has another', async (t) => {
  let count = 0
  const { keyFor, renew } = createOutbox(() => `key-${++count}`)
  t.equal(keyFor('messages', body), 'key-1')
  t.equal(keyFor('messages', { ...body }), 'key-1', 'a second click')
  t.equal(keyFor('messages', { ...body, text: 'Other' }), 'key-2')
  t.equal(keyFor('scheduled-messages', body), 'key-3', 'another route')
  t.equal(keyFor('messages', body), 'key-1', 'also after another message')
  renew('messages', body)
  t.equal(keyFor('messages', body), 'key-4')
})

t.test('a key is one that the gateway takes, and each is another', async (t) => {
  const key = createIdempotencyKey()
  t.equal(parseIdempotencyKey(key), key)
  t.not(createIdempotencyKey(), key)
})
