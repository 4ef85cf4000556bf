import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import { answerClientError } from './client-errors.ts'
import { handleError, sendProblem, UnreadableBodyError, UnsupportedMediaTypeError } from './error-handler.ts'
import { createProblem, ProblemSchema, problemMediaType, ViolationSchema } from './problem-details.ts'
import { RecipientSchema } from './recipient.ts'
import { parseStrictJson } from './strict-json.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a handler adds to the one log line of its request: never a text, a secret or a full number. */
    logFields: Record<string, unknown>
  }
}

/** 1,000 recipients take about 20 KB, and a text beyond a few KB fits no upstream request. */
const bodyLimitBytes = 128 * 1024
/** How long a client may take to send a whole request. Sending a message takes no part of it. */
const requestTimeoutMs = 15_000
/** Longer than the idle limit of common load balancers (60 s), so that they close first and never write into a gap. */
const keepAliveTimeoutMs = 72_000

const requestIdHeader = 'x-request-id'
const requestIdPattern = /^[A-Za-z0-9_.:-]{1,128}$/
/** The one media type that is taken. A charset other than UTF-8 would be read wrongly, so it is refused. */
const jsonMediaType = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i

export type App = ReturnType<typeof createFastify>

/** Creates the bare HTTP server: strict bodies, problem details for every error, request ids, one log line a request. */
export function createFastify(logger: Logger) {
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // While closing, what arrives on an open connection is still answered: refusing it resets connections.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Node would answer these itself, without problem details; see the hooks below and answerClientError.
    http: { requireHostHeader: false },
    clientErrorHandler: answerClientError,
    frameworkErrors: handleError,
    ajv: {
      customOptions: {
        // Fastify's defaults drop unknown fields (`sendAt` on /messages would go out now) and turn 5 into "5".
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        allErrors: true,
        verbose: true,
        keywords: ['x-expected'],
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.addSchema(ViolationSchema)
  app.addSchema(RecipientSchema)
  app.addSchema(ProblemSchema)
  acceptStrictJsonOnly(app)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((request, reply) => {
    const allowed = app.supportedMethods.filter((method) => app.findRoute({ method, url: pathOf(request) }) !== null)
    if (allowed.length === 0) return sendProblem(reply, createProblem('not-found', request.id))
    return sendProblem(reply.header('allow', allowed.join(', ')), createProblem('method-not-allowed', request.id))
  })
  addRequestId(app)
  logRequests(app)
  app.server.on('checkExpectation', (_request, response) => {
    const problem = createProblem('expectation-failed', randomUUID())
    response.writeHead(problem.status, { 'content-type': problemMediaType, [requestIdHeader]: problem.requestId })
    response.end(JSON.stringify(problem))
  })
  return app
}

function requestIdOf(request: { readonly headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers[requestIdHeader]
  return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID()
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

type BareApp = Pick<App, 'removeAllContentTypeParsers' | 'addContentTypeParser' | 'decorateRequest' | 'addHook'>

function acceptStrictJsonOnly(app: BareApp): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    // Fastify matches leniently; schemas were bypassed more than once by odd Content-Type values.
    if (!jsonMediaType.test(request.headers['content-type'] ?? '')) throw new UnsupportedMediaTypeError()
    const parsed = parseStrictJson(body)
    if (!parsed.ok) throw new UnreadableBodyError(parsed.fault)
    return parsed.value
  })
}

function addRequestId(app: BareApp): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header(requestIdHeader, request.id)
    if (request.raw.httpVersionMajor === 1 && request.raw.httpVersionMinor === 1 && !request.headers.host) {
      throw new UnreadableBodyError('it belongs to a request without a Host header')
    }
  })
}

/** One line for each request, with the route's pattern in place of its address, which may hold anything. */
function logRequests(app: BareApp): void {
  app.decorateRequest('logFields')
  app.addHook('onRequest', async (request) => {
    request.logFields = {}
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, logFields } = request
    const line = {
      method,
      route: routeOptions.url ?? null,
      statusCode: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 1000) / 1000,
      ...logFields,
    }
    // Probes and pages are of interest only when something is looked for.
    const quiet = method !== 'POST' && reply.statusCode < 400
    request.log[quiet ? 'debug' : 'info'](line, 'request completed')
  })
}
