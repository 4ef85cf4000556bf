/** What a key can allow. `operations` is for those who run the gateway; it sends nothing. */
export const scopes = ['messages:send', 'messages:read', 'operations'] as const
export type Scope = (typeof scopes)[number]

/** More is no limit, and would not fit the header that tells of it. */
export const maxRequestsPerMinute = 100_000_000

/** Low in number and simple, since names stand in log lines, metrics and the journal. For JSON Schema too. */
export const callerNamePattern = '[a-z][a-z0-9-]{0,31}'

/** In the place of a caller's name: the messages of all. No caller can have it. */
export const everybody = '*'

/** Who asks, and what is allowed to them. A limit that is absent does not limit. */
export type Caller = {
  readonly name: string
  readonly scopes: ReadonlySet<Scope>
  readonly senders?: readonly string[]
  /** Beginnings of numbers, with `+`. */
  readonly destinationPrefixes?: readonly string[]
  readonly maxSegments?: number
  /** Segments of a day in UTC: those of a message times its recipients. */
  readonly dailySegments?: number
  readonly requestsPerMinute?: number
  /** The caller's own upstream account, by the caller's name; absent: the gateway's own. */
  readonly account?: string
}

/** Who asks where there are no keys: everything is allowed. */
export const anonymous: Caller = { name: 'anonymous', scopes: new Set(scopes) }

/** Finds whose key it is; nothing where it is nobody's, or not any more. */
export type Authenticate = (key: string) => Caller | undefined
