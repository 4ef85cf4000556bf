import type { FaultName } from './faults.ts'
import type { MagicRow } from './magic-row.ts'

/** The numbers that break the connection. The first one in a request determines the whole answer. */
export const faultNumbers = {
  'reset-after-request': {
    kind: 'fault',
    number: '+99910000101',
    description: 'The connection is reset after the request was read.',
    expected: 'unknown',
  },
  'close-after-request': {
    kind: 'fault',
    number: '+99910000102',
    description: 'The connection is closed after the request was read.',
    expected: 'unknown',
  },
  'half-header': {
    kind: 'fault',
    number: '+99910000103',
    description: 'The connection is closed in the middle of the header.',
    expected: 'unknown',
  },
  'half-body': {
    kind: 'fault',
    number: '+99910000104',
    description: 'The connection is closed halfway to the announced length; the partial body reads as accepted.',
    expected: 'unknown',
  },
  'cut-body': {
    kind: 'fault',
    number: '+99910000105',
    description: 'A body without a length, truncated inside the first destination by closing the connection.',
    expected: 'unknown',
  },
  'never-answer': {
    kind: 'fault',
    number: '+99910000106',
    description: 'No answer; the connection is closed after two minutes.',
    expected: 'unknown',
  },
  'informational-drip': {
    kind: 'fault',
    number: '+99910000107',
    description: 'Ten informational answers (102) per second for two minutes, but never a final one.',
    expected: 'unknown',
  },
  'body-drip': {
    kind: 'fault',
    number: '+99910000108',
    description: 'A body sent one byte at a time for two minutes, which never reaches its announced length.',
    expected: 'unknown',
  },
  slow: { kind: 'fault', number: '+99910000109', description: 'Accepted after a second.', expected: 'accepted' },
  'huge-header': {
    kind: 'fault',
    number: '+99910000110',
    description: 'Accepted, after a header of 256 KB.',
    expected: 'unknown',
  },
  'huge-body': {
    kind: 'fault',
    number: '+99910000111',
    description: 'Accepted, followed by 8 MB of line ends.',
    expected: 'unknown',
  },
  garbage: {
    kind: 'fault',
    number: '+99910000112',
    description: 'Bytes that are not HTTP; then the connection is closed.',
    expected: 'unknown',
  },
  redirect: {
    kind: 'fault',
    number: '+99910000113',
    description: 'A redirect (301) to another path, which does not exist.',
    expected: 'unknown',
  },
  'status-500-html': {
    kind: 'fault',
    number: '+99910000114',
    description: 'HTTP status 500 with an HTML page.',
    expected: 'unknown',
  },
  'status-503-accepted': {
    kind: 'fault',
    number: '+99910000115',
    description: 'HTTP status 503 with a body that says accepted.',
    expected: 'unknown',
  },
  'wrong-content-type': {
    kind: 'fault',
    number: '+99910000116',
    description: 'Accepted, declared as image/png.',
    expected: 'accepted',
  },
  chunked: {
    kind: 'fault',
    number: '+99910000117',
    description: 'Accepted, in two chunks that split the destination.',
    expected: 'accepted',
  },
  'keep-alive-then-close': {
    kind: 'fault',
    number: '+99910000118',
    description: 'Accepted; the answer announces keep-alive for a minute, but the connection is closed at once.',
    expected: 'accepted',
  },
  'refuse-next': {
    kind: 'fault',
    number: '+99910000119',
    description: 'Accepted; then new connections are refused for 3 seconds.',
    expected: 'accepted',
  },
  'reset-next': {
    kind: 'fault',
    number: '+99910000120',
    description: 'Accepted; then every new connection is reset for 3 seconds.',
    expected: 'accepted',
  },
  'continue-first': {
    kind: 'fault',
    number: '+99910000121',
    description: 'Accepted, after an unsolicited 100 Continue.',
    expected: 'accepted',
  },
  gzip: {
    kind: 'fault',
    number: '+99910000122',
    description: 'Accepted, compressed although the client did not ask for it.',
    expected: 'accepted',
  },
  'gzip-cut': {
    kind: 'fault',
    number: '+99910000123',
    description: 'Accepted, compressed, and truncated.',
    expected: 'unknown',
  },
  'two-answers': {
    kind: 'fault',
    number: '+99910000124',
    description: 'Two answers in one packet: 1709 alone, then accepted.',
    expected: 'unknown',
  },
} as const satisfies Record<FaultName, MagicRow<'fault'>>
