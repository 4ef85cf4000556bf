import { type DestinationStream, type Logger, pino } from 'pino'
import { maskPhoneNumber } from './domain/phone-number.ts'
import { percentEncode } from './upstream/query.ts'

/** Shorter ones would be found inside ordinary words; no provider gives out such a password. */
const minGatedLength = 4
const replacement = '[redacted]'

/**
 * Creates the logger: one JSON object a line. Log lines are built without secrets; the gate over the finished line is
 * the last word, for the error message of a library that nobody foresaw.
 *
 * @param secrets what may stand in no line, in whatever form it travels
 */
export function createLogger(level: string, secrets: readonly string[], destination?: DestinationStream): Logger {
  const gate = createGate(secrets)
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: formatError, req: () => undefined, res: () => undefined },
      hooks: { streamWrite: gate },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  )
}

// In JSON, in a URL, or in an error's text: a `+` or its code, then the digits of E.164.
const phoneNumbers = /(\+|%2B)([1-9]\d{6,14})(?!\d)/gi

/** Creates the function that strikes secrets, in every form in which they travel, and phone numbers from a line. */
export function createGate(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= minGatedLength).flatMap(formsOf))
  // The longest first, so that no form leaves the rest of a longer one behind.
  const ordered = [...forms].sort((one, other) => other.length - one.length)
  return (line) => {
    let clean = line
    for (const form of ordered) clean = clean.replaceAll(form, replacement)
    return clean.replace(phoneNumbers, (_match, _plus, digits) => maskPhoneNumber(`+${digits}`))
  }
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const raw = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    percentEncode(secret),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]
  // Within a JSON line a string's quotes and backslashes are escaped.
  return raw.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)])
}

type LoggedError = { type: string; code?: string; message: string; stack?: string; cause?: LoggedError | string }

/** An error's own words and where it was; not its other properties, in which libraries keep URLs and bodies. */
function formatError(error: unknown): LoggedError | string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const { code } = error as NodeJS.ErrnoException
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: formatError(error.cause) }),
  }
}
