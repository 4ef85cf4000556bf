export type Parameters = ReadonlyMap<string, string>

/**
 * Reads form-encoded text, from a query or a body: pairs joined by `&`, `%xx` as UTF-8, `+` as a space.
 *
 * Stricter than a browser's parser, so that encoding mistakes of clients show: a repeated name, a broken escape or
 * invalid UTF-8 makes the whole text unreadable, and the result is `undefined`.
 */
export function parseParameters(...sources: readonly string[]): Parameters | undefined {
  const parameters = new Map<string, string>()
  for (const pair of sources.flatMap((source) => source.split('&'))) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1))
    if (name === undefined || value === undefined || parameters.has(name)) return undefined
    parameters.set(name, value)
  }
  return parameters
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/** The parameters that may be shown: all but the password, whatever the case of its name. */
export function showParameters(parameters: Parameters): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => !/pass/i.test(name)))
}
