import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readSecret } from '../config/secret-file.ts'
import type { Authenticate, Caller } from '../messages/caller.ts'
import type { Credential } from '../messages/upstream.ts'
import { type KeysFile, parseKeysFile } from './keys-file.ts'
import { createRegistry, type Registry, type RegistryOptions } from './registry.ts'

/** Every few seconds a look at a small file costs nothing, and nobody waits longer for a key to be taken back. */
const pollMs = 3_000

/** One good reading of the file and of the passwords that it names. */
export type Loaded = {
  readonly callers: readonly Caller[]
  /** By the caller's name. */
  readonly accounts: ReadonlyMap<string, Credential>
}

export type CallerSource = {
  readonly authenticate: Authenticate
  /** Reads the file and the passwords anew, now. */
  reload(): void
  close(): void
}

export type SourceOptions = RegistryOptions & {
  readonly file: string
  /** Told before any of it counts, at the start too. */
  readonly onLoaded: (loaded: Loaded) => void
  /** Told what is wrong with a file that has changed; what was read before it still counts. */
  readonly onFaults: (faults: readonly string[]) => void
  readonly pollMs?: number
}

/** The keys' file cannot be used, at the start. */
export class KeysFileError extends Error {
  override name = 'KeysFileError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(faults.join('; '))
    this.faults = faults
  }
}

/**
 * The callers of a file that may change while they are served: on `reload`, and whenever its content is another one. It is
 * polled, because watching loses sight of a file that is replaced, as editors do and Kubernetes does with a link.
 *
 * @throws KeysFileError when the file is not good at the start
 */
export function openCallers({ file, onLoaded, onFaults, ...options }: SourceOptions): CallerSource {
  /** What the last look has found, good or not, so that a fault is told once. */
  let seen = look(file)
  const first = load(file, seen, options)
  if (!first.ok) throw new KeysFileError(first.faults)
  onLoaded(first)
  let { registry } = first
  /** Of the last look; empty where all was well. */
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
    // On a slow disk one look may last longer than the time to the next.
    if (looking) return
    looking = true
    const before = seen
    const found = await readFile(file).catch(codeOf)
    looking = false
    // What a reload has read meanwhile may be newer: a key that was taken back must not come to life again.
    if (closed || seen !== before) return
    // A password's file may have been what was wrong; by now it may be there.
    if (faults.length > 0 || !isSame(seen, found)) take(found)
  }, options.pollMs ?? pollMs)
  timer.unref()

  return {
    authenticate: (key) => registry.authenticate(key),
    reload() {
      // Whoever asks wants to be told, even what was told before.
      faults = []
      if (!closed) take(look(file))
    },
    close() {
      closed = true
      clearInterval(timer)
    },
  }
}

/** The file's bytes, or the code of why there are none. */
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

type LoadResult =
  | (Loaded & { readonly ok: true; readonly registry: Registry })
  | { readonly ok: false; readonly faults: readonly string[] }

function load(file: string, found: Look, options: RegistryOptions): LoadResult {
  if (typeof found === 'string') return { ok: false, faults: [`cannot be read (${found})`] }
  const parsed = parseKeysFile(found)
  if (!parsed.ok) return parsed
  const { accounts, faults } = readAccounts(file, parsed.content)
  if (faults.length > 0) return { ok: false, faults }
  const registry = createRegistry(parsed.content, options)
  return { ok: true, registry, callers: registry.callers, accounts }
}

/** A password's file is looked for beside the file that names it. */
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
