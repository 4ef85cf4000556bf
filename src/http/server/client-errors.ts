import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ProblemCode } from '../../messages/problems.ts'
import { createProblem, placeProblem, problemMediaType, requestIdHeader } from '../schemas/problem-details.ts'
import { apiHeaders } from './answer-headers.ts'

/** What Node's HTTP parser gives up on, before there is a request that Fastify could answer. */
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

/** How long a client that was refused may take to close its side. At once would often take the answer away from it. */
const lingerMs = 1_000
const apiHeaderLines = Object.entries(apiHeaders)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('')

/** The methods that some address takes; a CONNECT has no address of ours. */
const allowedMethods = 'GET, HEAD, POST'

/**
 * Requests of one connection that may wait for their answers. Node goes on reading as long as answers are small, and each
 * request for a file holds it open: a packet of them would be a thousand.
 */
const maxUnanswered = 32

/** A request and its answer, from the first byte of the one to the last of the other. */
type Answering = { readonly request: IncomingMessage; readonly response: ServerResponse }
type Connection = {
  readonly running: Set<Answering>
  /** How much of it had been read when its last answer was written. */
  answeredBytes: number
}
/** Told of each answer that is written by hand, since no hook of Fastify sees it. */
type Report = (answer: { requestId: string; statusCode: number; code: ProblemCode; reason: string }) => void

export type ClientErrors = {
  /** Answers bytes that are no HTTP request. */
  handle(error: NodeJS.ErrnoException, socket: Socket): void
  /** Watches what is being answered, and answers CONNECT and a strange `Expect`, which reach nobody else. */
  watch(server: Server): void
  /** Whether its connection has had its last answer: what arrives there afterwards must not be acted upon. */
  isRefused(request: IncomingMessage): boolean
  /** Says that this is the last request of its connection that is answered. */
  refuseLater(request: IncomingMessage): void
  /** Whether too many requests before it, on its connection, are without an answer. */
  isCrowded(request: IncomingMessage): boolean
  /** Whether no later request has arrived on its connection: its answer may be the last there. */
  isLast(request: IncomingMessage): boolean
  /** The answers that are not ended, on any connection. */
  unanswered(): Iterable<ServerResponse>
  /** Closes our side of every connection on which nothing is being asked or answered. */
  endIdle(): void
  /** Gives up every connection on which no whole request is being answered, and the others after their answer. */
  closeUnanswered(): void
}

/** Creates what answers, in place of Node, that which never becomes a request of Fastify's. */
export function createClientErrors(basePath: string, report: Report): ClientErrors {
  const connections = new Map<Socket, Connection>()
  const refused = new WeakSet<Duplex>()
  const crowded = new WeakSet<IncomingMessage>()
  /** Answers with which their connection ends, because bytes behind their request are none. */
  const ending = new WeakSet<ServerResponse>()
  let closing = false

  /** The answer to the last whole request of a connection, as long as it is not written. */
  const answerOn = (socket: Socket): ServerResponse | undefined =>
    [...(connections.get(socket)?.running ?? [])].filter(({ request }) => request.complete).at(-1)?.response

  function handle(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    // A whole request is being answered, and its message may be on its way. An answer to the bytes behind it would be
    // read as the answer to it, and would say that nothing was submitted.
    const response = answerOn(socket)
    if (response !== undefined) {
      // Each further byte is an error of its own.
      if (ending.has(response)) return
      ending.add(response)
      response.shouldKeepAlive = false
      response.once('finish', () => socket.destroySoon())
      return
    }
    answer(socket, parserErrors[error.code ?? ''] ?? 'malformed-request', error.code ?? error.name)
  }

  function watch(server: Server): void {
    // Node hangs up on a client that ends its side after the request, as `nc -N` does: its message would be sent, and
    // nobody told. This property of Node's servers is in no documentation; test/http/server/requests.test.ts holds it.
    Object.assign(server, { httpAllowHalfOpen: true })
    // Node would close these when the closing begins, and reset those on which a request is just arriving.
    server.closeIdleConnections = () => {}
    server.on('connection', (socket: Socket) => {
      connections.set(socket, { running: new Set(), answeredBytes: 0 })
      socket.once('close', () => connections.delete(socket))
    })
    // Before Fastify looks at it.
    server.prependListener('request', (request, response) => {
      const answering = { request, response }
      const { socket } = request
      const connection = connections.get(socket)
      // It has gone already, and with it whoever would take an answer.
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

  /** Whether bytes have come since the last answer: on an idle connection one would be taken for that to the next request. */
  const hasBegun = (socket: Socket, { answeredBytes }: Connection): boolean => socket.bytesRead > answeredBytes

  function endIdle(): void {
    for (const [socket, connection] of connections) {
      if (connection.running.size > 0 || hasBegun(socket, connection)) continue
      // Our side alone: what the client may have written meanwhile is read, since to close on it would be a reset.
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
      // Without waiting for the client to close its side as well.
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
    unanswered,
    endIdle,
    closeUnanswered,
  }
}
