import type { Server } from 'node:http'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** How long a closing server keeps listening while it refuses: requests sent before the close have then arrived. */
const noticeMs = 250
/** The longest time to keep accepting connections from the backlog. */
const maxQueueMs = 2_000

/**
 * Resolves once a closing server may stop listening. Node accepts one connection per event loop turn, so under load
 * others wait in the system's backlog and would be reset with the listening socket. A turn without a new connection
 * shows that the backlog is empty.
 */
export async function giveClosingNotice(server: Server): Promise<void> {
  if (!server.listening) return
  await sleep(noticeMs)
  const until = performance.now() + maxQueueMs
  let accepted = true
  const onConnection = () => {
    accepted = true
  }
  server.on('connection', onConnection)
  while (accepted && performance.now() < until) {
    accepted = false
    await nextTurn()
    // The first turn ends before the system is polled again.
    await nextTurn()
  }
  server.off('connection', onConnection)
}
