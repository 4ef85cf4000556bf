import { anonymous } from '../../messages/caller.ts'
import { failed, type RecipientFailure, type RecipientResult } from '../../messages/outcome.ts'
import { type ProblemCode, type RecipientProblemCode, recipientProblemCodes } from '../../messages/problems.ts'
import type { SentMessage } from '../../messages/send-result.ts'
import type { Violation } from '../../sms/violation.ts'
import { describeSendAnswer } from './message-answer.ts'
import { exampleRequest } from './message-request.ts'
import { describeRecordedMessage } from './message-view.ts'
import { createProblem, type Problem } from './problem-details.ts'

/** The examples of the API description, built by the code that builds the answers. */

const exampleId = '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'
const exampleRequestId = '6f1c1f4e-0b7a-4c56-9d0f-3f2b8f1c9a11'
const [firstNumber, secondNumber] = [exampleRequest.to[0] as string, '+213550000002']

const accepted: RecipientResult = {
  to: firstNumber,
  accepted: true,
  upstreamMessageId: '7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02',
}

function sentMessage(results: readonly RecipientResult[], scheduledAt?: number): SentMessage {
  const { from, reference } = exampleRequest
  return {
    id: exampleId,
    caller: anonymous.name,
    requestId: exampleRequestId,
    createdAt: Date.UTC(2026, 10, 22, 8),
    from,
    deliveryReport: true,
    encoding: 'gsm7',
    segments: 1,
    reference,
    ...(scheduledAt === undefined ? {} : { scheduledAt }),
    results,
    recorded: true,
  }
}

const bodyOf = (sent: SentMessage) => describeSendAnswer(sent, exampleRequestId, exampleRequest).body

export const exampleAccepted = bodyOf(sentMessage([accepted]))

export const examplePartial = bodyOf(
  sentMessage([accepted, failed(secondNumber, { code: 'invalid-destination', upstreamCode: 1706 })]),
)

const exampleSchedule = Date.UTC(2027, 5, 1, 8)
export const exampleScheduled = bodyOf(sentMessage([accepted], exampleSchedule))
export const exampleScheduledPartial = bodyOf(
  sentMessage([accepted, failed(secondNumber, { code: 'invalid-destination', upstreamCode: 1706 })], exampleSchedule),
)

export const exampleViolations = [
  { pointer: '/to/0', message: 'must be a phone number in E.164 form with +, such as +213550000001' },
  { pointer: '/sendAt', message: 'is not a known field' },
]

const exampleViolationsOf: Partial<Record<ProblemCode, Violation[]>> = {
  'invalid-request': exampleViolations,
  'not-permitted': [{ pointer: '/from', message: 'is a sender that this caller may not use' }],
}

const isRecipientProblem = (code: ProblemCode): code is RecipientProblemCode =>
  (recipientProblemCodes as readonly string[]).includes(code)

/** An example answer for a problem. */
export function exampleProblem(code: ProblemCode): Problem {
  if (isRecipientProblem(code)) return exampleFailure([failed(firstNumber, exampleFailures[code] ?? { code })])
  if (code === 'no-recipient-accepted') {
    return exampleFailure([
      failed(firstNumber, { code: 'invalid-destination', upstreamCode: 1706 }),
      failed(secondNumber, { code: 'do-not-disturb', upstreamCode: 1732 }),
    ])
  }
  if (code === 'events-gone') return createProblem(code, exampleRequestId, { oldest: '1042' })
  const violations = exampleViolationsOf[code]
  return createProblem(code, exampleRequestId, violations && { violations })
}

const exampleFailure = (results: readonly RecipientResult[]): Problem => bodyOf(sentMessage(results)) as Problem

/** Failures with more fields than their problem. This layer does not know the meanings of upstream codes. */
const exampleFailures: Partial<Record<RecipientProblemCode, RecipientFailure>> = {
  'invalid-destination': { code: 'invalid-destination', upstreamCode: 1706 },
  'possible-duplicate': { code: 'possible-duplicate', duplicateOf: '019ab7d1-0a2b-7c3d-8e4f-5a6b7c8d9e0f' },
  'smpp-error': { code: 'smpp-error', upstreamCode: 88, smpp: { commandStatus: 88, name: 'ESME_RTHROTTLED' } },
}

export const exampleRecordedMessage = describeRecordedMessage({
  ...sentMessage([]),
  finished: true,
  recipients: [
    {
      to: firstNumber,
      attempts: [
        {
          number: 1,
          state: 'unknown',
          failure: { code: 'outcome-unknown' },
          startedAt: Date.UTC(2026, 10, 22, 8),
          endedAt: Date.UTC(2026, 10, 22, 8, 0, 30),
        },
      ],
      reports: [],
    },
  ],
  resolutions: [],
})

const reportedIds = ['5e0c7b9d-3a41-4d0e-9f0b-8c2a6d1e4f73', '7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02'] as const

/** What the provider's reports made of two recipients: one was delivered, the other's unknown outcome was settled. */
export const exampleReportedMessage = describeRecordedMessage({
  ...sentMessage([]),
  finished: true,
  recipients: [firstNumber, secondNumber].map((to, index) => {
    const upstreamMessageId = reportedIds[index] ?? ''
    const [status, error] = index === 0 ? (['DELIVRD', '000'] as const) : (['UNDELIV', '001'] as const)
    return {
      to,
      attempts: [
        {
          number: 1,
          state: 'accepted',
          upstreamMessageId,
          startedAt: Date.UTC(2026, 10, 22, 8),
          endedAt: Date.UTC(2026, 10, 22, 8, 0, 1),
        },
      ],
      reports: [
        {
          upstreamMessageId,
          status,
          error,
          submit: '2026-11-22 09:00:00',
          done: '2026-11-22 09:00:05',
          doneAt: Date.UTC(2026, 10, 22, 8, 0, 5),
          receivedAt: Date.UTC(2026, 10, 22, 8, 0, 6),
        },
      ],
    }
  }),
  resolutions: [
    {
      to: secondNumber,
      outcome: 'accepted',
      reason: 'delivery-report',
      by: 'delivery-report',
      at: Date.UTC(2026, 10, 22, 8, 0, 6),
      before: { code: 'outcome-unknown' },
    },
  ],
})
