import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// src/messages/problems/gateway-problems.ts
var gatewayProblems = {
  "upstream-unreachable": {
    status: 503,
    title: "The provider could not be reached",
    description: "No connection could be made in time. It is certain that nothing was submitted.",
    advice: "Send again after the time in Retry-After.",
    outcome: "not-attempted",
    resend: "safe",
    stopsMessage: true
  },
  "local-resources-exhausted": {
    status: 503,
    title: "The machine of the gateway has run out of a resource",
    description: "No connection could be opened, because the machine of the gateway had run out of file descriptors, local ports or memory. It is certain that nothing was submitted.",
    advice: "Send again after the time in Retry-After. The log of the gateway says what ran out.",
    outcome: "not-attempted",
    resend: "safe",
    stopsMessage: true
  },
  "outcome-unknown": {
    status: 504,
    title: "The message was submitted but no complete answer was received",
    description: "The connection was lost or the timeout expired after the request was written. The message may have been sent.",
    advice: "Do not send again. Check with the recipient, a delivery report or the provider.",
    outcome: "unknown",
    resend: "forbidden"
  },
  overloaded: {
    status: 503,
    title: "The gateway is overloaded",
    description: "The gateway has more messages waiting for the provider than it can submit in time, or more requests in progress than it has memory for. Nothing was submitted.",
    advice: "Send again after the time in Retry-After.",
    outcome: "not-attempted",
    resend: "safe",
    stopsMessage: true
  },
  "upstream-suspended": {
    status: 503,
    title: "Submissions on this account are suspended",
    description: "The last submissions failed because of the account or the connection, so the gateway makes none for a while. Nothing was submitted.",
    advice: "Send again after the time in Retry-After. The operator of the gateway can find the cause in /readyz.",
    outcome: "not-attempted",
    resend: "safe",
    stopsMessage: true
  },
  interrupted: {
    status: 503,
    title: "The gateway stopped before it submitted to this recipient",
    description: "The process ended while the message was being sent to other recipients. Nothing was submitted.",
    advice: "Send again with the same Idempotency-Key, or as a new message.",
    outcome: "not-attempted",
    resend: "safe"
  },
  "journal-unavailable": {
    status: 503,
    title: "The gateway cannot record what it sends",
    description: "The journal cannot be written, and the gateway never submits a message before recording it.",
    advice: "Send again after the time in Retry-After, with the same Idempotency-Key if there was one.",
    outcome: "not-attempted",
    resend: "safe",
    stopsMessage: true
  },
  "possible-duplicate": {
    status: 409,
    title: "The same message may already have been sent",
    description: "An earlier message with the same sender, number and text has an unknown outcome. Nothing was submitted.",
    advice: "Find out what happened to the earlier message, or repeat it deliberately with `acknowledgePossibleDuplicate`.",
    outcome: "not-attempted",
    resend: "forbidden"
  },
  "settled-as-rejected": {
    status: 422,
    title: "An operator has determined that nothing was sent",
    description: "The outcome was unknown, and an operator has found that the recipient received nothing.",
    advice: "Send again as a new message, if it is still needed.",
    outcome: "rejected",
    resend: "safe"
  },
  "message-stopped": {
    status: 503,
    title: "Not attempted because an earlier part of the message failed",
    description: "The account or the connection failed for other recipients of the same message, so nothing more was submitted.",
    advice: "Resolve the problem that stopped the message, then send to these recipients again.",
    outcome: "not-attempted",
    resend: "safe"
  }
};

