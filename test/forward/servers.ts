import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Server as SecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

type Teardown = { teardown(act: () => Promise<void>): void }

async function listen(t: Teardown, server: Server | SecureServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const scheme = server instanceof SecureServer ? 'https' : 'http'
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Two secrets, as `openssl rand -base64 32` makes them. */
export const secrets = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [string, string]

export type Received = {
  readonly headers: Record<string, string>
  readonly body: string
  readonly event: { id: string }
}
/** Answers a request; a number is a status with an empty body. */
export type Behaviour = number | ((response: ServerResponse, received: Received) => void)

/** A receiver that behaves in turn as told; the last behaviour stays. Checks every signature with the library. */
export const startReceiver = (t: Teardown, ...behaviours: Behaviour[]) => startReceiverOn(t, createServer(), behaviours)

/** @param server without listeners; it may speak TLS */
export async function startReceiverOn(t: Teardown, server: Server | SecureServer, behaviours: Behaviour[]) {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request)
    const headers = request.headers as Record<string, string>
    const event = new Webhook(secrets[0]).verify(body, headers) as { id: string }
    const one = { headers, body, event }
    received.push(one)
    const behaviour = (behaviours.length > 1 ? behaviours.shift() : behaviours[0]) ?? 204
    if (typeof behaviour === 'number') response.writeHead(behaviour).end()
    else behaviour(response, one)
    for (const wake of waiting.splice(0)) wake()
  })
  const url = `${await listen(t, server)}/hooks/t0ken-in-the-path`
  const arrived = async (count: number): Promise<void> => {
    while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const ids = () => received.map(({ event }) => event.id)
  return { url, received, arrived, ids, behave: (...next: Behaviour[]) => behaviours.splice(0, Infinity, ...next) }
}

export const makeEvent = (seq: number) => ({
  id: String(seq),
  type: 'recipient.delivered',
  at: '2026-11-22T08:00:05.000Z',
  messageId: `019ab7e2-5c1d-7d3e-8f60-${String(seq).padStart(12, '0')}`,
  reference: 'Bestellung № 42 ✓',
  to: '+213550000001',
  outcome: 'accepted',
})

/** A feed of so many events, which answers as the gateway does; `answerNext` replaces its next answer. */
export async function startFeed(t: Teardown, count: number) {
  const events = Array.from({ length: count }, (_, index) => makeEvent(index + 1))
  const requests: { readonly url: URL; readonly authorization: string | undefined }[] = []
  const next: ((response: ServerResponse, request: IncomingMessage) => void)[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://feed')
    requests.push({ url, authorization: request.headers.authorization })
    for (const wake of waiting.splice(0)) wake()
    const replaced = next.shift()
    if (replaced !== undefined) return replaced(response, request)
    const after = Number(url.searchParams.get('after'))
    const page = events.filter(({ id }) => Number(id) > after).slice(0, Number(url.searchParams.get('limit')))
    // An empty page is answered after the wait, which is longer than any test.
    if (page.length > 0) answerJson(200, { events: page, next: page.at(-1)?.id })(response)
  })
  const origin = await listen(t, server)
  const asked = async (count: number): Promise<void> => {
    while (requests.length < count) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return { origin, events, requests, asked, answerNext: (...answers: typeof next) => void next.push(...answers) }
}

export const answerJson =
  (status: number, body: unknown) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
