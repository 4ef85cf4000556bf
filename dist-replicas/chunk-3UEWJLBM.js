import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), bundleFolder = import.meta.dirname;

// sandbox/dialects.ts
var documentDialect = {
  description: "The provider's document: 1701|<destination>|<id>, destinations echoed as they were sent.",
  idSeparator: "|",
  echo: "as-sent",
  scheduledAnswer: false,
  unusableAsNa: false,
  aliases: {},
  dateParameter: "date",
  timeParameter: "time"
};
var dialects = {
  document: documentDialect,
  classic: {
    description: "Older resellers: 1025 and 1032 for 1725 and 1732, Scheduled|<id>, scheduledate and scheduletime, 1706|NA, destinations echoed without their +.",
    idSeparator: "|",
    echo: "digits",
    scheduledAnswer: true,
    unusableAsNa: true,
    aliases: { 1725: 1025, 1732: 1032 },
    dateParameter: "scheduledate",
    timeParameter: "scheduletime"
  },
  colon: { ...documentDialect, description: "As document, but 1701|<destination>:<id>.", idSeparator: ":" }
};

// src/config/loopback.ts
var loopbackName = /^(?:localhost|127(?:\.[0-9]{1,3}){1,3}|::1|\[::1\])$/i;
var isLoopback = (name) => loopbackName.test(name);
function formatReachableHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

// src/upstream/smpp-status-names.ts
var smppStatusNames = {
  1: "ESME_RINVMSGLEN",
  2: "ESME_RINVCMDLEN",
  3: "ESME_RINVCMDID",
  4: "ESME_RINVBNDSTS",
  5: "ESME_RALYBND",
  6: "ESME_RINVPRTFLG",
  7: "ESME_RINVREGDLVFLG",
  8: "ESME_RSYSERR",
  10: "ESME_RINVSRCADR",
  11: "ESME_RINVDSTADR",
  12: "ESME_RINVMSGID",
  13: "ESME_RBINDFAIL",
  14: "ESME_RINVPASWD",
  15: "ESME_RINVSYSID",
  17: "ESME_RCANCELFAIL",
  19: "ESME_RREPLACEFAIL",
  20: "ESME_RMSGQFUL",
  21: "ESME_RINVSERTYP",
  51: "ESME_RINVNUMDESTS",
  52: "ESME_RINVDLNAME",
  64: "ESME_RINVDESTFLAG",
  66: "ESME_RINVSUBREP",
  67: "ESME_RINVESMCLASS",
  68: "ESME_RCNTSUBDL",
  69: "ESME_RSUBMITFAIL",
  72: "ESME_RINVSRCTON",
  73: "ESME_RINVSRCNPI",
  80: "ESME_RINVDSTTON",
  81: "ESME_RINVDSTNPI",
  83: "ESME_RINVSYSTYP",
  84: "ESME_RINVREPFLAG",
  85: "ESME_RINVNUMMSGS",
  88: "ESME_RTHROTTLED",
  97: "ESME_RINVSCHED",
  98: "ESME_RINVEXPIRY",
  99: "ESME_RINVDFTMSGID",
  100: "ESME_RX_T_APPN",
  101: "ESME_RX_P_APPN",
  102: "ESME_RX_R_APPN",
  103: "ESME_RQUERYFAIL",
  192: "ESME_RINVOPTPARSTREAM",
  193: "ESME_ROPTPARNOTALLWD",
  194: "ESME_RINVPARLEN",
  195: "ESME_RMISSINGOPTPARAM",
  196: "ESME_RINVOPTPARAMVAL",
  254: "ESME_RDELIVERYFAILURE",
  255: "ESME_RUNKNOWNERR"
};

// src/upstream/status-codes.ts
var acceptedCode = 1701;
var retryableCode = 1709;
var definedCodes = {
  8: { meaning: "internal error", source: "document", problem: "upstream-internal-error" },
  16: { meaning: "IP blacklisted", source: "document", problem: "ip-blacklisted" },
  18: { meaning: "IP not whitelisted", source: "document", problem: "ip-not-whitelisted" },
  69: { meaning: "submission failed", source: "document", problem: "upstream-submit-failed" },
  1025: { meaning: "insufficient credit", source: "reseller", problem: "insufficient-credit" },
  1026: { meaning: "insufficient reseller credit", source: "reseller", problem: "insufficient-credit" },
  1028: { meaning: "spam message", source: "document", problem: "spam-message" },
  1032: { meaning: "DND reject", source: "reseller", problem: "do-not-disturb" },
  1033: { meaning: "message template mismatch", source: "document", problem: "message-template-mismatch" },
  1035: { meaning: "recipient opted out", source: "reseller", problem: "recipient-opted-out" },
  1041: { meaning: "duplicate message", source: "document", problem: "duplicate-message" },
  1042: { meaning: "explicit DND destination", source: "document", problem: "explicit-do-not-disturb" },
  [acceptedCode]: { meaning: "accepted", source: "document" },
  1702: { meaning: "a parameter is missing or blank", source: "document", problem: "upstream-rejected-request" },
  1703: { meaning: "invalid username or password", source: "document", problem: "upstream-credentials-invalid" },
  1704: { meaning: "invalid type", source: "document", problem: "upstream-rejected-request" },
  1705: { meaning: "invalid message", source: "document", problem: "invalid-message" },
  1706: { meaning: "invalid destination", source: "document", problem: "invalid-destination" },
  1707: { meaning: "invalid source", source: "document", problem: "invalid-sender" },
  1708: { meaning: "invalid dlr", source: "document", problem: "upstream-rejected-request" },
  1709: { meaning: "user validation failed", source: "document", problem: "upstream-user-validation-failed" },
  1710: { meaning: "internal error", source: "document", problem: "upstream-internal-error" },
  1713: { meaning: "too many destinations", source: "reseller", problem: "too-many-destinations" },
  1715: { meaning: "response timeout", source: "document", problem: "upstream-response-timeout" },
  1725: { meaning: "insufficient credit", source: "document", problem: "insufficient-credit" },
  1726: { meaning: "insufficient reseller credit", source: "reseller", problem: "insufficient-credit" },
  1732: { meaning: "DND reject", source: "document", problem: "do-not-disturb" }
};
var smppCodes = Object.entries(smppStatusNames).map(([code, name]) => [
  Number(code),
  { meaning: `SMPP v3.4 ${name}`, source: "smpp", problem: "smpp-error", smppName: name }
]);
var statusCodes = new Map([
  ...smppCodes,
  ...Object.entries(definedCodes).map(([code, row]) => [Number(code), row])
]);

export {
  dialects,
  isLoopback,
  formatReachableHost,
  acceptedCode,
  retryableCode,
  definedCodes,
  statusCodes
};