// src/messages/problems/provider-problems.ts
var providerProblems = {
  "upstream-rejected-request": {
    status: 502,
    title: "The provider refused the form of the request",
    description: "The provider says that a parameter is missing or wrong. The gateway builds these, so the fault is in the gateway.",
    advice: "Do not send again. Report it to the operator of the gateway, with the request id.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "upstream-credentials-invalid": {
    status: 502,
    title: "The provider refused the gateway's credentials",
    description: "The account's name or password is wrong, or the account is closed.",
    advice: "Do not send again until the operator of the gateway has corrected UPSTREAM_USERNAME and UPSTREAM_PASSWORD.",
    outcome: "rejected",
    resend: "after-correction",
    stopsMessage: true
  },
  "invalid-message": {
    status: 422,
    title: "The provider refused the text",
    description: "The provider does not accept this text in this encoding.",
    advice: "Change the text or its encoding, then send it as a new message.",
    outcome: "rejected",
    resend: "after-correction"
  },
  "invalid-destination": {
    status: 422,
    title: "The provider refused the number",
    description: "The number does not exist, or the provider cannot reach it.",
    advice: "Correct the number or remove it from your list.",
    outcome: "rejected",
    resend: "after-correction"
  },
  "invalid-sender": {
    status: 422,
    title: "The provider refused the sender",
    description: "The sender is not registered for this account, or not allowed in the destination country.",
    advice: "Use a sender that is registered with the provider.",
    outcome: "rejected",
    resend: "after-correction"
  },
  "upstream-user-validation-failed": {
    status: 503,
    title: "The provider could not check the account just now",
    description: "The only refusal after which the provider allows the same message to be sent again. The gateway has already retried.",
    advice: "Send again after the time in Retry-After, as a new message: under a new Idempotency-Key.",
    outcome: "rejected",
    resend: "safe",
    stopsMessage: true
  },
  "upstream-internal-error": {
    status: 502,
    title: "The provider failed while it handled the message",
    description: "The provider reports an internal error. It is not known whether the message was sent.",
    advice: "Do not send again. Check with the recipient, a delivery report or the provider.",
    outcome: "unknown",
    resend: "forbidden"
  },
  "upstream-submit-failed": {
    status: 502,
    title: "The provider could not hand the message on",
    description: "The submission failed beyond the provider, which does not allow it to be repeated.",
    advice: "Do not send again. If it keeps happening, ask the provider.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "upstream-response-timeout": {
    status: 504,
    title: "The provider got no answer from the network in time",
    description: "The message was handed on but not confirmed. It may have been delivered.",
    advice: "Do not send again: the provider forbids it for this code. Wait for a delivery report.",
    outcome: "unknown",
    resend: "forbidden"
  },
  "insufficient-credit": {
    status: 402,
    title: "The account has too little credit",
    description: "The provider refused the message because the account's credit does not cover it.",
    advice: "Top up the account, then send again.",
    outcome: "rejected",
    resend: "after-correction",
    stopsMessage: true
  },
  "do-not-disturb": {
    status: 422,
    title: "The recipient is on a do-not-disturb list",
    description: "The number is registered as not to be disturbed.",
    advice: "Do not send this kind of message to this number.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "explicit-do-not-disturb": {
    status: 422,
    title: "The recipient is on an explicit do-not-disturb list",
    description: "The number was explicitly put on a do-not-disturb list.",
    advice: "Do not send to this number.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "recipient-opted-out": {
    status: 422,
    title: "The recipient has opted out",
    description: "The recipient has told the provider that they want no messages.",
    advice: "Remove the number from your list.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "spam-message": {
    status: 422,
    title: "The provider considers the text spam",
    description: "The provider's filter refused the text.",
    advice: "Change the text, then send it as a new message.",
    outcome: "rejected",
    resend: "after-correction"
  },
  "message-template-mismatch": {
    status: 422,
    title: "The text does not match its registered template",
    description: "The provider compared the text with the templates registered for the account and found no match.",
    advice: "Correct the text or the fields of `template`, then send it as a new message.",
    outcome: "rejected",
    resend: "after-correction"
  },
  "duplicate-message": {
    status: 409,
    title: "The provider already has this message",
    description: "The provider recognised the message as a duplicate and did not send it again.",
    advice: "Do nothing: an earlier copy is with the provider.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "too-many-destinations": {
    status: 502,
    title: "The provider refused the number of destinations in one request",
    description: "The gateway put more numbers into one request than the provider accepts.",
    advice: "Do not send again. The operator of the gateway should lower UPSTREAM_DESTINATIONS_PER_REQUEST.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "ip-blacklisted": {
    status: 502,
    title: "The provider has blocked the gateway's address",
    description: "The gateway's IP address is on the provider's blacklist.",
    advice: "Do not send again until the operator of the gateway has resolved this with the provider.",
    outcome: "rejected",
    resend: "after-correction",
    stopsMessage: true
  },
  "ip-not-whitelisted": {
    status: 502,
    title: "The provider does not know the gateway's address",
    description: "The gateway's IP address is not on the account's whitelist.",
    advice: "Do not send again until the operator of the gateway has had the address registered.",
    outcome: "rejected",
    resend: "after-correction",
    stopsMessage: true
  },
  "smpp-error": {
    status: 502,
    title: "The network behind the provider refused the message",
    description: "The provider passed on an SMPP command_status; `smpp` names it.",
    advice: "Do not send again: the provider allows that for one code only, and this is not it.",
    outcome: "rejected",
    resend: "forbidden"
  },
  "upstream-answer-not-understood": {
    status: 502,
    title: "The provider's answer was not understood",
    description: "The provider answered, but the answer says nothing certain about this recipient. The message may have been sent.",
    advice: "Do not send again. Check with the recipient, a delivery report or the provider.",
    outcome: "unknown",
    resend: "forbidden"
  },
  "upstream-answer-incomplete": {
    status: 502,
    title: "The provider's answer does not mention this recipient",
    description: "The answer only covers other recipients. The message may have been sent to this one.",
    advice: "Do not send again. Check with the recipient, a delivery report or the provider.",
    outcome: "unknown",
    resend: "forbidden"
  }
};

