import { type KeysFile, parseKeyInstant } from '../../src/callers/keys-file.ts'
import { defineCommand } from '../command.ts'
import { print, printJson } from '../context.ts'
import { readKeysFile } from '../keys-file-edit.ts'
import { fileOption, requireKeysFile } from '../keys-file-option.ts'
import { formatColumns } from '../table.ts'
import { tellFaults } from '../tell-faults.ts'

type Caller = KeysFile['callers'][number]

export const keyList = defineCommand({
  name: 'key list',
  summary:
    'Lists the callers of a keys file, with their scopes and the ids and dates of their keys. Never shows a hash.',
  options: { file: fileOption, json: { about: 'prints JSON' } },
  example: 'bulksms-gateway key list --file secrets/keys.json',
  exits: ['done', 'failed'],
  async run(context, { values }) {
    const read = readKeysFile(requireKeysFile(context, values.file))
    if (!read.ok) return tellFaults(context, read.faults)
    const { callers } = read.value
    if (values.json) await printJson(context, { callers: callers.map(describeCaller) })
    else if (callers.length === 0) await print(context, 'The file has no callers: nobody may send.')
    else {
      const head = ['caller', 'scopes', 'key id', 'created', 'valid']
      await print(
        context,
        formatColumns(
          head,
          callers.flatMap((caller) => formatCaller(caller, Date.now())),
        ),
      )
    }
    return 'done'
  },
})

/** Field by field, so that no hash and nothing that is added to the file later gets out. */
const describeCaller = ({ name, scopes, keys }: Caller) => ({
  name,
  scopes,
  keys: keys.map(({ id, createdAt, expiresAt }) => ({ id, createdAt, ...(expiresAt !== undefined && { expiresAt }) })),
})

function formatCaller({ name, scopes, keys }: Caller, nowMs: number): readonly (readonly string[])[] {
  if (keys.length === 0) return [[name, scopes.join(', '), '–', '–', 'no key: no access']]
  return keys.map(({ id, createdAt, expiresAt }, index) => [
    index === 0 ? name : '',
    index === 0 ? scopes.join(', ') : '',
    id,
    createdAt,
    formatValidity(expiresAt, nowMs),
  ])
}

function formatValidity(expiresAt: string | undefined, nowMs: number): string {
  if (expiresAt === undefined) return 'for ever'
  const isOver = (parseKeyInstant(expiresAt) ?? 0) <= nowMs
  return isOver ? `no: expired ${expiresAt}` : `until ${expiresAt}`
}
