import { QueryWriter } from './parameter-readers.ts'
import { type ExtraParameter, parameterNames, readExtras } from './parameters.ts'

/** The parameters, or what is expected instead, phrased to follow the setting's name. */
type ExtrasResult =
  | { readonly ok: true; readonly value: readonly ExtraParameter[] }
  | { readonly ok: false; readonly expected: string }

const pairForm = /^([A-Za-z0-9._~-]{1,64})=((?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)$/

/**
 * Reads parameters in query form: `ip=10.0.0.1&channel=2`. In a value, everything but RFC 3986's unreserved characters
 * must be percent-encoded, so that the meaning of `+` and `/` is never in doubt.
 */
export function parseExtraParameters(written: string): ExtrasResult {
  const parameters: ExtraParameter[] = []
  const taken = new Set(parameterNames)
  for (const pair of written.split('&')) {
    const [, name = '', encoded = ''] = pairForm.exec(pair) ?? []
    const value = decode(encoded)
    if (name === '' || value === undefined || /\p{Cc}/u.test(value)) {
      return {
        ok: false,
        expected:
          'must be pairs of name and value, as ip=10.0.0.1&channel=2, where everything in a value but letters, digits and . _ ~ - is percent-encoded UTF-8 (%20 for a space, %2B for +)',
      }
    }
    // Servers may compare names case-insensitively.
    const folded = name.toLowerCase()
    if (taken.has(folded)) {
      return {
        ok: false,
        expected: `must have each name once, and none of the gateway's own: ${parameterNames.join(', ')}`,
      }
    }
    taken.add(folded)
    parameters.push({ name, value })
  }
  return { ok: true, value: parameters }
}

/** The parameters as appended to a query, each preceded by `&`. */
export function formatExtras(parameters: readonly ExtraParameter[]): string {
  const writer = new QueryWriter({ numberFormat: 'plus' })
  readExtras(parameters, writer)
  return writer.query
}

/**
 * The values that log lines must not contain. Numbers, addresses and short words are not secrets, and redacting them
 * would damage other lines.
 */
export const secretsOf = (parameters: readonly ExtraParameter[]): readonly string[] =>
  parameters.map(({ value }) => value).filter((value) => value.length >= 8 && /[^\d.:]/.test(value))

function decode(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
