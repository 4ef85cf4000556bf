import type { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { RequestObserver, RequestTracing } from '../../observability/requests.ts'
import { formats } from '../schemas/formats.ts'
import { createProblem, ProblemSchema, requestIdHeader, ViolationSchema } from '../schemas/problem-details.ts'
import { RecipientSchema } from '../schemas/recipient.ts'
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
import { countHeader } from './raw-headers.ts'
import { logRequests } from './request-log.ts'
import { observeRequests } from './request-observer.ts'
import { traceRequests } from './request-tracing.ts'
import { endSlowReaders } from './slow-readers.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What a proxy puts before each path, and so what addresses in answers begin with. */
    basePath: string
  }
  interface FastifyRequest {
    /** Its `routeOptions`, which Fastify makes anew each time that somebody looks at them. */
    route: { readonly url?: string | undefined; readonly config: FastifyContextConfig }
  }
}

/** How long a request that is arriving while the server closes may take: on any usual network all of it is here. */
const arrivalGraceMs = 1_000

/** How long after the start what is left of the schemas is compiled: who waits for the gateway to be ready has asked by then. */
const schemaDelayMs = 1_000

const requestIdPattern = /^[A-Za-z0-9_.:-]{1,128}$/

/** The id of the request for which code runs, for log lines of layers that know of no requests. */
export type RequestScope = AsyncLocalStorage<string>

/** Who looks on at requests. */
export type Onlookers = { readonly observer?: RequestObserver; readonly tracing?: RequestTracing }

