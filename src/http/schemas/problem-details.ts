import { type Static, Type } from '@sinclair/typebox'
import { type ProblemCode, problemCodes, problemOf } from '../../messages/problems.ts'
import { RecipientSchema, ResendSchema, SmppStatusSchema, SummarySchema } from './recipient.ts'
import { ref, stringEnum } from './schema.ts'

export const problemMediaType = 'application/problem+json'

/** Long enough for a brief upstream failure to pass, short enough not to delay messages needlessly. */
export const retryAfterSeconds = 5
export const requestIdHeader = 'x-request-id'

export const ViolationSchema = Type.Object(
  {
    pointer: Type.Optional(
      Type.String({
        description:
          'JSON pointer (RFC 6901) to the field of the body; empty for the body as a whole. Absent if the fault is in a parameter.',
      }),
    ),
    in: Type.Optional(stringEnum(['path', 'query'], { description: 'The location of the faulty parameter.' })),
    name: Type.Optional(Type.String({ description: 'The name of the faulty parameter.' })),
    message: Type.String({ description: 'What is expected there.' }),
  },
  { $id: 'Violation', description: 'One fault of a request.' },
)

export const ProblemCodeSchema = stringEnum(problemCodes, {
  $id: 'ProblemCode',
  description:
    'The problem, for programs. Each has a page of its own. New codes may be added: treat an unknown one by `status` and `resend`.',
})

export const ProblemSchema = Type.Object(
  {
    type: Type.String({ format: 'uri-reference', description: 'The page of this problem, under `/problems/`.' }),
    title: Type.String({ description: 'The problem in a few words; the same for every occurrence.' }),
    status: Type.Integer({ description: 'The HTTP status of this answer.' }),
    detail: Type.String({ description: 'What happened, and what to do about it.' }),
    instance: Type.String({ description: 'This occurrence: the message, or a URN with the request id.' }),
    code: ref(ProblemCodeSchema),
    requestId: Type.String({
      description: 'The id of the request, as in the `X-Request-Id` header and in every log line.',
    }),
    resend: Type.Optional(ref(ResendSchema)),
    upstreamCode: Type.Optional(
      Type.Integer({ description: "The upstream's code, if it is the same for all recipients." }),
    ),
    smpp: Type.Optional(ref(SmppStatusSchema)),
    violations: Type.Optional(
      Type.Array(ref(ViolationSchema), {
        maxItems: 100,
        description: 'The faults of the request, at most the first 100.',
      }),
    ),
    moreViolations: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many faults were found beyond those in `violations`.' }),
    ),
    id: Type.Optional(Type.String({ format: 'uuid', description: 'The id of the message, if there is one.' })),
    reference: Type.Optional(Type.String({ description: "The caller's own reference." })),
    oldest: Type.Optional(
      Type.String({ description: 'The cursor from which events are still kept. Only with `events-gone`.' }),
    ),
    summary: Type.Optional(ref(SummarySchema)),
    recipients: Type.Optional(
      Type.Array(ref(RecipientSchema), {
        description: "The recipients, in the request's order.",
      }),
    ),
  },
  {
    $id: 'Problem',
    description: 'Problem details (RFC 9457): the format of every error.',
  },
)
export type Problem = Static<typeof ProblemSchema>

/** What the schema of a problem consists of, except for its recipients. */
export const problemSchemas = [ProblemCodeSchema, ViolationSchema, ProblemSchema]

/** Additional members of one occurrence; `status` and `detail` override those of the problem's row. */
type Particulars = Partial<Omit<Problem, 'type' | 'title' | 'code' | 'requestId'>>

/** Builds the problem details of one occurrence from the row of its problem. */
export function createProblem(code: ProblemCode, requestId: string, particulars: Particulars = {}): Problem {
  const { title, status, description, advice, resend } = problemOf(code)
  return {
    type: problemPath(code),
    title,
    status,
    detail: `${description} ${advice}`,
    instance: `urn:bulksms-gateway:request:${requestId}`,
    code,
    requestId,
    ...(resend === undefined ? {} : { resend }),
    ...particulars,
  }
}

/** The path of a problem's page. */
export const problemPath = (code: ProblemCode): string => `/problems/${code}`

/** Adds the prefix of a proxy to the addresses of a problem. */
export function placeProblem(problem: Problem, basePath: string): Problem {
  if (basePath === '') return problem
  const { type, instance } = problem
  return { ...problem, type: basePath + type, instance: instance.startsWith('/') ? basePath + instance : instance }
}
