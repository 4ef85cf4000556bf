import type { ProblemRow } from './problem-row.ts'

/** The problems of a request: nothing was submitted, except under `no-recipient-accepted`. */
export const requestProblems = {
  'authentication-required': {
    status: 401,
    title: 'A valid API key is required',
    description: 'The request has no API key, or one that is unknown, wrong or expired. Nothing was submitted.',
    advice: 'Send one header `Authorization: Bearer <key>`, with a key from the operator of the gateway.',
  },
  'not-permitted': {
    status: 403,
    title: 'The key does not allow this',
    description:
      'The key lacks the scope of this address, or its caller may not use this sender, number or size; `violations` lists these. Nothing was submitted.',
    advice: 'Stay within your permissions, or ask the operator of the gateway for more.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests in a minute',
    description: 'The caller has used up its requests for this minute. Nothing was submitted.',
    advice: 'Send the request again after the time in Retry-After; RateLimit says how many are left.',
    resend: 'safe',
  },
  'quota-exceeded': {
    status: 429,
    title: 'Too few segments are left today',
    description: "The message takes more segments than the caller's daily quota has left. Nothing was submitted.",
    advice: 'Send it again after the time in Retry-After, when the next day (UTC) begins, or ask for a larger quota.',
    resend: 'safe',
  },
  'no-recipient-accepted': {
    status: 422,
    title: 'No recipient was accepted, for different reasons',
    description:
      'Every recipient failed, but not all for the same reason. If any outcome is unknown, the status is 504.',
    advice: 'Look at each recipient: its `outcome`, its `resend` and its `error`.',
  },
  'idempotency-key-required': {
    status: 400,
    title: 'An Idempotency-Key is required',
    description: 'This gateway only accepts messages with an Idempotency-Key header. Nothing was submitted.',
    advice: 'Send a new key with each message, and the same key when you repeat a request.',
  },
  'idempotency-key-malformed': {
    status: 400,
    title: 'The Idempotency-Key is malformed',
    description:
      'A key consists of 16 to 255 letters, digits or characters of `_ : . -`, bare or in double quotes. Nothing was submitted.',
    advice: 'Send a valid key, for example a UUID.',
  },
  'idempotency-key-misnamed': {
    status: 400,
    title: 'A header that looks like an Idempotency-Key has another name',
    description:
      'The gateway only reads the key from the header `Idempotency-Key`, and an ignored key would not prevent a second SMS. Nothing was submitted.',
    advice: 'Name the header `Idempotency-Key`, or leave it out.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key belongs to another message',
    description: 'The key was used for a request with another body. Nothing was submitted.',
    advice: 'Send a new key with a new message.',
  },
  'request-in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still running',
    description: 'Its result is not known yet. Nothing was submitted for this request.',
    advice: 'Repeat the request with the same key after the time in Retry-After.',
    resend: 'safe',
  },
  'nothing-unknown': {
    status: 409,
    title: 'This message has no unknown outcome',
    description: 'There is nothing to settle: the outcome of every recipient is known.',
    advice: 'Look at the message.',
  },
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    description:
      'At least one field is missing, unknown or invalid; `violations` lists the first 100. Nothing was submitted.',
    advice: 'Correct the fields listed in `violations`.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request could not be read',
    description: 'The body is not strict JSON in UTF-8, or the request is not valid HTTP. Nothing was submitted.',
    advice: 'Send one JSON object in UTF-8 without duplicate keys.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    description: 'No route or no item has this address.',
    advice: 'See the API description for the existing addresses.',
  },
  'events-gone': {
    status: 410,
    title: 'The feed cannot continue from this cursor',
    description:
      'Events after the cursor were removed (EVENTS_RETENTION_DAYS), or the cursor belongs to another journal.',
    advice: 'Read the messages that matter with GET /messages, and continue the feed from `oldest`.',
  },
  'message-not-found': {
    status: 404,
    title: 'There is no such message',
    description:
      'No message of this caller has this id: it was never used, belongs to another caller, or its message is no longer kept.',
    advice: 'Check the id and your API key.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not support this method',
    description: 'The address exists, but only for other methods.',
    advice: 'Use a method listed in the Allow header.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request did not arrive in time',
    description: 'The headers or the body of the request came too slowly. Nothing was submitted.',
    advice: 'Send the request again.',
  },
  'content-too-large': {
    status: 413,
    title: 'The body is too large',
    description: 'The body is larger than the gateway accepts. Nothing was submitted.',
    advice: 'Send fewer recipients or a shorter text.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The address is too long',
    description: 'A part of the path is longer than the gateway accepts.',
    advice: 'See the API description for the existing addresses.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    description: 'The Content-Type is not application/json in UTF-8. Nothing was submitted.',
    advice: 'Send `Content-Type: application/json`.',
  },
  'misdirected-request': {
    status: 421,
    title: 'The gateway is not served under this host name',
    description: 'The Host header names a host for which the gateway does not accept requests. Nothing was submitted.',
    advice:
      'Use a loopback name such as localhost, or ask the operator of the gateway to add the name to ALLOWED_HOSTS.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    description: 'The Expect header asks for something other than 100-continue. Nothing was submitted.',
    advice: 'Omit the Expect header.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    description: 'The headers are larger than the gateway accepts. Nothing was submitted.',
    advice: 'Send fewer or shorter headers.',
  },
  'internal-error': {
    status: 500,
    title: 'The gateway has failed',
    description: 'An error in the gateway itself. It is not known whether a message was sent.',
    advice: 'Do not send again. Report it to the operator of the gateway, with the request id.',
    resend: 'forbidden',
  },
  'shutting-down': {
    status: 503,
    title: 'The gateway is stopping',
    description: 'The request arrived while the gateway was finishing earlier ones. Nothing was submitted.',
    advice: 'Send the request again after the time in Retry-After, on a new connection.',
    resend: 'safe',
  },
  'credit-not-asked': {
    status: 404,
    title: 'The gateway does not query the balance',
    description: 'The gateway is not configured to query the balance of its account.',
    advice: 'The operator of the gateway can set UPSTREAM_CREDIT_PATH.',
  },
  'credit-refused': {
    status: 502,
    title: 'The provider refused to report the balance',
    description: 'The provider answered that this account is not allowed to query its balance.',
    advice: 'The operator of the gateway should resolve this with the provider.',
  },
  'credit-not-understood': {
    status: 502,
    title: "The provider's answer about the balance was not understood",
    description: 'The answer contains no balance.',
    advice: 'The operator of the gateway should check UPSTREAM_CREDIT_PATH.',
  },
  'credit-unavailable': {
    status: 503,
    title: 'The provider did not report the balance in time',
    description: 'There was no answer about the balance.',
    advice: 'Ask again after the time in Retry-After.',
    resend: 'safe',
  },
  'not-ready': {
    status: 503,
    title: 'The gateway is not ready',
    description:
      'The gateway is stopping, or its journal has failed or is waiting for its disk. Only returned by /readyz.',
    advice: 'Ask again, or use another instance.',
  },
} as const satisfies Record<string, ProblemRow>
