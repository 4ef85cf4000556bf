import type { BodyShapeName, TupleShapeName } from './answer-shapes.ts'
import type { MagicRow } from './magic-row.ts'

/** What `+9991000NNNN` does. Numbers keep their meaning: tests of other programs may depend on it. */
export const shapeNumbers = {
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
} as const satisfies Record<TupleShapeName | BodyShapeName, MagicRow<'shape'>>
