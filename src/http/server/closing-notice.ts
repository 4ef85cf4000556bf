import type { Server } from 'node:http'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** How long a closing server still listens and says so: what was sent before the closing began is here by then. */
const noticeMs = 250
/** The longest it goes on for those who wait to be accepted. */
const maxQueueMs = 2_000

/**
 * Resolves once a closing server may stop listening. Node accepts one connection a turn of its event loop, so under load
 * others wait in the system's queue, and would be reset with the listening socket. A turn that brings none shows that the
 * queue is empty.
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
    // The first comes before the system is asked again.
    await nextTurn()
  }
  server.off('connection', onConnection)
}