// src/messages/problems/request-problems.ts
var requestProblems = {
  "authentication-required": {
    status: 401,
    title: "A valid API key is required",
    description: "The request has no API key, or one that is unknown, wrong or expired. Nothing was submitted.",
    advice: "Send one header `Authorization: Bearer <key>`, with a key from the operator of the gateway."
  },
  "not-permitted": {
    status: 403,
    title: "The key does not allow this",
    description: "The key lacks the scope of this address, or its caller may not use this sender, number or size; `violations` lists these. Nothing was submitted.",
    advice: "Stay within your permissions, or ask the operator of the gateway for more."
  },
  "too-many-requests": {
    status: 429,
    title: "Too many requests in a minute",
    description: "The caller has used up its requests for this minute. Nothing was submitted.",
    advice: "Send the request again after the time in Retry-After; RateLimit says how many are left.",
    resend: "safe"
  },
  "quota-exceeded": {
    status: 429,
    title: "Too few segments are left today",
    description: "The message takes more segments than the caller's daily quota has left. Nothing was submitted.",
    advice: "Send it again after the time in Retry-After, when the next day (UTC) begins, or ask for a larger quota.",
    resend: "safe"
  },
  "no-recipient-accepted": {
    status: 422,
    title: "No recipient was accepted, for different reasons",
    description: "Every recipient failed, but not all for the same reason. If any outcome is unknown, the status is 504.",
    advice: "Look at each recipient: its `outcome`, its `resend` and its `error`."
  },
  "idempotency-key-required": {
    status: 400,
    title: "An Idempotency-Key is required",
    description: "This gateway only accepts messages with an Idempotency-Key header. Nothing was submitted.",
    advice: "Send a new key with each message, and the same key when you repeat a request."
  },
  "idempotency-key-malformed": {
    status: 400,
    title: "The Idempotency-Key is malformed",
    description: "A key consists of 16 to 255 letters, digits or characters of `_ : . -`, bare or in double quotes. Nothing was submitted.",
    advice: "Send a valid key, for example a UUID."
  },
  "idempotency-key-misnamed": {
    status: 400,
    title: "A header that looks like an Idempotency-Key has another name",
    description: "The gateway only reads the key from the header `Idempotency-Key`, and an ignored key would not prevent a second SMS. Nothing was submitted.",
    advice: "Name the header `Idempotency-Key`, or leave it out."
  },
  "idempotency-key-reused": {
    status: 422,
    title: "The Idempotency-Key belongs to another message",
    description: "The key was used for a request with another body. Nothing was submitted.",
    advice: "Send a new key with a new message."
  },
  "request-in-progress": {
    status: 409,
    title: "The first request with this Idempotency-Key is still running",
    description: "Its result is not known yet. Nothing was submitted for this request.",
    advice: "Repeat the request with the same key after the time in Retry-After.",
    resend: "safe"
  },
  "nothing-unknown": {
    status: 409,
    title: "This message has no unknown outcome",
    description: "There is nothing to settle: the outcome of every recipient is known.",
    advice: "Look at the message."
  },
  "invalid-request": {
    status: 400,
    title: "The request is not valid",
    description: "At least one field is missing, unknown or invalid; `violations` lists the first 100. Nothing was submitted.",
    advice: "Correct the fields listed in `violations`."
  },
  "malformed-request": {
    status: 400,
    title: "The request could not be read",
    description: "The body is not strict JSON in UTF-8, or the request is not valid HTTP. Nothing was submitted.",
    advice: "Send one JSON object in UTF-8 without duplicate keys."
  },
  "not-found": {
    status: 404,
    title: "There is nothing at this address",
    description: "No route or no item has this address.",
    advice: "See the API description for the existing addresses."
  },
  "events-gone": {
    status: 410,
    title: "The feed cannot continue from this cursor",
    description: "Events after the cursor were removed (EVENTS_RETENTION_DAYS), or the cursor belongs to another journal.",
    advice: "Read the messages that matter with GET /messages, and continue the feed from `oldest`."
  },
  "message-not-found": {
    status: 404,
    title: "There is no such message",
    description: "No message of this caller has this id: it was never used, belongs to another caller, or its message is no longer kept.",
    advice: "Check the id and your API key."
  },
  "method-not-allowed": {
    status: 405,
    title: "This address does not support this method",
    description: "The address exists, but only for other methods.",
    advice: "Use a method listed in the Allow header."
  },
  "request-timeout": {
    status: 408,
    title: "The request did not arrive in time",
    description: "The headers or the body of the request came too slowly. Nothing was submitted.",
    advice: "Send the request again."
  },
  "content-too-large": {
    status: 413,
    title: "The body is too large",
    description: "The body is larger than the gateway accepts. Nothing was submitted.",
    advice: "Send fewer recipients or a shorter text."
  },
  "uri-too-long": {
    status: 414,
    title: "The address is too long",
    description: "A part of the path is longer than the gateway accepts.",
    advice: "See the API description for the existing addresses."
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is not JSON",
    description: "The Content-Type is not application/json in UTF-8. Nothing was submitted.",
    advice: "Send `Content-Type: application/json`."
  },
  "misdirected-request": {
    status: 421,
    title: "The gateway is not served under this host name",
    description: "The Host header names a host for which the gateway does not accept requests. Nothing was submitted.",
    advice: "Use a loopback name such as localhost, or ask the operator of the gateway to add the name to ALLOWED_HOSTS."
  },
  "expectation-failed": {
    status: 417,
    title: "The expectation cannot be met",
    description: "The Expect header asks for something other than 100-continue. Nothing was submitted.",
    advice: "Omit the Expect header."
  },
  "headers-too-large": {
    status: 431,
    title: "The headers are too large",
    description: "The headers are larger than the gateway accepts. Nothing was submitted.",
    advice: "Send fewer or shorter headers."
  },
  "internal-error": {
    status: 500,
    title: "The gateway has failed",
    description: "An error in the gateway itself. It is not known whether a message was sent.",
    advice: "Do not send again. Report it to the operator of the gateway, with the request id.",
    resend: "forbidden"
  },
  "shutting-down": {
    status: 503,
    title: "The gateway is stopping",
    description: "The request arrived while the gateway was finishing earlier ones. Nothing was submitted.",
    advice: "Send the request again after the time in Retry-After, on a new connection.",
    resend: "safe"
  },
  "credit-not-asked": {
    status: 404,
    title: "The gateway does not query the balance",
    description: "The gateway is not configured to query the balance of its account.",
    advice: "The operator of the gateway can set UPSTREAM_CREDIT_PATH."
  },
  "credit-refused": {
    status: 502,
    title: "The provider refused to report the balance",
    description: "The provider answered that this account is not allowed to query its balance.",
    advice: "The operator of the gateway should resolve this with the provider."
  },
  "credit-not-understood": {
    status: 502,
    title: "The provider's answer about the balance was not understood",
    description: "The answer contains no balance.",
    advice: "The operator of the gateway should check UPSTREAM_CREDIT_PATH."
  },
  "credit-unavailable": {
    status: 503,
    title: "The provider did not report the balance in time",
    description: "There was no answer about the balance.",
    advice: "Ask again after the time in Retry-After.",
    resend: "safe"
  },
  "not-ready": {
    status: 503,
    title: "The gateway is not ready",
    description: "The gateway is stopping, or its journal has failed or is waiting for its disk. Only returned by /readyz.",
    advice: "Ask again, or use another instance."
  }
};

