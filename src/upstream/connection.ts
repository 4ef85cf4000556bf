import type { Socket } from 'node:net'
import { type buildConnector, Client, type Dispatcher } from 'undici'
import { createInterimFilter } from './interim-answers.ts'

/** What is known about the connection that carries a GET. */
export type Connection = {
  /** Call just before a GET is written. Returns whether the connection has carried an earlier GET. */
  begin(): boolean
  /** Whether bytes followed the answer that was just read. It is then unclear which bytes belong to which GET. */
  broughtMore(): boolean
}

/** A dispatch handler that receives its connection before its GET is written. */
export type ConnectedHandler = Dispatcher.DispatchHandler & { connection: Connection | undefined }

type ClientOptions = Client.Options & { readonly connect: buildConnector.connector }

/** undici's own code for an orderly end, as after `Connection: close`. Any other code was caused by received data. */
const ownEnd = 'UND_ERR_INFO'

/**
 * The client factory for the pool: an undici client, which has one connection at a time, plus what we track about that
 * connection. undici hides its sockets, so the connector hands them over and two methods of each are wrapped: the
 * parser only sees what `read` returns, and it uses `unshift` to return bytes that follow an answer that ends its
 * connection.
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
