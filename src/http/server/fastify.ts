import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { RequestObserver, RequestTracing } from '../../observability/requests.ts'
import { formats } from '../schemas/formats.ts'
import { createProblem, problemSchemas, requestIdHeader } from '../schemas/problem-details.ts'
import { recipientSchemas } from '../schemas/recipient.ts'
import { ownKeywords } from '../schemas/schema.ts'
import { apiHeaders } from './answer-headers.ts'
import type { App } from './app-type.ts'
import { createClientErrors } from './client-errors.ts'
import {
  bodyLimitBytes,
  type ClientLimits,
  clientLimits,
  maxConnectionCount,
  maxHeaderCount,
  maxHeadersBytes,
} from './client-limits.ts'
import { giveClosingNotice } from './closing-notice.ts'
import { AmbiguousHostError, handleError, refuseAs, sendProblem, UnreadableBodyError } from './error-handler.ts'
import { acceptStrictJsonOnly } from './json-body.ts'
import { createLateSchemas } from './late-schemas.ts'
import { skipItemsOfLongLists } from './long-lists.ts'
import { sendNotFound } from './not-found.ts'
import { countHeader } from './raw-headers.ts'
import { logRequests } from './request-log.ts'
import { observeRequests } from './request-observer.ts'
import { enterRequestScope, type RequestScope } from './request-scope.ts'
import { traceRequests } from './request-tracing.ts'
import { endSlowReaders, holdPipelinedReads } from './slow-readers.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The prefix that a proxy adds to each path, and with which addresses in answers begin. */
    basePath: string
  }
  interface FastifyRequest {
    /** Its `routeOptions`, which Fastify creates anew on each access. */
    route: { readonly url?: string | undefined; readonly config: FastifyContextConfig }
  }
}

/** How long a request may still arrive while the server closes: on any ordinary network that is enough. */
const arrivalGraceMs = 1_000

/** When the remaining schemas are compiled after startup: readiness probes have been answered by then. */
const schemaDelayMs = 1_000

const requestIdPattern = /^[A-Za-z0-9_.:-]{1,128}$/

/** Observers of requests. */
export type Onlookers = { readonly observer?: RequestObserver; readonly tracing?: RequestTracing }

/**
 * Creates the bare HTTP server: strict bodies, problem details for every error, request ids, one log line per request.
 */
