import { statusCodes } from '../src/upstream/status-codes.ts'
import type { BodyShapeName, TupleShapeName } from './answer-shapes.ts'
import type { FaultName } from './faults.ts'
import type { ReportScriptName } from './report-scripts.ts'

/** A destination that triggers a special answer of the sandbox. +999 is not assigned. */
export type MagicNumber = {
  /** With its `+`. */
  readonly number: string
  /** `code-<code>`, or the name of an answer shape, of a fault or of a script of reports. */
  readonly name: string
  readonly kind: 'code' | 'shape' | 'fault' | 'report'
  /** What the sandbox does. */
  readonly description: string
  /** What a client should report for this number, sent alone and immediately, with a timeout of under two minutes. */
  readonly expected: ExpectedOutcome
  /** On the numbers that answer a code. */
  readonly code?: number
}

export type ExpectedOutcome = 'accepted' | 'rejected' | 'unknown' | 'not-attempted'

type Row<Kind> = Pick<MagicNumber, 'number' | 'description' | 'expected'> & { readonly kind: Kind }

/**
 * Refusals that leave open whether the message was sent: 8 and 1710 internal error, 1715 response timeout. Repeated
 * here because the sandbox must not share the gateway's assumptions; a test compares it with the table of problems.
 */
const unsettledCodes: readonly number[] = [8, 1710, 1715]

/** What `+9991000NNNN` does. Numbers keep their meaning: tests of other programs may depend on it. */
const shapes = {
  'no-id': {
    kind: 'shape',
    number: '+99910000001',
    description: 'Accepted without a message id.',
    expected: 'accepted',
  },
  'colon-id': {
    kind: 'shape',
    number: '+99910000002',
    description: 'Accepted with a colon before the id, in any dialect.',
    expected: 'accepted',
  },
  'bare-code': {
    kind: 'shape',
    number: '+99910000003',
    description: 'The whole request is refused by a code alone (1707).',
    expected: 'rejected',
  },
  'na-tuple': {
    kind: 'shape',
    number: '+99910000004',
    description: 'Refused as an unusable number that is not echoed: 1706|NA.',
    expected: 'rejected',
  },
  'missing-tuple': {
    kind: 'shape',
    number: '+99910000005',
    description: 'Missing from the answer; if it is the only recipient, the answer is empty.',
    expected: 'unknown',
  },
  'stopped-batch': {
    kind: 'shape',
    number: '+99910000006',
    description: 'Refused for insufficient credit (1725 or 1025); the answer omits all destinations after it.',
    expected: 'rejected',
  },
  'extra-tuple': {
    kind: 'shape',
    number: '+99910000007',
    description: 'Accepted, with an extra tuple for a number that was not requested.',
    expected: 'accepted',
  },
  'wrong-destination': {
    kind: 'shape',
    number: '+99910000008',
    description: 'A different number is accepted instead.',
    expected: 'unknown',
  },
  'trailing-newline': {
    kind: 'shape',
    number: '+99910000009',
    description: 'The answer ends with a line end.',
    expected: 'accepted',
  },
  'contradictory-tuples': {
    kind: 'shape',
    number: '+99910000010',
    description: 'Both accepted and refused (1706) in one answer.',
    expected: 'unknown',
  },
  'duplicate-tuple': {
    kind: 'shape',
    number: '+99910000011',
    description: 'The same accepted tuple twice.',
    expected: 'accepted',
  },
  'no-plus': {
    kind: 'shape',
    number: '+99910000012',
    description: 'Accepted, echoed without its plus sign, in any dialect.',
    expected: 'accepted',
  },
  'with-plus': {
    kind: 'shape',
    number: '+99910000013',
    description: 'Accepted, echoed with a plus sign, in any dialect.',
    expected: 'accepted',
  },
  'trailing-pipe': {
    kind: 'shape',
    number: '+99910000014',
    description: 'Refused (1706) with a pipe at the end of the tuple.',
    expected: 'rejected',
  },
  'unknown-code': {
    kind: 'shape',
    number: '+99910000015',
    description: 'Answered with an undefined code (9999).',
    expected: 'unknown',
  },
  'code-zero': { kind: 'shape', number: '+99910000016', description: 'Answered with code 0.', expected: 'unknown' },
  'free-text': {
    kind: 'shape',
    number: '+99910000017',
    description: 'The answer is an English sentence.',
    expected: 'unknown',
  },
  'empty-body': { kind: 'shape', number: '+99910000018', description: 'The answer is empty.', expected: 'unknown' },
  'json-body': {
    kind: 'shape',
    number: '+99910000019',
    description: 'The accepted answer inside JSON.',
    expected: 'unknown',
  },
  'html-body': {
    kind: 'shape',
    number: '+99910000020',
    description: 'The accepted answer inside an HTML page.',
    expected: 'unknown',
  },
  'first-1709-then-accepted': {
    kind: 'shape',
    number: '+99910000021',
    description: 'Alternately refused with 1709 and accepted: a client that sends again succeeds.',
    expected: 'accepted',
  },
  'refused-with-id': {
    kind: 'shape',
    number: '+99910000022',
    description: 'Refused (1706) with an id after the number.',
    expected: 'rejected',
  },
  'several-ids': {
    kind: 'shape',
    number: '+99910000023',
    description: 'Accepted in two tuples with different ids, as the parts of a long message may be.',
    expected: 'accepted',
  },
} as const satisfies Record<TupleShapeName | BodyShapeName, Row<'shape'>>

