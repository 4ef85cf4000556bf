import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An upstream that takes every message, and remembers for each destination how often it came. */
export type CountingUpstream = {
  readonly origin: string
  /** How often each destination arrived, in E.164 form. */
  readonly arrivals: ReadonlyMap<string, number>
  /** The destinations of all GETs together. */
  arrivalCount(): number
  close(): Promise<void>
}

/** Longer than the gateway keeps an idle connection, so that none is closed while the gateway uses it. */
const keepAliveTimeoutMs = 60_000

/** @param latencyMs how long each GET takes; a function is called for each GET */
export async function createCountingUpstream(latencyMs: number | (() => number) = 0): Promise<CountingUpstream> {
  const arrivals = new Map<string, number>()
  let arrivalCount = 0
  const drawLatencyMs = typeof latencyMs === 'function' ? latencyMs : () => latencyMs
  const server = createServer({ keepAlive: true, keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    const query = new URLSearchParams(request.url?.split('?')[1])
    const destinations = (query.get('destination') ?? '').split(',')
    for (const destination of destinations) {
      const to = `+${destination.replace(/^\+/, '')}`
      arrivals.set(to, (arrivals.get(to) ?? 0) + 1)
      arrivalCount++
    }
    const tuples = destinations.map((destination, index) => `1701|${destination}|id-${arrivalCount}-${index}`)
    const answer = () => {
      const body = tuples.join(',')
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': body.length }).end(body)
    }
    const waitMs = drawLatencyMs()
    if (waitMs === 0) answer()
    else setTimeout(answer, waitMs)
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    arrivals,
    arrivalCount: () => arrivalCount,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/**
 * Compares the arrivals with the sends that callers were told of.
 *
 * @returns a sentence for every destination that arrived more or less often than reported
 */
export function compareArrivals(
  arrivals: ReadonlyMap<string, number>,
  told: ReadonlyMap<string, number>,
): readonly string[] {
  return [...new Set([...arrivals.keys(), ...told.keys()])].flatMap((to) => {
    const arrived = arrivals.get(to) ?? 0
    const answered = told.get(to) ?? 0
    return arrived === answered ? [] : [`${to} arrived ${arrived} times and was told to be sent ${answered} times`]
  })
}
