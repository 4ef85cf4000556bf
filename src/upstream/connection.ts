import type { Socket } from 'node:net'
import { type buildConnector, Client, type Dispatcher } from 'undici'
import { createInterimFilter } from './interim-answers.ts'

/** What is known about the connection that a GET goes out on. */
export type Connection = {
  /** To be called just before a GET is written. Returns whether the connection has carried another one before. */
  begin(): boolean
  /** Whether bytes came behind the answer that was just read: then there is no telling which of them was the answer. */
  broughtMore(): boolean
}

/** A handler that is told of its connection before its GET is written. */
export type ConnectedHandler = Dispatcher.DispatchHandler & { connection: Connection | undefined }

type ClientOptions = Client.Options & { readonly connect: buildConnector.connector }

/** The code of undici's own end of a connection, as after `Connection: close`. Any other was caused by what came. */
const ownEnd = 'UND_ERR_INFO'

/**
 * Creates the pool's clients. Each has one connection at a time and records what must be known about it. undici hides its
 * sockets, so the connector hands them over, and two methods of each are wrapped: the parser sees only what `read` returns,
 * and it hands back through `unshift` what followed an answer that ends its connection.
 */
export function createConnectedClient(origin: URL, options: object): Dispatcher {
  const { connect, ...others } = options as ClientOptions
  const interim = createInterimFilter()
  let socket: Socket | undefined
  let isUsed = false
  let hasLeftover = false

  function watch(connected: Socket): void {
    socket = connected
    isUsed = false
    const read = connected.read
    connected.read = function (size) {
      const chunk: Buffer | null = read.call(this, size)
      return chunk === null ? null : interim.strip(chunk)
    }
    const unshift = connected.unshift
    connected.unshift = function (chunk, encoding) {
      hasLeftover ||= chunk.length > 0
      unshift.call(this, chunk, encoding)
    }
  }

  const connection: Connection = {
    begin() {
      const wasUsed = isUsed
      isUsed = true
      hasLeftover = false
      interim.start()
      return wasUsed
    },
    broughtMore() {
      const error: NodeJS.ErrnoException | null | undefined = socket?.errored
      return hasLeftover || (error != null && error.code !== ownEnd)
    },
  }

  const client = new Client(origin, {
    ...others,
    connect: (target, callback) =>
      connect(target, (...[error, connected]) => {
        if (error !== null) return callback(error, null)
        watch(connected)
        callback(null, connected)
      }),
  })
  const dispatch = client.dispatch.bind(client)
  client.dispatch = (request, handler) => {
    if ('connection' in handler) handler.connection = connection
    return dispatch(request, handler)
  }
  return client
}
