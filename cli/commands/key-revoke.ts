import { defineCommand, UsageError } from '../command.ts'
import { print } from '../context.ts'
import { type Edit, editKeysFile } from '../keys-file-edit.ts'
import { fileOption, requireKeysFile } from '../keys-file-option.ts'
import { tellFaults } from '../tell-faults.ts'

type Revoked = readonly { readonly caller: string; readonly id: string }[]

export const keyRevoke = defineCommand({
  name: 'key revoke',
  summary: 'Removes keys from the keys file, by their ids, or all keys of a caller.',
  more: `The id is the part of a key between its two _, and is not secret; key list shows it. Never pass a whole key: other users of the machine can read arguments.

A running gateway refuses the keys within three seconds, unless its file has faults: then it logs "API_KEYS_FILE is invalid" and the old keys stay valid. The caller stays in the file, and with it the right to its messages.`,
  arguments: [{ name: 'ID', about: 'the id of a key', many: true }],
  options: { caller: { value: 'NAME', about: 'revokes all keys of this caller' }, file: fileOption },
  example: 'bulksms-gateway key revoke ce9b6a6da823 --file secrets/keys.json',
  exits: ['done', 'failed'],
  async run(context, { values, words: ids }) {
    if (ids.some((id) => id.startsWith('bsg_')))
      throw new UsageError('name a key by its id alone, the part between its two _: arguments are visible to others')
    if ((values.caller === undefined) === (ids.length === 0)) throw new UsageError('say the ids of keys, or --caller')
    const file = requireKeysFile(context, values.file)
    const result = await editKeysFile(file, removeKeys(new Set(ids), values.caller))
    if (!result.ok) return tellFaults(context, result.faults)
    for (const { caller, id } of result.value) await print(context, `revoked ${id} of ${caller}`)
    return 'done'
  },
})

/** All or nothing: an id that is not there may be a slip, and another key is then still valid. */
const removeKeys =
  (ids: ReadonlySet<string>, name: string | undefined): Edit<Revoked> =>
  ({ callers }) => {
    if (name !== undefined && !callers.some((caller) => caller.name === name))
      return { ok: false, faults: [`the file has no caller ${name}; nothing was changed`] }
    const isMeant = (caller: string, id: string) => (name === undefined ? ids.has(id) : caller === name)
    const revoked = callers.flatMap((caller) =>
      caller.keys.filter(({ id }) => isMeant(caller.name, id)).map(({ id }) => ({ caller: caller.name, id })),
    )
    const missing = [...ids].filter((id) => !revoked.some((key) => key.id === id))
    if (missing.length > 0)
      return { ok: false, faults: missing.map((id) => `the file has no key with the id ${id}; nothing was changed`) }
    if (revoked.length === 0) return { ok: false, faults: [`${name} has no keys; nothing was changed`] }
    const left = callers.map((caller) => ({
      ...caller,
      keys: caller.keys.filter(({ id }) => !isMeant(caller.name, id)),
    }))
    return { ok: true, content: { callers: left }, value: revoked }
  }
