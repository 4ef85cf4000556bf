import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Value = { readonly stringValue?: string; readonly intValue?: number | string }
type Attributes = readonly { readonly key: string; readonly value: Value }[]

/** A span as it came over the wire. */
export type CollectedSpan = {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: Readonly<Record<string, string | number>>
  readonly failed: boolean
}

export type Collector = {
  readonly origin: string
  readonly spans: readonly CollectedSpan[]
  /** What the spans say of the service. */
  readonly resource: Readonly<Record<string, string | number>>
  /** Every request as it came: its path, headers and body. */
  readonly texts: readonly string[]
  /** Resolves once that many requests have come. */
  received(count: number): Promise<void>
}

/** A collector of OTLP over HTTP, in JSON; answers with a status. Ends with the test. */
export async function startCollector(
  t: { teardown(act: () => Promise<void>): void },
  statusCode = 200,
): Promise<Collector> {
  const spans: CollectedSpan[] = []
  const resource: Record<string, string | number> = {}
  const texts: string[] = []
  const arrivals = new EventEmitter()
  const server = createServer(async (request, response) => {
    const text = (await buffer(request)).toString()
    texts.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${text}`)
    for (const { resource: of, scopeSpans } of JSON.parse(text).resourceSpans) {
      Object.assign(resource, readAttributes(of.attributes))
      for (const { spans: group } of scopeSpans) {
        for (const span of group) {
          spans.push({ ...span, attributes: readAttributes(span.attributes), failed: span.status?.code === 2 })
        }
      }
    }
    response.writeHead(statusCode, { 'content-type': 'application/json' }).end('{}')
    arrivals.emit('request')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    resource,
    texts,
    async received(count) {
      while (texts.length < count) await once(arrivals, 'request')
    },
  }
}

const readAttributes = (attributes: Attributes): Record<string, string | number> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]))
