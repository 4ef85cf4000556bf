export type Parameters = ReadonlyMap<string, string>

/**
 * Reads form-encoded text, from a query or a body: pairs joined by `&`, `%xx` as UTF-8, `+` as a space.
 *
 * It is stricter than a browser's reader, so that a client's encoding mistakes show: a name given twice, a broken
 * escape or invalid UTF-8 makes the whole text unreadable, and `undefined` comes back.
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

/** What may be shown of the parameters: everything but a password, in whatever case its name was written. */
export function showParameters(parameters: Parameters): Record<string, string> {
  return Object.fromEntries([...parameters].filter(([name]) => !/pass/i.test(name)))
}
