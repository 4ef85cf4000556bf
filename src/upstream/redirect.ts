import { redactAnswer } from './redaction.ts'

const maxLocationCharacters = 200

/** Used to resolve relative addresses, which point to the upstream itself. */
const ownOrigin = 'http://upstream.invalid'

/**
 * The host and path of a redirect target, for the log. The query and user information are dropped because they may
 * repeat those of the GET, and sent values are removed from the rest: a host name may contain one as well.
 */
export function formatLocation(location: string, sent: readonly string[]): string | undefined {
  const url = URL.parse(location, ownOrigin)
  if (url === null) return undefined
  const redact = (part: string): string => redactAnswer(part, sent)
  // A text with a link in it contains the word `https`.
  const scheme = /^https?:$/.test(url.protocol) ? url.protocol : redact(url.protocol)
  const port = url.port === '' ? '' : `:${url.port}`
  const host = url.origin === ownOrigin ? '' : `${scheme}//${redact(url.hostname)}${port}`
  return `${host}${redact(url.pathname)}`.slice(0, maxLocationCharacters)
}
