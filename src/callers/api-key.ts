import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * An API key: `bsg_<id>_<secret>`. The id is public: it identifies the entry and may be shown. The prefix allows
 * repository scanners and the log's redaction to recognise a leaked key.
 */
export type ApiKey = { readonly id: string; readonly secret: string }

export const keyIdPattern = '^[a-z0-9]{4,32}$'
export const keyHashPattern = '^sha256:[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}$'
const keyPattern = /^bsg_([a-z0-9]{4,32})_([A-Za-z0-9_-]{43})$/

const idBytes = 6
const secretBytes = 32
const saltBytes = 16

/** How the file stores a secret. */
export type KeyHash = { readonly salt: Buffer; readonly digest: Buffer }

export const createApiKey = (): ApiKey => ({
  id: randomBytes(idBytes).toString('hex'),
  secret: randomBytes(secretBytes).toString('base64url'),
})

export const formatApiKey = ({ id, secret }: ApiKey): string => `bsg_${id}_${secret}`

export function parseApiKey(text: string): ApiKey | undefined {
  const [, id, secret] = keyPattern.exec(text) ?? []
  return id === undefined || secret === undefined ? undefined : { id, secret }
}

/**
 * One round of SHA-256. Slow hashes protect secrets that people can remember, by making each guess expensive. A secret
 * of 256 random bits cannot be guessed anyway, while a slow hash on every request would be a way to overload the
 * gateway. The salt hides that two entries share a secret, should anybody copy one.
 */
export function hashSecret(secret: string, salt: Buffer = randomBytes(saltBytes)): KeyHash {
  return { salt, digest: hash('sha256', Buffer.concat([salt, Buffer.from(secret)]), 'buffer') }
}

export const formatKeyHash = ({ salt, digest }: KeyHash): string =>
  `sha256:${salt.toString('base64url')}:${digest.toString('base64url')}`

/** @param text matches `keyHashPattern` */
export function parseKeyHash(text: string): KeyHash {
  const [, salt = '', digest = ''] = text.split(':')
  return { salt: Buffer.from(salt, 'base64url'), digest: Buffer.from(digest, 'base64url') }
}

/** In base64url, as `keyPattern` requires it. */
const secretLength = 43
/** Reused, because nothing can interrupt a comparison: buffers made for each request take 7,000 of 16,000 instructions. */
const [salted, presented] = [Buffer.alloc(saltBytes + secretLength), Buffer.alloc(32)]

/** Compares in constant time. */
export function isSecretOf({ salt, digest }: KeyHash, secret: string): boolean {
  if (secret.length !== secretLength || salt.length !== saltBytes) {
    return timingSafeEqual(hashSecret(secret, salt).digest, digest)
  }
  salted.set(salt)
  salted.write(secret, saltBytes)
  presented.write(hash('sha256', salted, 'latin1'), 'latin1')
  salted.fill(0)
  return timingSafeEqual(presented, digest)
}
