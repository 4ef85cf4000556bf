import type { Outcome, Resend } from '../../src/messages/outcome-kinds.ts'

/** The expected result of an answer with a code. Written by hand and not derived from the source, to reveal errors there. */
export type StatusCodeFixture = {
  readonly code: number
  /** Absent for the accepting code, like the fields that depend on it. */
  readonly problem?: string
  readonly httpStatus?: number
  readonly outcome: Outcome
  readonly resend?: Resend
  readonly smppName?: string
}

/** The codes of the document and of its resellers. Here a row for each new code of `definedCodes`. */
const definedFixtures: readonly StatusCodeFixture[] = [
  { code: 8, problem: 'upstream-internal-error', httpStatus: 502, outcome: 'unknown', resend: 'forbidden' },
  { code: 16, problem: 'ip-blacklisted', httpStatus: 502, outcome: 'rejected', resend: 'after-correction' },
  { code: 18, problem: 'ip-not-whitelisted', httpStatus: 502, outcome: 'rejected', resend: 'after-correction' },
  { code: 69, problem: 'upstream-submit-failed', httpStatus: 502, outcome: 'rejected', resend: 'forbidden' },
  { code: 1025, problem: 'insufficient-credit', httpStatus: 402, outcome: 'rejected', resend: 'after-correction' },
  { code: 1026, problem: 'insufficient-credit', httpStatus: 402, outcome: 'rejected', resend: 'after-correction' },
  { code: 1028, problem: 'spam-message', httpStatus: 422, outcome: 'rejected', resend: 'after-correction' },
  { code: 1032, problem: 'do-not-disturb', httpStatus: 422, outcome: 'rejected', resend: 'forbidden' },
  {
    code: 1033,
    problem: 'message-template-mismatch',
    httpStatus: 422,
    outcome: 'rejected',
    resend: 'after-correction',
  },
  { code: 1035, problem: 'recipient-opted-out', httpStatus: 422, outcome: 'rejected', resend: 'forbidden' },
  { code: 1041, problem: 'duplicate-message', httpStatus: 409, outcome: 'rejected', resend: 'forbidden' },
  { code: 1042, problem: 'explicit-do-not-disturb', httpStatus: 422, outcome: 'rejected', resend: 'forbidden' },
  { code: 1701, outcome: 'accepted' },
  { code: 1702, problem: 'upstream-rejected-request', httpStatus: 502, outcome: 'rejected', resend: 'forbidden' },
  {
    code: 1703,
    problem: 'upstream-credentials-invalid',
    httpStatus: 502,
    outcome: 'rejected',
    resend: 'after-correction',
  },
  { code: 1704, problem: 'upstream-rejected-request', httpStatus: 502, outcome: 'rejected', resend: 'forbidden' },
  { code: 1705, problem: 'invalid-message', httpStatus: 422, outcome: 'rejected', resend: 'after-correction' },
  { code: 1706, problem: 'invalid-destination', httpStatus: 422, outcome: 'rejected', resend: 'after-correction' },
  { code: 1707, problem: 'invalid-sender', httpStatus: 422, outcome: 'rejected', resend: 'after-correction' },
  { code: 1708, problem: 'upstream-rejected-request', httpStatus: 502, outcome: 'rejected', resend: 'forbidden' },
  { code: 1709, problem: 'upstream-user-validation-failed', httpStatus: 503, outcome: 'rejected', resend: 'safe' },
  { code: 1710, problem: 'upstream-internal-error', httpStatus: 502, outcome: 'unknown', resend: 'forbidden' },
  { code: 1713, problem: 'too-many-destinations', httpStatus: 502, outcome: 'rejected', resend: 'forbidden' },
  { code: 1715, problem: 'upstream-response-timeout', httpStatus: 504, outcome: 'unknown', resend: 'forbidden' },
  { code: 1725, problem: 'insufficient-credit', httpStatus: 402, outcome: 'rejected', resend: 'after-correction' },
  { code: 1726, problem: 'insufficient-credit', httpStatus: 402, outcome: 'rejected', resend: 'after-correction' },
  { code: 1732, problem: 'do-not-disturb', httpStatus: 422, outcome: 'rejected', resend: 'forbidden' },
]

/** SMPP v3.4, table 5-2, in the notation of that table; without 0x08 and 0x45, which the document defines itself. */
const smppNames: readonly (readonly [commandStatus: number, name: string])[] = [
  [0x01, 'ESME_RINVMSGLEN'],
  [0x02, 'ESME_RINVCMDLEN'],
  [0x03, 'ESME_RINVCMDID'],
  [0x04, 'ESME_RINVBNDSTS'],
  [0x05, 'ESME_RALYBND'],
  [0x06, 'ESME_RINVPRTFLG'],
  [0x07, 'ESME_RINVREGDLVFLG'],
  [0x0a, 'ESME_RINVSRCADR'],
  [0x0b, 'ESME_RINVDSTADR'],
  [0x0c, 'ESME_RINVMSGID'],
  [0x0d, 'ESME_RBINDFAIL'],
  [0x0e, 'ESME_RINVPASWD'],
  [0x0f, 'ESME_RINVSYSID'],
  [0x11, 'ESME_RCANCELFAIL'],
  [0x13, 'ESME_RREPLACEFAIL'],
  [0x14, 'ESME_RMSGQFUL'],
  [0x15, 'ESME_RINVSERTYP'],
  [0x33, 'ESME_RINVNUMDESTS'],
  [0x34, 'ESME_RINVDLNAME'],
  [0x40, 'ESME_RINVDESTFLAG'],
  [0x42, 'ESME_RINVSUBREP'],
  [0x43, 'ESME_RINVESMCLASS'],
  [0x44, 'ESME_RCNTSUBDL'],
  [0x48, 'ESME_RINVSRCTON'],
  [0x49, 'ESME_RINVSRCNPI'],
  [0x50, 'ESME_RINVDSTTON'],
  [0x51, 'ESME_RINVDSTNPI'],
  [0x53, 'ESME_RINVSYSTYP'],
  [0x54, 'ESME_RINVREPFLAG'],
  [0x55, 'ESME_RINVNUMMSGS'],
  [0x58, 'ESME_RTHROTTLED'],
  [0x61, 'ESME_RINVSCHED'],
  [0x62, 'ESME_RINVEXPIRY'],
  [0x63, 'ESME_RINVDFTMSGID'],
  [0x64, 'ESME_RX_T_APPN'],
  [0x65, 'ESME_RX_P_APPN'],
  [0x66, 'ESME_RX_R_APPN'],
  [0x67, 'ESME_RQUERYFAIL'],
  [0xc0, 'ESME_RINVOPTPARSTREAM'],
  [0xc1, 'ESME_ROPTPARNOTALLWD'],
  [0xc2, 'ESME_RINVPARLEN'],
  [0xc3, 'ESME_RMISSINGOPTPARAM'],
  [0xc4, 'ESME_RINVOPTPARAMVAL'],
  [0xfe, 'ESME_RDELIVERYFAILURE'],
  [0xff, 'ESME_RUNKNOWNERR'],
]

export const statusCodeFixtures: readonly StatusCodeFixture[] = [
  ...definedFixtures,
  ...smppNames.map(([code, smppName]): StatusCodeFixture => {
    return { code, problem: 'smpp-error', httpStatus: 502, outcome: 'rejected', resend: 'forbidden', smppName }
  }),
]
