import type { RecipientProblemCode } from '../messages/problems.ts'
import { smppStatusNames } from './smpp-status-names.ts'

/** The source of a meaning: the provider's document, another reseller's text or a client, or SMPP v3.4. */
type Source = 'document' | 'reseller' | 'smpp'

/** What an upstream code means. `problem` is only absent on the code for accepted. */
export type StatusCode = {
  readonly meaning: string
  readonly source: Source
  readonly problem?: RecipientProblemCode
  /** The SMPP v3.4 name, for codes that are only defined as a command_status. */
  readonly smppName?: string
}

/** The code for a message that was accepted for submission. */
export const acceptedCode = 1701

/** The only code after which the provider allows the same message to be submitted again. */
export const retryableCode = 1709

/**
 * The codes that the provider or its resellers define. To add one, add a row here and a fixture in
 * `test/upstream/status-codes.fixtures.ts`; the outcome, the HTTP status and the advice come with the problem.
 *
 * @see docs/upstream-protocol.md, "Codes"
 */
export const definedCodes = {
  8: { meaning: 'internal error', source: 'document', problem: 'upstream-internal-error' },
  16: { meaning: 'IP blacklisted', source: 'document', problem: 'ip-blacklisted' },
  18: { meaning: 'IP not whitelisted', source: 'document', problem: 'ip-not-whitelisted' },
  69: { meaning: 'submission failed', source: 'document', problem: 'upstream-submit-failed' },
  1025: { meaning: 'insufficient credit', source: 'reseller', problem: 'insufficient-credit' },
  1026: { meaning: 'insufficient reseller credit', source: 'reseller', problem: 'insufficient-credit' },
  1028: { meaning: 'spam message', source: 'document', problem: 'spam-message' },
  1032: { meaning: 'DND reject', source: 'reseller', problem: 'do-not-disturb' },
  1033: { meaning: 'message template mismatch', source: 'document', problem: 'message-template-mismatch' },
  1035: { meaning: 'recipient opted out', source: 'reseller', problem: 'recipient-opted-out' },
  1041: { meaning: 'duplicate message', source: 'document', problem: 'duplicate-message' },
  1042: { meaning: 'explicit DND destination', source: 'document', problem: 'explicit-do-not-disturb' },
  [acceptedCode]: { meaning: 'accepted', source: 'document' },
  1702: { meaning: 'a parameter is missing or blank', source: 'document', problem: 'upstream-rejected-request' },
  1703: { meaning: 'invalid username or password', source: 'document', problem: 'upstream-credentials-invalid' },
  1704: { meaning: 'invalid type', source: 'document', problem: 'upstream-rejected-request' },
  1705: { meaning: 'invalid message', source: 'document', problem: 'invalid-message' },
  1706: { meaning: 'invalid destination', source: 'document', problem: 'invalid-destination' },
  1707: { meaning: 'invalid source', source: 'document', problem: 'invalid-sender' },
  1708: { meaning: 'invalid dlr', source: 'document', problem: 'upstream-rejected-request' },
  1709: { meaning: 'user validation failed', source: 'document', problem: 'upstream-user-validation-failed' },
  1710: { meaning: 'internal error', source: 'document', problem: 'upstream-internal-error' },
  1713: { meaning: 'too many destinations', source: 'reseller', problem: 'too-many-destinations' },
  1715: { meaning: 'response timeout', source: 'document', problem: 'upstream-response-timeout' },
  1725: { meaning: 'insufficient credit', source: 'document', problem: 'insufficient-credit' },
  1726: { meaning: 'insufficient reseller credit', source: 'reseller', problem: 'insufficient-credit' },
  1732: { meaning: 'DND reject', source: 'document', problem: 'do-not-disturb' },
} as const satisfies Record<number, StatusCode>

const smppCodes = Object.entries(smppStatusNames).map(([code, name]): [number, StatusCode] => [
  Number(code),
  { meaning: `SMPP v3.4 ${name}`, source: 'smpp', problem: 'smpp-error', smppName: name },
])

/** Every code with a known meaning. The provider's own meaning takes precedence over SMPP's. */
export const statusCodes: ReadonlyMap<number, StatusCode> = new Map([
  ...smppCodes,
  ...Object.entries(definedCodes).map(([code, row]): [number, StatusCode] => [Number(code), row]),
])
