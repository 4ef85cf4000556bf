import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'

export type ListenAddress = { readonly host: string; readonly port: number }

export type Door = {
  /** Resolves with the port; the system chooses one for 0. Rejects with the system's error. */
  listen(address: ListenAddress): Promise<{ port: number }>
  /** Refuses new connections for a while, by not listening. Idle connections are closed. */
  refuseFor(durationMs: number): void
  /** Accepts and resets every new connection for a while. Idle connections are closed. */
  resetFor(durationMs: number): void
  isShut(): boolean
  /** Ends such a period early. Resolves once new connections are admitted again. */
  open(): Promise<void>
  /** The number of accepted connections, including those that were reset. */
  connectionCount(): number
  /** Destroys every connection immediately. */
  close(): Promise<void>
}

export type DoorOptions = {
  readonly admit: (socket: Socket) => void
  /** Whether an answer is still pending on a connection, which then survives when the door shuts. */
  readonly isBusy: (socket: Socket) => boolean
}

/** More than any client's pool, so that connections cannot pile up; the system closes those above it. */
const maxConnections = 1024

/** Another program may have taken the port while the door was shut: listening is retried until the port is free. */
const relistenDelayMs = 100

/** A listening socket that can be shut for a while and opened again on the same port. */
export function createDoor({ admit, isBusy }: DoorOptions): Door {
  const sockets = new Set<Socket>()
  let mode: 'open' | 'refusing' | 'resetting' | 'closed' = 'open'
  let bound: ListenAddress | undefined
  let timer: NodeJS.Timeout | undefined
  const isClosed = () => mode === 'closed'
  let connections = 0
  let shutCount = 0

  const server = createServer((socket) => {
    connections++
    // A reset by the peer is not an error here: the socket closes, and its owner sees that.
    socket.on('error', () => {})
    if (mode === 'resetting') {
      socket.resetAndDestroy()
      return
    }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    admit(socket)
  })
  server.maxConnections = maxConnections

  function shut(next: 'refusing' | 'resetting', durationMs: number): void {
    if (isClosed()) return
    mode = next
    shutCount++
    if (next === 'refusing') server.close()
    for (const socket of sockets) if (!isBusy(socket)) socket.destroy()
    clearTimeout(timer)
    timer = setTimeout(() => void open(), durationMs)
  }

  async function bind(address: ListenAddress): Promise<void> {
    server.listen(address)
    await once(server, 'listening')
  }

  async function open(): Promise<void> {
    clearTimeout(timer)
    const shutBefore = shutCount
    while (!isClosed() && bound !== undefined && !server.listening) {
      await bind(bound).catch(() => setTimeoutPromise(relistenDelayMs))
      // Shut again while the port was being bound: that later call reopens the door.
      if (shutCount !== shutBefore) return
    }
    if (isClosed()) server.close()
    else mode = 'open'
  }

  return {
    async listen(address) {
      await bind(address)
      const actual = server.address()
      if (actual === null || typeof actual === 'string') throw new Error('The sandbox listens on no TCP port')
      bound = { host: address.host, port: actual.port }
      return { port: actual.port }
    },
    refuseFor: (durationMs) => shut('refusing', durationMs),
    resetFor: (durationMs) => shut('resetting', durationMs),
    isShut: () => mode !== 'open',
    open,
    connectionCount: () => connections,
    async close() {
      mode = 'closed'
      clearTimeout(timer)
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
