import { parseArgs } from 'node:util'
import { findNearest } from '../src/config/setting-names.ts'
import { type Command, type Given, type Options, UsageError } from './command.ts'

const common: Options = { help: { about: 'shows this help' } }

/** Every option of a command, with those that all have. */
export const optionsOf = ({ options }: Pick<Command, 'options'>): Options => ({ ...options, ...common })

/** Whether the help is asked for, whatever else is wrong. */
export function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h')
}

/**
 * Reads the words after a command's name.
 *
 * @throws UsageError that names what is wrong, and the nearest right name of an unknown option
 */
export function parseWords(command: Pick<Command, 'name' | 'options' | 'arguments'>, words: readonly string[]): Given {
  const options = optionsOf(command)
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value, many }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple: many ?? false } as const,
    ]),
  )
  const given = {
    args: [...words],
    options: { ...config, help: { ...config['help'], type: 'boolean', short: 'h' } } as const,
  }
  checkNames(command.name, options, given.args)
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ ...given, strict: true, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
  checkCount(command, parsed.positionals)
  const values = Object.entries(options).map(([name, { value, many }]) => [
    name,
    parsed.values[name] ?? (value === undefined ? false : many ? [] : undefined),
  ])
  return { values: Object.fromEntries(values), words: parsed.positionals }
}

/** Unknown options, and those given twice of which only the last would count. */
function checkNames(command: string, options: Options, args: string[]): void {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', ...(name === 'help' && { short: 'h' }) } as const,
    ]),
  )
  const { tokens } = parseArgs({ args, options: config, strict: false, tokens: true })
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) {
      const { nearest } = findNearest(token.name, Object.keys(options))
      throw new UsageError(`${token.rawName} is not an option of ${command}; the nearest is --${nearest}`)
    }
    if (seen.has(token.name) && option.many !== true && option.value !== undefined)
      throw new UsageError(`--${token.name} is given twice; say it once`)
    seen.add(token.name)
  }
}

function checkCount({ name, arguments: known = [] }: Pick<Command, 'name' | 'arguments'>, words: readonly string[]) {
  const missing = known.find(({ required }, index) => required && words[index] === undefined)
  if (missing !== undefined) throw new UsageError(`${name} needs ${missing.name}: ${missing.about}`)
  if (words.length <= known.length || known.at(-1)?.many) return
  const most = known.length === 0 ? 'no argument' : known.length === 1 ? 'one argument' : `${known.length} arguments`
  throw new UsageError(`${name} takes ${most} besides its options; quote one that contains blanks`)
}
