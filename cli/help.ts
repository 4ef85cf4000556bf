import { optionsOf } from './arguments.ts'
import type { Command } from './command.ts'
import { type Exit, exits } from './exit-codes.ts'

export const toolName = 'bulksms-gateway'
/** Fits a terminal of 100 columns, and the pages of the documentation. */
const width = 100

/** The help of one command. */
export function formatHelp(command: Command): string {
  const { name, summary, more, arguments: known = [], example, exits: own } = command
  const shown = known.map(({ name, required, many }) => {
    const text = `${name}${many ? '...' : ''}`
    return required ? text : `[${text}]`
  })
  const options = Object.entries(optionsOf(command)).map(
    ([option, { value, many, about }]) =>
      [`--${option}${value === undefined ? '' : ` ${value}`}`, many ? `${about} (can be repeated)` : about] as const,
  )
  return [
    `usage: ${[toolName, name, ...shown, '[options]'].join(' ')}`,
    wrap(summary, ''),
    ...(more === undefined ? [] : more.split('\n\n').map((text) => wrap(text, ''))),
    ...(known.length === 0 ? [] : [formatRows(known.map(({ name, about }) => [name, about]))]),
    `options:\n${formatRows(options)}`,
    `exit codes:\n${formatExits([...own, 'usage', 'interrupted'])}`,
    `example:\n${example.replace(/^/gm, '  ')}`,
  ].join('\n\n')
}

/** The help of the tool, or of the commands that begin with a word. */
export function formatOverview(commands: readonly Command[]): string {
  return [
    `usage: ${toolName} COMMAND [arguments] [options]`,
    `commands:\n${formatRows(commands.map(({ name, summary }) => [name, summary]))}`,
    wrap(
      `${toolName} COMMAND --help explains a command, --version shows the version. Settings are read from the environment, and from the file .env in the current folder where the environment lacks them.`,
      '',
    ),
  ].join('\n\n')
}

export const formatExits = (names: readonly Exit[]): string =>
  formatRows(
    [...new Set(names)]
      .map((name) => exits[name])
      .sort((one, other) => one.code - other.code)
      .map(({ code, meaning }) => [String(code), meaning]),
  )

/** Two columns, of which the second is wrapped. */
export function formatRows(rows: readonly (readonly [string, string])[]): string {
  const first = Math.max(...rows.map(([name]) => name.length))
  return rows
    .map(([name, about]) => `  ${name.padEnd(first)}  ${wrap(about, ' '.repeat(first + 4)).trimStart()}`)
    .join('\n')
}

function wrap(text: string, indent: string): string {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(/\s+/)) {
    const longer = line === indent ? indent + word : `${line} ${word}`
    if (longer.length > width && line !== indent) {
      lines.push(line)
      line = indent + word
    } else line = longer
  }
  return [...lines, line].join('\n')
}
