import fc from 'fast-check'
import t from 'tap'
import { findMisnamedKey } from '../../../src/http/server/misnamed-key.ts'
import { startGateway, validBody } from '../../support/gateway.ts'
import { answerAccepted, createRawUpstream } from '../../support/raw-upstream.ts'

const key = 'order-42:attempt.1_A'

/** Names under which clients send a key, or think that they do. */
const misnamed = [
  'X-Idempotency-Key',
  'Idempotency_Key',
  'IdempotencyKey',
  'X-Request-Idempotency-Key',
  'Acme-Idempotency-Key-V2',
  'idempotency',
  'Idempotency-Id',
  'Idempotency-Token',
  'Idempotent-Key',
  'X-Idempotent',
  'Idempotence-Key',
  'Idempotency.Key',
  'Idempotency--Key',
  'HTTP_IDEMPOTENCY_KEY',
  'Idem-Potency-Key',
  // Misspelt.
  'Idempotancy-Key',
  'Indempotency-Key',
  'Idempontency-Key',
  'Idemptency-Key',
  'Idempotecny-Key',
  'X-Idempotentcy-Key',
  'Idempotency-Kye',
  // Shortened.
  'Idem-Key',
  'X-Idem-Key',
  'idem_token',
  'IdemKey',
  'X-Idem',
  // The same by another word.
  'Dedup-Key',
  'X-Dedup-Key',
  'X-Dedupe-Id',
  'X-Dedupe-Key',
  'X-De-Dup-Key',
  'Deduplication-Id',
  'Message-Deduplication-Id',
  'MessageDeduplicationId',
]

/** Names that mean something else. */
const unrelated = [
  'Idempotency-Key',
  'idempotency-key',
  'IDEMPOTENCY-KEY',
  // An answer's header, which a proxy or a test may send back. It has no key in it.
  'Idempotent-Replayed',
  'Host',
  'Content-Type',
  'Accept-Encoding',
  'Authorization',
  'X-Request-Id',
  'X-Correlation-Id',
  'X-Unique-Id',
  'X-Trace-Id',
  'Traceparent',
  'X-Amzn-Trace-Id',
  'X-Cloud-Trace-Context',
  'CF-Ray',
  'X-Api-Key',
  'X-Latency',
  'X-Frequency',
  'X-Currency-Key',
  'X-Potency',
  'X-Spot-Id',
  'Item-Potential',
  'X-Urgency',
  'Identity',
  'Sec-WebSocket-Key',
  'Accidem-Key',
  'X-Node-Duplex',
  'X-Needed-Uptime',
]

const find = (...names: readonly string[]) => findMisnamedKey({ rawHeaders: names.flatMap((name) => [name, key]) })

t.test('a header that is meant as an Idempotency-Key is told from one that is not', async (t) => {
  for (const name of misnamed) t.equal(find('Host', name, 'Accept'), name)
  for (const name of unrelated) t.equal(find(name), undefined, name)
  t.equal(find('Idempotency-Key', 'X-Idempotency-Key'), 'X-Idempotency-Key', 'beside a right one too')
})

t.test('the word is recognised with any two of its letters wrong, missing or too many', async (t) => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
  const edit = fc.record({ at: fc.nat(11), letter, kind: fc.constantFrom('replace', 'remove', 'insert') })
  const edits = fc.array(edit, { maxLength: 2 })
  const isFound = fc.property(edits, fc.constantFrom('', 'X-', 'My-Request-'), (made, prefix) => {
    let word = 'idempotency'
    for (const { at, letter: other, kind } of made) {
      const inserted = kind === 'remove' ? '' : other
      word = word.slice(0, at) + inserted + word.slice(kind === 'insert' ? at : at + 1)
    }
    const name = `${prefix}${word}-Key`
    return name.toLowerCase() === 'idempotency-key' || find(name) === name
  })
  t.notOk(fc.check(isFound, { numRuns: 2_000 }).counterexample)
})

t.test('a message with a misnamed key is refused, told the right name, and not submitted', async (t) => {
  const upstream = await createRawUpstream()
  t.teardown(upstream.close)
  upstream.behave(answerAccepted)
  const { post } = await startGateway(t, { origin: upstream.origin })
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  for (const [route, body] of [
    ['/messages', validBody],
    ['/messages/preview', validBody],
    ['/scheduled-messages', { ...validBody, sendAt }],
  ] as const) {
    for (const name of misnamed) {
      const answer = await post(route, body, { [name]: key })
      t.match(answer, { status: 400, json: { code: 'idempotency-key-misnamed', detail: /`Idempotency-Key`/ } }, name)
    }
    const both = await post(route, body, { 'idempotency-key': key, 'x-idempotency-key': key })
    t.match(both, { status: 400, json: { code: 'idempotency-key-misnamed' } }, 'which of two is meant is not guessed')
  }
  t.equal(upstream.requestCount, 0)
  t.equal((await post('/messages', validBody, { 'idempotent-replayed': 'true' })).status, 201)
  t.equal(upstream.requestCount, 1)
})

t.test('where a key is required, a misnamed one is told its right name', async (t) => {
  const { post, inbox } = await startGateway(t, { settings: { IDEMPOTENCY: 'required' } })
  const answer = await post('/messages', validBody, { 'x-idempotency-key': key })
  t.match(answer, { status: 400, json: { code: 'idempotency-key-misnamed' } })
  t.equal(inbox.receivedCount(), 0)
})
