import t from 'tap'
import { createApiKey, formatApiKey } from '../../src/callers/api-key.ts'
import type { KeysFile } from '../../src/callers/keys-file.ts'
import { createCallerRegistry } from '../../src/callers/registry.ts'
import { createKeyedCaller } from '../support/gateway.ts'

const nowMs = Date.UTC(2026, 10, 22, 8)
const registryOf = (...callers: KeysFile['callers']) =>
  createCallerRegistry({ callers }, { nowMs: () => nowMs, ownAccounts: true })

t.test('a key is its caller, with all that the file says of it', async (t) => {
  const orders = createKeyedCaller({
    name: 'orders',
    scopes: ['messages:send', 'messages:read'],
    senders: ['ACME'],
    dailySegments: 9,
    account: { username: 'geheim', passwordFile: 'geheim' },
  })
  const { authenticate, callers } = registryOf(
    orders.entry,
    createKeyedCaller({ name: 'other', scopes: ['operations'] }).entry,
  )
  const expected = {
    name: 'orders',
    scopes: new Set(['messages:send', 'messages:read']),
    senders: ['ACME'],
    dailySegments: 9,
    account: 'orders',
  }
  t.strictSame(authenticate(orders.key), expected)
  t.strictSame(
    callers.map(({ name }) => name),
    ['orders', 'other'],
  )
})

t.test('two keys of one caller are valid at once', async (t) => {
  const [one, two] = [
    createKeyedCaller({ name: 'orders', scopes: ['operations'] }),
    createKeyedCaller({ name: 'orders', scopes: ['operations'] }),
  ]
  const { authenticate } = registryOf({ ...one.entry, keys: [...one.entry.keys, ...two.entry.keys] })
  t.equal(authenticate(one.key)?.name, 'orders')
  t.equal(authenticate(two.key), authenticate(one.key))
})

t.test('an unknown id, a wrong secret, a key of another form and an expired key are nobody', async (t) => {
  const at = (ms: number) => new Date(ms).toISOString()
  const orders = createKeyedCaller({ name: 'orders', scopes: ['operations'] })
  const expired = createKeyedCaller({ name: 'expired', scopes: ['operations'], expiresAt: at(nowMs) })
  const valid = createKeyedCaller({ name: 'valid', scopes: ['operations'], expiresAt: at(nowMs + 1) })
  const { authenticate } = registryOf(orders.entry, expired.entry, valid.entry)
  t.equal(authenticate(valid.key)?.name, 'valid')
  t.equal(authenticate(expired.key), undefined)
  const [, id = '', secret = ''] = orders.key.split(/^bsg_([^_]+)_/)
  t.equal(authenticate(`bsg_${id}_${secret}`)?.name, 'orders')
  t.equal(authenticate(formatApiKey({ id, secret: createApiKey().secret })), undefined)
  t.equal(authenticate(formatApiKey({ id: createApiKey().id, secret })), undefined)
  const [, otherSecret = ''] = valid.key.split(/^bsg_[^_]+_/)
  t.equal(authenticate(formatApiKey({ id, secret: otherSecret })), undefined, 'the secret of another key')
  for (const text of ['', 'bsg', secret, `bsg_${id}_`, `bsg_${id}`]) t.equal(authenticate(text), undefined)
  t.equal(registryOf().authenticate(orders.key), undefined)
})

t.test('where own accounts are not used, nobody has one', async (t) => {
  const orders = createKeyedCaller({
    name: 'orders',
    scopes: ['operations'],
    account: { username: 'a', passwordFile: 'b' },
  })
  const { authenticate } = createCallerRegistry({ callers: [orders.entry] }, { nowMs: () => nowMs, ownAccounts: false })
  t.strictSame(authenticate(orders.key), { name: 'orders', scopes: new Set(['operations']) })
})
