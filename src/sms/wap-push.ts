/** A link that a phone opens from an SMS has to be short; this is far more than any can take, and still fits the URL. */
const maxUrlLength = 1000

/**
 * RFC 3986's characters only, and an authority that is not empty: the URL parser would quietly repair a backslash, a
 * tab or a third slash, and the phone gets what the caller wrote.
 */
const absoluteHttpUrl =
  /^https?:\/\/(?<authority>[A-Za-z0-9\-._~:[\]@!$&'()*+,;=%]+)(?:[/?#][A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*)?$/i

/** Checks the link of a WAP push; answers what is expected, or undefined where all is well. */
export function checkWapPushUrl(url: string): string | undefined {
  if (url.length > maxUrlLength) return `must be at most ${maxUrlLength} characters long`
  const authority = absoluteHttpUrl.exec(url)?.groups?.['authority']
  if (authority === undefined || !URL.canParse(url)) {
    return 'must be an absolute http or https URL, with everything beyond ASCII percent-encoded'
  }
  // Not by the parsed user name, which is empty for http://@host.
  return authority.includes('@') ? 'must not contain a user name or password' : undefined
}
