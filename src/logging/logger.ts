import { isatty } from 'node:tty'
import { type DestinationStream, type Logger, pino } from 'pino'
import { maskPhoneNumber } from '../sms/phone-number.ts'
import { encodedForms } from './encoded-forms.ts'
import { strikeValues } from './log-gate.ts'
import { formatLineTime, formatPlainLine } from './plain-line.ts'
import { createQuickLook, mayHoldNumber } from './quick-look.ts'
import { formatReadableLine } from './readable-line.ts'
import { ReadyFields } from './ready-fields.ts'
import { createStandardOutput, type StandardOutput } from './standard-output.ts'

/** Shorter passwords would match inside ordinary words; no provider issues them. */
const minGatedLength = 4
/** Limits nested causes; an error may be its own cause. */
const maxCauses = 5
const replacement = '[redacted]'

/**
 * Creates the logger: one JSON object per line; on a terminal, a readable form of it. Log lines are built without secrets; redacting the finished line is the
 * last safeguard, for unforeseen error messages of libraries.
 *
 * @param secrets the values that no line may contain, in any encoding
 */
export function createLogger(level: string, secrets: Secrets, destination?: DestinationStream): Logger {
  // Not `process.stdout`, which would make a pipe non-blocking.
  const output = destination ?? (isatty(1) ? readably(createStandardOutput()) : createStandardOutput())
  const logger: Logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${formatLineTime(Date.now())}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: unknown) => describeError(error), req: () => undefined, res: () => undefined },
      hooks: {
        streamWrite: secrets.strikeLine,
        logMethod(args, write, levelValue) {
          // Lines of a child logger have extra fields, so pino formats those.
          const line = this === logger ? formatPlainLine(args, levelValue) : undefined
          if (line === undefined) write.apply(this, withObject(args))
          else output.write(secrets.strikeLine(line))
        },
      },
    },
    output,
  )
  return logger
}

type LogArguments = Parameters<pino.LogFn>

function withObject(args: LogArguments): LogArguments {
  const [fields, ...others] = args as [unknown, ...unknown[]]
  return fields instanceof ReadyFields ? ([fields.toObject(), ...others] as unknown as LogArguments) : args
}

/** Comes after the gate: what is written here has no secrets any more. */
export function readably(output: StandardOutput): StandardOutput {
  return { write: (line) => output.write(formatReadableLine(line)), flushSync: () => output.flushSync() }
}

// A `+`, raw or percent-encoded any number of times, or the text before a number on the wire; then E.164's digits.
const phoneNumbers = /(\+|%(?:25)*2B|destination=|\|)([1-9]\d{6,14})(?!\d)/gi

/** A caller's key, or enough of it to make guessing the rest worthwhile. Only its hash is known here. */
const keyPrefix = 'bsg_'
const apiKeys = /bsg_[a-z0-9]{4,32}_[A-Za-z0-9_-]{20,}/g

/** The secrets that no line may contain. Grows when passwords change at runtime; old ones stay in it. */
export type Secrets = {
  /** Call before the secret is used for the first time. */
  add(secret: string): void
  /** Whether a text contains a secret, in any encoding. */
  isIn(text: string): boolean
  /** Redacts secrets in all encodings, API keys and phone numbers from a text. */
  strike(text: string): string
  /** The same for a log line, except for the program's own words: see `log-vocabulary.ts`. */
  strikeLine(line: string): string
}

export function createSecrets(first: readonly string[] = []): Secrets {
  const patterns = new Map<string, RegExp>()
  const quickLook = createQuickLook()
  function strikeSecrets(text: string): string {
    // Hardly any line contains a secret, so usually this is the whole cost.
    if (quickLook.isFree(text)) return text
    let clean = text
    for (const pattern of patterns.values()) clean = clean.replaceAll(pattern, replacement)
    return clean
  }
  const secrets: Secrets = {
    add(secret) {
      if (secret.length < minGatedLength || patterns.has(secret)) return
      patterns.set(secret, patternOf(secret))
      quickLook.add(secret)
    },
    isIn: (text) => strikeSecrets(text) !== text,
    strike: (text) => maskPublicForms(strikeSecrets(text)),
    strikeLine(line) {
      const isClean = strikeSecrets(line) === line
      return maskPublicForms(isClean ? line : strikeValues(line, strikeSecrets))
    },
  }
  for (const secret of first) secrets.add(secret)
  return secrets
}

/** Values that are recognised by their format alone. Looking for their beginnings first costs a third of the replacements. */
function maskPublicForms(text: string): string {
  const withoutKeys = text.includes(keyPrefix) ? text.replace(apiKeys, replacement) : text
  return mayHoldNumber(withoutKeys) ? withoutKeys.replace(phoneNumbers, maskMatch) : withoutKeys
}

function maskMatch(_match: string, mark: string, digits: string): string {
  const masked = maskPhoneNumber(`+${digits}`)
  return mark === '|' || mark.endsWith('=') ? mark + masked : masked
}

/** Every spelling of a secret. Case-insensitive, because percent escapes have two spellings. */
function patternOf(secret: string): RegExp {
  const characters = [...secret.replace(/\\+/g, '\\')]
  const spelled = characters.map((character, index) => spellingsOf(character, characters[index - 1])).join('')
  return new RegExp([spelled, ...encodedForms(secret).map(escapeRegExp)].join('|'), 'giu')
}

/**
 * The possible spellings of a character in a line: itself, possibly after backslashes added by quoting, percent-encoded
 * once or repeatedly, or a JSON escape. Libraries mix these: a URL parser encodes some characters, a JSON writer others.
 *
 * A run of backslashes matches in one way only, and only from its start. Otherwise a line with many of them would take
 * quadratic time.
 *
 * @param before the preceding character; undefined for the first
 */
function spellingsOf(character: string, before: string | undefined): string {
  const quoting = before === undefined || before === '\\' ? '' : '\\\\*'
  const escaping = before === undefined ? '\\\\' : before === '\\' ? '' : '\\\\+'
  const percent = [...Buffer.from(character, 'utf8')].map((byte) => `%(?:25)*${toHex(byte, 2)}`).join('')
  const json = [...Array(character.length).keys()]
    .map((unit) => `${unit === 0 ? escaping : '\\\\+'}u${toHex(character.charCodeAt(unit), 4)}`)
    .join('')
  const run = before === undefined ? '(?<!\\\\)\\\\+' : '\\\\+'
  const plain = character === '\\' ? run : quoting + escapeRegExp(character)
  // A plain backslash ends the run; an encoded one may be followed by backslashes added by quoting.
  const others = character === '\\' ? [`(?:${percent}|${json})\\\\*`] : [percent, json]
  return `(?:${[plain, ...others, ...(character === ' ' ? ['\\+'] : [])].join('|')})`
}

const toHex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

type LoggedError = { type: string; code?: string; message: string; stack?: string; cause?: LoggedError | string }

/** An error's message and stack, without its other properties, in which libraries keep URLs and bodies. */
function describeError(error: unknown, depth = 0): LoggedError | string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const { code } = error as NodeJS.ErrnoException
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth >= maxCauses ? {} : { cause: describeError(error.cause, depth + 1) }),
  }
}
