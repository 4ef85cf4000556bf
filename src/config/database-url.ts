import type { Parsed } from './setting.ts'

/** Values that look like a path but would create a file with another name, or in another place, than intended. */
const unfitPaths: readonly (readonly [form: RegExp, expected: string])[] = [
  // `sqlite://data/x.db` would be a folder at the root of the file system, contrary to its look; and `file:` begins a URI for
  // SQLite, but a folder name for other programs.
  [/^$|^\/\/|^file:/, 'such as sqlite:data/gateway.db'],
  [/^~|\$/, 'in which nothing replaces ~ or $: write it out'],
  [/[?#]/, 'without ? and #: parameters are not taken'],
  [/^\s|\s$|\p{Cc}/u, 'without control characters, and without a blank at either end'],
  [/^:(?!memory:$)/, 'or sqlite::memory:'],
  [/(?:^|\/)\.{0,2}$/, 'that names a file, and no folder'],
]

/** Which parameters of a `postgres://` URL are passed on to the driver. Any other would be ignored, so it is refused. */
const parameters: Readonly<Record<string, RegExp>> = {
  // In the words of libpq, all others may accept any certificate, or an unencrypted connection.
  sslmode: /^(?:verify-full|disable)$/,
  sslrootcert: /./,
  sslcert: /./,
  sslkey: /./,
}

const postgresForm =
  'must be postgres://user:password@host:5432/database with percent-encoded values, and no parameters but sslmode=verify-full or sslmode=disable, sslrootcert, sslcert and sslkey'

export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url)

/** The journal's URL, unchanged. */
export const databaseUrl = (written: string): Parsed<string> =>
  isPostgres(written) ? postgresUrl(written) : sqliteUrl(written)

function sqliteUrl(written: string): Parsed<string> {
  const file = /^sqlite:(.*)$/s.exec(written)?.[1] ?? ''
  const expected = unfitPaths.find(([form]) => form.test(file))?.[1]
  return expected === undefined
    ? { ok: true, value: written }
    : { ok: false, expected: `must be sqlite: and a path ${expected}` }
}

function postgresUrl(written: string): Parsed<string> {
  const url = URL.canParse(written) && !/[\s\p{Cc}]/u.test(written) ? new URL(written) : undefined
  const entries = [...(url?.searchParams ?? [])]
  const right =
    url !== undefined &&
    /^postgres(?:ql)?:\/\//.test(written) &&
    url.hostname !== '' &&
    /^\/[^/]+$/.test(url.pathname) &&
    url.hash === '' &&
    new Set(entries.map(([name]) => name)).size === entries.length &&
    entries.every(([name, value]) => parameters[name]?.test(value)) &&
    decode(url.username) !== undefined &&
    decode(url.password) !== undefined
  return right ? { ok: true, value: written } : { ok: false, expected: postgresForm }
}

/** The password in a URL, in both of its forms: no log line may contain them. */
export function secretsOfUrl(url: string): readonly string[] {
  if (!isPostgres(url)) return []
  const { password } = new URL(url)
  return [...new Set([password, decode(password) ?? ''])].filter((secret) => secret !== '')
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
