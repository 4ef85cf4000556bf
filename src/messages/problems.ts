import type { Outcome, Resend } from './outcome-kinds.ts'

/** One kind of trouble a caller can meet: the row from which the answer, its page and its documentation are made. */
type ProblemRow = {
  /** HTTP status of an answer that has this problem as its only cause. */
  readonly status: number
  readonly title: string
  /** What happened, in a sentence that is true for every occurrence. */
  readonly description: string
  /** What the caller, or whoever runs the gateway, should do. */
  readonly advice: string
  /** Present on problems of a recipient: what is known about it, and whether it may be sent again. */
  readonly outcome?: Exclude<Outcome, 'accepted'>
  readonly resend?: Resend
  /** The account or the connection is at fault, so the remaining GETs of the message are not submitted. */
  readonly stopsMessage?: true
}

/** The problems of a recipient. Each has exactly one outcome and one `resend`, so a code alone says all. */
const recipientProblems = {
  'upstream-rejected-request': {
    status: 502,
    title: 'The provider refused the form of the request',
    description: 'The provider says that a parameter is missing or wrong. The gateway builds these, so it is at fault.',
    advice: 'Do not send again. Report it to whoever runs the gateway, with the request id.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'upstream-credentials-invalid': {
    status: 502,
    title: "The provider refused the gateway's credentials",
    description: "The account's name or password is wrong, or the account is closed.",
    advice: 'Do not send again before whoever runs the gateway has corrected UPSTREAM_USERNAME and UPSTREAM_PASSWORD.',
    outcome: 'rejected',
    resend: 'after-correction',
    stopsMessage: true,
  },
  'invalid-message': {
    status: 422,
    title: 'The provider refused the text',
    description: 'The provider does not take this text in this encoding.',
    advice: 'Change the text or its encoding, then send it as a new message.',
    outcome: 'rejected',
    resend: 'after-correction',
  },
  'invalid-destination': {
    status: 422,
    title: 'The provider refused the number',
    description: 'The number does not exist, or the provider does not reach it.',
    advice: 'Correct the number or remove it from your list.',
    outcome: 'rejected',
    resend: 'after-correction',
  },
  'invalid-sender': {
    status: 422,
    title: 'The provider refused the sender',
    description: 'The sender is not registered for this account, or not allowed in the destination country.',
    advice: 'Use a sender that is registered with the provider.',
    outcome: 'rejected',
    resend: 'after-correction',
  },
  'upstream-user-validation-failed': {
    status: 503,
    title: 'The provider could not check the account just now',
    description:
      'The one refusal after which the provider allows the same message again. The gateway has tried already.',
    advice: 'Send again after the time in Retry-After, as a new message: under a new Idempotency-Key.',
    outcome: 'rejected',
    resend: 'safe',
    stopsMessage: true,
  },
  'upstream-internal-error': {
    status: 502,
    title: 'The provider failed while it handled the message',
    description: 'The provider reports an internal error. Whether the message went out is not known.',
    advice: 'Do not send again. Check with the recipient, a delivery report or the provider.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  'upstream-submit-failed': {
    status: 502,
    title: 'The provider could not hand the message on',
    description: 'The submission failed behind the provider, which forbids to repeat it.',
    advice: 'Do not send again. If it keeps happening, ask the provider.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'upstream-response-timeout': {
    status: 504,
    title: 'The provider waited in vain for an answer from the network',
    description: 'The message was handed on and not confirmed. It may have been delivered.',
    advice: 'Do not send again: the provider forbids it for this code. Wait for a delivery report.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  'insufficient-credit': {
    status: 402,
    title: 'The account has too little credit',
    description: "The provider refused the message because the account's credit does not cover it.",
    advice: 'Have the account topped up, then send again.',
    outcome: 'rejected',
    resend: 'after-correction',
    stopsMessage: true,
  },
  'do-not-disturb': {
    status: 422,
    title: 'The recipient is on a do-not-disturb list',
    description: 'The number is registered as not to be disturbed.',
    advice: 'Do not send this kind of message to this number.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'explicit-do-not-disturb': {
    status: 422,
    title: 'The recipient is on an explicit do-not-disturb list',
    description: 'The number was explicitly put on a do-not-disturb list.',
    advice: 'Do not send to this number.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'recipient-opted-out': {
    status: 422,
    title: 'The recipient has opted out',
    description: 'The recipient has told the provider that they want no messages.',
    advice: 'Remove the number from your list.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'spam-message': {
    status: 422,
    title: 'The provider takes the text for spam',
    description: "The provider's filter refused the text.",
    advice: 'Change the text, then send it as a new message.',
    outcome: 'rejected',
    resend: 'after-correction',
  },
  'message-template-mismatch': {
    status: 422,
    title: 'The text does not match its registered template',
    description: 'The provider compares the text with the templates registered for the account and found none.',
    advice: 'Correct the text or the fields of `template`, then send it as a new message.',
    outcome: 'rejected',
    resend: 'after-correction',
  },
  'duplicate-message': {
    status: 409,
    title: 'The provider already has this message',
    description: 'The provider recognised the message as a duplicate and did not send it another time.',
    advice: 'Do nothing: an earlier copy is with the provider.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'too-many-destinations': {
    status: 502,
    title: 'The provider refused the number of destinations in one request',
    description: 'The gateway put more numbers into one request than the provider takes.',
    advice: 'Do not send again. Whoever runs the gateway should lower UPSTREAM_DESTINATIONS_PER_REQUEST.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'ip-blacklisted': {
    status: 502,
    title: "The provider has blocked the gateway's address",
    description: "The gateway's IP address is on the provider's blacklist.",
    advice: 'Do not send again before whoever runs the gateway has settled it with the provider.',
    outcome: 'rejected',
    resend: 'after-correction',
    stopsMessage: true,
  },
  'ip-not-whitelisted': {
    status: 502,
    title: "The provider does not know the gateway's address",
    description: "The gateway's IP address is not on the account's whitelist.",
    advice: 'Do not send again before whoever runs the gateway has had the address registered.',
    outcome: 'rejected',
    resend: 'after-correction',
    stopsMessage: true,
  },
  'smpp-error': {
    status: 502,
    title: 'The network behind the provider refused the message',
    description: 'The provider passed on an SMPP command_status; `smpp` names it.',
    advice: 'Do not send again: the provider allows that for one code only, and this is not it.',
    outcome: 'rejected',
    resend: 'forbidden',
  },
  'upstream-answer-not-understood': {
    status: 502,
    title: "The provider's answer was not understood",
    description: 'An answer came that says nothing certain about this recipient. The message may have gone out.',
    advice: 'Do not send again. Check with the recipient, a delivery report or the provider.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  'upstream-answer-incomplete': {
    status: 502,
    title: "The provider's answer does not mention this recipient",
    description: 'The answer covers other recipients only. The message may have gone out to this one.',
    advice: 'Do not send again. Check with the recipient, a delivery report or the provider.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  'upstream-unreachable': {
    status: 503,
    title: 'The provider could not be reached',
    description: 'No connection came about in time. Nothing was submitted, which is certain.',
    advice: 'Send again after the time in Retry-After.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'local-resources-exhausted': {
    status: 503,
    title: 'The gateway has run out of a resource of its own machine',
    description:
      'No connection could be opened, because file descriptors, local ports or memory had run out where the gateway runs. Nothing was submitted, which is certain.',
    advice: 'Send again after the time in Retry-After. Whoever runs the gateway finds in its log what ran out.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'outcome-unknown': {
    status: 504,
    title: 'The message was submitted and no complete answer came',
    description:
      'The connection broke or the time ran out after the request was written. The message may have gone out.',
    advice: 'Do not send again. Check with the recipient, a delivery report or the provider.',
    outcome: 'unknown',
    resend: 'forbidden',
  },
  overloaded: {
    status: 503,
    title: 'Too much is waiting here already',
    description:
      'The gateway has more messages waiting for the provider than it can submit in time, or more requests under way than it has memory for. Nothing was submitted.',
    advice: 'Send again after the time in Retry-After.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'upstream-suspended': {
    status: 503,
    title: 'Submissions on this account are suspended',
    description:
      'The last submissions failed for the account or the connection, so the gateway makes none for a while. Nothing was submitted.',
    advice: 'Send again after the time in Retry-After. Whoever runs the gateway finds the cause in /readyz.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  interrupted: {
    status: 503,
    title: 'The gateway stopped before the turn of this recipient',
    description: 'The process ended while other recipients of the message were being sent to. Nothing was submitted.',
    advice: 'Send again with the same Idempotency-Key, or as a new message.',
    outcome: 'not-attempted',
    resend: 'safe',
  },
  'journal-unavailable': {
    status: 503,
    title: 'The gateway cannot record what it sends',
    description: 'The journal cannot be written, and nothing is submitted that is not recorded first.',
    advice: 'Send again after the time in Retry-After, with the same Idempotency-Key if there was one.',
    outcome: 'not-attempted',
    resend: 'safe',
    stopsMessage: true,
  },
  'possible-duplicate': {
    status: 409,
    title: 'The same message may have gone out already',
    description:
      'An earlier message with the same sender, number and text has an unknown outcome. Nothing was submitted.',
    advice: 'Find out what became of the earlier message, or repeat it knowingly with `acknowledgePossibleDuplicate`.',
    outcome: 'not-attempted',
    resend: 'forbidden',
  },
  'settled-as-rejected': {
    status: 422,
    title: 'A person has settled that nothing went out',
    description: 'The outcome was unknown, and an operator has found out that the recipient got nothing.',
    advice: 'Send again as a new message, if it is still of use.',
    outcome: 'rejected',
    resend: 'safe',
  },
  'message-stopped': {
    status: 503,
    title: 'Not attempted, because an earlier part of the message failed',
    description:
      'The account or the connection failed for other recipients of the same message, so nothing more was submitted.',
    advice: 'Solve what stopped the message, then send to these recipients again.',
    outcome: 'not-attempted',
    resend: 'safe',
  },
} as const satisfies Record<string, ProblemRow & { outcome: Outcome; resend: Resend }>