/** Creates the bare HTTP server: strict bodies, problem details for every error, request ids, one log line a request. */
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
    // What Fastify itself has to say below a warning is said by our own lines: that it listens, for one.
    loggerInstance: logger.child({}, logger.isLevelEnabled('warn') ? { level: 'warn' } : {}),
    // One logger for all requests, whose lines name them: a child for each would be made for the one line that most have.
    childLoggerFactory: () => logger,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    bodyLimit: bodyLimitBytes,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    // While closing, what arrives on an open connection is still answered, by us: Fastify's refusal resets connections.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Node would answer these itself, without problem details; see the hooks below and createClientErrors.
    http: {
      requireHostHeader: false,
      // Said outright, because --insecure-http-parser would let two readings of one request through.
      insecureHTTPParser: false,
      headersTimeout: limits.headersMs,
      // Node's default is 30 s: twice as long as what it checks.
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: maxHeadersBytes,
    },
    clientErrorHandler: clientErrors.handle,
    frameworkErrors: (error, request, reply) => {
      // An address that cannot be read belongs to no route, so no hook runs that would log it.
      handleError(error, request, reply)
      const { id: requestId, method } = request
      const { statusCode, problem } = reply
      request.log.info({ requestId, method, route: null, statusCode, code: problem }, 'request completed')
      observer?.answered({ method, route: undefined, statusCode, problem })
    },
    // A hundred responses are described, nearly all of them problems. To compile a serializer for each takes a third of the
    // start, and the answers to messages are written by hand, as they are stored.
    schemaController: { compilersFactory: { buildSerializer: () => () => JSON.stringify } },
    ajv: {
      onCreate(ajv) {
        // In place of those of `ajv-formats`, which Fastify has added before.
        for (const [name, judge] of Object.entries(formats)) ajv.addFormat(name, judge)
        skipItemsOfLongLists(ajv)
        schemas.defer(ajv)
      },
      customOptions: {
        // Fastify's defaults drop unknown fields (`sendAt` on /messages would go out now) and turn 5 into "5".
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        // Our own schemas are checked by tests, and not at every start.
        validateSchema: false,
        // Nor is JSON Schema's own schema of any use then, which alone would take a twentieth of the start.
        meta: false,
        allErrors: true,
        verbose: true,
        keywords: ['x-expected'],
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.addSchema(ViolationSchema)
  app.addSchema(RecipientSchema)
  app.addSchema(ProblemSchema)
  acceptStrictJsonOnly(app, limits.unfinishedBytes)
  app.setErrorHandler(handleError)
  app.decorateReply('problem', undefined)
  app.decorate('basePath', basePath)
  rememberRoute(app)
  // First, so that every line and every answer of the other hooks belongs to its trace.
  traceRequests(app, tracing)
  if (observer !== undefined) observeRequests(app, observer)
  logRequests(app, logger)
  addHeaders(app)
  answerWhatIsNotServed(app)
  clientErrors.watch(app.server)
  app.server.maxConnections = maxConnectionCount
  // No limit of Node's own: it would drop the headers beyond it, and with them what a proxy before it has read.
  app.server.maxHeadersCount = 0
  endSlowReaders(app.server, clientErrors.unanswered, limits)
  // Hooks with a callback, here and in what follows: each promise of an `async` one would be a turn of its own in every request.
  app.addHook('preValidation', (request, _reply, done) => {
    // A body that was too slow was answered with 408: "nothing was submitted". Its end may come all the same.
    done(clientErrors.isRefused(request.raw) ? new UnreadableBodyError('it came after the answer') : undefined)
  })
  if (requestScope !== undefined) {
    // After the body was read: its events come from the connection, which belongs to no single request.
    app.addHook('preHandler', (request, _reply, done) => requestScope.run(request.id, done))
  }
  app.addHook('onListen', async () => {
    setTimeout(schemas.compileRest, schemaDelayMs).unref()
  })
  let closing = false
  app.addHook('onRequest', (request, reply, done) => {
    if (clientErrors.isCrowded(request.raw)) refuseAs('overloaded', request, reply)
    // Refused before anything is submitted, so that it does no harm if the answer is lost with the connection.
    else if (closing && request.method === 'POST') refuseAs('shutting-down', request, reply)
    else done()
  })
  // With a callback for another reason as well: handlers resolve to nothing once they have sent, and Fastify would send that
  // nothing where an `async` hook is still at work.
  app.addHook('onSend', (request, reply, _payload, done) => {
    // Node closes only the connections that are idle when the closing begins: one that is kept alive would stay. Not
    // before its last answer: Node ends the connection with it, and what is still to be answered there would be lost.
    if (closing && clientErrors.isLast(request.raw)) reply.header('connection', 'close')
    // What was pipelined behind the last answer gets none, so it must not be acted upon (RFC 9112, section 9.6).
    if (reply.getHeader('connection') === 'close') clientErrors.refuseLater(request.raw)
    done()
  })
  app.addHook('preClose', async () => {
    closing = true
    // Node's own timers end with the listening. Without this a client that never ends its request holds up the close.
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

/** 404, or 405 where the address takes another method. Before the body is read, which is of no interest then. */
function answerWhatIsNotServed(app: BareApp): void {
  /** The methods of each address that is written out, without a parameter. */
  const fixed = new Map<string, string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    if (!/[:*]/.test(url)) fixed.set(url, [...(fixed.get(url) ?? []), ...[method].flat()])
  })
  // `GET /messages/preview` is no question for the message with the id `preview`.
  const isTakenForParameter = ({ route, url }: FastifyRequest): boolean =>
    route.url?.includes(':') === true && fixed.has(pathOf(url))
  const answer = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const url = pathOf(request.url)
    const methods = fixed.get(url)
    const allowed = app.supportedMethods.filter(
      (method) => methods?.includes(method) ?? app.findRoute({ method, url }) !== null,
    )
    // A route can miss as well: the one of Swagger UI's files.
    const missing = allowed.length === 0 || allowed.includes(request.method)
    if (missing) return sendProblem(reply, createProblem('not-found', request.id))
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

/** The headers of every answer, and a look at those of the request. */
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
    done(ambiguous ? new AmbiguousHostError('it must have one Host header') : undefined)
  })
}
