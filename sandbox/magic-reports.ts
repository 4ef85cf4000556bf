import type { MagicRow } from './magic-row.ts'
import type { ReportScriptName } from './report-scripts.ts'

/** What follows an answer, if delivery reports are sent. */
export const reportNumbers = {
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
    description: 'Accepted; reported as DELIVRD and as UNDELIV, as parts of a long text can be.',
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
} as const satisfies Record<ReportScriptName, MagicRow<'report'>>
