import type { Server, ServerResponse } from 'node:http'
import type { ClientLimits } from './client-limits.ts'

/**
 * Hangs up on clients that do not take their answers: no timer of Node's watches over those. Answers that wait for one
 * before them on the same connection are not late yet, and have no socket.
 *
 * @param unanswered the answers that are not ended
 */
export function endSlowReaders(
  server: Server,
  unanswered: () => Iterable<ServerResponse>,
  { answerMs, checkMs }: Pick<ClientLimits, 'answerMs' | 'checkMs'>,
): void {
  /** When the header of an answer was first seen to be written. */
  const seenAt = new WeakMap<ServerResponse, number>()

  function sweep(): void {
    const now = performance.now()
    for (const response of unanswered()) {
      if (response.socket === null || !response.headersSent) continue
      const since = seenAt.get(response)
      if (since === undefined) seenAt.set(response, now)
      else if (now - since > answerMs) response.socket.destroy()
    }
  }

  server.on('listening', () => {
    const timer = setInterval(sweep, checkMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}
