import type { Server, ServerResponse } from 'node:http'

/** How long an answer may take to leave: far more than any page of ours takes on a usual line. */
const readingTimeoutMs = 10_000
const sweepMs = 1_000

/**
 * Hangs up on clients that do not take their answers: no timer of Node's watches over those. Answers that wait for one
 * before them on the same connection are not late yet, and have no socket.
 */
export function endSlowReaders(server: Server): void {
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
      else if (now - since > readingTimeoutMs) response.socket.destroy()
    }
  }

  server.on('listening', () => {
    const timer = setInterval(sweep, sweepMs).unref()
    server.once('close', () => clearInterval(timer))
  })
}
