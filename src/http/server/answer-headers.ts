/**
 * What stands on every answer. A message's answer holds numbers, so no cache keeps it; and nothing here is ever to be run
 * or framed by a browser, whatever somebody gets it to open. Fixed, since helmet computes its headers anew for each answer.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
export const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const
