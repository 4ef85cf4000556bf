import { type ProblemCode, problemOf, recipientProblemCodes } from '../domain/problems.ts'
import { exampleProblem } from './examples.ts'
import { ProblemSchema, problemMediaType } from './problem-details.ts'
import { ref } from './schema.ts'

/** What any route with a body can refuse a request for. */
export const bodyProblems = [
  'invalid-request',
  'malformed-request',
  'request-timeout',
  'content-too-large',
  'unsupported-media-type',
  'expectation-failed',
  'headers-too-large',
  'internal-error',
] as const satisfies readonly ProblemCode[]

/** What a route that submits can come to when no recipient is accepted. */
export const sendProblems = [
  ...recipientProblemCodes.filter((code) => code !== 'message-stopped'),
  'no-recipient-accepted',
] as const

/** The responses of a route in OpenAPI's form: one for each status, with an example for each problem that has it. */
export function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problemOf(code).status)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${problemOf(code).title}.`).join(' '),
        content: {
          [problemMediaType]: {
            schema: ref(ProblemSchema),
            examples: Object.fromEntries(group.map((code) => [code, { value: exampleProblem(code) }])),
          },
        },
      },
    ]),
  )
}
