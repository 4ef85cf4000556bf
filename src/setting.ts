/** How one setting is read: a default as it would be written in the environment, and the meaning of its text. */
export type Setting<T> = {
  readonly default?: string
  /** Read from a file as well, by the setting's name with `_FILE`. */
  readonly secret?: true
  readonly parse: (text: string) => Parsed<T>
}

/** The value, or what is expected instead, as the end of a sentence that begins with the setting's name. */
export type Parsed<T> = { readonly value: T } | { readonly expected: string }

const when = <T>(right: boolean, value: T, expected: string): Parsed<T> => (right ? { value } : { expected })

export const text = (value: string): Parsed<string> => ({ value })

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
    return value === undefined ? { expected: `must be one of: ${values.join(' | ')}` } : { value }
  }

export const boolean = (written: string): Parsed<boolean> =>
  when(written === 'true' || written === 'false', written === 'true', 'must be true or false')

/** The scheme, host and port of a server and nothing else, which would be ignored. */
export const origin = (written: string): Parsed<string> => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const bare = url !== undefined && `${url.origin}/` === url.href
  const right = bare && (url.protocol === 'http:' || url.protocol === 'https:')
  return when(right, url?.origin ?? '', 'must be http(s)://host or http(s)://host:port, without path or credentials')
}

/** The address of a service, with a path if it has one; its credentials do not belong there, where logs might show them. */
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

/** A forward proxy, with the account that it asks for. */
export const proxyUrl = (written: string): Parsed<{ origin: string; username: string; password: string }> => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  const { origin = '', username = '', password = '' } = url ?? {}
  const bare = url !== undefined && url.protocol === 'http:' && /^\/?$/.test(`${url.pathname}${url.search}${url.hash}`)
  const expected = 'must be http://host:port or http://user:password@host:port, the two percent-encoded'
  try {
    const account = { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    return when(bare && !/[\s?#]/.test(written), { origin, ...account }, expected)
  } catch {
    return { expected }
  }
}
