import { isLoopback } from '../../config/loopback.ts'
import type { App } from './app-type.ts'
import { refuseAs } from './error-handler.ts'

/** Whether the host of a Host header is one that is served. */
export type IsServed = (host: string | undefined) => boolean

/**
 * Serves loopback names, with any port, and those that are named. A web page whose name leads to this machine (DNS
 * rebinding) comes from the user's own browser, and is told from honest requests by its name alone.
 */
export function createIsServed(names: readonly string[]): IsServed {
  const served = new Set(names.map((name) => name.toLowerCase()))
  // Nearly all requests name the host that the one before has named.
  let lastServed: string | undefined
  return (host) => {
    // A client of HTTP/1.0 may name none. A browser always does.
    if (host === undefined || host === lastServed) return true
    const name = host.replace(/:[0-9]*$/, '').toLowerCase()
    const isOne = isLoopback(name) || served.has(name)
    if (isOne) lastServed = host
    return isOne
  }
}

/** Refuses every request for another host, before anything of it is looked at. */
export function serveHostsOnly(app: App, isServed: IsServed): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (isServed(request.raw.headers.host)) done()
    else refuseAs('misdirected-request', request, reply)
  })
}
