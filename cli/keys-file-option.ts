import { type Option, UsageError } from './command.ts'
import type { Context } from './context.ts'

export const fileOption = {
  value: 'FILE',
  about: 'the keys file; without it, the one that API_KEYS_FILE names',
} as const satisfies Option

/** The keys file that a command is about; undefined if none is named. */
export const findKeysFile = ({ environment }: Context, file: string | undefined): string | undefined =>
  file ?? (environment['API_KEYS_FILE'] || undefined)

/** @throws UsageError if no file is named */
export function requireKeysFile(context: Context, given: string | undefined): string {
  const file = findKeysFile(context, given)
  if (file === undefined) throw new UsageError('name the keys file with --file or API_KEYS_FILE')
  return file
}
