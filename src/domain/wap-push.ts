/** A link that a phone opens from an SMS has to be short; this is far more than any can take, and still fits the URL. */
const maxUrlLength = 1000

/** RFC 3986's characters only: the URL parser would quietly repair others, and the phone gets what the caller wrote. */
const absoluteHttpUrl = /^https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/i

/** Checks the link of a WAP push; answers what is expected, or undefined where all is well. */
export function checkWapPushUrl(url: string): string | undefined {
  if (url.length > maxUrlLength) return `must be at most ${maxUrlLength} characters long`
  if (!absoluteHttpUrl.test(url) || !URL.canParse(url)) {
    return 'must be an absolute http or https URL, with everything beyond ASCII percent-encoded'
  }
  // Not the parsed user name: that of http://@host is empty.
  const authority = url.split(/[/?#]/, 3)[2] ?? ''
  return authority.includes('@') ? 'must not contain a user name or password' : undefined
}
