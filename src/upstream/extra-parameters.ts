import { QueryWriter } from './parameter-readers.ts'
import { type ExtraParameter, parameterNames, readExtras } from './parameters.ts'

/** The parameters, or what is expected instead, as the end of a sentence that begins with the setting's name. */
type Parsed = { readonly value: readonly ExtraParameter[] } | { readonly expected: string }

const pairForm = /^([A-Za-z0-9._~-]{1,64})=((?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+)$/

/**
 * Reads parameters that are written as in a query: `ip=10.0.0.1&channel=2`. Everything but RFC 3986's unreserved characters
 * must be percent-encoded in a value, so that nobody has to guess what `+` or `/` would have become.
 */
export function parseExtraParameters(written: string): Parsed {
  const parameters: ExtraParameter[] = []
  const taken = new Set(parameterNames)
  for (const pair of written.split('&')) {
    const [, name = '', encoded = ''] = pairForm.exec(pair) ?? []
    const value = decode(encoded)
    if (name === '' || value === undefined || /\p{Cc}/u.test(value)) {
      return {
        expected:
          'must be pairs of name and value, as ip=10.0.0.1&channel=2, where everything in a value but letters, digits and . _ ~ - is percent-encoded UTF-8 (%20 for a space, %2B for +)',
      }
    }
    // A server may compare names without regard to case.
    const folded = name.toLowerCase()
    if (taken.has(folded)) {
      return { expected: `must have each name once, and none of the gateway's own: ${parameterNames.join(', ')}` }
    }
    taken.add(folded)
    parameters.push({ name, value })
  }
  return { value: parameters }
}

/** The parameters as they stand at the end of a query, each behind an `&`. */
export function formatExtras(parameters: readonly ExtraParameter[]): string {
  const writer = new QueryWriter({ numberFormat: 'plus' })
  readExtras(parameters, writer)
  return writer.query
}

/**
 * The values that log lines must not show. A number, an address or a short word is no secret, and striking it would spoil
 * the numbers and words of other lines.
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
