import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ProblemCode } from '../../messages/problems.ts'
import { createProblem, placeProblem, problemMediaType, requestIdHeader } from '../schemas/problem-details.ts'
import { apiHeaders } from './answer-headers.ts'

/** Errors of Node's HTTP parser, which occur before there is a request that Fastify could answer. */
const parserErrors: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

const reasonPhrases: Record<number, string> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** How long a refused client may take to close its side. Closing at once would often discard the answer. */
const lingerMs = 1_000
const apiHeaderLines = Object.entries(apiHeaders)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')

/** Every method that any address supports; a CONNECT has no address of ours. */
const allowedMethods = 'GET, HEAD, POST'

/**
 * Requests that may be unanswered on one connection. Node keeps reading as long as answers are small, and each request
 * for a file holds it open: a single packet could contain a thousand of them.
 */
const maxUnanswered = 32

/** A request and its answer, from the first byte of the request to the last byte of the answer. */
type Answering = { readonly request: IncomingMessage; readonly response: ServerResponse }
type ClientConnection = {
  readonly running: Set<Answering>
  /** How many bytes had been read when the last answer was written. */
  answeredBytes: number
}
/** Called for each answer that is written by hand, since no Fastify hook sees it. */
type Report = (answer: { requestId: string; statusCode: number; code: ProblemCode; reason: string }) => void

export type ClientErrors = {
  /** Answers bytes that are not an HTTP request. */
  handle(error: NodeJS.ErrnoException, socket: Socket): void
  /** Tracks what is being answered, and answers CONNECT and unsupported `Expect` headers, which reach no other code. */
  watch(server: Server): void
  /** Whether the connection has had its last answer: later requests on it must not be acted upon. */
  isRefused(request: IncomingMessage): boolean
  /** Marks this request as the last one to be answered on its connection. */
  refuseLater(request: IncomingMessage): void
  /** Whether too many earlier requests on the connection are unanswered. */
  isCrowded(request: IncomingMessage): boolean
  /** Whether no later request has arrived on the connection: its answer may be the last one. */
  isLast(request: IncomingMessage): boolean
  /** The answer to the request before this one on its connection, if it is unfinished. */
  earlier(request: IncomingMessage): ServerResponse | undefined
  /** The unfinished answers of all connections. */
  unanswered(): Iterable<ServerResponse>
  /** Ends our side of every idle connection. */
  endIdle(): void
  /** Closes every connection without a complete unanswered request, and the others after their answer. */
  closeUnanswered(): void
}

