import { randomBytes } from 'node:crypto'
import type { Authenticate, Caller } from '../messages/caller.ts'
import { hashSecret, isSecretOf, type KeyHash, parseApiKey, parseKeyHash } from './api-key.ts'
import { type KeysFile, parseKeyInstant } from './keys-file.ts'

/** The callers from one load of the keys file. Immutable: each load creates another registry. */
export type CallerRegistry = { readonly callers: readonly Caller[]; readonly authenticate: Authenticate }

type Entry = { readonly caller: Caller; readonly hash: KeyHash; readonly expiresAt: number }

/** Compared with keys whose id is unknown. */
const nobody: KeyHash = hashSecret(randomBytes(32).toString('base64url'))

export type CallerRegistryOptions = {
  /** The wall clock, which determines when keys expire. */
  readonly nowMs: () => number
  /** Whether callers with their own upstream account use it; otherwise all use the gateway's. */
  readonly ownAccounts: boolean
}

export function createCallerRegistry(
  { callers: entries }: KeysFile,
  { nowMs, ownAccounts }: CallerRegistryOptions,
): CallerRegistry {
  const byId = new Map<string, Entry>()
  const callers = entries.map((entry) => {
    const caller = createCaller(entry, ownAccounts)
    for (const { id, hash, expiresAt } of entry.keys) {
      const expires = expiresAt === undefined ? undefined : parseKeyInstant(expiresAt)
      byId.set(id, { caller, hash: parseKeyHash(hash), expiresAt: expires ?? Number.POSITIVE_INFINITY })
    }
    return caller
  })

  return {
    callers,
    authenticate(text) {
      const key = parseApiKey(text)
      const entry = key && byId.get(key.id)
      // Every failure computes and compares one hash, so that timing does not reveal which ids exist.
      const isRight = isSecretOf(entry?.hash ?? nobody, key?.secret ?? '')
      return isRight && entry !== undefined && nowMs() < entry.expiresAt ? entry.caller : undefined
    },
  }
}

function createCaller(entry: KeysFile['callers'][number], ownAccounts: boolean): Caller {
  const { keys: _keys, scopes, account, ...limits } = entry
  return { ...limits, scopes: new Set(scopes), ...(ownAccounts && account !== undefined && { account: limits.name }) }
}
