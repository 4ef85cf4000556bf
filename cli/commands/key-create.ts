import { createApiKey, formatApiKey, formatKeyHash, hashSecret } from '../../src/callers/api-key.ts'
import { type KeysFile, parseKeysFile } from '../../src/callers/keys-file.ts'
import { type Scope, scopes } from '../../src/messages/caller.ts'
import { dayMs } from '../../src/sms/instant.ts'
import { defineCommand, type OptionValues, UsageError } from '../command.ts'
import { type Context, print, tell } from '../context.ts'
import type { Exit } from '../exit-codes.ts'
import { type Edit, editKeysFile } from '../keys-file-edit.ts'
import { fileOption, findKeysFile } from '../keys-file-option.ts'
import { tellFaults } from '../tell-faults.ts'

const options = {
  scope: { value: 'SCOPE', many: true, about: `what the key allows: ${scopes.join(', ')}` },
  expires: { value: 'DAYS', about: 'how long it is valid, such as 90d; without it, for ever' },
  sender: { value: 'SENDER', many: true, about: 'a sender that the caller may use; without it, any' },
  prefix: {
    value: 'PREFIX',
    many: true,
    about: 'how numbers that it may send to begin, such as +213; without it, any',
  },
  'max-segments': { value: 'COUNT', about: 'the most segments of a message' },
  'daily-segments': { value: 'COUNT', about: 'the most segments of a day' },
  'requests-per-minute': { value: 'COUNT', about: 'the most requests of a minute' },
  file: fileOption,
  print: { about: 'changes no file: prints the entry to standard output, and the key to standard error' },
} as const

type Entry = KeysFile['callers'][number]
type Key = Entry['keys'][number]

export const keyCreate = defineCommand({
  name: 'key create',
  summary: 'Makes an API key, puts its hash into the keys file, and shows the key once.',
  more: `The key goes to standard output and is kept nowhere. A running gateway accepts it within three seconds.

A caller that is in the file already gets another key, so that the old one can be revoked when nobody uses it any more; its scopes and limits stay as they are. The file keeps its mode and owner, and is created if it is missing. Without --file and API_KEYS_FILE, --print is assumed.`,
  arguments: [
    { name: 'CALLER', about: "the caller's name: small letters, digits and -, such as orders", required: true },
  ],
  options,
  example: 'bulksms-gateway key create orders --scope messages:send --scope messages:read --file secrets/keys.json',
  exits: ['done', 'failed'],
  async run(context, { values, words: [name = ''] }) {
    const limits = readLimits(values)
    const secret = createApiKey()
    const key: Key = { id: secret.id, hash: formatKeyHash(hashSecret(secret.secret)), ...readTimes(values.expires) }
    const text = formatApiKey(secret)
    const file = values.print ? undefined : findKeysFile(context, values.file)
    if (values.print && values.file !== undefined) throw new UsageError('--print changes no file: leave out --file')
    if (file === undefined) return await printEntry(context, { name, ...limits, keys: [key] } as Entry, text)

    const result = await editKeysFile(file, addKey(name, limits, key))
    if (!result.ok) return tellFaults(context, result.faults)
    const what = result.value === 'added' ? 'another key' : 'a new caller'
    tell(context, `${file}: ${what}, ${name}, key id ${key.id}. The key, shown this once:`)
    if (await print(context, text)) return 'done'
    tell(context, `The key could not be shown. Revoke it: bulksms-gateway key revoke ${key.id} --file ${file}`)
    return 'failed'
  },
})

/** The fields of an entry besides its name and keys, in the form of the file. The file's own schema checks them. */
function readLimits(
  values: OptionValues<typeof options>,
): Omit<Entry, 'name' | 'keys' | 'scopes'> & { scopes?: Scope[] } {
  const { scope, sender, prefix } = values
  const count = (option: 'max-segments' | 'daily-segments' | 'requests-per-minute'): number | undefined => {
    const text = values[option]
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text))
      throw new UsageError(`--${option} must be a whole number, 1 or more`)
    return text === undefined ? undefined : Number(text)
  }
  const unknown = scope.find((each) => !scopes.some((known) => known === each))
  if (unknown !== undefined) throw new UsageError(`--scope must be one of ${scopes.join(', ')}`)
  const limits = {
    scopes: scope as readonly Scope[],
    senders: sender,
    destinationPrefixes: prefix,
    maxSegments: count('max-segments'),
    dailySegments: count('daily-segments'),
    requestsPerMinute: count('requests-per-minute'),
  }
  return Object.fromEntries(
    Object.entries(limits).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

function readTimes(expires: string | undefined): Pick<Key, 'createdAt' | 'expiresAt'> {
  const now = Temporal.Now.instant().round('second')
  const createdAt = now.toString()
  if (expires === undefined) return { createdAt }
  const [, days] = /^(\d{1,5})d$/.exec(expires) ?? []
  if (!(Number(days) > 0)) throw new UsageError('--expires must be a number of days, such as 90d')
  return { createdAt, expiresAt: now.add({ milliseconds: Number(days) * dayMs }).toString() }
}

const addKey =
  (name: string, limits: ReturnType<typeof readLimits>, key: Key): Edit<'added' | 'created'> =>
  ({ callers }) => {
    const present = callers.find((caller) => caller.name === name)
    if (present === undefined) {
      if (limits.scopes === undefined)
        return { ok: false, faults: [`${name} is a new caller: say at least one --scope`] }
      const { scopes, ...others } = limits
      return {
        ok: true,
        content: { callers: [...callers, { name, scopes, keys: [key], ...others }] },
        value: 'created',
      }
    }
    if (Object.keys(limits).length > 0) {
      return {
        ok: false,
        faults: [
          `${name} is in the file already, with scopes and limits of its own: say only --expires to add a key, and edit the file to change the caller`,
        ],
      }
    }
    const callersNow = callers.map((caller) =>
      caller === present ? { ...caller, keys: [...caller.keys, key] } : caller,
    )
    return { ok: true, content: { callers: callersNow }, value: 'added' }
  }

/** For a file elsewhere, such as a Kubernetes secret. */
async function printEntry(context: Context, entry: Entry, key: string): Promise<Exit> {
  if (entry.scopes === undefined) throw new UsageError('say at least one --scope')
  const checked = parseKeysFile(Buffer.from(JSON.stringify({ callers: [entry] })))
  if (!checked.ok)
    return tellFaults(
      context,
      checked.faults.map((fault) => fault.replace(/^\/callers\/0\//, '')),
    )
  if (!(await print(context, JSON.stringify(entry, null, 2))))
    return tellFaults(context, ['the entry could not be written'])
  tell(
    context,
    `
The key of ${entry.name}, shown this once and kept nowhere:

  ${key}

The entry belongs into the list "callers" of the file that API_KEYS_FILE names: { "callers": [ … ] }. If ${entry.name} is in
it already, add only the object in "keys": both keys are valid then, until you remove the old one.`,
  )
  return 'done'
}
