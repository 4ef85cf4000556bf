import { parseArgs } from 'node:util'
import { createApiKey, formatApiKey, formatKeyHash, hashSecret } from '../src/callers/api-key.ts'
import { parseKeysFile } from '../src/callers/keys-file.ts'
import { scopes } from '../src/messages/caller.ts'

/**
 * Makes an API key. Standard output gets the entry for the keys' file, in which the key itself does not stand; the
 * terminal is shown the key, once.
 */
const usage = `usage: npm run key -- create <caller> --scope <scope> [--scope <scope>] [--expires <days>d]

  <caller>   the caller's name: small letters, digits and -, as orders
  --scope    what the key allows: ${scopes.join(', ')}
  --expires  how long it is valid, as 90d; without it, for ever

  For example: npm run key -- create orders --scope messages:send --scope messages:read --expires 90d`

const dayMs = 86_400_000

type Wanted = { readonly name: string; readonly scopes: readonly string[]; readonly expiresInDays?: number }

const wanted = readArguments()
if (typeof wanted === 'string') fail(wanted)
else print(wanted)

/** @returns what is wanted, or what is wrong */
function readArguments(): Wanted | string {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse()
  } catch (error) {
    return (error as Error).message
  }
  const [command, name, ...others] = parsed.positionals
  const { scope = [], expires } = parsed.values
  if (command !== 'create' || name === undefined || others.length > 0) return 'say create and the name of one caller'
  if (scope.length === 0) return 'say at least one --scope'
  const [, days] = /^(\d{1,5})d$/.exec(expires ?? '') ?? []
  if (expires !== undefined && !(Number(days) > 0)) return '--expires must be a number of days, as 90d'
  return { name, scopes: scope, ...(days !== undefined && { expiresInDays: Number(days) }) }
}

function parse() {
  const options = { scope: { type: 'string', multiple: true }, expires: { type: 'string' } } as const
  return parseArgs({ options, allowPositionals: true })
}

function print({ name, scopes, expiresInDays }: Wanted): void {
  const key = createApiKey()
  const now = Temporal.Now.instant().round('second')
  const entry = {
    name,
    scopes,
    keys: [
      {
        id: key.id,
        hash: formatKeyHash(hashSecret(key.secret)),
        createdAt: now.toString(),
        ...(expiresInDays !== undefined && {
          expiresAt: now.add({ milliseconds: expiresInDays * dayMs }).toString(),
        }),
      },
    ],
  }
  // The gateway's own reader says what is wrong with the name and the scopes.
  const checked = parseKeysFile(Buffer.from(JSON.stringify({ callers: [entry] })))
  if (!checked.ok) {
    fail(checked.faults.map((fault) => fault.replace(/^\/callers\/0\//, '')).join('\n'))
    return
  }
  process.stdout.write(`${JSON.stringify(entry, null, 2)}\n`)
  process.stderr.write(`
The key of ${name}, shown this once and kept nowhere:

  ${formatApiKey(key)}

The entry above belongs into the list "callers" of the file that API_KEYS_FILE names: { "callers": [ … ] }. If ${name} is
in it already, add only the object in "keys": both keys are valid then, until you remove the old one.
`)
}

function fail(message: string): void {
  process.stderr.write(`${message}\n\n${usage}\n`)
  process.exitCode = 1
}
