import { failed, type RecipientFailure, type RecipientResult } from '../domain/outcome.ts'
import { type ProblemCode, type RecipientProblemCode, recipientProblemCodes } from '../domain/problems.ts'
import type { SentMessage } from '../domain/send-message.ts'
import { formatSendAnswer } from './message-answer.ts'
import { exampleRequest } from './message-request.ts'
import { createProblem, type Problem } from './problem-details.ts'

/** The examples of the API's description, made by the code that makes the answers. */

const exampleId = '019ab7e2-5c1d-7d3e-8f60-2b9c4d5e6f70'
const exampleRequestId = '6f1c1f4e-0b7a-4c56-9d0f-3f2b8f1c9a11'
const [firstNumber, secondNumber] = [exampleRequest.to[0] as string, '+213550000002']

const accepted: RecipientResult = {
  to: firstNumber,
  accepted: true,
  upstreamMessageId: '7dac1f0e-1b60-4a39-a2c5-0f1e9f3f6f02',
}

function sentMessage(results: readonly RecipientResult[], schedule?: SentMessage['message']['schedule']): SentMessage {
  const { from, text, reference } = exampleRequest
  return {
    id: exampleId,
    createdAt: Temporal.Instant.from('2026-11-22T08:00:00.000Z'),
    message: {
      to: results.map((result) => result.to),
      from,
      content: { kind: 'text', text, encoding: 'gsm7', flash: false, segments: 1 },
      deliveryReport: true,
      reference,
      ...(schedule === undefined ? {} : { schedule }),
    },
    results,
  }
}

const bodyOf = (sent: SentMessage) => formatSendAnswer(sent, exampleRequestId).body

export const exampleAccepted = bodyOf(sentMessage([accepted]))

export const examplePartial = bodyOf(
  sentMessage([accepted, failed(secondNumber, { code: 'invalid-destination', upstreamCode: 1706 })]),
)

const exampleSchedule = {
  sendAt: Temporal.Instant.from('2027-06-01T08:00:00Z'),
  upstream: { date: '06/01/2027', time: '08:00 am', gmt: '+00:00' },
}
export const exampleScheduled = bodyOf(sentMessage([accepted], exampleSchedule))
export const exampleScheduledPartial = bodyOf(
  sentMessage([accepted, failed(secondNumber, { code: 'invalid-destination', upstreamCode: 1706 })], exampleSchedule),
)

export const exampleViolations = [
  { pointer: '/to/0', message: 'must be a phone number in E.164 form with +, as +213550000001' },
  { pointer: '/sendAt', message: 'is not a known field' },
]

const isRecipientProblem = (code: ProblemCode): code is RecipientProblemCode =>
  (recipientProblemCodes as readonly string[]).includes(code)

/** What an answer with this problem looks like. */
export function exampleProblem(code: ProblemCode): Problem {
  if (isRecipientProblem(code)) return exampleFailure([failed(firstNumber, exampleFailures[code] ?? { code })])
  if (code === 'no-recipient-accepted') {
    return exampleFailure([
      failed(firstNumber, { code: 'invalid-destination', upstreamCode: 1706 }),
      failed(secondNumber, { code: 'do-not-disturb', upstreamCode: 1732 }),
    ])
  }
  return createProblem(code, exampleRequestId, code === 'invalid-request' ? { violations: exampleViolations } : {})
}

const exampleFailure = (results: readonly RecipientResult[]): Problem => bodyOf(sentMessage(results)) as Problem

/** Failures that carry more than their problem. Which code of the upstream means what is not for this layer to know. */
const exampleFailures: Partial<Record<RecipientProblemCode, RecipientFailure>> = {
  'invalid-destination': { code: 'invalid-destination', upstreamCode: 1706 },
  'smpp-error': { code: 'smpp-error', upstreamCode: 88, smpp: { commandStatus: 88, name: 'ESME_RTHROTTLED' } },
}
