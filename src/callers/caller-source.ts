import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readSecret } from '../config/secret-file.ts'
import type { Authenticate, Caller } from '../messages/caller.ts'
import type { Credential } from '../messages/upstream.ts'
import { type KeysFile, parseKeysFile } from './keys-file.ts'
import { type CallerRegistry, type CallerRegistryOptions, createCallerRegistry } from './registry.ts'

/** Reading a small file every few seconds costs nothing, and a revoked key stops working soon. */
const pollMs = 3_000

/** A successful load of the file and of the passwords that it refers to. */
export type Loaded = {
  readonly callers: readonly Caller[]
  /** By caller name. */
  readonly accounts: ReadonlyMap<string, Credential>
}

export type CallerSource = {
  readonly authenticate: Authenticate
  /** Rereads the file and the passwords immediately. */
  reload(): void
  close(): void
}

export type CallerSourceOptions = CallerRegistryOptions & {
  readonly file: string
  /** Called before the new state takes effect, including at startup. */
  readonly onLoaded: (loaded: Loaded) => void
  /** Called with the faults of a changed file; the previous state remains in use. */
  readonly onFaults: (faults: readonly string[]) => void
  readonly pollMs?: number
}

/** The keys file is unusable at startup. */
export class KeysFileError extends Error {
  override name = 'KeysFileError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('; '))
    this.faults = faults
  }
}

/**
 * The callers of a file that may change at runtime: reloaded on `reload` and whenever its content changes. The file is
 * polled, because watching loses track of replaced files, as with editors and with Kubernetes symlinks.
 *
 * @throws KeysFileError if the file is invalid at startup
 */
export function openCallers({ file, onLoaded, onFaults, ...options }: CallerSourceOptions): CallerSource {
  /** The result of the last read, valid or not, so that each fault is reported once. */
  let seen = look(file)
  const first = load(file, seen, options)
  if (!first.ok) throw new KeysFileError(first.faults)
  onLoaded(first)
  let { registry } = first
  /** The faults of the last read; empty if it was valid. */
  let faults: readonly string[] = []

  function take(found: Look): void {
    const before = { seen, faults }
    seen = found
    const result = load(file, found, options)
    faults = result.ok ? [] : result.faults
    if (result.ok) {
      onLoaded(result)
      registry = result.registry
    } else if (!isSame(before.seen, found) || !isDeepStrictEqual(before.faults, faults)) onFaults(faults)
  }

  let closed = false
  let looking = false
  const timer = setInterval(async () => {
    // On a slow disk, a read may take longer than the poll interval.
    if (looking) return
    looking = true
    const before = seen
    const found = await readFile(file).catch(codeOf)
    looking = false
    // A reload may meanwhile have read a newer version: a revoked key must not become valid again.
    if (closed || seen !== before) return
    // The fault may have been a password file, which may exist by now.
    if (faults.length > 0 || !isSame(seen, found)) take(found)
  }, options.pollMs ?? pollMs)
  timer.unref()

  return {
    authenticate: (key) => registry.authenticate(key),
    reload() {
      // An explicit reload reports faults again, even those already reported.
      faults = []
      if (!closed) take(look(file))
    },
    close() {
      closed = true
      clearInterval(timer)
    },
  }
}

/** The file's bytes, or the error code of the failed read. */
type Look = Buffer | string

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error'

function look(file: string): Look {
  try {
    return readFileSync(file)
  } catch (error) {
    return codeOf(error)
  }
}

const isSame = (one: Look, other: Look): boolean =>
  typeof one === 'string' || typeof other === 'string' ? one === other : one.equals(other)

/** Reads a keys file and the passwords that it refers to, as a start does, and keeps nothing. */
export function checkKeysFile(file: string): {
  readonly callers: readonly Caller[]
  readonly faults: readonly string[]
} {
  const loaded = load(file, look(file), { nowMs: Date.now, ownAccounts: true })
  return loaded.ok ? { callers: loaded.callers, faults: [] } : { callers: [], faults: loaded.faults }
}

type LoadResult =
  | (Loaded & { readonly ok: true; readonly registry: CallerRegistry })
  | { readonly ok: false; readonly faults: readonly string[] }

function load(file: string, found: Look, options: CallerRegistryOptions): LoadResult {
  if (typeof found === 'string') return { ok: false, faults: [`cannot be read (${found})`] }
  const parsed = parseKeysFile(found)
  if (!parsed.ok) return parsed
  const { accounts, faults } = readAccounts(file, parsed.content)
  if (faults.length > 0) return { ok: false, faults }
  const registry = createCallerRegistry(parsed.content, options)
  return { ok: true, registry, callers: registry.callers, accounts }
}

/** A password file is resolved relative to the file that names it. */
function readAccounts(file: string, { callers }: KeysFile) {
  const accounts = new Map<string, Credential>()
  const faults: string[] = []
  for (const [index, { name, account }] of callers.entries()) {
    if (account === undefined) continue
    const { username, passwordFile } = account
    const read = readSecret(resolve(dirname(file), passwordFile))
    if (read.ok) accounts.set(name, { username, password: read.secret })
    else faults.push(`/callers/${index}/account/passwordFile ${read.fault}`)
  }
  return { accounts, faults }
}
