import { pino } from 'pino'
import { createInstantFormat } from '../sms/instant.ts'
import { ReadyFields } from './ready-fields.ts'

/** Only for log lines: it caches one instant, which other uses would constantly replace. */
export const formatLineTime = createInstantFormat()

/**
 * Fields that must go through pino: it has serializers for them, or treats an object that has them as a request or a
 * response. Of objects with `toJSON` (a URL, with its password) pino only takes the fields.
 */
const namesToSerialize = ['err', 'req', 'res', 'headers', 'setHeader', 'toJSON']

/**
 * Formats the line that pino would write, in one step. Each message logs a line, and this saves 1.3 of 4.5 µs, 1.2 % of a
 * message (pino 10.4, medians of 9 rounds of 100,000 lines through the gate).
 *
 * @returns undefined for a line that consists of more than fields and a message
 */
export function formatPlainLine(args: readonly unknown[], level: number): string | undefined {
  const [fields, message] = args
  if (args.length !== 2 || typeof fields !== 'object' || typeof message !== 'string') return undefined
  if (fields instanceof ReadyFields) return formatLine(level, fields.json, message)
  if (fields === null || fields instanceof Error || Array.isArray(fields)) return undefined
  for (const name of namesToSerialize) if (name in fields) return undefined
  let json: string
  try {
    json = JSON.stringify(fields)
  } catch {
    // The fields have a cycle or contain a BigInt.
    return undefined
  }
  return formatLine(level, json.slice(1, -1), message)
}

function formatLine(level: number, fields: string, message: string): string {
  const head = `{"level":"${pino.levels.labels[level]}","time":"${formatLineTime(Date.now())}"`
  return `${head}${fields === '' ? '' : ','}${fields},"msg":${formatMessage(message)}}\n`
}

let [lastMessage, lastJson] = ['', '""']
/** Under load nearly all lines have the same message. */
function formatMessage(message: string): string {
  if (message !== lastMessage) {
    lastMessage = message
    lastJson = JSON.stringify(message)
  }
  return lastJson
}
