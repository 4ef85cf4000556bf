import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemCode } from '../domain/problems.ts'
import type { Violation } from '../domain/violation.ts'
import { createProblem, type Problem, problemMediaType } from './problem-details.ts'
import { boundViolations, formatSchemaErrors, isStructural } from './violations.ts'

/** A body that could not be read. Its message says what is wrong without quoting the body. */
export class UnreadableBodyError extends Error {
  override name = 'UnreadableBodyError'
}

/** A Content-Type other than the one that is taken. */
export class UnsupportedMediaTypeError extends Error {
  override name = 'UnsupportedMediaTypeError'
}

/** What Fastify's own errors mean here. What is not listed is a fault of ours, unless its status says otherwise. */
const fastifyErrors: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'content-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The rules that no schema can say, so that one answer names all faults of a body whose structure is right. */
    check?: (body: unknown) => readonly Violation[]
  }
}

/** Turns whatever a handler or Fastify throws into problem details. Only an error of ours is logged, with its stack. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOfError(error, request)
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed')
  return sendProblem(reply, problem)
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type(problemMediaType).send(problem)
}

/** Answers that a request breaks rules, all of which are named. */
export function refuse(request: FastifyRequest, reply: FastifyReply, violations: readonly Violation[]): FastifyReply {
  return sendProblem(reply, createProblem('invalid-request', request.id, { violations: boundViolations(violations) }))
}

function problemOfError(error: FastifyError, request: FastifyRequest): Problem {
  const requestId = request.id
  if (error.validation) {
    const violations = formatSchemaErrors(error.validation)
    const rules = error.validation.some(isStructural) ? [] : (request.routeOptions.config.check?.(request.body) ?? [])
    const named = new Set(violations.map((violation) => violation.pointer))
    const others = rules.filter((violation) => !named.has(violation.pointer))
    return createProblem('invalid-request', requestId, { violations: boundViolations([...violations, ...others]) })
  }
  if (error instanceof UnreadableBodyError) {
    return createProblem('malformed-request', requestId, { detail: `The body cannot be read: ${error.message}.` })
  }
  if (error instanceof UnsupportedMediaTypeError) return createProblem('unsupported-media-type', requestId)
  const status = error.statusCode ?? 500
  return createProblem(fastifyErrors[error.code] ?? (status < 500 ? 'malformed-request' : 'internal-error'), requestId)
}