/** The problems of a request: nothing was submitted, except under `no-recipient-accepted`. */
const requestProblems = {
  'authentication-required': {
    status: 401,
    title: 'A valid API key is required',
    description: 'The request has no API key, or one that is unknown, wrong or expired. Nothing was submitted.',
    advice: 'Send one header `Authorization: Bearer <key>`, with a key from whoever runs the gateway.',
  },
  'not-permitted': {
    status: 403,
    title: 'The key does not allow this',
    description:
      'The key lacks the scope of this address, or its caller may not use this sender, number or size; `violations` names those. Nothing was submitted.',
    advice: 'Use what is allowed to you, or ask whoever runs the gateway for more.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests in a minute',
    description: 'The caller has made all the requests it has for this minute. Nothing was submitted.',
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
    title: 'No recipient was accepted, for different causes',
    description:
      'Every recipient failed, not all for the same cause. With an unknown outcome among them the status is 504.',
    advice: 'Look at each recipient: its `outcome`, its `resend` and its `error`.',
  },
  'idempotency-key-required': {
    status: 400,
    title: 'An Idempotency-Key is required',
    description: 'This gateway takes messages with an Idempotency-Key header only. Nothing was submitted.',
    advice: 'Send a key that is new for each message, and the same one when you repeat a request.',
  },
  'idempotency-key-malformed': {
    status: 400,
    title: 'The Idempotency-Key is malformed',
    description:
      'A key has 16 to 255 letters, digits or signs of `_ : . -`, bare or in double quotes. Nothing was submitted.',
    advice: 'Send a key of that form, for example a UUID.',
  },
  'idempotency-key-misnamed': {
    status: 400,
    title: 'A header that looks like an Idempotency-Key has another name',
    description:
      'The gateway reads the key from the header `Idempotency-Key` alone, and a key that it ignored would not protect from a second SMS. Nothing was submitted.',
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
    description: 'What it comes to is not known yet. Nothing was submitted by this one.',
    advice: 'Repeat the request with the same key after the time in Retry-After.',
    resend: 'safe',
  },
  'nothing-unknown': {
    status: 409,
    title: 'No outcome of this message is unknown',
    description: 'There is nothing to settle: the outcome of every recipient is known.',
    advice: 'Look at the message.',
  },
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    description:
      'At least one field is missing, unknown or wrong; `violations` names them, or the first 100 of them. Nothing was submitted.',
    advice: 'Correct the fields that `violations` names.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request could not be read',
    description: 'The body is not strict JSON in UTF-8, or the request is not valid HTTP. Nothing was submitted.',
    advice: 'Send one JSON object, in UTF-8, with every key once.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    description: 'No route or no item has this address.',
    advice: 'Look at the description of the API for the addresses that exist.',
  },
  'message-not-found': {
    status: 404,
    title: 'There is no such message',
    description:
      'No message of this caller has this id: it was never used, belongs to somebody else, or is older than messages are kept.',
    advice: 'Check the id, and the key with which you ask.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    description: 'The address exists, for other methods only.',
    advice: 'Use a method that the Allow header names.',
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
    description: 'The body is larger than the gateway reads. Nothing was submitted.',
    advice: 'Send fewer recipients or a shorter text.',
  },
  'uri-too-long': {
    status: 414,
    title: 'The address is too long',
    description: 'A part of the path is longer than the gateway reads.',
    advice: 'Look at the description of the API for the addresses that exist.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is not JSON',
    description: 'The Content-Type is not application/json in UTF-8. Nothing was submitted.',
    advice: 'Send `Content-Type: application/json`.',
  },
  'misdirected-request': {
    status: 421,
    title: 'The gateway is not served under this name',
    description:
      'The Host header names a host that is not among those for which the gateway takes requests. Nothing was submitted.',
    advice: 'Use a loopback name such as localhost, or have whoever runs the gateway add the name to ALLOWED_HOSTS.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    description: 'The Expect header asks for something other than 100-continue. Nothing was submitted.',
    advice: 'Leave out the Expect header.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    description: 'The headers are larger than the gateway reads. Nothing was submitted.',
    advice: 'Send fewer or shorter headers.',
  },
  'internal-error': {
    status: 500,
    title: 'The gateway has failed',
    description: 'An error in the gateway itself. Whether a message went out is not known.',
    advice: 'Do not send again. Report it to whoever runs the gateway, with the request id.',
    resend: 'forbidden',
  },
  'shutting-down': {
    status: 503,
    title: 'The gateway is stopping',
    description: 'The request came while the gateway was bringing earlier ones to their end. Nothing was submitted.',
    advice: 'Send the request again after the time in Retry-After, on a new connection.',
    resend: 'safe',
  },
  'credit-not-asked': {
    status: 404,
    title: 'The balance of the account is not asked for',
    description: 'The gateway does not know where the provider tells the balance.',
    advice: 'Whoever runs the gateway may set UPSTREAM_CREDIT_PATH.',
  },
  'credit-refused': {
    status: 502,
    title: 'The provider does not tell the balance',
    description: 'The provider answered that this account may not ask for its balance.',
    advice: 'Whoever runs the gateway should settle it with the provider.',
  },
  'credit-not-understood': {
    status: 502,
    title: "The provider's answer about the balance was not understood",
    description: 'An answer came that holds no balance.',
    advice: 'Whoever runs the gateway should check UPSTREAM_CREDIT_PATH.',
  },
  'credit-unavailable': {
    status: 503,
    title: 'The provider did not tell the balance in time',
    description: 'No answer about the balance came.',
    advice: 'Ask again after the time in Retry-After.',
    resend: 'safe',
  },
  'not-ready': {
    status: 503,
    title: 'The gateway is not ready',
    description: 'The gateway is stopping, or its journal has failed or waits for its disk. Answered by /readyz only.',
    advice: 'Ask again, or use another instance.',
  },
} as const satisfies Record<string, ProblemRow>

/** Every problem the service can answer, by its code: the path segment of its page under `/problems/`. */
export const problems = { ...recipientProblems, ...requestProblems }

export type RecipientProblemCode = keyof typeof recipientProblems
export type ProblemCode = keyof typeof problems

export const recipientProblemCodes = Object.keys(recipientProblems) as readonly RecipientProblemCode[]
export const problemCodes = Object.keys(problems) as readonly ProblemCode[]

/** The row of a problem, with its optional columns. */
export const problemOf = (code: ProblemCode): ProblemRow => problems[code]
