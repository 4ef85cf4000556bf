import type { Server, ServerResponse } from 'node:http'
import type { ClientLimits } from './client-limits.ts'

/**
 * Hangs up on clients that do not take their answers: no timer of Node's watches over those. Answers that wait for one
 * before them on the same connection are not late yet, and have no socket.
 */
export function endSlowReaders(
  server: Server,
  { answerMs, checkMs }: Pick<ClientLimits, 'answerMs' | 'checkMs'>,
): void {
  /** Each unfinished answer, with the time at which its header was first seen to be written. */
  const answers = new Map<ServerResponse, number | undefined>()

  server.on('request', (_request, response) => {
    answers.set(response, undefined)
    response.once('close', () => answers.delete(response))
  })

  function sweep(): void {
    const now = performance.now()
    for (const [response, since] of answers) {
      if (response.socket === null || !response.headersSent) continue
      if (since === undefined) answers.set(response, now)
      else if (now - since > answerMs) response.socket.destroy()
    }
  }

  server.on('listening', () => {
    const timer = setInterval(sweep, checkMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}
