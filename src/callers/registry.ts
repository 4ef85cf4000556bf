import { randomBytes } from 'node:crypto'
import type { Authenticate, Caller } from '../messages/caller.ts'
import { hashSecret, isSecretOf, type KeyHash, parseApiKey, parseKeyHash } from './api-key.ts'
import { type KeysFile, parseInstant } from './keys-file.ts'

/** The callers of one reading of the keys' file. It never changes: another reading makes another one. */
export type Registry = { readonly callers: readonly Caller[]; readonly authenticate: Authenticate }

type Entry = { readonly caller: Caller; readonly hash: KeyHash; readonly expiresAt: number }

/** What a key is compared with that nobody has. */
const nobody: KeyHash = hashSecret(randomBytes(32).toString('base64url'))

export type RegistryOptions = {
  /** The wall clock, by which keys expire. */
  readonly nowMs: () => number
  /** Whether callers that have an upstream account send with it; otherwise all do with the gateway's. */
  readonly ownAccounts: boolean
}

export function createRegistry({ callers: entries }: KeysFile, { nowMs, ownAccounts }: RegistryOptions): Registry {
  const byId = new Map<string, Entry>()
  const callers = entries.map((entry) => {
    const caller = createCaller(entry, ownAccounts)
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

function createCaller(entry: KeysFile['callers'][number], ownAccounts: boolean): Caller {
  const { keys: _keys, scopes, account, ...limits } = entry
  return { ...limits, scopes: new Set(scopes), ...(ownAccounts && account !== undefined && { account: limits.name }) }
}