// src/messages/problems.ts
var recipientProblems = { ...providerProblems, ...gatewayProblems };
var problems = { ...recipientProblems, ...requestProblems };
var recipientProblemCodes = Object.keys(recipientProblems);
var problemCodes = Object.keys(problems);
var problemOf = (code) => problems[code];

// src/messages/outcome-kinds.ts
var outcomes = ["accepted", "rejected", "unknown", "not-attempted"];
var resends = ["forbidden", "after-correction", "safe"];

// src/messages/outcome.ts
var messageStatuses = ["accepted", "partial", "rejected", "unknown", "not-attempted"];
function upstreamIdsOf(ids) {
  const [first] = ids;
  if (first === void 0) return {};
  return ids.length === 1 ? { upstreamMessageId: first } : { upstreamMessageId: first, upstreamMessageIds: ids };
}
function pickUpstreamIds({ upstreamMessageId, upstreamMessageIds }) {
  const picked = {};
  if (upstreamMessageId !== void 0) picked.upstreamMessageId = upstreamMessageId;
  if (upstreamMessageIds !== void 0) picked.upstreamMessageIds = upstreamMessageIds;
  return picked;
}
var failed = (to, failure) => ({ to, accepted: false, failure });
var failAll = (to, failure) => to.map((to2) => failed(to2, failure));
var outcomeOf = (result) => result.accepted ? "accepted" : problems[result.failure.code].outcome;
function countSubmitted(results) {
  let count = 0;
  for (const result of results) if (outcomeOf(result) !== "not-attempted") count++;
  return count;
}
function summarize(results) {
  const counts = { accepted: 0, rejected: 0, unknown: 0, "not-attempted": 0 };
  for (const result of results) counts[outcomeOf(result)]++;
  const { "not-attempted": notAttempted, ...others } = counts;
  return { ...others, notAttempted };
}
function statusOf(summary) {
  const { accepted, rejected, unknown, notAttempted } = summary;
  if (accepted > 0) return rejected + unknown + notAttempted === 0 ? "accepted" : "partial";
  if (unknown > 0) return "unknown";
  return rejected > 0 ? "rejected" : "not-attempted";
}
function strictestResend(results) {
  const words = new Set(results.map((result) => result.accepted ? "forbidden" : problems[result.failure.code].resend));
  return resends.find((word) => words.has(word)) ?? "forbidden";
}

export {
  problems,
  recipientProblemCodes,
  problemCodes,
  problemOf,
  outcomes,
  resends,
  messageStatuses,
  upstreamIdsOf,
  pickUpstreamIds,
  failed,
  failAll,
  outcomeOf,
  countSubmitted,
  summarize,
  statusOf,
  strictestResend
};
