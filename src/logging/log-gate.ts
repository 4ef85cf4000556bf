import { openFields, ownFields, sentences } from './log-vocabulary.ts'

/**
 * Redacts a log line that may contain a secret, but keeps the program's own words.
 *
 * @param strike redacts arbitrary text
 */
export function strikeValues(line: string, strike: (text: string) => string): string {
  function strikeText(text: string, field: string): string {
    if (sentences.has(text) || (field === 'faults' && fault.test(text))) return text
    return text
      .split('\n')
      .map((part) => strikePart(part, strike))
      .join('\n')
  }

  function walk(value: unknown, field: string): unknown {
    if (typeof value === 'string') return ownFields.has(field) ? value : strikeText(value, field)
    if (Array.isArray(value)) return value.map((item) => walk(item, field))
    // A number or undefined: secrets are strings.
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [isOurs(name) ? name : strike(name), walk(item, name)]),
    )
  }

  try {
    return `${JSON.stringify(walk(JSON.parse(line), ''))}\n`
  } catch {
    return strike(line)
  }
}

const isOurs = (name: string): boolean => ownFields.has(name) || openFields.has(name)

/** A frame of an error's stack in a file of the program or of Node. Evaluated code may contain anything. */
const frame = /^ {4}at (?:[^()"']+ \()?(?:file:\/\/\/|node:)[^()"'%]*:\d+:\d+\)?$/

/** The first line of a stack: the error's name before its message. */
const heading = /^(\w+(?: \[\w+\])?: )(.*)$/s

function strikePart(part: string, strike: (text: string) => string): string {
  if (frame.test(part)) return part
  const [, name, message = ''] = heading.exec(part) ?? []
  return name !== undefined && sentences.has(message) ? part : strike(part)
}

/** Faults of files: a setting's name or a position in the keys file, then what is expected. They contain no value. */
const fault =
  /^(?:[A-Z][A-Z_]+|(?:\/(?:callers|name|scopes|keys|id|hash|createdAt|expiresAt|senders|destinationPrefixes|maxSegments|dailySegments|requestsPerMinute|account|username|passwordFile|\d+))+) (?:must |cannot be read \(E|names a file whose content must |is required$|is that of another |is reserved$)/
