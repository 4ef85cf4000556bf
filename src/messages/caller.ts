/** What a key can allow. `operations` is for the gateway's operators; it does not allow sending. */
export const scopes = ['messages:send', 'messages:read', 'operations'] as const
export type Scope = (typeof scopes)[number]

/** A higher number limits nothing, and does not fit the response header. */
export const maxRequestsPerMinute = 100_000_000

/** Plain characters only, because names appear in log lines, metrics and the journal. Also used in JSON Schema. */
export const callerNamePattern = '[a-z][a-z0-9-]{0,31}'

/** Used instead of a caller's name to select the messages of all callers. No caller can have this name. */
export const everybody = '*'

/** A caller and its permissions. An absent limit means no limit. */
export type Caller = {
  readonly name: string
  readonly scopes: ReadonlySet<Scope>
  readonly senders?: readonly string[]
  /** Number prefixes, with `+`. */
  readonly destinationPrefixes?: readonly string[]
  readonly maxSegments?: number
  /** Segments per day in UTC: the segments of a message times its recipients. */
  readonly dailySegments?: number
  readonly requestsPerMinute?: number
  /** The caller's own upstream account, identified by the caller's name; absent: the gateway's account. */
  readonly account?: string
}

/** The caller if no keys are configured: everything is allowed. */
export const anonymous: Caller = { name: 'anonymous', scopes: new Set(scopes) }

/** Finds the caller of a key; undefined if the key is unknown or no longer valid. */
export type Authenticate = (key: string) => Caller | undefined
