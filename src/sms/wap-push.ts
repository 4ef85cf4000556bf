/** Links in SMS have to be short. This is far more than any phone accepts, and still fits the URL. */
const maxUrlLength = 1000

/**
 * RFC 3986's characters only, and a non-empty authority: the URL parser silently repairs a backslash, a tab or a third
 * slash, but the phone gets the link as written.
 */
const absoluteHttpUrl =
  /^https?:\/\/(?<authority>[A-Za-z0-9\-._~:[\]@!$&'()*+,;=%]+)(?:[/?#][A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*)?$/i

/** Checks the link of a WAP push; returns what is expected, or undefined if it is valid. */
export function checkWapPushUrl(url: string): string | undefined {
  if (url.length > maxUrlLength) return `must be at most ${maxUrlLength} characters long`
  const authority = absoluteHttpUrl.exec(url)?.groups?.['authority']
  if (authority === undefined || !URL.canParse(url)) {
    return 'must be an absolute http or https URL, with everything beyond ASCII percent-encoded'
  }
  // Not by the parsed user name, which is empty for http://@host.
  return authority.includes('@') ? 'must not contain a user name or password' : undefined
}
