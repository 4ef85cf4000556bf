import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify'
import type { Caller } from '../../messages/caller.ts'
import { JournalError } from '../../messages/journal.ts'
import { type ProblemCode, problemOf } from '../../messages/problems.ts'
import type { Unfit } from '../../messages/send-result.ts'
import type { Violation } from '../../sms/violation.ts'
import {
  createProblem,
  type Problem,
  placeProblem,
  problemMediaType,
  requestIdHeader,
  retryAfterSeconds,
} from '../schemas/problem-details.ts'
import { apiHeaders } from './answer-headers.ts'
import {
  boundViolations,
  findBodyViolations,
  findParameterViolations,
  findUnusableField,
  maxViolations,
  type ParameterViolation,
  type RequestViolation,
} from './violations.ts'

/** A body that could not be read. The message says what is wrong without quoting the body. */
export class UnreadableBodyError extends Error {
  override name = 'UnreadableBodyError'
}

/** An unsupported Content-Type or content coding. */
export class UnsupportedMediaTypeError extends Error {
  override name = 'UnsupportedMediaTypeError'
}

/** There is no memory for the body while too many others are unfinished. */
export class NoRoomError extends Error {
  override name = 'NoRoomError'
}

/** A request with an ambiguous host: two servers on the path could choose different ones. */
export class AmbiguousHostError extends Error {
  override name = 'AmbiguousHostError'
}

/** Fastify's errors as problems. Unlisted errors are internal errors, unless their status says otherwise. */
const fastifyErrors: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'content-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri-too-long',
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The rules that a schema cannot express, so that one answer names all faults of a body. Skips the `unusable`
     * fields, which do not have the type that the rules rely on.
     */
    check?: (body: unknown, unusable: ReadonlySet<string>, caller: Caller) => readonly Violation[]
  }
}

/** Turns every error of a handler or of Fastify into problem details. Only internal errors are logged, with stack. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = explain(error, request)
  if (problem.status >= 500 && problem.code !== 'overloaded')
    request.log.error({ requestId: request.id, err: error }, 'request failed')
  if (problem.resend === 'safe') reply.header('retry-after', retryAfterSeconds)
  // Fastify closes the connection after a body that it could not parse. The body was read completely, so what follows
  // is the next request: it may already be running, and its answer would be lost.
  if (wasReadInFull(error)) reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** A rule that throws while it checks a body is a bug as well, and is reported like any other. */
function explain(error: FastifyError, request: FastifyRequest): Problem {
  try {
    return problemOfError(error, request)
  } catch (bug) {
    request.log.error({ requestId: request.id, err: bug }, 'request failed')
    return createProblem('internal-error', request.id)
  }
}

const wasReadInFull = (error: Error): boolean =>
  error instanceof UnreadableBodyError || error instanceof UnsupportedMediaTypeError

/** Also sets the common headers: for an address that Fastify cannot parse, no hook has run. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  reply.headers(apiHeaders).header(requestIdHeader, problem.requestId)
  reply.problem = problem.code
  return reply.code(problem.status).type(problemMediaType).send(placeProblem(problem, reply.server.basePath))
}

/** Answers with a problem exactly as its table row defines it. `afterSeconds`: when to retry, if known. */
export function refuseAs(
  code: ProblemCode,
  request: FastifyRequest,
  reply: FastifyReply,
  afterSeconds = retryAfterSeconds,
): FastifyReply {
  if (problemOf(code).resend === 'safe') reply.header('retry-after', afterSeconds)
  return sendProblem(reply, createProblem(code, request.id))
}

/** Answers a request that breaks rules, and names all of them. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  violations: readonly RequestViolation[],
): FastifyReply {
  return sendProblem(reply, createProblem('invalid-request', request.id, boundViolations(violations)))
}

/** Answers a request that is invalid, or valid but not permitted. */
export function refuseUnfit(request: FastifyRequest, reply: FastifyReply, { kind, violations }: Unfit): FastifyReply {
  const code = kind === 'invalid' ? 'invalid-request' : 'not-permitted'
  return sendProblem(reply, createProblem(code, request.id, boundViolations(violations)))
}

function problemOfError(error: FastifyError, request: FastifyRequest): Problem {
  const requestId = request.id
  if (error.validation) {
    const { validation, validationContext } = error
    // Only the named faults are explained, and the rules would only add more.
    const moreViolations = validation.length - maxViolations
    if (moreViolations > 0) {
      const violations = findRequestViolations(validation.slice(0, maxViolations), validationContext)
      return createProblem('invalid-request', requestId, { violations, moreViolations })
    }
    const violations = explainValidation(validation, validationContext, request)
    return createProblem('invalid-request', requestId, boundViolations(violations))
  }
  if (error instanceof UnreadableBodyError) {
    return createProblem('malformed-request', requestId, { detail: `The body cannot be read: ${error.message}.` })
  }
  if (error instanceof AmbiguousHostError) {
    return createProblem('malformed-request', requestId, { detail: `The request cannot be read: ${error.message}.` })
  }
  if (error instanceof UnsupportedMediaTypeError) {
    return createProblem('unsupported-media-type', requestId, error.message === '' ? {} : { detail: error.message })
  }
  if (error instanceof NoRoomError) return createProblem('overloaded', requestId)
  if (error instanceof JournalError)
    return createProblem(error.kind === 'over' ? 'shutting-down' : 'journal-unavailable', requestId)
  const status = error.statusCode ?? 500
  return createProblem(fastifyErrors[error.code] ?? (status < 500 ? 'malformed-request' : 'internal-error'), requestId)
}

/** Every fault of a request. Fastify checks path, body and query in this order, and stops at the first invalid part. */
function explainValidation(
  errors: readonly FastifySchemaValidationError[],
  context: string | undefined,
  request: FastifyRequest,
): readonly RequestViolation[] {
  if (context === 'querystring') return [...findParameterViolations('query', errors), ...checkRules(request, [])]
  const query = findParameterViolations('query', findErrors('querystring', request.query, request))
  const inBody = context === 'params' ? findErrors('body', request.body, request) : errors
  const path: readonly ParameterViolation[] = context === 'params' ? findParameterViolations('path', errors) : []
  return [...path, ...findBodyViolations(inBody), ...query, ...checkRules(request, inBody)]
}

function findRequestViolations(
  errors: readonly FastifySchemaValidationError[],
  context: string | undefined,
): RequestViolation[] {
  if (context === 'querystring') return findParameterViolations('query', errors)
  return context === 'params' ? findParameterViolations('path', errors) : findBodyViolations(errors)
}

function findErrors(
  part: 'body' | 'querystring',
  value: unknown,
  request: FastifyRequest,
): readonly FastifySchemaValidationError[] {
  const validate = request.getValidationFunction(part)
  return validate === undefined || validate(value) ? [] : (validate.errors ?? [])
}

/** The violations of the rules for every field that the schema has not already reported. */
function checkRules(request: FastifyRequest, errors: readonly FastifySchemaValidationError[]): readonly Violation[] {
  const { check } = request.routeOptions.config
  const unusable = new Set(errors.flatMap(findUnusableField))
  // The body as a whole is invalid.
  if (check === undefined || unusable.has('')) return []
  const named = new Set(findBodyViolations(errors).map((violation) => violation.pointer))
  return check(request.body, unusable, request.caller).filter((violation) => !named.has(violation.pointer))
}
