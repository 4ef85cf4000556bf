import { EventEmitter, once } from 'node:events'
import type { Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { createDoor } from '../../sandbox/door.ts'
import {
  defaultFaultTimings,
  type FaultContext,
  type FaultName,
  type FaultTimings,
  faults,
  formatHttpAnswer,
  type HttpAnswer,
} from '../../sandbox/faults.ts'
import type { TestCertificate } from './test-certificate.ts'

/** A complete request, up to the blank line. */
export type RawRequest = {
  /** The request line as it came. */
  readonly line: string
  /** Everything up to the blank line, unchanged. */
  readonly text: string
  readonly path: string
  readonly query: URLSearchParams
}

export type RawExchange = FaultContext & {
  readonly request: RawRequest
  /** Answers in full and leaves the connection open. A string is a body. */
  answer(content: HttpAnswer | string): void
  /** Writes bytes as they are, then closes the connection. */
  end(bytes: string | Buffer): void
}

/** The behaviour for one request: the name of a fault, or a function. */
export type Behaviour = FaultName | ((exchange: RawExchange) => void)

/** The behaviour for a connection before any request is read. */
export type Greeting = (connection: { readonly socket: Socket; reset(): void }) => void

export type RawUpstream = {
  readonly origin: string
  readonly port: number
  /** Complete requests that were received, answered or not. The number that must never be 2. */
  readonly requestCount: number
  /** Accepted connections, those that were reset included. */
  readonly connectionCount: number
  readonly requests: readonly RawRequest[]
  /** The first behaviour is for the next request, and so on; the last one stays. Without any: answers accepted. */
  behave(...behaviours: readonly Behaviour[]): void
  /** From now on each new connection is accepted and reset; open ones are closed as by `refuse`. */
  resetOnAccept(): void
  /** Stops listening and closes open connections, except one whose behaviour calls this. */
  refuse(): void
  /** Listens again as usual after `refuse` or `resetOnAccept`. */
  open(): Promise<void>
  /** Does this with each new connection instead of reading requests. Under TLS it comes before the handshake. */
  greet(greeting: Greeting): void
  /** Resolves once that many complete requests have arrived. */
  received(count: number): Promise<void>
  close(): Promise<void>
}

export type RawUpstreamOptions = {
  readonly tls?: TestCertificate
  readonly timings?: Partial<FaultTimings>
}

/** As good as for ever in a test; `open` and `close` end it. */
const untilOpenedMs = 3_600_000

/** Answers as a healthy upstream does, and leaves the connection open. */
export const answerAccepted: Behaviour = ({ answer, body }) => answer(body)

/** Answers a fixed text, or a whole answer with its own status and headers, and leaves the connection open. */
export const answerWith =
  (content: HttpAnswer | string): Behaviour =>
  ({ answer }) =>
    answer(content)

/** Writes bytes as they are, then closes the connection. */
export const endWith =
  (bytes: string | Buffer): Behaviour =>
  ({ end }) =>
    end(bytes)

/**
 * A TCP server without any HTTP library, that counts every complete request it reads and behaves as told. It reads
 * requests without a body, one after the other on a connection, and counts those that come behind an unanswered one.
 */
export async function createRawUpstream(options: RawUpstreamOptions = {}): Promise<RawUpstream> {
  const timings = { ...defaultFaultTimings, ...options.timings }
  const secureContext = options.tls && createSecureContext(options.tls)
  const requests: RawRequest[] = []
  const arrivals = new EventEmitter()
  let behaviours: readonly Behaviour[] = [answerAccepted]
  let greeting: Greeting | undefined

  // A behaviour that shuts the door still has its own answer to give: its connection is spared.
  let answering: Socket | undefined
  const door = createDoor({ admit, isBusy: (socket) => socket === answering })

  function admit(raw: Socket): void {
    // Under TLS only the socket below can reset; a TLSSocket refuses to.
    const reset = () => void raw.resetAndDestroy()
    if (greeting !== undefined) {
      greeting({ socket: raw, reset })
      return
    }
    const socket = secureContext ? new TLSSocket(raw, { isServer: true, secureContext }) : raw
    socket.on('error', () => {})
    let unread = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      unread += chunk
      for (let at = unread.indexOf('\r\n\r\n'); at >= 0; at = unread.indexOf('\r\n\r\n')) {
        const request = parseRequest(unread.slice(0, at))
        unread = unread.slice(at + 4)
        requests.push(request)
        behaveOn(raw, socket, reset, request)
        arrivals.emit('request')
      }
    })
  }

  function behaveOn(raw: Socket, socket: Socket, reset: () => void, request: RawRequest): void {
    const [behaviour = answerAccepted, ...later] = behaviours
    if (later.length > 0) behaviours = later
    const exchange: RawExchange = {
      request,
      socket,
      timings,
      reset,
      body: acceptedBody(request, requests.length),
      door,
      answer: (content) => {
        socket.write(formatHttpAnswer(typeof content === 'string' ? { body: content } : content))
      },
      end: (bytes) => {
        socket.write(bytes)
        socket.destroySoon()
      },
    }
    answering = raw
    if (typeof behaviour === 'string') faults[behaviour](exchange)
    else behaviour(exchange)
    answering = undefined
  }

  const { port } = await door.listen({ host: '127.0.0.1', port: 0 })
  return {
    origin: `${secureContext ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    get requestCount() {
      return requests.length
    },
    get connectionCount() {
      return door.connectionCount()
    },
    requests,
    behave(...next) {
      behaviours = next
    },
    resetOnAccept: () => door.resetFor(untilOpenedMs),
    refuse: () => door.refuseFor(untilOpenedMs),
    open: () => door.open(),
    greet(next) {
      greeting = next
    },
    async received(count) {
      while (requests.length < count) await once(arrivals, 'request')
    },
    close: () => door.close(),
  }
}

/** An origin without a listener: its port was just allocated by the system and released. */
export async function createRefusingOrigin(): Promise<string> {
  const door = createDoor({ admit: () => {}, isBusy: () => false })
  const { port } = await door.listen({ host: '127.0.0.1', port: 0 })
  await door.close()
  return `http://127.0.0.1:${port}`
}

function parseRequest(text: string): RawRequest {
  const [line = ''] = text.split('\r\n')
  const url = new URL(line.split(' ')[1] ?? '', 'http://raw.test')
  return { line, text, path: url.pathname, query: url.searchParams }
}

/** Accepts every destination of a request, with ids that name the request and the destination: `id-<n>-<i>`. */
function acceptedBody(request: RawRequest, requestNumber: number): string {
  const destinations = (request.query.get('destination') ?? '').split(',')
  return destinations.map((sent, index) => `1701|${sent}|id-${requestNumber}-${index + 1}`).join(',')
}
