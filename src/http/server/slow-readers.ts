import type { Server, ServerResponse } from 'node:http'
import type { ClientLimits } from './client-limits.ts'

/**
 * Disconnects clients that do not read their answers, for which Node has no timer. Answers that wait for an earlier one
 * on the same connection are not late yet, and have no socket.
 *
 * @param unanswered the unfinished answers
 */
export function endSlowReaders(
  server: Server,
  unanswered: () => Iterable<ServerResponse>,
  { answerMs, checkMs }: Pick<ClientLimits, 'answerMs' | 'checkMs'>,
): void {
  /** When the headers of an answer were first seen to have been sent. */
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
