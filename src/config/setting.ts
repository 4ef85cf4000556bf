import { checkSecret, readSecret } from './secret-file.ts'

/** How a setting is read: its default, in the form of an environment variable, and its parser. */
export type Setting<T> = {
  readonly default?: string
  /** May also be read from a file, named by the setting's name with `_FILE`. */
  readonly secret?: true
  readonly parse: (text: string) => Parsed<T>
}

/** The value, or what is expected instead, phrased to follow the setting's name. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly expected: string }

export type Environment = Readonly<Record<string, string | undefined>>

type ParsedAs<S> = S extends { parse: (text: string) => Parsed<infer T> } ? T : never
/** The values of a table of settings. A setting with a default always has a value. */
export type Values<S extends Record<string, Setting<unknown>>> = {
  [K in keyof S]: S[K] extends { default: string } ? ParsedAs<S[K]> : ParsedAs<S[K]> | undefined
}

/** @param faults receives every fault, in words that contain no value; such a setting has no value */
export const readSettings = <const S extends Record<string, Setting<unknown>>>(
  settings: S,
  environment: Environment,
  faults: string[],
): Values<S> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, readSetting(name, setting, environment, faults)]),
  ) as Values<S>

/** An empty setting counts as unset: compose and Kubernetes cannot omit a variable. */
function readSetting(name: string, setting: Setting<unknown>, environment: Environment, faults: string[]): unknown {
  const own = environment[name] || undefined
  const file = setting.secret ? environment[`${name}_FILE`] || undefined : undefined
  if (own !== undefined && file !== undefined) faults.push(`${name} and ${name}_FILE are both set; keep one`)
  const fromFile = own === undefined && file !== undefined ? readSecret(file) : undefined
  if (fromFile?.ok === false) {
    faults.push(`${name}_FILE ${fromFile.fault}`)
    return undefined
  }
  const written = own ?? fromFile?.secret ?? setting.default
  if (written === undefined) return undefined
  const parsed = setting.parse(written)
  if (parsed.ok) return parsed.value
  faults.push(`${name} ${parsed.expected}`)
  return undefined
}

/** Whether a setting is given, directly or as a file. */
export const isSet = (environment: Environment, name: string): boolean =>
  Boolean(environment[name] || environment[`${name}_FILE`])

const when = <T>(right: boolean, value: T, expected: string): Parsed<T> =>
  right ? { ok: true, value } : { ok: false, expected }

export const text = (value: string): Parsed<string> => ({ ok: true, value })

/** An account's name or password. */
export const credential = (written: string): Parsed<string> => {
  const expected = checkSecret(written)
  return expected === undefined ? { ok: true, value: written } : { ok: false, expected }
}

export const integer =
  (least: number, most: number) =>
  (written: string): Parsed<number> => {
    const value = Number(written)
    const right = /^\d+$/.test(written) && value >= least && value <= most
    return when(right, value, `must be a whole number from ${least} to ${most}`)
  }

export const oneOf =
  <const T extends string>(...values: readonly T[]) =>
  (written: string): Parsed<T> => {
    const value = values.find((known) => known === written)
    return value === undefined ? { ok: false, expected: `must be one of: ${values.join(' | ')}` } : { ok: true, value }
  }

export const boolean = (written: string): Parsed<boolean> =>
  when(written === 'true' || written === 'false', written === 'true', 'must be true or false')

/** The scheme, host and port of a server. Anything more would be ignored, so it is refused. */
export const origin = (written: string): Parsed<string> => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const bare = url !== undefined && `${url.origin}/` === url.href
  const right = bare && (url.protocol === 'http:' || url.protocol === 'https:')
  return when(right, url?.origin ?? '', 'must be http(s)://host or http(s)://host:port, without path or credentials')
}

/** The address of a service, with an optional path. Credentials are refused, because logs might show them. */
export const serviceUrl = (written: string): Parsed<string> => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const right =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === ''
  return when(right, written.replace(/\/+$/, ''), 'must be an http(s) URL without credentials and without a query')
}

export const path = (written: string): Parsed<string> =>
  when(/^\/[A-Za-z0-9._~/-]*$/.test(written), written, 'must be a path that begins with /')

/** A forward proxy, with optional credentials. */
export const proxyUrl = (written: string): Parsed<{ origin: string; username: string; password: string }> => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const { origin = '', username = '', password = '' } = url ?? {}
  const bare = url !== undefined && url.protocol === 'http:' && /^\/?$/.test(`${url.pathname}${url.search}${url.hash}`)
  const expected = 'must be http://host:port or http://user:password@host:port, the two percent-encoded'
  try {
    const account = { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    return when(bare && !/[\s?#]/.test(written), { origin, ...account }, expected)
  } catch {
    return { ok: false, expected }
  }
}