/** Creates the handler for everything that never becomes a Fastify request, in place of Node's own handling. */
export function createClientErrors(basePath: string, report: Report): ClientErrors {
  const connections = new Map<Socket, ClientConnection>()
  const refused = new WeakSet<Duplex>()
  const crowded = new WeakSet<IncomingMessage>()
  /** Answers that must end their connection, because the bytes after their request are invalid. */
  const ending = new WeakSet<ServerResponse>()
  let closing = false

  /** The answer to the last complete request of a connection, until it is written. */
  const answerOn = (socket: Socket): ServerResponse | undefined =>
    [...(connections.get(socket)?.running ?? [])].filter(({ request }) => request.complete).at(-1)?.response

  function handle(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    // A complete request is being answered, and its message may have been sent. The client would mistake an answer to
    // the bytes after it for the answer to that request, and conclude that nothing was submitted.
    const response = answerOn(socket)
    if (response !== undefined) {
      // Each further byte causes another error.
      if (ending.has(response)) return
      ending.add(response)
      response.shouldKeepAlive = false
      response.once('finish', () => socket.destroySoon())
      return
    }
    answer(socket, parserErrors[error.code ?? ''] ?? 'malformed-request', error.code ?? error.name)
  }

  function watch(server: Server): void {
    // Node hangs up on clients that end their side after the request, as `nc -N` does: the message would be sent and
    // the client would get no answer. The property is undocumented; test/http/server/requests.test.ts covers it.
    Object.assign(server, { httpAllowHalfOpen: true })
    // Node would close these when closing starts, and reset those on which a request is just arriving.
    server.closeIdleConnections = () => {}
    server.on('connection', (socket: Socket) => {
      connections.set(socket, { running: new Set(), answeredBytes: 0 })
      socket.once('close', () => connections.delete(socket))
    })
    // Must run before Fastify's own listener.
    server.prependListener('request', (request, response) => {
      const answering = { request, response }
      const { socket } = request
      const connection = connections.get(socket)
      // The connection is already closed, so no one can receive an answer.
      if (connection === undefined) return
      const { running } = connection
      running.add(answering)
      if (running.size > maxUnanswered) crowded.add(request)
      response.once('close', () => {
        running.delete(answering)
        connection.answeredBytes = socket.bytesRead
        if (closing && running.size === 0) socket.destroySoon()
      })
    })
    server.on('connect', (_request, socket) => {
      socket.on('error', () => socket.destroy())
      answer(socket, 'method-not-allowed', 'CONNECT')
    })
    server.on('checkExpectation', (_request, response) => {
      const problem = placeProblem(createProblem('expectation-failed', randomUUID()), basePath)
      const { requestId, status, code } = problem
      report({ requestId, statusCode: status, code, reason: 'Expect' })
      const body = JSON.stringify(problem)
      const length = { 'content-type': problemMediaType, 'content-length': Buffer.byteLength(body) }
      response.writeHead(status, { ...apiHeaders, ...length, [requestIdHeader]: requestId }).end(body)
    })
  }

  function earlier(request: IncomingMessage): ServerResponse | undefined {
    let before: ServerResponse | undefined
    for (const answering of connections.get(request.socket)?.running ?? []) {
      if (answering.request === request) return before
      before = answering.response
    }
    return undefined
  }

  function* unanswered(): Iterable<ServerResponse> {
    for (const { running } of connections.values()) for (const { response } of running) yield response
  }

  /** Writes problem details to the socket by hand, and closes it. */
  function answer(socket: Duplex, code: ProblemCode, reason: string): void {
    const problem = placeProblem(createProblem(code, randomUUID()), basePath)
    const { requestId, status } = problem
    report({ requestId, statusCode: status, code, reason })
    refused.add(socket)
    const body = JSON.stringify(problem)
    socket.end(
      `HTTP/1.1 ${status} ${reasonPhrases[status] ?? 'Bad Request'}\r\n` +
        `Content-Type: ${problemMediaType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
        `${code === 'method-not-allowed' ? `Allow: ${allowedMethods}\r\n` : ''}` +
        `${apiHeaderLines}X-Request-Id: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
    )
    setTimeout(() => socket.destroy(), lingerMs).unref()
  }

  /**
   * Whether bytes have arrived since the last answer. On an idle connection, it would be taken for the next answer.
   */
  const hasBegun = (socket: Socket, { answeredBytes }: ClientConnection): boolean => socket.bytesRead > answeredBytes

  function endIdle(): void {
    for (const [socket, connection] of connections) {
      if (connection.running.size > 0 || hasBegun(socket, connection)) continue
      // Ends our side only: data that the client may have sent meanwhile is still read, since closing would cause a
      // reset.
      socket.end()
      setTimeout(() => socket.destroy(), lingerMs).unref()
    }
  }

  function closeUnanswered(): void {
    closing = true
    endIdle()
    for (const [socket, connection] of connections) {
      if (answerOn(socket) !== undefined || !hasBegun(socket, connection)) continue
      if (socket.writable) answer(socket, 'request-timeout', 'closing')
      // Does not wait for the client to close its side.
      socket.destroySoon()
    }
  }

  return {
    handle,
    watch,
    isRefused: (request) => refused.has(request.socket),
    refuseLater: (request) => void refused.add(request.socket),
    isCrowded: (request) => crowded.has(request),
    isLast: (request) => [...(connections.get(request.socket)?.running ?? [])].at(-1)?.request === request,
    earlier,
    unanswered,
    endIdle,
    closeUnanswered,
  }
}
