import { redactAnswer } from './redaction.ts'

const maxLocationCharacters = 200

/** Used to resolve relative addresses, which point to the upstream itself. */
const ownOrigin = 'http://upstream.invalid'

/**
 * The host and path of a redirect target, for the log. The query and user information are dropped because they may
 * repeat those of the GET, and sent values are removed from the path.
 */
export function formatLocation(location: string, sent: readonly string[]): string | undefined {
  const url = URL.parse(location, ownOrigin)
  if (url === null) return undefined
  const host = url.origin === ownOrigin ? '' : `${url.protocol}//${url.host}`
  return `${host}${redactAnswer(url.pathname, sent)}`.slice(0, maxLocationCharacters)
}
