import { parseWords } from '../cli/arguments.ts'
import { type Option, UsageError } from '../cli/command.ts'
import { formatRows } from '../cli/help.ts'

/** An option of a script; with a default, it always has a value. */
export type ScriptOption = Option & { readonly number?: true; readonly default?: string }

type Given<O, T> = O extends { readonly default: string } ? T : T | undefined
type ScriptValue<O> = O extends { readonly number: true }
  ? Given<O, number>
  : O extends { readonly many: true }
    ? readonly string[]
    : O extends { readonly value: string }
      ? Given<O, string>
      : boolean

export type ScriptValues<O> = { readonly [Name in keyof O]: ScriptValue<O[Name]> }

/** A program that runs for longer than a person waits without a sign. */
export type Script<O> = {
  /** As in `package.json`. */
  readonly name: string
  readonly about: string
  readonly options: O
}

/** A seed is printed with the report, so that a run can be repeated. */
export const seedOption = (seed: number) =>
  ({
    value: 'SEED',
    number: true,
    default: String(seed),
    about: 'what the run is drawn from; without it, a new one',
  }) as const

/**
 * Reads the command line of a script. Ends the process on `--help`, and on wrong options with exit code 2.
 */
export function readScriptOptions<const O extends Readonly<Record<string, ScriptOption>>>(
  script: Script<O>,
  words: readonly string[] = process.argv.slice(2),
): ScriptValues<O> {
  const read = tryRead(script, words)
  if (typeof read !== 'string') return read
  const isHelp = read === ''
  ;(isHelp ? process.stdout : process.stderr).write(
    isHelp ? formatScriptHelp(script) : `${read}\nSee npm run ${script.name} -- --help\n`,
  )
  process.exit(isHelp ? 0 : 2)
}

/** @returns the values, what is wrong, or nothing to say where help is asked for */
export function tryRead<O extends Readonly<Record<string, ScriptOption>>>(
  { name, options }: Script<O>,
  words: readonly string[],
): ScriptValues<O> | string {
  try {
    const { values } = parseWords({ name, options }, words)
    if (values['help']) return ''
    const read = Object.entries(options).map(([option, row]) => [option, readValue(option, row, values[option])])
    return Object.fromEntries(read) as ScriptValues<O>
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}

function readValue(name: string, row: ScriptOption, given: unknown): unknown {
  const value = given ?? row.default
  if (row.number === undefined || value === undefined) return value
  const number = Number(value)
  if (value === '' || !Number.isFinite(number) || number < 0)
    throw new UsageError(`--${name} must be a number, 0 or more`)
  return number
}

function formatScriptHelp({ name, about, options }: Script<Readonly<Record<string, ScriptOption>>>): string {
  const rows = Object.entries(options).map(([option, row]): [string, string] => [
    `--${option}${row.value === undefined ? '' : ` ${row.value}`}`,
    // A seed is drawn anew each time.
    row.default === undefined || row.value === 'SEED' ? row.about : `${row.about}; without it, ${row.default}`,
  ])
  return `usage: npm run ${name} -- [options]\n\n${about}\n\n${formatRows([...rows, ['--help', 'shows this help']])}\n`
}
