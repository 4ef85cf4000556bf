import { styleText } from 'node:util'
import { toPrintable } from './printable.ts'

const colours = { warn: 'yellow', error: 'red', fatal: 'red' } as const
const levelWidth = 5
/** Values that read well without quotes. */
const plain = /^[^\s"\\=]+$/

/**
 * Formats a line of the log, which is JSON, for a terminal: the time, the level, the sentence, the fields, and below them an
 * error's stack. Comes after the gate that removes secrets, and adds nothing to what it let through.
 *
 * @returns the line unchanged if it is no line of the log
 */
export function formatReadableLine(line: string): string {
  const fields = parse(line)
  if (fields === undefined) return `${toPrintable(line.trimEnd())}\n`
  const { level, time, msg, err, ...others } = fields
  const clock = String(time).slice('2026-11-22T'.length, -1)
  const name = String(level)
  const head = [clock, colour(name.toUpperCase().padEnd(levelWidth), name), toPrintable(String(msg))].join(' ')
  const rest = Object.entries(others).map(([field, value]) => `${toPrintable(field)}=${formatValue(value)}`)
  return `${[head, ...rest].join('  ')}\n${err === undefined ? '' : formatError(err)}`
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function formatValue(value: unknown): string {
  const text = typeof value === 'string' && plain.test(value) ? value : JSON.stringify(value)
  return toPrintable(text)
}

/** The stack line by line, then its causes. Fields that are no text stand as JSON. */
function formatError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return `    ${formatValue(error)}\n`
  const { stack, cause, type, message } = error as Readonly<Record<string, unknown>>
  const text = typeof stack === 'string' ? stack : `${type}: ${message}`
  const lines = text.split('\n').map((each) => `    ${toPrintable(each)}\n`)
  return lines.join('') + (cause === undefined ? '' : `    caused by\n${formatError(cause)}`)
}

/** Only where standard output shows colours: `NO_COLOR` and the like are obeyed. */
function colour(text: string, level: string): string {
  const style = Object.hasOwn(colours, level) ? colours[level as keyof typeof colours] : undefined
  return style === undefined ? text : styleText(style, text, { stream: process.stdout })
}
