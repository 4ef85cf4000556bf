import { localResourceCodes } from './local-resources.ts'
import { type AnswerShape, answerShapes } from './observer.ts'

/**
 * llhttp's reason codes by message. undici's HTTPParserError should carry them in `code`, which is undefined as of 8.12
 * (it looks numbers up in a table of names), and it quotes the answer in `data`, which must not be logged.
 *
 * @see https://github.com/nodejs/llhttp/blob/main/src/llhttp/http.ts
 */
const parserCodes: Readonly<Record<string, string>> = {
  'Expected HTTP/, RTSP/ or ICE/': 'HPE_INVALID_CONSTANT',
  'Expected HTTP/2 Connection Preface': 'HPE_INVALID_CONSTANT',
  'Invalid word encountered': 'HPE_INVALID_CONSTANT',
  'Expected dot': 'HPE_INVALID_VERSION',
  'Invalid major version': 'HPE_INVALID_VERSION',
  'Invalid minor version': 'HPE_INVALID_VERSION',
  'Invalid HTTP version': 'HPE_INVALID_VERSION',
  'Expected space after version': 'HPE_INVALID_VERSION',
  'Invalid status code': 'HPE_INVALID_STATUS',
  'Invalid response status': 'HPE_INVALID_STATUS',
  'Invalid header token': 'HPE_INVALID_HEADER_TOKEN',
  'Invalid header field char': 'HPE_INVALID_HEADER_TOKEN',
  'Invalid header value char': 'HPE_INVALID_HEADER_TOKEN',
  'Unexpected whitespace after header value': 'HPE_INVALID_HEADER_TOKEN',
  'Content-Length overflow': 'HPE_INVALID_CONTENT_LENGTH',
  'Empty Content-Length': 'HPE_INVALID_CONTENT_LENGTH',
  'Invalid character in Content-Length': 'HPE_INVALID_CONTENT_LENGTH',
  "Content-Length can't be present with Transfer-Encoding": 'HPE_INVALID_CONTENT_LENGTH',
  'Duplicate Content-Length': 'HPE_UNEXPECTED_CONTENT_LENGTH',
  "Transfer-Encoding can't be present with Content-Length": 'HPE_INVALID_TRANSFER_ENCODING',
  'Invalid `Transfer-Encoding` header value': 'HPE_INVALID_TRANSFER_ENCODING',
  'Invalid character in chunk size': 'HPE_INVALID_CHUNK_SIZE',
  'Chunk size overflow': 'HPE_INVALID_CHUNK_SIZE',
  'Invalid EOF state': 'HPE_INVALID_EOF_STATE',
  'Unexpected space after start line': 'HPE_UNEXPECTED_SPACE',
  'Data after `Connection: close`': 'HPE_CLOSED_CONNECTION',
}
/** Messages that have several variants, one per position in the answer. */
const lineEndCodes = [
  ['Missing expected CR', 'HPE_CR_EXPECTED'],
  ['Missing expected LF', 'HPE_LF_EXPECTED'],
  ['Expected LF', 'HPE_STRICT'],
  ['Expected CRLF', 'HPE_STRICT'],
] as const
const otherParserCode = 'HTTPParserError'

/** Two errors for answers that undici cannot read, by message: their code is the one for a lost connection. */
const unreadAnswers: Readonly<Record<string, string>> = {
  'bad response': 'unexpected-response',
  'bad upgrade': 'unexpected-upgrade',
}

/** An error as one word, for logs and metrics. Never its message: undici's messages contain the upstream's address. */
export function causeOfError(error: Error): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'UND_ERR_SOCKET') return unreadAnswers[message] ?? code
  if (typeof code === 'string') return code
  if (error.name !== 'HTTPParserError') return error.name
  const reason = /\((.+)\)$/.exec(message)?.[1] ?? ''
  if (Object.hasOwn(parserCodes, reason)) return parserCodes[reason] as string
  return lineEndCodes.find(([beginning]) => reason.startsWith(beginning))?.[1] ?? otherParserCode
}

/** Why an answer could not be read, as one word. */
export const causeOfAnswer = (statusCode: number, shape: AnswerShape): string =>
  shape === 'http-status' ? causeOfStatus(statusCode) : shape

const causeOfStatus = (statusCode: number): string => `http-${statusCode}`

/** Causes that mean bytes arrived that are not an answer. Another GET would most likely get the same. */
const unreadable = /^(?:HPE_(?!INVALID_EOF_STATE)|HTTPParserError|unexpected-|body-too-large|UND_ERR_(?:RES_|HEADERS_))/

/** Whether an unanswered GET received unreadable bytes, as opposed to a lost connection or a timeout. */
export const isUnreadable = (reason: string): boolean => unreadable.test(reason)

const statuses = [301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 407, 408, 413, 414, 429, 500, 502, 503, 504]

/** The possible values of the label `cause`. Any other cause maps to one of the last four. */
export const faultCauses = [
  ...statuses.map(causeOfStatus),
  ...answerShapes.filter((shape) => shape !== 'http-status'),
  ...new Set([...Object.values(parserCodes), ...lineEndCodes.map(([, code]) => code)]),
  otherParserCode,
  ...Object.values(unreadAnswers),
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_HEADERS_OVERFLOW',
  'body-too-large',
  'UND_ERR_SOCKET',
  'ECONNRESET',
  'EPIPE',
  'answer-deadline',
  'not-allowed',
  'start-deadline',
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  ...localResourceCodes,
  'http-other',
  'proxy',
  'tls',
  'other',
]
const known: ReadonlySet<string> = new Set(faultCauses)
const tlsCode = /CERT|TLS|SSL|^EPROTO$|^UNABLE_TO_|SIGNATURE|ISSUER/

/** Maps a cause to a label from the list above, so that an upstream cannot create unlimited series. */
export function labelOfCause(cause: string): string {
  if (known.has(cause)) return cause
  if (cause.startsWith('http-')) return 'http-other'
  if (cause.startsWith('PROXY_')) return 'proxy'
  return tlsCode.test(cause) ? 'tls' : 'other'
}
