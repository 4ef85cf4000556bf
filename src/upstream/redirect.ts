import { redactAnswer } from './redaction.ts'

const maxLocationCharacters = 200

/** Stands in for the origin of a relative address, which is the upstream's own. */
const ownOrigin = 'http://upstream.invalid'

/**
 * Where a redirect leads: host and path, for the log. No query and no user information, which may repeat the GET's, and
 * nothing in the path that was sent.
 */
export function formatLocation(location: string, sent: readonly string[]): string | undefined {
  const url = URL.parse(location, ownOrigin)
  if (url === null) return undefined
  const host = url.origin === ownOrigin ? '' : `${url.protocol}//${url.host}`
  return `${host}${redactAnswer(url.pathname, sent)}`.slice(0, maxLocationCharacters)
}
