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
  findUnusableField,
  formatParameterErrors,
  formatSchemaErrors,
  maxViolations,
  type ParameterViolation,
  type RequestViolation,
} from './violations.ts'

/** A body that could not be read. Its message says what is wrong without quoting the body. */
export class UnreadableBodyError extends Error {
  override name = 'UnreadableBodyError'
}

/** A Content-Type other than the one that is taken, or a body in a coding that nobody here undoes. */
export class UnsupportedMediaTypeError extends Error {
  override name = 'UnsupportedMediaTypeError'
}

/** A body for which there is no memory as long as so many others are unfinished. */
export class NoRoomError extends Error {
  override name = 'NoRoomError'
}

/** A request that leaves open to which host it goes, which two servers on its way may take for two hosts. */
export class AmbiguousHostError extends Error {
  override name = 'AmbiguousHostError'
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
    /**
     * The rules that no schema can say, so that one answer names all faults of a body. Judges the fields that are fit
     * to be judged: those of `unusable` have not the type that the rules rely on.
     */
    check?: (body: unknown, unusable: ReadonlySet<string>, caller: Caller) => readonly Violation[]
  }
}

/** Turns whatever a handler or Fastify throws into problem details. Only an error of ours is logged, with its stack. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = explain(error, request)
  if (problem.status >= 500 && problem.code !== 'overloaded')
    request.log.error({ requestId: request.id, err: error }, 'request failed')
  if (problem.resend === 'safe') reply.header('retry-after', retryAfterSeconds)
  // Fastify closes the connection after a body that it could not parse. All of it was read, so what follows is the next
  // request: it may be running already, and its answer would be lost.
  if (wasReadInFull(error)) reply.removeHeader('connection')
  return sendProblem(reply, problem)
}

/** A rule that throws while it judges a body is a bug as well, and is told like any other. */
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

/** The headers are set here too, since for an address that Fastify cannot read no hook has run. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  reply.headers(apiHeaders).header(requestIdHeader, problem.requestId)
  reply.problem = problem.code
  return reply.code(problem.status).type(problemMediaType).send(placeProblem(problem, reply.server.basePath))
}

/** Answers a problem that needs no more words than its row has. `afterSeconds`: when to come back, where that is known. */
export function refuseAs(
  code: ProblemCode,
  request: FastifyRequest,
  reply: FastifyReply,
  afterSeconds = retryAfterSeconds,
): FastifyReply {
  if (problemOf(code).resend === 'safe') reply.header('retry-after', afterSeconds)
  return sendProblem(reply, createProblem(code, request.id))
}

/** Answers that a request breaks rules, all of which are named. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  violations: readonly RequestViolation[],
): FastifyReply {
  return sendProblem(reply, createProblem('invalid-request', request.id, boundViolations(violations)))
}

/** The same, or that it is right and nothing that its caller may do. */
export function refuseUnfit(request: FastifyRequest, reply: FastifyReply, { kind, violations }: Unfit): FastifyReply {
  const code = kind === 'invalid' ? 'invalid-request' : 'not-permitted'
  return sendProblem(reply, createProblem(code, request.id, boundViolations(violations)))
}

function problemOfError(error: FastifyError, request: FastifyRequest): Problem {
  const requestId = request.id
  if (error.validation) {
    const { validation, validationContext } = error
    // A fault that is not named is not put into words either, and the rules would only add to it.
    const moreViolations = validation.length - maxViolations
    if (moreViolations > 0) {
      const violations = formatErrors(validation.slice(0, maxViolations), validationContext)
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
  if (error instanceof JournalError) return createProblem('journal-unavailable', requestId)
  const status = error.statusCode ?? 500
  return createProblem(fastifyErrors[error.code] ?? (status < 500 ? 'malformed-request' : 'internal-error'), requestId)
}

/** Every fault of a request. Fastify checks path, body and query in this order, and stops at the first that is wrong. */
function explainValidation(
  errors: readonly FastifySchemaValidationError[],
  context: string | undefined,
  request: FastifyRequest,
): readonly RequestViolation[] {
  if (context === 'querystring') return [...formatParameterErrors('query', errors), ...checkRules(request, [])]
  const query = formatParameterErrors('query', findErrors('querystring', request.query, request))
  const inBody = context === 'params' ? findErrors('body', request.body, request) : errors
  const path: readonly ParameterViolation[] = context === 'params' ? formatParameterErrors('path', errors) : []
  return [...path, ...formatSchemaErrors(inBody), ...query, ...checkRules(request, inBody)]
}

function formatErrors(
  errors: readonly FastifySchemaValidationError[],
  context: string | undefined,
): RequestViolation[] {
  if (context === 'querystring') return formatParameterErrors('query', errors)
  return context === 'params' ? formatParameterErrors('path', errors) : formatSchemaErrors(errors)
}

function findErrors(
  part: 'body' | 'querystring',
  value: unknown,
  request: FastifyRequest,
): readonly FastifySchemaValidationError[] {
  const validate = request.getValidationFunction(part)
  return validate === undefined || validate(value) ? [] : (validate.errors ?? [])
}

/** The rules' word about every field of which the schema has not said something already. */
function checkRules(request: FastifyRequest, errors: readonly FastifySchemaValidationError[]): readonly Violation[] {
  const { check } = request.routeOptions.config
  const unusable = new Set(errors.flatMap(findUnusableField))
  // The body itself is not what it has to be.
  if (check === undefined || unusable.has('')) return []
  const named = new Set(formatSchemaErrors(errors).map((violation) => violation.pointer))
  return check(request.body, unusable, request.caller).filter((violation) => !named.has(violation.pointer))
}
