import { findNearest } from '../src/config/setting-names.ts'
import { toPrintable } from '../src/logging/printable.ts'
import { asksForHelp, parseWords } from './arguments.ts'
import { type Command, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { type Context, print, tell } from './context.ts'
import type { Exit } from './exit-codes.ts'
import { formatHelp, formatOverview, toolName } from './help.ts'

/**
 * Runs the tool with the words of its command line.
 *
 * @param version what --version shows
 * @param beforeProgram called before a command that handles signals itself
 */
export async function runTool(
  context: Context,
  words: readonly string[],
  version: string,
  beforeProgram: () => void = () => {},
): Promise<Exit> {
  const [first = '', second = ''] = words
  if (first === '--version') return await say(context, version)
  // `help send` is `send --help`.
  if (first === 'help') return await runTool(context, [...words.slice(1), '--help'], version)
  const command = commands.find(({ name }) => name === first || name === `${first} ${second}`)
  if (command === undefined) return await explainNames(context, first, second, asksForHelp(words))
  if (asksForHelp(words)) return await say(context, formatHelp(command))
  try {
    const given = parseWords(command, words.slice(command.name.split(' ').length))
    if (command.isProgram) beforeProgram()
    return await command.run(context, given)
  } catch (error) {
    if (context.interrupted.aborted) return 'interrupted'
    if (!(error instanceof UsageError)) throw error
    return refuse(context, error.message, command)
  }
}

async function say(context: Context, text: string): Promise<Exit> {
  await print(context, text)
  return 'done'
}

function refuse(context: Context, message: string, command?: Command): Exit {
  tell(context, message.split('\n').map(toPrintable).join('\n'))
  tell(context, `See ${[toolName, ...(command ? [command.name] : []), '--help'].join(' ')}`)
  return 'usage'
}

/** The overview, or that of the commands which begin with a word; and the nearest name of a word that begins none. */
async function explainNames(context: Context, first: string, second: string, isAsked: boolean): Promise<Exit> {
  const group = commands.filter(({ name }) => name.startsWith(`${first} `))
  const isOption = first.startsWith('-')
  if (isAsked && (group.length > 0 || isOption)) return await say(context, formatOverview(isOption ? commands : group))
  if (first === '') {
    tell(context, formatOverview(commands))
    return 'usage'
  }
  // Of `key create`, the first word is what may be misspelt.
  const names =
    group.length > 0 ? group.map(({ name }) => name) : commands.flatMap(({ name }) => name.split(' ')[0] ?? [])
  const { nearest } = findNearest(group.length > 0 ? `${first} ${second}` : first, names)
  const said = group.length > 0 ? `${first} ${second}`.trim() : first
  return refuse(context, `${said} is not a command; the nearest is ${nearest}`)
}
