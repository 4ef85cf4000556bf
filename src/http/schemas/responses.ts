import type { TSchema } from '@sinclair/typebox'
import { type ProblemCode, problemOf, recipientProblemCodes } from '../../messages/problems.ts'
import { exampleProblem } from './examples.ts'
import { ProblemSchema, problemMediaType } from './problem-details.ts'
import { ref } from './schema.ts'

/** Problems for which any route can refuse a request. */
export const commonProblems = [
  'malformed-request',
  'misdirected-request',
  'headers-too-large',
  'internal-error',
] as const satisfies readonly ProblemCode[]

/** Problems for which any route with a body can refuse a request. */
export const bodyProblems = [
  ...commonProblems,
  'invalid-request',
  'request-timeout',
  'content-too-large',
  'unsupported-media-type',
  'expectation-failed',
  'shutting-down',
  'overloaded',
] as const satisfies readonly ProblemCode[]

/** Problems for which routes with a key and a rate limit can refuse a caller. */
export const callerProblems = [
  'authentication-required',
  'not-permitted',
  'too-many-requests',
] as const satisfies readonly ProblemCode[]

/** The same for operations routes, which have no rate limit: they are needed most when something is wrong. */
export const operatorProblems = ['authentication-required', 'not-permitted'] as const satisfies readonly ProblemCode[]

/** Problems with an Idempotency-Key. */
export const keyProblems = [
  'idempotency-key-required',
  'idempotency-key-malformed',
  'idempotency-key-misnamed',
  'idempotency-key-reused',
  'request-in-progress',
] as const satisfies readonly ProblemCode[]

/** Problems that only occur together with another cause, or that are assigned later. */
const neverAlone: readonly ProblemCode[] = ['message-stopped', 'settled-as-rejected']

/** Problems of a sending route when no recipient is accepted. */
export const sendProblems = [
  ...recipientProblemCodes.filter((code) => !neverAlone.includes(code)),
  'no-recipient-accepted',
] as const

const requestIdHeaderSchema = {
  'X-Request-Id': { type: 'string', description: 'The id of the request: as sent by the client, or generated.' },
}
const retryAfterHeader = {
  'Retry-After': {
    type: 'integer',
    description: 'Seconds to wait before sending again. Only present if `resend` is `safe`.',
  },
}
const challengeHeader = {
  'WWW-Authenticate': { type: 'string', description: 'How to authenticate (RFC 6750).' },
}
const rateHeaders = {
  'RateLimit-Policy': { type: 'string', description: 'The request limit per minute, such as `"minute";q=60000;w=60`.' },
  RateLimit: {
    type: 'string',
    description: 'The remaining requests and for how many seconds they must last, such as `"minute";r=0;t=42`.',
  },
}
export const messageHeaders = {
  Location: { type: 'string', description: 'The address of the message.' },
  'Idempotent-Replayed': {
    type: 'string',
    enum: ['true'],
    description:
      'Nothing was submitted for this request: the answer is what is known about the message of this Idempotency-Key. Also with problems.',
  },
}

/** A response with a JSON body, in OpenAPI form. */
export const jsonResponse = <T extends TSchema>(
  description: string,
  schema: T,
  examples: Record<string, unknown>,
  headers: Record<string, unknown> = {},
) => ({
  description,
  headers: { ...requestIdHeaderSchema, ...headers },
  content: { 'application/json': { schema, examples: nameExamples(examples) } },
})

const nameExamples = (examples: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]))

/** `no-recipient-accepted` is as safe to repeat as its recipients, and all of them may be. */
const mayBeSafe = (code: ProblemCode): boolean => code === 'no-recipient-accepted' || problemOf(code).resend === 'safe'

/** The responses of a route in OpenAPI form: one per status, with an example for each problem that has it. */
export function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => problemOf(code).status)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        headers: {
          ...requestIdHeaderSchema,
          ...(group.some(mayBeSafe) ? retryAfterHeader : {}),
          ...(group.includes('authentication-required') ? challengeHeader : {}),
          ...(group.includes('too-many-requests') ? rateHeaders : {}),
        },
        description: group.map((code) => `\`${code}\`: ${problemOf(code).title}.`).join(' '),
        content: {
          [problemMediaType]: {
            schema: ref(ProblemSchema),
            examples: nameExamples(Object.fromEntries(group.map((code) => [code, exampleProblem(code)]))),
          },
        },
      },
    ]),
  )
}
