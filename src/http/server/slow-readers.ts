import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { App } from './app-type.ts'
import type { ClientErrors } from './client-errors.ts'
import type { ClientLimits } from './client-limits.ts'

/**
 * Disconnects clients that do not read their answers, for which Node has no timer, and whose answers take too much
 * memory. Answers that wait for an earlier one on the same connection are not late yet, and have no socket.
 *
 * @param unanswered the unfinished answers
 */
export function endSlowReaders(
  server: Server,
  { unanswered }: Pick<ClientErrors, 'unanswered'>,
  { answerMs, checkMs, unreadBytes }: Pick<ClientLimits, 'answerMs' | 'checkMs' | 'unreadBytes'>,
): void {
  /** When the headers of an answer were first seen to have been sent. */
  const seenAt = new WeakMap<ServerResponse, number>()

  function sweep(): void {
    const now = performance.now()
    const unread = new Map<Socket, number>()
    for (const response of unanswered()) {
      const { socket } = response.req
      if (response.writableLength > 0) unread.set(socket, (unread.get(socket) ?? 0) + response.writableLength)
      if (response.socket === null || !response.headersSent) continue
      const since = seenAt.get(response)
      if (since === undefined) seenAt.set(response, now)
      else if (now - since > answerMs) socket.destroy()
    }
    endLargest(unread, unreadBytes)
  }

  server.on('listening', () => {
    const timer = setInterval(sweep, checkMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}

/** Ends connections until the others hold at most so many bytes. */
function endLargest(unread: ReadonlyMap<Socket, number>, maxBytes: number): void {
  let total = 0
  for (const bytes of unread.values()) total += bytes
  // The usual case: nothing needs sorting.
  if (total <= maxBytes) return
  for (const [socket, bytes] of [...unread].sort(([, one], [, other]) => other - one)) {
    if (total <= maxBytes) return
    total -= bytes
    socket.destroy()
  }
}

/**
 * Makes a pipelined GET wait until the answers before it have been read. Otherwise answers of hundreds of kilobytes to
 * requests of sixty bytes would accumulate in memory, 32 per connection.
 *
 * @see RFC 9112, section 9.3.2: processing such requests in parallel is optional
 */
export function holdPipelinedReads(app: Pick<App, 'addHook'>, { earlier }: Pick<ClientErrors, 'earlier'>): void {
  app.addHook('onRequest', ({ method, raw }, _reply, done) => {
    const before = method === 'POST' ? undefined : earlier(raw)
    if (before === undefined) done()
    // If the connection is lost meanwhile, there is no client to answer.
    else before.once('close', () => void (raw.socket.destroyed || done()))
  })
}
