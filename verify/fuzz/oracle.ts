import ajv2020 from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import { problemCodes } from '../../src/messages/problems.ts'
import type { WireAnswer } from './answer-reader.ts'
import type { Expected, FuzzCase } from './fuzz-case.ts'
import { schemas } from './schema-mutations.ts'
import { textMark } from './valid-messages.ts'

/** The members of an answer's body that are judged. */
type AnswerBody = {
  readonly type?: string
  readonly status?: unknown
  readonly code?: string
  readonly detail?: string
  readonly requestId?: string
  readonly violations?: readonly { readonly pointer: string }[]
  readonly recipients?: readonly { readonly to: string; readonly outcome: string }[]
}

const ajv = new ajv2020.Ajv2020({ strict: false, allErrors: false })
ajvFormats.default(ajv)
const validators = {
  SendMessage: ajv.compile(schemas.SendMessage),
  ScheduleMessage: ajv.compile(schemas.ScheduleMessage),
}

const knownCodes: ReadonlySet<string> = new Set(problemCodes)

/**
 * Judges the answers to one request.
 *
 * @param told counts, for each recipient, the answers that reported it as accepted
 * @returns a description of every violation
 */
export function judge(
  { connection, expected }: Pick<FuzzCase, 'connection' | 'expected'>,
  answers: readonly WireAnswer[],
  told: Map<string, number>,
): readonly string[] {
  const bodiless = 'bodiless' in expected
  const faults = answers.flatMap((answer) => judgeForm(answer, bodiless))
  // A malformed answer is not judged further.
  if (faults.length > 0) return faults
  const bodies = answers.map(({ body }): AnswerBody => (body.startsWith('{') ? JSON.parse(utf8(body)) : {}))
  for (const { recipients = [] } of bodies) {
    for (const { to, outcome } of recipients) {
      if (outcome === 'accepted') told.set(to, (told.get(to) ?? 0) + 1)
    }
  }
  if (expected.kind === 'open') return []
  const [answer] = answers
  const [body] = bodies
  if (answer === undefined || body === undefined) return ['it got no answer']
  // On a separate connection, bytes after the request may be refused as another invalid request.
  const others = answers.slice(1)
  if (connection === 'shared' ? others.length > 0 : others.some(({ status }) => status < 400)) {
    return [`it got ${answers.length} answers: ${answers.map(({ status }) => status).join(', ')}`]
  }
  return judgeOutcome(expected, answer, body)
}

/** Rules for every answer, independent of the request. */
function judgeForm({ status, headers, body }: WireAnswer, bodiless: boolean): readonly string[] {
  if (status >= 500) return [`${status}: ${body.slice(0, 300)}`]
  if (body.includes(textMark) && !/"upstreamQuery"|"query"/.test(body)) return ['the answer repeats the text']
  if (status < 400) return []
  if (!/^application\/problem\+json(?:; charset=utf-8)?$/.test(headers.get('content-type') ?? '') && !bodiless) {
    return [`${status} is no problem but ${headers.get('content-type')}`]
  }
  if (bodiless) return body === '' ? [] : ['an answer to HEAD has a body']
  const problem = JSON.parse(utf8(body)) as AnswerBody
  const { type, code = '', detail = '', requestId } = problem
  const right =
    problem.status === status &&
    type === `/problems/${code}` &&
    knownCodes.has(code) &&
    detail !== '' &&
    requestId !== undefined &&
    requestId === headers.get('x-request-id')
  return right ? [] : [`a problem that is not formed like one: ${body.slice(0, 300)}`]
}

function judgeOutcome(
  expected: Exclude<Expected, { kind: 'open' }>,
  answer: WireAnswer,
  body: AnswerBody,
): readonly string[] {
  const { status } = answer
  const came = `${status} ${body.code ?? ''}`
  switch (expected.kind) {
    case 'accepted': {
      if (status !== 201) return [`${came} instead of 201: ${answer.body.slice(0, 300)}`]
      const recipients = body.recipients?.map(({ to }) => to).join()
      return recipients === expected.to.join() ? [] : [`201 for other recipients: ${recipients?.slice(0, 200)}`]
    }
    case 'served':
      return status === expected.status ? [] : [`${came} instead of ${expected.status}`]
    case 'refused': {
      const { status: wanted, code, pointer } = expected
      if (status < 400 || (wanted !== undefined && status !== wanted)) return [`${came} instead of ${wanted ?? '4xx'}`]
      if (code !== undefined && body.code !== code) return [`${came} instead of ${code}`]
      if (pointer === undefined || body.violations?.some((violation) => violation.pointer.startsWith(pointer)))
        return []
      return [`no violation at ${pointer}: ${answer.body.slice(0, 300)}`]
    }
    case 'judged': {
      const allowed = validators[expected.schema](JSON.parse(expected.body))
      return status === 400 || (allowed && status === 201)
        ? []
        : [`${came} for a body that is ${allowed ? '' : 'not '}valid`]
    }
  }
}

const utf8 = (body: string): string => Buffer.from(body, 'latin1').toString('utf8')
