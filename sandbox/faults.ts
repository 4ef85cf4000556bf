import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** The durations of the faults, in ms. Tests shorten those they wait for. */
export type FaultTimings = {
  /** The delay of a late answer. */
  readonly slowMs: number
  /** Between two chunks of a drip: shorter than any client's idle timer, so that only a total deadline ends it. */
  readonly dripMs: number
  /** The maximum duration of a drip or of an unanswered connection: no fault lasts forever. */
  readonly holdMs: number
  /** How long new connections are refused or reset. */
  readonly shutMs: number
}

export const defaultFaultTimings: FaultTimings = { slowMs: 1000, dripMs: 100, holdMs: 120_000, shutMs: 3000 }

/** A connection on which one whole request was read and not yet answered. */
export type FaultContext = {
  readonly socket: Socket
  /** The normal answer. */
  readonly body: string
  readonly timings: FaultTimings
  /** Resets the TCP connection. Under TLS `socket` cannot do that. */
  reset(): void
  /** The listening socket, for faults that affect later connections. Both methods also close idle connections. */
  readonly door: { refuseFor(durationMs: number): void; resetFor(durationMs: number): void }
}

type Fault = (context: FaultContext) => void

export type HttpAnswer = {
  readonly status?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: string
}

/** The bytes of a complete answer; an explicit `content-length` is kept, even a wrong one. */
export function formatHttpAnswer({ status = '200 OK', headers = {}, body = '' }: HttpAnswer): string {
  const all = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(body), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`
}

/** 256 KB; clients accept 8 to 64 KB of headers. */
const hugeHeaderBytes = 256 * 1024

/** 8 MB, a hundred times the answer to 1,000 destinations. Line ends, so that only a size limit refuses it. */
const hugeBodyBytes = 8 * 1024 * 1024

/**
 * Faults of a connection after a request was read, by name. Each ends the connection, immediately or within `holdMs`,
 * and clears its timers.
 *
 * @see docs/upstream-protocol.md, "Answers"; the faults are those that clients must survive without sending again
 */
export const faults = {
  'reset-after-request': ({ reset }) => reset(),
  'close-after-request': ({ socket }) => socket.destroySoon(),
  'half-header': ({ socket }) => end(socket, 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-le'),
  'half-body': ({ socket, body }) => {
    end(socket, formatHttpAnswer({ headers: { 'content-length': body.length * 2 }, body }))
  },
  'cut-body': ({ socket, body }) => {
    // Ends four characters into the first destination: complete HTTP, but a different destination.
    end(socket, `HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${body.slice(0, 9)}`)
  },
  'never-answer': ({ socket, timings }) => after(socket, timings.holdMs, () => socket.destroy()),
  'informational-drip': ({ socket, timings }) => drip(socket, timings, 'HTTP/1.1 102 Processing\r\n\r\n'),
  'body-drip': ({ socket, body, timings }) => {
    // A length that the drip cannot reach before it ends.
    const length = body.length + Math.ceil(timings.holdMs / timings.dripMs) + 1
    socket.write(formatHttpAnswer({ headers: { 'content-length': length } }))
    const rest = [...body]
    drip(socket, timings, () => rest.shift() ?? '\n')
  },
  slow: ({ socket, body, timings }) => after(socket, timings.slowMs, () => answer(socket, { body })),
  'huge-header': ({ socket, body }) => answer(socket, { headers: { 'x-padding': 'x'.repeat(hugeHeaderBytes) }, body }),
  'huge-body': ({ socket, body }) => answer(socket, { body: body + '\n'.repeat(hugeBodyBytes) }),
  garbage: ({ socket }) => end(socket, Buffer.from([0, 0, 0, 16, 128, 0, 0, 4, 0, 0, 0, 88, 0, 0, 0, 1])),
  redirect: ({ socket }) =>
    answer(socket, { status: '301 Moved Permanently', headers: { location: '/bulksms/moved' } }),
  'status-500-html': ({ socket }) => {
    const body = '<html><body><h1>Internal Server Error</h1></body></html>'
    answer(socket, { status: '500 Internal Server Error', headers: { 'content-type': 'text/html' }, body })
  },
  'status-503-accepted': ({ socket, body }) => answer(socket, { status: '503 Service Unavailable', body }),
  'wrong-content-type': ({ socket, body }) => answer(socket, { headers: { 'content-type': 'image/png' }, body }),
  chunked: ({ socket, body }) => {
    const chunks = [body.slice(0, 9), body.slice(9)].filter((chunk) => chunk !== '')
    const framed = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
    end(socket, `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${framed.join('')}0\r\n\r\n`)
  },
  'keep-alive-then-close': ({ socket, body }) => {
    end(socket, formatHttpAnswer({ headers: { connection: 'keep-alive', 'keep-alive': 'timeout=60' }, body }))
  },
  // The door is shut before the answer is written, so that a client that has the answer finds it shut.
  'refuse-next': ({ socket, body, timings, door }) => {
    door.refuseFor(timings.shutMs)
    answer(socket, { body })
  },
  'reset-next': ({ socket, body, timings, door }) => {
    door.resetFor(timings.shutMs)
    answer(socket, { body })
  },
  'continue-first': ({ socket, body }) => {
    socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    answer(socket, { body })
  },
  gzip: ({ socket, body }) => answerCompressed(socket, gzipSync(body)),
  'gzip-cut': ({ socket, body }) => answerCompressed(socket, gzipSync(body).subarray(0, -1)),
  'two-answers': ({ socket, body }) => end(socket, formatHttpAnswer({ body: '1709' }) + formatHttpAnswer({ body })),
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faults, name)

function end(socket: Socket, bytes: string | Buffer): void {
  socket.write(bytes)
  socket.destroySoon()
}

function answer(socket: Socket, content: HttpAnswer): void {
  end(socket, formatHttpAnswer({ ...content, headers: { connection: 'close', ...content.headers } }))
}

function answerCompressed(socket: Socket, body: Buffer): void {
  const headers = { 'content-encoding': 'gzip', 'content-length': body.length, connection: 'close' }
  socket.write(formatHttpAnswer({ headers }))
  end(socket, body)
}

/** A timer that is cleared when its connection closes, so that closing every socket leaves nothing behind. */
function after(socket: Socket, delayMs: number, act: () => void): void {
  const timer = setTimeout(act, delayMs)
  socket.once('close', () => clearTimeout(timer))
}

function drip(socket: Socket, timings: FaultTimings, piece: string | (() => string)): void {
  const timer = setInterval(() => socket.write(typeof piece === 'string' ? piece : piece()), timings.dripMs)
  socket.once('close', () => clearInterval(timer))
  after(socket, timings.holdMs, () => socket.destroy())
}
