import { isLoopback } from '../../config/loopback.ts'
import type { App } from './app-type.ts'
import { refuseAs } from './error-handler.ts'

/** Whether a Host header names a served host. */
export type IsServed = (host: string | undefined) => boolean

/**
 * Serves loopback names, with any port, and the configured names. A web page whose name resolves to this machine (DNS
 * rebinding) sends requests from the user's own browser, and only the host name gives them away.
 */
export function createIsServed(names: readonly string[]): IsServed {
  const served = new Set(names.map((name) => name.toLowerCase()))
  // Nearly all requests name the same host as the previous one.
  let lastServed: string | undefined
  return (host) => {
    // HTTP/1.0 clients may omit it. Browsers never do.
    if (host === undefined || host === lastServed) return true
    const name = host.replace(/:[0-9]*$/, '').toLowerCase()
    const isOne = isLoopback(name) || served.has(name)
    if (isOne) lastServed = host
    return isOne
  }
}

/** Refuses every request for another host, before any of it is processed. */
export function serveHostsOnly(app: App, isServed: IsServed): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (isServed(request.raw.headers.host)) done()
    else refuseAs('misdirected-request', request, reply)
  })
}
