import t from 'tap'
import {
  createApiKey,
  formatApiKey,
  formatKeyHash,
  hashSecret,
  isSecretOf,
  keyHashPattern,
  keyIdPattern,
  parseApiKey,
  parseKeyHash,
} from '../../src/callers/api-key.ts'

t.test('a new key is read as it was written, and no two are the same', async (t) => {
  const keys = Array.from({ length: 100 }, createApiKey)
  for (const key of keys) {
    t.strictSame(parseApiKey(formatApiKey(key)), key)
    t.match(key.id, new RegExp(keyIdPattern))
    t.equal(Buffer.from(key.secret, 'base64url').length, 32, '256 bits')
  }
  t.equal(new Set(keys.map(({ id }) => id)).size, 100)
  t.equal(new Set(keys.map(({ secret }) => secret)).size, 100)
})

t.test('text in another form is not a key', async (t) => {
  const { id, secret } = createApiKey()
  const right = `bsg_${id}_${secret}`
  for (const text of [
    '',
    'bsg_',
    right.slice(1),
    right.slice(0, -1),
    `${right}=`,
    ` ${right}`,
    `${right}\n`,
    right.toUpperCase(),
    `bsg__${secret}`,
    `bsg_${id}_${'/'.repeat(43)}`,
    `bsg_${'a'.repeat(33)}_${secret}`,
    `bsg_${id}${secret}`,
  ]) {
    t.equal(parseApiKey(text), undefined, JSON.stringify(text))
  }
})

t.test('a hash belongs to its secret alone, and its salt makes two of one secret', async (t) => {
  const { secret } = createApiKey()
  const [one, other] = [hashSecret(secret), hashSecret(secret)]
  t.not(formatKeyHash(one), formatKeyHash(other))
  for (const hash of [one, other]) {
    t.match(formatKeyHash(hash), new RegExp(keyHashPattern))
    t.strictSame(parseKeyHash(formatKeyHash(hash)), hash)
    t.ok(isSecretOf(hash, secret))
    t.notOk(isSecretOf(hash, createApiKey().secret))
    t.notOk(isSecretOf(hash, ''))
    // The last of 43 characters carries two bits that no byte has: two texts, and one of them is the secret.
    const twin = secret.slice(0, -1) + String.fromCharCode((secret.at(-1) ?? '').charCodeAt(0) ^ 1)
    t.notOk(isSecretOf(hash, twin))
  }
})
