import { randomBytes } from 'node:crypto'
import type { Authenticate, Caller } from '../domain/caller.ts'
import { hashSecret, isSecretOf, type KeyHash, parseApiKey, parseKeyHash } from './api-key.ts'
import { type KeysFile, parseInstant } from './keys-file.ts'

/** The callers of one reading of the keys' file. It never changes: another reading makes another one. */
export type Registry = { readonly callers: readonly Caller[]; readonly authenticate: Authenticate }

type Entry = { readonly caller: Caller; readonly hash: KeyHash; readonly expiresAt: number }

/** What a key is compared with that nobody has. */
const nobody: KeyHash = hashSecret(randomBytes(32).toString('base64url'))

/** @param nowMs the wall clock, by which keys expire */
export function createRegistry({ callers: entries }: KeysFile, nowMs: () => number): Registry {
  const byId = new Map<string, Entry>()
  const callers = entries.map((entry) => {
    const caller = createCaller(entry)
    for (const { id, hash, expiresAt } of entry.keys) {
      const expires = expiresAt === undefined ? undefined : parseInstant(expiresAt)
      byId.set(id, { caller, hash: parseKeyHash(hash), expiresAt: expires ?? Number.POSITIVE_INFINITY })
    }
    return caller
  })

  return {
    callers,
    authenticate(text) {
      const key = parseApiKey(text)
      const entry = key && byId.get(key.id)
      // Whatever is wrong, one hash is made and compared: the time does not tell which ids there are.
      const isRight = isSecretOf(entry?.hash ?? nobody, key?.secret ?? '')
      return isRight && entry !== undefined && nowMs() < entry.expiresAt ? entry.caller : undefined
    },
  }
}

function createCaller({ keys: _keys, scopes, account, ...limits }: KeysFile['callers'][number]): Caller {
  return { ...limits, scopes: new Set(scopes), ...(account !== undefined && { account: limits.name }) }
}