export function createFastify(
  logger: Logger,
  requestScope?: RequestScope,
  { observer, tracing }: Onlookers = {},
  limits: ClientLimits = clientLimits,
  basePath = '',
): App {
  const clientErrors = createClientErrors(basePath, (answer) => {
    logger.info(answer, 'request refused')
    observer?.answered({ method: 'other', route: undefined, statusCode: answer.statusCode, problem: answer.code })
  })
  const schemas = createLateSchemas()
  const app = fastify({
    // Fastify's own messages below `warn` are covered by our own lines, such as `listening`.
    loggerInstance: logger.child({}, logger.isLevelEnabled('warn') ? { level: 'warn' } : {}),
    // One logger for all requests, whose lines name them: a child logger per request would be created for a single
    // line.
    childLoggerFactory: () => logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: bodyLimitBytes,
    // The longest secret in the address of the delivery reports. Fastify's default, 100, refused it.
    routerOptions: { maxParamLength: 128 },
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    // While closing, we still answer requests on open connections: Fastify's own refusal resets them.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Node would answer these itself, without problem details; see the hooks below and createClientErrors.
    http: {
      requireHostHeader: false,
      // Explicit, because --insecure-http-parser would allow requests that two servers parse differently.
      insecureHTTPParser: false,
      headersTimeout: limits.headersMs,
      // Node's default is 30 s, twice the limits that it checks.
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: maxHeadersBytes,
    },
    clientErrorHandler: clientErrors.handle,
    frameworkErrors: (error, request, reply) => {
      // An address that cannot be parsed has no route, so no hook would log the request.
      handleError(error, request, reply)
      const { id: requestId, method } = request
      const { statusCode, problem } = reply
      request.log.info({ requestId, method, route: null, statusCode, code: problem }, 'request completed')
      observer?.answered({ method, route: undefined, statusCode, problem })
    },
    // About a hundred responses are described, nearly all of them problems. Compiling a serializer for each takes a
    // third of the startup time, and the answers to messages are written by hand, as they are stored.
    schemaController: { compilersFactory: { buildSerializer: () => () => JSON.stringify } },
    ajv: {
      onCreate(ajv) {
        // Replaces the formats of `ajv-formats`, which Fastify has already added.
        for (const [name, judge] of Object.entries(formats)) ajv.addFormat(name, judge)
        skipItemsOfLongLists(ajv)
        schemas.defer(ajv)
      },
      customOptions: {
        // Fastify's defaults drop unknown fields (`sendAt` on /messages would be sent now) and turn 5 into "5".
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        // Our schemas are checked by tests instead of at every startup.
        validateSchema: false,
        // JSON Schema's meta-schema is then not needed; it would take a twentieth of the startup time.
        meta: false,
        allErrors: true,
        verbose: true,
        keywords: [...ownKeywords],
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  for (const schema of [...recipientSchemas, ...problemSchemas]) app.addSchema(schema)
  acceptStrictJsonOnly(app, limits.unfinishedBytes)
  app.setErrorHandler(handleError)
  app.decorateReply('problem', undefined)
  app.decorate('basePath', basePath)
  rememberRoute(app)
  // First, so that every log line and answer of the other hooks belongs to the trace.
  traceRequests(app, tracing)
  if (observer !== undefined) observeRequests(app, observer)
  logRequests(app, logger)
  addHeaders(app)
  answerWhatIsNotServed(app)
  clientErrors.watch(app.server)
  app.server.maxConnections = maxConnectionCount
  // No limit by Node: it would drop further headers, which a proxy in front may have read.
  app.server.maxHeadersCount = 0
  endSlowReaders(app.server, clientErrors, limits)
  // Hooks use callbacks, here and below: an `async` hook's promise would cost every request another microtask turn.
  app.addHook('preValidation', (request, _reply, done) => {
    // A slow body was answered with 408: "nothing was submitted". The rest of it may still arrive.
    done(clientErrors.isRefused(request.raw) ? new UnreadableBodyError('it arrived after the answer') : undefined)
  })
  if (requestScope !== undefined) enterRequestScope(app, requestScope)
  app.addHook('onListen', async () => {
    setTimeout(schemas.compileRest, schemaDelayMs).unref()
  })
  let closing = false
  app.addHook('onRequest', (request, reply, done) => {
    if (clientErrors.isCrowded(request.raw)) refuseAs('overloaded', request, reply)
    // Refused before anything is submitted, so no harm is done if the answer is lost with the connection.
    else if (closing && request.method === 'POST') refuseAs('shutting-down', request, reply)
    else done()
  })
  holdPipelinedReads(app, clientErrors)
  // A callback for another reason too: handlers resolve with undefined once they have replied, and Fastify would
  // send that undefined while an `async` hook is still running.
  app.addHook('onSend', (request, reply, _payload, done) => {
    // Node closes only connections that are idle when closing starts, so a kept-alive one would stay open. Set only on
    // the last answer: Node ends the connection with it, and further pending answers would be lost.
    if (closing && clientErrors.isLast(request.raw)) reply.header('connection', 'close')
    // Requests pipelined after the last answer get none, so they must not be acted upon (RFC 9112, section 9.6).
    if (reply.getHeader('connection') === 'close') clientErrors.refuseLater(request.raw)
    done()
  })
  app.addHook('preClose', async () => {
    closing = true
    // Node's own timers stop with listening. Without this, a client that never finishes its request would block the
    // close.
    await giveClosingNotice(app.server)
    clientErrors.endIdle()
    setTimeout(clientErrors.closeUnanswered, arrivalGraceMs).unref()
  })
  return app
}

function requestIdOf(request: { readonly headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers[requestIdHeader]
  return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID()
}

/** 404, or 405 if the address supports another method. Answered before the body is read. */
function answerWhatIsNotServed(app: BareApp): void {
  /** The methods of each address without parameters. */
  const fixed = new Map<string, string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    if (!/[:*]/.test(url)) fixed.set(url, [...(fixed.get(url) ?? []), ...[method].flat()])
  })
  // `GET /messages/preview` is not a request for a message with the id `preview`.
  const isTakenForParameter = ({ route, url }: FastifyRequest): boolean =>
    route.url?.includes(':') === true && fixed.has(pathOf(url))
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const url = pathOf(request.url)
    const methods = fixed.get(url)
    const allowed = app.supportedMethods.filter(
      (method) => methods?.includes(method) ?? app.findRoute({ method, url }) !== null,
    )
    // A route can also find nothing: the one for Swagger UI's files.
    const missing = allowed.length === 0 || allowed.includes(request.method)
    if (missing) return sendNotFound(request, reply)
    return sendProblem(reply.header('allow', allowed.join(', ')), createProblem('method-not-allowed', request.id))
  }
  app.setNotFoundHandler(answer)
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404 || isTakenForParameter(request)) answer(request, reply)
    else done()
  })
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

function rememberRoute(app: BareApp): void {
  app.decorateRequest('route')
  app.addHook('onRequest', (request, _reply, done) => {
    request.route = request.routeOptions
    done()
  })
}

type BareApp = Pick<App, 'decorateRequest' | 'addHook' | 'setNotFoundHandler' | 'supportedMethods' | 'findRoute'>

/** Sets the headers of every answer, and checks the Host header. */
function addHeaders(app: BareApp): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(apiHeaders).header(requestIdHeader, request.id)
    const { raw } = request
    if (raw.rawHeaders.length > 2 * maxHeaderCount) {
      refuseAs('headers-too-large', request, reply)
      return
    }
    const needed = raw.httpVersionMajor === 1 && raw.httpVersionMinor === 1
    const ambiguous = (needed && !raw.headers.host) || countHeader(raw, 'host') > 1
    done(ambiguous ? new AmbiguousHostError('it must have exactly one Host header') : undefined)
  })
}
