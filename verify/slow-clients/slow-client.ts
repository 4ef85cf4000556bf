import { connect, type Socket } from 'node:net'
import type { LiveGateway } from '../../test/support/live-gateway.ts'

/** How a client keeps a connection open without ever finishing. */
export type Slowness = (socket: Socket) => void

/** The interval between single bytes. */
const dripMs = 1_000

const head = 'POST /messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n'
/** More than fits into all buffers between two processes, so that the gateway must wait for the reader. */
const unreadCount = 20

export const slownesses = {
  'says nothing': () => {},
  'sends its header byte by byte': (socket) => {
    socket.write(`${head}X-Slow: `)
    drip(socket)
  },
  'sends its address byte by byte': (socket) => {
    socket.write('GET /')
    drip(socket)
  },
  'sends its body byte by byte': (socket) => {
    socket.write(`${head}Content-Length: 1000\r\n\r\n{"text":"`)
    drip(socket)
  },
  'sends its chunks byte by byte': (socket) => {
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n3e8\r\n{"text":"`)
    drip(socket)
  },
  'stops in its body': (socket) => void socket.write(`${head}Content-Length: 1000\r\n\r\n{`),
  'stops in its second request': (socket) =>
    void socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /messages HT'),
  'reads no answer': (socket) => readNothing(socket, '/openapi.json'),
  'reads no description': (socket) => readNothing(socket, '/docs/json'),
  'reads no list': (socket) => readNothing(socket, '/messages?limit=100'),
  'reads no file': (socket) => readNothing(socket, '/docs/static/swagger-ui-bundle.js'),
  'ends its side in its header': (socket) => void socket.end(head),
  'ends its side in its body': (socket) => void socket.end(`${head}Content-Length: 1000\r\n\r\n{`),
} as const satisfies Record<string, Slowness>

export type SlownessName = keyof typeof slownesses

function drip(socket: Socket): void {
  const timer = setInterval(() => void socket.write('a'), dripMs)
  socket.once('close', () => clearInterval(timer))
}

function readNothing(socket: Socket, path: string): void {
  socket.pause()
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(unreadCount))
  // A client that does not read does not see the end either; its next write fails.
  drip(socket)
}

export type SlowClient = {
  readonly name: SlownessName
  /** Resolves once the gateway has closed the connection, with the time since it was opened, in ms. */
  readonly gone: Promise<number>
}

/** Connects a slow client that never disconnects by itself. */
export function startSlowClient({ host, port }: LiveGateway, name: SlownessName): SlowClient {
  const startedAt = performance.now()
  const socket = connect({ host, port, allowHalfOpen: true })
  const { promise: gone, resolve } = Promise.withResolvers<number>()
  socket.on('error', () => {})
  socket.once('close', () => resolve(performance.now() - startedAt))
  socket.once('end', () => socket.destroy())
  socket.once('connect', () => slownesses[name](socket))
  if (!name.startsWith('reads no')) socket.resume()
  return { name, gone }
}