/** The numbers that break the connection. The first one in a request determines the whole answer. */
const transportFaults = {
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
} as const satisfies Record<FaultName, Row<'fault'>>

/** What follows an answer, if delivery reports are sent. */
const reports = {
  'report-undelivered': {
    kind: 'report',
    number: '+99910000201',
    description: 'Accepted; then reported as UNDELIV.',
    expected: 'accepted',
  },
  'report-rejected': {
    kind: 'report',
    number: '+99910000202',
    description: 'Accepted; then reported as REJECTD.',
    expected: 'accepted',
  },
  'report-expired': {
    kind: 'report',
    number: '+99910000203',
    description: 'Accepted; then reported as EXPIRED.',
    expected: 'accepted',
  },
  'report-deleted': {
    kind: 'report',
    number: '+99910000204',
    description: 'Accepted; then reported as DELETED.',
    expected: 'accepted',
  },
  'report-unknown': {
    kind: 'report',
    number: '+99910000205',
    description: 'Accepted; then reported as UNKNOWN.',
    expected: 'accepted',
  },
  'report-acked': {
    kind: 'report',
    number: '+99910000206',
    description: 'Accepted; only ACKED is reported.',
    expected: 'accepted',
  },
  'report-accepted': {
    kind: 'report',
    number: '+99910000207',
    description: 'Accepted; only ACCEPTED is reported.',
    expected: 'accepted',
  },
  'report-late': {
    kind: 'report',
    number: '+99910000208',
    description: 'Accepted; reported as delivered after 10 seconds.',
    expected: 'accepted',
  },
  'report-repeated': {
    kind: 'report',
    number: '+99910000209',
    description: 'Accepted; reported as delivered three times.',
    expected: 'accepted',
  },
  'report-out-of-order': {
    kind: 'report',
    number: '+99910000210',
    description: 'Accepted; ENROUTE is reported after DELIVRD.',
    expected: 'accepted',
  },
  'report-before-answer': {
    kind: 'report',
    number: '+99910000211',
    description: 'Accepted; reported as delivered before the answer.',
    expected: 'accepted',
  },
  'report-upper-case': {
    kind: 'report',
    number: '+99910000212',
    description: 'Accepted; reported with the id in upper case.',
    expected: 'accepted',
  },
  'report-conflict': {
    kind: 'report',
    number: '+99910000213',
    description: 'Accepted; reported as DELIVRD and as UNDELIV.',
    expected: 'accepted',
  },
  'report-unknown-status': {
    kind: 'report',
    number: '+99910000214',
    description: 'Accepted; reported with the status BUFFERED.',
    expected: 'accepted',
  },
  'report-alias': {
    kind: 'report',
    number: '+99910000215',
    description: 'Accepted; reported as DELIVERED.',
    expected: 'accepted',
  },
  'report-by-get': {
    kind: 'report',
    number: '+99910000216',
    description: 'Accepted; reported by GET.',
    expected: 'accepted',
  },
  'report-without-id': {
    kind: 'report',
    number: '+99910000217',
    description: 'Accepted; reported without an id.',
    expected: 'accepted',
  },
  'report-never': {
    kind: 'report',
    number: '+99910000218',
    description: 'Accepted; never reported.',
    expected: 'accepted',
  },
  'report-after-reset': {
    kind: 'report',
    number: '+99910000219',
    description: 'The connection is reset after the request was read; then reported as delivered.',
    expected: 'unknown',
  },
} as const satisfies Record<ReportScriptName, Row<'report'>>

const codeNumbers = [...statusCodes].map(([code, row]): MagicNumber => {
  const expected = code === 1701 ? 'accepted' : unsettledCodes.includes(code) ? 'unknown' : 'rejected'
  const number = `+9990000${String(code).padStart(4, '0')}`
  return { number, name: `code-${code}`, kind: 'code', description: `Code ${code}: ${row.meaning}.`, expected, code }
})

/** Every magic number: the codes in ascending order, then the answer shapes, then the transport faults, then the delivery reports. */
export const magicNumbers: readonly MagicNumber[] = [
  ...codeNumbers.sort((a, b) => (a.code ?? 0) - (b.code ?? 0)),
  ...Object.entries(shapes).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(transportFaults).map(([name, row]) => ({ name, ...row })),
  ...Object.entries(reports).map(([name, row]) => ({ name, ...row })),
]

/** The magic numbers by digits, because a destination may be sent without its `+`. */
export const magicNumbersByDigits: ReadonlyMap<string, MagicNumber> = new Map(
  magicNumbers.map((magic) => [magic.number.slice(1), magic]),
)

/** The code that a number requests: the four digits after +9990000, even if the code is undefined. */
export function codeOfNumber(digits: string): number | undefined {
  const code = /^9990000(\d{4})$/.exec(digits)?.[1]
  return code === undefined ? undefined : Number(code)
}
