import { type Static, Type } from '@sinclair/typebox'
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors'
import { Value } from '@sinclair/typebox/value'
import { checkSecret } from '../config/secret-file.ts'
import { sayExpected } from '../json/schema-words.ts'
import { parseStrictJson } from '../json/strict-json.ts'
import { anonymous, callerNamePattern, maxRequestsPerMinute, scopes } from '../messages/caller.ts'
import { defaultAccount } from '../messages/upstream.ts'
import { keyHashPattern, keyIdPattern } from './api-key.ts'

const expected = (text: string) => ({ 'x-expected': text })
const closed = { additionalProperties: false } as const
const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) => Type.Array(item, { minItems: 1 })
const atLeastOne = Type.Integer({ minimum: 1, ...expected('a whole number, 1 or more') })
const instant = Type.String({ ...expected('an instant such as 2026-11-22T08:00:00Z') })

const KeySchema = Type.Object(
  {
    id: Type.String({ pattern: keyIdPattern, ...expected('4 to 32 small letters and digits') }),
    hash: Type.String({ pattern: keyHashPattern, ...expected('a hash as `bulksms-gateway key create` makes it') }),
    createdAt: instant,
    expiresAt: Type.Optional(instant),
  },
  closed,
)

const CallerSchema = Type.Object(
  {
    name: Type.String({
      pattern: `^${callerNamePattern}$`,
      ...expected('a name of 1 to 32 small letters, digits and -, beginning with a letter'),
    }),
    scopes: Type.Array(Type.Union(scopes.map((scope) => Type.Literal(scope))), {
      minItems: 1,
      uniqueItems: true,
      ...expected(`a list of different scopes: ${scopes.join(', ')}`),
    }),
    keys: Type.Array(KeySchema),
    senders: Type.Optional(listOf(Type.String({ minLength: 1 }))),
    destinationPrefixes: Type.Optional(
      listOf(Type.String({ pattern: '^\\+[1-9][0-9]{0,14}$', ...expected('the beginning of a number, such as +213') })),
    ),
    maxSegments: Type.Optional(atLeastOne),
    dailySegments: Type.Optional(atLeastOne),
    requestsPerMinute: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: maxRequestsPerMinute,
        ...expected(`a whole number from 1 to ${maxRequestsPerMinute}`),
      }),
    ),
    account: Type.Optional(
      Type.Object(
        {
          username: Type.String({ minLength: 1 }),
          passwordFile: Type.String({ minLength: 1 }),
        },
        closed,
      ),
    ),
  },
  closed,
)

const KeysFileSchema = Type.Object({ callers: Type.Array(CallerSchema) }, closed)

export type KeysFile = Static<typeof KeysFileSchema>

export type KeysFileResult =
  | { readonly ok: true; readonly content: KeysFile }
  /** Each names its place by a JSON pointer, and contains no value. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** Names with a meaning of their own: callers without a key, and the gateway's own account. */
const reservedNames = [anonymous.name, defaultAccount]

/** Reads the keys file and reports every fault in it. */
export function parseKeysFile(bytes: Buffer): KeysFileResult {
  const parsed = parseStrictJson(bytes)
  if (!parsed.ok) return { ok: false, faults: [`is not strict JSON: ${parsed.fault}`] }
  const { value } = parsed
  const faults = Value.Check(KeysFileSchema, value) ? findRuleFaults(value) : findSchemaFaults(value)
  return faults.length === 0 ? { ok: true, content: value as KeysFile } : { ok: false, faults }
}

/** Rules that the schema cannot express. */
function findRuleFaults({ callers }: KeysFile): readonly string[] {
  const names = new Set<string>(reservedNames)
  const ids = new Set<string>()
  const faults: string[] = []
  for (const [index, { name, keys, account }] of callers.entries()) {
    const at = `/callers/${index}`
    if (names.has(name))
      faults.push(`${at}/name is ${reservedNames.includes(name) ? 'reserved' : 'that of another caller'}`)
    names.add(name)
    const expected = account && checkSecret(account.username)
    if (expected !== undefined) faults.push(`${at}/account/username ${expected}`)
    for (const [position, { id, createdAt, expiresAt }] of keys.entries()) {
      if (ids.has(id)) faults.push(`${at}/keys/${position}/id is that of another key`)
      ids.add(id)
      for (const [field, text] of Object.entries({ createdAt, expiresAt })) {
        if (text !== undefined && parseKeyInstant(text) === undefined) {
          faults.push(`${at}/keys/${position}/${field} must be an instant such as 2026-11-22T08:00:00Z`)
        }
      }
    }
  }
  return faults
}

/** Milliseconds since 1970. Reads every form that Temporal does: operators write the file, and other programs do. */
export function parseKeyInstant(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return undefined
  }
}

/** One fault per place: the library reports a missing field as one of the wrong type as well. */
function findSchemaFaults(value: unknown): readonly string[] {
  const byPlace = new Map<string, string>()
  for (const error of Value.Errors(KeysFileSchema, value)) {
    if (!byPlace.has(error.path)) byPlace.set(error.path, explain(error))
  }
  return [...byPlace].map(([path, message]) => `${path === '' ? 'the whole' : path} ${message}`)
}

/** Maps the library's error types to JSON Schema keywords, except for type errors. */
const keywords: Partial<Record<ValueErrorType, string>> = {
  [ValueErrorType.ObjectAdditionalProperties]: 'additionalProperties',
  [ValueErrorType.ObjectRequiredProperty]: 'required',
  [ValueErrorType.ArrayMinItems]: 'minItems',
  [ValueErrorType.ArrayUniqueItems]: 'uniqueItems',
  [ValueErrorType.IntegerMinimum]: 'minimum',
  [ValueErrorType.IntegerMaximum]: 'maximum',
  [ValueErrorType.StringMinLength]: 'minLength',
  [ValueErrorType.StringPattern]: 'pattern',
}

function explain({ type, schema }: ValueError): string {
  if (type === ValueErrorType.Union) return `must be one of ${scopes.join(', ')}`
  return sayExpected(keywords[type] ?? 'type', schema)
}
